"""Pieces of running text: plain words, hostile ones, and each inline construct around them."""

import html

from fuzz import lists
from fuzz.dice import Dice, Maker

WORDS = lists.named("words")
CONTROLS = lists.named("controls")
TAGS = lists.named("tags")
ATTRIBUTES = lists.named("attributes")
PICTURES = lists.named("pictures")
LENGTHS = lists.named("lengths")
CLASSES = lists.named("classes")
IDS = lists.named("ids")


def words(dice: Dice) -> str:
    """Return a few words."""
    return " ".join(dice.pick(WORDS) for _ in range(1 + dice.below(7)))


def inline(dice: Dice, depth: int = 0) -> str:
    """Return running text with constructs inside each other."""
    if depth > 2 or dice.once_in(2):
        return words(dice)
    inner = inline(dice, depth + 1)
    return dice.pick(_AROUND)(dice, inner) + (" " + words(dice) if dice.once_in(2) else "")


def _tag(dice: Dice, inner: str) -> str:
    """Return text in an element of raw HTML with some attributes, sometimes left open."""
    tag = dice.pick(TAGS)
    pairs = " ".join(dice.some(ATTRIBUTES, 3))
    end = "" if dice.once_in(5) else f"</{tag}>"
    return f"<{tag} {pairs}>{inner}{end}"


_AROUND = [
    lambda _, x: f"*{x}*",
    lambda _, x: f"**{x}**",
    lambda _, x: f"~~{x}~~",
    lambda _, x: f"[{x}](https://example.org/)",
    lambda _, x: f"[{x}](#a)",
    lambda _, x: f"![{x}](pic.png)",
    lambda d, x: f"![{x}]({d.pick(PICTURES)}){{width={d.pick(LENGTHS)}}}",
    lambda _, x: f"^[{x}]",
    lambda _, x: f"[{x}]{{.smallcaps lang=fr}}",
    lambda d, x: f"[{x}]{{.{d.pick(CLASSES)} #{d.pick(IDS)}}}",
    lambda _, x: f'"{x}"',
    lambda _, x: f"'{x}'",
    lambda _, x: f"${x}$",
    lambda _, x: f"`{x}`{{.js}}",
    lambda _, x: html.escape(x),
    _tag,
    _tag,
]

MAKERS: list[Maker] = [inline]
