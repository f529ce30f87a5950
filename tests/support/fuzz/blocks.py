"""Blocks of Markdown: each kind, also inside the others, also broken."""

from textwrap import indent

from fuzz import lists
from fuzz.dice import Dice
from fuzz.inlines import ATTRIBUTES, CLASSES, IDS, LENGTHS, PICTURES, TAGS, inline, words

LANGUAGES = lists.named("languages")


def block(dice: Dice, depth: int = 0) -> str:
    """Return a block, sometimes one that holds others."""
    kinds = _KINDS if depth < 3 else _FLAT
    return dice.pick(kinds)(dice, depth)


def blocks(dice: Dice, most: int, depth: int = 0) -> str:
    """Return up to ``most`` blocks, at least one, sometimes without a blank line between them."""
    gap = "\n" if dice.once_in(8) else "\n\n"
    return gap.join(block(dice, depth) for _ in range(1 + dice.below(most)))


def _inner(dice: Dice, depth: int) -> str:
    """Return the blocks inside another."""
    return blocks(dice, 3, depth + 1)


def _paragraph(dice: Dice, _: int) -> str:
    """Return a paragraph of a line or two."""
    return inline(dice) + ("\n" + words(dice) if dice.once_in(3) else "")


def _heading(dice: Dice, _: int) -> str:
    """Return a heading of either form, with or without an id."""
    ident = dice.pick(
        ["", "", f" {{#{dice.pick(IDS)}}}", " {#sec:e}", " {.unnumbered}", " {-}", " {"]
    )
    if dice.once_in(6):
        return f"{inline(dice)}\n" + dice.pick(["===", "---"])
    return "#" * (1 + dice.below(7)) + f" {inline(dice)}{ident}"


def _list(dice: Dice, depth: int) -> str:
    """Return a list of any kind."""
    mark = dice.pick(
        [
            "- ",
            "* ",
            "+ ",
            "1. ",
            "0) ",
            "a. ",
            "(i) ",
            "#. ",
            "(@x) ",
            "- [ ] ",
            "- [x] ",
            "999999999. ",
            "1234567890. ",
        ]
    )
    items = [indent(_inner(dice, depth), "    ").lstrip() for _ in range(1 + dice.below(3))]
    return dice.pick(["\n", "\n\n"]).join(mark + item for item in items)


def _quote(dice: Dice, depth: int) -> str:
    """Return a quotation or an alert."""
    kind = dice.pick(["", "", "[!NOTE]\n", "[!warning]\n", "[!x]\n", "[!NOTE]- T\n"])
    return indent(kind + _inner(dice, depth), "> ", lambda _: True)


def _division(dice: Dice, depth: int) -> str:
    """Return a fenced division, sometimes without its end."""
    end = "" if dice.once_in(6) else "\n:::"
    head = dice.pick(
        [
            dice.pick(CLASSES),
            f'{{.{dice.pick(CLASSES)} #{dice.pick(IDS)} title="{words(dice)[:20]}"}}',
            "{",
            "{lang=ar dir=rtl}",
        ]
    )
    return f"::: {head}\n{_inner(dice, depth)}{end}"


def _code(dice: Dice, _: int) -> str:
    """Return code in fences or by its indent."""
    text = "\n".join(words(dice) for _ in range(dice.below(4)))
    if dice.once_in(4):
        return indent(text, "    ")
    fence = dice.pick(["```", "~~~", "````"])
    return f"{fence}{dice.pick(LANGUAGES)}\n{text}\n{'' if dice.once_in(8) else fence}"


def _table(dice: Dice, _: int) -> str:
    """Return a table of pipes or of lines."""
    if dice.once_in(4):
        head = f"+---+---+\n| a | {words(dice)[:3]} |\n+===+===+\n| b | c |\n+---+---+\n\n"
        return f"{head}: {inline(dice)} {{#tbl:t}}"
    if dice.once_in(4):
        return f"---- ----\n a    b\n c   {words(dice)}\n---- ----\n\nTable: {words(dice)}"
    count = 1 + dice.below(4)
    rows = [
        "| " + " | ".join(inline(dice) for _ in range(count)) + " |"
        for _ in range(1 + dice.below(4))
    ]
    rule = "|" + "|".join(dice.pick(["---", ":--", ":-:", "--:"]) for _ in range(count)) + "|"
    tail = dice.pick(["", f"\n\n: {inline(dice)} {{#tbl:t}}", "\n\n: {.wide}"])
    return "\n".join([rows[0], rule, *rows[1:]]) + tail


