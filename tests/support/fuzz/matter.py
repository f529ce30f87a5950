"""Front matter, settings, styles, bibliographies and labels, sound and broken."""

import json

from fuzz import lists
from fuzz.dice import Dice
from fuzz.inlines import PICTURES, words

LANGS = lists.named("langs")
TEXT_KEYS = lists.named("text_keys")
LEADS = (*PICTURES[:6], "flip.png", "draw.svg", "wild.svg", "größe.png", "flip.gif", "flip.webp")
WORD_KEYS = lists.named("word_keys")
VALUES = lists.named("values")


def front(dice: Dice) -> str:
    """Return front matter in YAML or TOML, or none."""
    if dice.once_in(8):
        return ""
    lines = [
        "title: A *title* & <more>" if dice.once_in(2) else f"title: {quoted(dice)}",
        f"lang: {dice.pick(LANGS)}",
        "date: 2025-03-01",
    ]
    lines += [f"{dice.pick(WORD_KEYS)}: {quoted(dice)}" for _ in range(dice.below(4))]
    if dice.once_in(5):
        lines.append(f"{dice.pick(TEXT_KEYS)}: {dice.pick(VALUES)}")
    lines += dice.some(
        [
            "toc: true",
            "number_sections: true",
            "dropcap: true",
            "dir: rtl",
            "bibliography: works.bib",
            "bibliography: works.json",
            "bibliography: [works.yaml, works.bib]",
            "custom_css: own.css",
            f"image: {dice.pick(LEADS)}",
            f"image: {{path: {dice.pick(LEADS)}, alt: {quoted(dice)}, caption: {quoted(dice)}, credit: x}}",
            "paper: a5",
            "paper: 60mm x 90mm",
            "pdf_profile: plain",
            "theme: printfriendly",
            "theme: own",
            "draft: false",
            "waivers: {no-alt: x}",
            "toc: false",
            "titel: x",
            "layout: post",
            f"custom_css: {json.dumps(css(dice))}",
        ],
        5,
    )
    if dice.once_in(30):
        return "+++\n" + "\n".join(line.replace(": ", " = ", 1) for line in lines) + "\n+++\n"
    seen: dict[str, str] = {line.partition(":")[0]: line for line in lines}
    chosen = lines if dice.once_in(20) else list(seen.values())
    return "---\n" + "\n".join(chosen) + dice.pick(["\n---\n"] * 8 + ["\n...\n"] * 3 + ["\n"])


def quoted(dice: Dice) -> str:
    """Return words as a string of YAML."""
    text = words(dice)
    return (
        json.dumps(text, ensure_ascii=dice.once_in(2))
        if dice.once_in(2)
        else "'" + text.replace("'", "''") + "'"
    )


PROPERTIES = lists.named("properties")
CSS_VALUES = lists.named("css_values")
SELECTORS = lists.named("selectors")


def css(dice: Dice) -> str:
    """Return a few rules, sound and broken."""
    rules = []
    for _ in range(1 + dice.below(4)):
        body = "; ".join(_declaration(dice) for _ in range(1 + dice.below(4)))
        selector = dice.pick(SELECTORS)
        rules.append(f"{selector} {{ {body} {'}' * (selector.count('{') + 1)}")
    return dice.pick(["\n", " "]).join(rules)[: None if dice.once_in(2) else 400]


def _declaration(dice: Dice) -> str:
    """Return a property with a value or two."""
    second = " " + dice.pick(CSS_VALUES) if dice.once_in(5) else ""
    return f"{dice.pick([*PROPERTIES, '--x', '--y'])}: {dice.pick(CSS_VALUES)}{second}"


def settings(dice: Dice) -> str:
    """Return settings of a publication."""
    lines = dice.some(
        [
            f"title = {json.dumps(words(dice))}",
            'lang = "de"',
            'author = ["O\'Connor", "A & B"]',
            'url = "https://example.org/x"',
            'url = "http://e.example/<b>"',
            'publisher = "P\\u0001"',
            'issn = "2049-3630"',
            "toc = true",
            "number_sections = true",
            "print_urls = true",
            "show_source = true",
            'custom_css = "own.css"',
            f"custom_css = {json.dumps(css(dice))}",
            'header_image = "content/pic.png"',
            'header_image = "content/wild.svg"',
            'tagline = "T <b> & "',
            "text_size = 14",
            'images_size = "small"',
            "image_density = 100",
            "image_quality = 60",
            'paper = "a6"',
            'theme = "own"',
            'bibliography = "works.bib"',
            "strict = true",
            'certified_by = "x"',
            'waivers = {x = "y"}',
            "titel = 3",
            "toc = 3",
        ],
        5,
    )
    return "\n".join({line.partition(" ")[0]: line for line in lines}.values()) + "\n"


def bibliography(dice: Dice, form: str) -> str:
    """Return works in one of the formats, with hostile words."""
    title, author = words(dice), dice.pick(["Doe, Jane", "{A & B}", "O'Connor", "", words(dice)])
    entries = [
        {
            "id": "doe",
            "type": dice.pick(["book", "article-journal", "webpage", "x"]),
            "title": title,
            "author": [{"family": author, "given": "J\x01"}],
            "issued": {"date-parts": [[dice.pick([2020, "x", -5, 99999])]]},
            "URL": dice.pick(["https://example.org/", "javascript:alert(1)", "x y"]),
            "note": words(dice),
        }
    ]
    match form:
        case "json":
            return json.dumps(entries)
        case "yaml":
            return (
                "references:\n"
                + "\n".join(
                    f"  {'- ' if k == 'id' else '  '}{k}: {json.dumps(v)}"
                    for k, v in entries[0].items()
                )
                + "\n"
            )
        case _:
            kind, year = (
                dice.pick(["book", "article", "online", "x"]),
                dice.pick(["2020", "x", "{"]),
            )
            given = {"title": title, "author": author, "year": year, "url": str(entries[0]["URL"])}
            return (
                f"@{kind}{{doe,\n"
                + ",\n".join(f" {k} = {{{v}}}" for k, v in given.items())
                + "\n}\n"
            )
