"""Pictures in every format: sound, cut, with wrong bits, with wrong sizes; and drawings of every kind."""

import struct
from functools import cache
from io import BytesIO

from PIL import Image

from fuzz import lists
from fuzz.dice import Dice
from fuzz.inlines import words
from fuzz.matter import CSS_VALUES, PROPERTIES

FORMATS = {
    "png": "PNG",
    "jpg": "JPEG",
    "gif": "GIF",
    "webp": "WEBP",
    "avif": "AVIF",
    "tiff": "TIFF",
    "bmp": "BMP",
}
MODES = ("RGB", "RGBA", "L", "LA", "P", "1", "CMYK", "I;16", "I", "F")


@cache
def sound(suffix: str, mode: str = "RGB") -> bytes:
    """Return a small picture in a format, in the nearest mode that the format has."""
    image = Image.new("RGB", (24, 16), (200, 90, 40))
    image.paste((10, 20, 200), (4, 4, 12, 12))
    out = BytesIO()
    for each in (mode, "RGB"):
        try:
            image.convert("I" if each == "I;16" else each).convert(each).save(out, FORMATS[suffix])
        except (OSError, ValueError, KeyError):
            out = BytesIO()
        else:
            break
    return out.getvalue()


def damaged(dice: Dice, suffix: str) -> bytes:
    """Return a picture that is cut, has wrong bits, wrong numbers or parts in the wrong order."""
    data = bytearray(sound(suffix, dice.pick(MODES)))
    for _ in range(1 + dice.below(4)):
        at = dice.below(len(data)) if dice.once_in(2) else dice.below(min(len(data), 200))
        match dice.below(6):
            case 0:
                del data[max(at, 12) :]
            case 1:
                data[at] ^= 1 << dice.below(8)
            case 2:
                data[at : at + 4] = struct.pack(
                    ">I", dice.pick([0, 1, 0xFFFFFFFF, 0x7FFFFFFF, 70000])
                )
            case 3:
                data[at:at] = data[: dice.below(64)]
            case 4:
                del data[at : at + 1 + dice.below(20)]
            case _:
                data[at : at + 1] = bytes([dice.below(256)])
        if not data:
            return b"\0"
    return bytes(data)


_SPACE = 'xmlns="http://www.w3.org/2000/svg"'
_SELECTORS = ("rect", ".c", "#a", "@media print", "@import url(http://e.example/);", "@keyframes a")
ELEMENTS = lists.named("elements")
SVG_ATTRIBUTES = lists.named("svg_attributes")


def drawing(dice: Dice) -> str:
    """Return an SVG file, now and then without its end, its namespace or its sense."""
    head = dice.pick(
        [
            f'<svg {_SPACE} xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:x="y" viewBox="0 0 90 40">'
        ]
        * 4
        + [
            "<svg>",
            '<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0">',
            '<svg xmlns="http://www.w3.org/2000/svg" width="1e9" height="1e9">',
            '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="99%">',
            '<s:svg xmlns:s="http://www.w3.org/2000/svg">',
        ]
    )
    before = dice.pick(
        [
            "",
            "",
            '<?xml version="1.0"?>',
            '<?xml version="1.0" encoding="utf-16"?>',
            '<?xml-stylesheet href="http://e.example/x.css"?>',
            '<!DOCTYPE svg [<!ENTITY e "x"><!ENTITY f "&e;&e;">]>',
            '<!DOCTYPE svg SYSTEM "http://e.example/x.dtd">',
            '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        ]
    )
    inner = "".join(_element(dice, 0) for _ in range(1 + dice.below(5)))
    return (
        before
        + head
        + inner
        + ("" if dice.once_in(12) else "</s:svg>" if head.startswith("<s:") else "</svg>")
    )


def _element(dice: Dice, depth: int) -> str:
    """Return an element with attributes and, not too deep, others in it."""
    tag = dice.pick(ELEMENTS)
    pairs: dict[str, str] = {}
    for each in dice.some(SVG_ATTRIBUTES, 4):
        name, _, value = each.partition('="')
        pairs[name.strip()] = value.rstrip('"')
    if dice.once_in(4):
        pairs["style"] = (
            f"{dice.pick(PROPERTIES)}:{dice.pick(CSS_VALUES)}".replace('"', "'")
            .replace("&", "")
            .replace("<", "")
        )
    told = "".join(f' {name}="{value}"' for name, value in pairs.items())
    if tag == "style":
        inner = f"{dice.pick(_SELECTORS)} {{ {dice.pick(PROPERTIES)}: {dice.pick(CSS_VALUES)} }}"
        inner = inner if dice.once_in(2) else f"<![CDATA[{inner}]]>"
    elif depth < 4 and dice.once_in(2):
        inner = "".join(_element(dice, depth + 1) for _ in range(1 + dice.below(3)))
    else:
        inner = dice.pick(
            [
                "",
                "",
                "&e;",
                "&lt;b&gt;",
                "Ab",
                "漢 שלום",
                words(dice).replace("&", "&amp;").replace("<", "&lt;"),
            ]
        )
    return f"<{tag}{told}>{inner}</{tag}>" if not dice.once_in(15) else f"<{tag}{told}/>"


def bomb(dice: Dice) -> bytes:
    """Return a PNG that claims to be huge."""
    data = bytearray(sound("png"))
    data[16:24] = struct.pack(
        ">II", dice.pick([15_999, 30_000, 2**31 - 1, 0]), dice.pick([15_999, 2**31 - 1, 1])
    )
    return bytes(data)


def pictures(dice: Dice, text: str) -> dict[str, bytes]:
    """Return the pictures that a text names, by their names."""
    made: dict[str, bytes] = {}
    for suffix in FORMATS:
        if f"pic.{suffix}" in text:
            made[f"pic.{suffix}"] = sound(suffix, dice.pick(MODES))
        for name in (f"cut.{suffix}", f"flip.{suffix}"):
            if name in text:
                made[name] = damaged(dice, suffix)
    for name in ("draw.svg", "wild.svg"):
        if name in text:
            made[name] = drawing(dice).encode("utf-8", "surrogatepass")
    made.update({"bad.svg": b"<svg", "text.png": b"words"})
    if "bomb.png" in text:
        made["bomb.png"] = bomb(dice)
    if "gr" in text:
        made["größe.png"] = sound("png")
    made["pic.png"] = sound("png")
    made["pic a.png"] = sound("png")
    return made