def _raw(dice: Dice, depth: int) -> str:
    """Return raw HTML as a block, with Markdown in it or without."""
    tag = dice.pick(TAGS)
    pairs = " ".join(dice.some(ATTRIBUTES, 3))
    end = "" if dice.once_in(5) else f"</{tag}>"
    gap = dice.pick(["", "\n", "\n\n"])
    return f"<{tag} {pairs}>{gap}{_inner(dice, depth)}{gap}{end}"


def _raw_table(dice: Dice, _: int) -> str:
    """Return a table in raw HTML with cells that overlap, parts in odd places and stray content."""
    cells = [
        f"<{dice.pick(['td', 'th'])} {' '.join(dice.some(ATTRIBUTES, 2))}>{words(dice)}</td>"
        for _ in range(dice.below(9))
    ]
    parts = [
        "<tr>",
        "</tr>",
        "<tfoot>",
        "</tfoot>",
        "<thead>",
        "<tbody>",
        "<caption>c</caption>",
        "<col span=2>",
        "text",
        "<p>p</p>",
        *cells,
    ]
    return (
        "<table>"
        + "".join(dice.pick(parts) for _ in range(4 + dice.below(14)))
        + dice.pick(["</table>", ""])
    )


def _note(dice: Dice, depth: int) -> str:
    """Return the definition of a note, an abbreviation, a link or an example."""
    name = dice.pick(["1", "2", "a b", "x", "1"])
    return dice.pick(
        [
            f"[^{name}]: {indent(_inner(dice, depth), '    ').lstrip()}",
            f"*[HTML]: {words(dice)}",
            f'[ref]: https://example.org/{dice.below(9)} "{words(dice)}"',
            "[ref]: <javascript:x>",
        ]
    )


def _terms(dice: Dice, depth: int) -> str:
    """Return a term with its definitions."""
    return f"{words(dice)}\n:   {indent(_inner(dice, depth), '    ').lstrip()}\n\n:   {words(dice)}"


def _figure(dice: Dice, _: int) -> str:
    """Return a picture alone, with whatever attributes."""
    pairs = dice.some(
        [
            f"width={dice.pick(LENGTHS)}",
            f"height={dice.pick(LENGTHS)}",
            "#fig:a",
            'credit="C & D"',
            'alt=""',
            "role=presentation",
            ".wide",
            "caption=x",
        ],
        3,
    )
    return f"![{inline(dice)}]({dice.pick(PICTURES)}){{{' '.join(pairs)}}}"


def _formula(dice: Dice, _: int) -> str:
    """Return a displayed formula, or macros."""
    tex = dice.pick(TEX) + dice.pick(["", words(dice)])
    return dice.pick(
        [
            f"$$\n{tex}\n$$",
            f"$${tex}$$ {{#eq:q}}",
            f"\\newcommand{{\\p}}[1]{{{tex}#1}}\n\n$\\p{{a}}\\p$",
            f"\\def\\p{{{tex}}}\n\n$$\\p$$",
            f"Text ${tex}$ on.",
        ]
    )


TEX = lists.named("tex")


def _odd(dice: Dice, _: int) -> str:
    """Return a line that means something at a wrong place."""
    return dice.pick(
        [
            "---",
            "***",
            "\\newpage",
            "\\pagebreak",
            "<!-- pagebreak -->",
            "[TOC]",
            "[toc]",
            "{{< youtube x >}}",
            "!!! note\n    text",
            ":::",
            "```",
            "$$",
            "<!--",
            "-->",
            "<pre>",
            "</pre>",
            "<details>\n<summary>s</summary>",
            "</details>",
            "{% raw %}",
            "---\ntitle: again\n---",
            "<script>alert(1)</script>",
            "<style>@import 'http://e.example';</style>",
            "https://www.youtube.com/watch?v=x",
            '<iframe src="https://e.example/"></iframe>',
            '<video src="http://e.example/v"></video>',
            "\t\tx",
            "    ",
            "\x0c",
            "\x01",
            "> ",
            "- ",
            "# ",
            "| a |",
            "|",
            "^",
            "[",
            "[^1]:",
            ": x",
            "~",
            "=" * 5,
            "\\",
            "&#0;",
            "  two  \nspaces  ",
        ]
    )


_FLAT = [
    _paragraph,
    _paragraph,
    _heading,
    _code,
    _table,
    _raw_table,
    _note,
    _figure,
    _formula,
    _odd,
]
_KINDS = [*_FLAT, _list, _quote, _division, _raw, _note, _terms, _list, _raw]
