"""Tags that show a picture, by whatever arguments themes name its address and its words."""

import re

from triptych.dialects import blocks, paired
from triptych.dialects.paired import Tag

_PICTURE_END = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|avif|bmp|tiff?)(?:[?#].*)?$", re.IGNORECASE)
_ADDRESS_KEYS = (
    *(
        "src",
        "url",
        "path",
        "image_path",
        "image-path",
        "image",
        "img",
        "file",
        "filename",
        "source",
    ),
    *("imgsrc", "photo", "picture", "large", "href", "link"),
)


def first(tag: Tag, *keys: str) -> str:
    """Return the first value that a tag gives to one of several keys; "" for none."""
    values = tag.values
    return next((values[key].strip() for key in keys if values.get(key, "").strip()), "")


def block(tag: Tag, text: str) -> str:
    """Return blocks where the tag is one, and else the words of them within a line."""
    return text if tag.is_block else " ".join(text.split())


def is_picture(address: str) -> bool:
    """Whether an address ends as a picture's."""
    return bool(_PICTURE_END.search(address.strip()))


def picture_address(tag: Tag) -> str:
    """Return the address of the picture that a tag names; "" when it names none."""
    words = [first(tag, key) for key in _ADDRESS_KEYS] + tag.words
    return next((word for word in words if is_picture(word)), "")


_LAYOUT = re.compile(
    r"^[\d.]+\w*%?$|\b\d+(?:vw|px|em|rem)\b|min-width|^(?:lazy|eager|left|right|center|full|wide|Fill|Fit"
    r"|Resize|Crop)$|^[\w-]*[-_][\w -]*$"
)
"""What an argument of a picture says of its look, and not in words for its reader."""


def figure(tag: Tag) -> str:
    """Return a picture with its caption; of one without an address the text within."""
    words = tag.words
    address = picture_address(tag) or first(tag, *_ADDRESS_KEYS) or (words[0] if words else "")
    if not address:
        return tag.inner or ""
    others = [word for word in words if word != address and not _LAYOUT.search(word)]
    caption = first(tag, "caption", "title", "cap", "figcaption", "description")
    caption = caption or paired.dedent(tag.inner or "") or (others[1] if len(others) > 1 else "")
    alt = first(tag, "alt", "alttext") or (others[0] if others else "")
    title = first(tag, "title") if tag.name == "figure" else ""
    if title and caption != title:  # both of which Hugo prints
        caption = f"**{title}** {caption}"
    credit, credit_link = first(tag, "attr", "credit", "attribution"), first(tag, "attrlink")
    if credit and not re.search(r"\w[:=]\s*\d", credit):
        credit = f"[{credit}]({credit_link})" if credit_link else credit
        caption = f"{caption} ({credit})" if caption else credit
    width = first(tag, "width")
    attributes = f"width={width}" if re.fullmatch(r"\d+(?:px|%)?", width) else ""
    if not tag.is_block:
        return blocks.inline_picture(address, alt or caption, attributes)
    return blocks.picture(address, alt, caption, attributes)
