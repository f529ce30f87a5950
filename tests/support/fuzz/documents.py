"""A publication of one article from a seed: written new, or a case with parts of it changed."""

from functools import cache
from pathlib import Path

from fuzz import matter
from fuzz.blocks import block, blocks
from fuzz.dice import Dice
from fuzz.inlines import CONTROLS, words
from fuzz.pictures import pictures

CASES = Path(__file__).parents[2] / "cases"
NAMES = (
    "article.md",
    "article.md",
    "article.md",
    "größe b.md",
    "index.md",
    "[red]x[bold].md",
    "con.md",
    "a.b'c.md",
)
TEMPLATES = (
    "{{ title }}",
    "{% block x %}",
    "{{ 1/0 }}",
    "{% include 'x' %}",
    "{{ x.y }}",
    "{% for i in range(9) %}{{ i }}{% endfor %}",
)


def publication(seed: int) -> dict[str, bytes]:
    """Return the files of a publication by their paths; the article is the only one that ends in .md."""
    dice = Dice(seed)
    text = _mutated(dice) if dice.once_in(3) else matter.front(dice) + blocks(dice, 8) + "\n"
    if dice.once_in(12):
        at = dice.below(len(text))
        text = text[:at] + dice.pick(CONTROLS) + text[at:]
    files = {f"content/{name}": data for name, data in pictures(dice, text).items()}
    files[f"content/{dice.pick(NAMES)}"] = text.encode("utf-8", "surrogatepass")
    own = {
        "own.css": matter.css,
        "style.csl": words,
        "works.bib": _bib,
        "works.json": _json,
        "works.yaml": _yaml,
    }
    for name, make in own.items():
        if name in text or dice.once_in(9):
            data = make(dice).encode("utf-8", "surrogatepass")
            files[name] = files[f"content/{name}"] = data
    files["triptych.toml"] = (matter.settings(dice) if dice.once_in(4) else "").encode()
    if "own" in text or b'"own"' in files["triptych.toml"]:
        files.update(_theme(dice))
    return files


def _bib(dice: Dice) -> str:
    """Return works as BibLaTeX."""
    return matter.bibliography(dice, "bib")


def _json(dice: Dice) -> str:
    """Return works as CSL JSON."""
    return matter.bibliography(dice, "json")


def _yaml(dice: Dice) -> str:
    """Return works as CSL YAML."""
    return matter.bibliography(dice, "yaml")


def _theme(dice: Dice) -> dict[str, bytes]:
    """Return a theme with labels, tokens and rules of its own."""
    label = dice.pick(['"a\\u0001b"', '"<b>{number}"', '"{"', '"{name} & {x}"', "3", '""'])
    token = dice.pick(["colour", "text-size", "x", "ink"])
    value = dice.pick(["red", "url(x)", "12pt", "}"])
    toml = f'parent = "printfriendly"\n[tokens]\n{token} = "{value}"\n'
    name = dice.pick(["figure", "by", "and", "digits", "x"])
    return {
        "templates/own/theme.toml": toml.encode(),
        "templates/own/labels.toml": f"[en]\n{name} = {label}\n".encode(),
        "templates/own/css/own.css": matter.css(dice).encode("utf-8", "surrogatepass"),
        "templates/own/page.html": dice.pick(TEMPLATES).encode(),
    }


@cache
def _sources() -> tuple[str, ...]:
    """Return the articles of the cases and of the content."""
    found = [*sorted(CASES.glob("*/in/**/*.md")), *sorted(CASES.parents[1].glob("content/**/*.md"))]
    return tuple(path.read_bytes().decode("utf-8", "ignore")[:6000] for path in found)


def _mutated(dice: Dice) -> str:
    """Return an article of the cases with lines taken out, doubled, cut, moved or put in."""
    lines = dice.pick(_sources()).split("\n")
    for _ in range(1 + dice.below(8)):
        at = dice.below(len(lines))
        match dice.below(7):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, lines[at])
            case 2:
                lines[at] = lines[at][: dice.below(len(lines[at]) + 1)]
            case 3:
                lines.insert(at, block(dice, 1))
            case 4:
                other = dice.below(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
            case 5:
                half = dice.below(len(lines[at]) + 1)
                lines[at] = f"{lines[at][:half]}{words(dice)}{lines[at][half:]}"
            case _:
                lines[at] = (
                    dice.pick(["> ", "    ", "- ", "# ", "<div>", "::: note", ": ", "| "])
                    + lines[at]
                )
        if not lines:
            return words(dice)
    return "\n".join(lines)
