"""Articles of several pages, made from a name alone, with whatever may stand where a page begins."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from generated.documents import Chance
from generated.words import SCRIPTS, word

LANGUAGES = ("en", "de", "ar", "ja", "th", "ur", "fr", "zh-Hans", "ko", "hi", "ru")
_PAPERS = ("a5", "a6", "105mm x 170mm", "a4")


@dataclass(slots=True)
class Writer:
    """Writes one article; no word stands in it twice."""

    lang: str
    chance: Chance
    count: int = 0
    notes: list[str] = field(default_factory=list[str])

    def word(self) -> str:
        """Return the next word."""
        self.count += 1
        return word(self.count, self.lang, self.chance.choose(4))

    def words(self, least: int, most: int) -> str:
        """Return several words, as the language parts them."""
        number = least + self.chance.choose(most - least)
        return SCRIPTS[self.lang].space.join(self.word() for _ in range(number))

    def note(self, words: int = 8) -> str:
        """Return a reference to a new note."""
        self.notes.append(self.words(4, 4 + words))
        return f"[^{len(self.notes)}]"


def paragraph(w: Writer) -> str:
    """Return a paragraph with emphasis, code, links, formulas and notes in it."""
    gap = SCRIPTS[w.lang].space
    parts = []
    for _ in range(2 + w.chance.choose(6)):
        plain = w.words(8, 24)
        inner = w.words(1, 5)
        kinds = (
            f"*{inner}*",
            f"**{inner}**",
            f"[{inner}](https://example.org/)",
            f"“{inner}”",
            f"`{w.word()}`",
            f"{inner}{w.note()}",
            f"<{f'https://example.org/{w.count}/a-long/address/of_a/page.html'}>",
            f"{inner} $x_{w.count % 9}$",
            f"{inner} 1\ufe0f\u20e3",
            f"{inner} <ruby>漢<rt>かん</rt></ruby>",
            f"({inner})",
        )
        parts.append(f"{plain} {kinds[w.chance.choose(len(kinds))]}")
    return f"{gap}".join(parts) + "."


def listed(w: Writer) -> str:
    """Return a list, nested, tight or loose."""
    mark = ("-", "1.", "a)")[w.chance.choose(3)]
    between = "\n\n" if w.chance.choose(2) else "\n"
    items = []
    for _ in range(4 + w.chance.choose(6)):
        item = f"{mark:<4}{w.words(4, 20)}"
        if not w.chance.choose(3):
            item += f"{between}    - {w.words(2, 9)}{between}    - {w.words(2, 9)}"
        items.append(item)
    return between.join(items)


def table(w: Writer) -> str:
    """Return a table that may be longer than a page, with rows that may break."""
    columns = 2 + w.chance.choose(3)
    head = "| " + " | ".join(w.word() for _ in range(columns)) + " |"
    rows = [
        "| " + " | ".join(w.words(1, 9) for _ in range(columns)) + " |"
        for _ in range(5 + w.chance.choose(25))
    ]
    rule = "|---" * columns + "|"
    return "\n".join([head, rule, *rows, "", f": {w.words(3, 6)}"])


def wide_table(w: Writer) -> str:
    """Return a table that is turned on a page of its own."""
    head = "| " + " | ".join(w.words(2, 3) for _ in range(9)) + " |"
    rows = ["| " + " | ".join(w.words(2, 4) for _ in range(9)) + " |" for _ in range(4)]
    return "\n".join([head, "|---" * 9 + "|", *rows])


def code(w: Writer) -> str:
    """Return a listing that goes over a page, its lines numbered or not."""
    kind = ("python", ".python .numberLines", "json")[w.chance.choose(3)]
    fence = f"``` {{{kind}}}" if kind.startswith(".") else f"``` {kind}"
    lines = [
        f"{' ' * w.chance.choose(8)}line_{w.count}_{n} = {n * 7}"
        for n in range(6 + w.chance.choose(40))
    ]
    w.count += 1
    return "\n".join([fence, *lines, "```"])


def formula(w: Writer) -> str:
    """Return a displayed formula, which may have a number."""
    label = f" {{#eq:e{w.count}}}" if w.chance.choose(2) else ""
    return (
        f"{w.words(3, 9)}\n\n$$ a_{{{w.count % 7}}} = \\frac{{x}}{{y}} $${label}\n\n{w.words(3, 9)}"
    )


def quote(w: Writer) -> str:
    """Return a quotation, a callout, a closed part or a list of terms."""
    texts = [paragraph(w), w.words(9, 30), w.words(9, 30)]
    kinds = (
        f"> {texts[0]}\n>\n> {texts[1]}",
        f"::: warning\n{texts[0]}\n\n{texts[1]}\n:::",
        f"<details><summary>{texts[1]}</summary><p>{texts[2]}</p></details>",
        f"Term{w.count}\n:   {texts[0]}\n\nOther{w.count}\n:   {texts[1]}\n:   {texts[2]}",
        f"::: pullquote\n{w.words(3, 8)}\n:::",
    )
    return kinds[w.chance.choose(len(kinds))]


def picture(w: Writer) -> str:
    """Return a picture with a caption, in the line, or beside the text."""
    kinds = (
        f"![{w.words(2, 6)}](p{w.chance.choose(2)}.png)",
        f"{w.words(3, 9)} ![mark](mark.png) {w.words(3, 9)}",
        f'<p>{w.words(9, 20)} <img src="mark.png" alt="x" style="float: right"> {w.words(30, 60)}</p>',
    )
    return kinds[w.chance.choose(len(kinds))]


def heading(w: Writer) -> str:
    """Return a heading with a paragraph."""
    return f"## {w.words(1, 5)}{w.note() if not w.chance.choose(4) else ''}\n\n{paragraph(w)}"


def long_note(w: Writer) -> str:
    """Return a paragraph with a note that fills the foot of its page, and the next."""
    return f"{w.words(9, 20)}{w.note(160)} {w.words(9, 20)}"


BLOCKS: tuple[Callable[[Writer], str], ...] = (
    paragraph,
    paragraph,
    heading,
    listed,
    table,
    wide_table,
    code,
    formula,
    quote,
    picture,
    long_note,
)


def write(name: str, folder: Path) -> Path:
    """Write the article of a name such as ``ar-7``, a language and any number, and return its path."""
    lang, _, _ = name.rpartition("-")
    w = Writer(lang, Chance(name))
    body = [BLOCKS[w.chance.choose(len(BLOCKS))](w) for _ in range(7 + w.chance.choose(7))]
    notes = [f"[^{number}]: {text}" for number, text in enumerate(w.notes, 1)]
    front = {
        "title": w.words(2, 6),
        "lang": lang,
        "date": "2025-03-01",
        "paper": _PAPERS[w.chance.choose(len(_PAPERS))],
        "toc": "false",
        "dropcap": ("true", "false")[w.chance.choose(2)],
        "author": f"\n  - name: {w.word()}\n    bio: {w.words(20, 60)}",
    }
    if front["paper"] == "a4" and not w.chance.choose(2):
        front["columns"] = "2"
    for number in range(2):
        Image.new("RGB", (300, 160 + 200 * number), (90, 40 * number, 90)).save(
            folder / f"p{number}.png"
        )
    Image.new("RGB", (24, 24), (0, 90, 0)).save(folder / "mark.png")
    lines = [f"{key}: {value}" for key, value in front.items()]
    text = "\n".join(["---", *lines, "---", "", "\n\n".join([paragraph(w), *body, *notes]), ""])
    path = folder / "article.md"
    path.write_text(text, encoding="utf-8")
    return path
