"""The blocks of a text, each with a promise of its words."""

from collections.abc import Callable

from generated.draft import Draft
from generated.inlines import ALL, BREAKING, FORMULAS, IN_HEADINGS, line
from generated.words import RIGHT_TO_LEFT

Block = Callable[[Draft], str]


def indented(text: str, first: str, rest: str) -> str:
    """Return a text with something before its first line and before its others."""
    head, *tail = text.split("\n")
    return "\n".join([first + head, *(rest + each if each else rest.rstrip() for each in tail)])


def paragraph(draft: Draft) -> str:
    """Return a paragraph."""
    return line(draft, 9, BREAKING)


def heading(draft: Draft) -> str:
    """Return a heading of one of two levels, sometimes with a label, and a paragraph below it."""
    level = draft.one_of(("#", "##"))
    with draft.standing("heading"):
        words = line(draft, 3, IN_HEADINGS)
    label = f"sec:s{draft.number()}" if draft.numbers_sections and draft.chance(3) else ""
    if label:
        draft.labels.append(label)
    return f"{level} {words}{f' {{#{label}}}' if label else ''}\n\n{paragraph(draft)}"


def items(draft: Draft, depth: int = 3) -> str:
    """Return a list with lists in it, of bullets, numbers or letters, tight or loose."""
    marker = draft.one_of(
        ("-   ", "*   ", "1.  ", "7.  ", "3.  ", "98. ", "998. ", "9)  ", "- [ ] ", "- [x] ")
    )
    gap = draft.one_of(("\n", "\n\n"))
    indent = "     " if marker == "998. " else "    "
    entries = []
    for _ in range(1 + draft.choose(3)):
        entry = line(draft, 4)
        if depth and draft.chance(2):
            entry += f"{gap}{items(draft, depth - 1)}"
        entries.append(indented(entry, marker, indent))
    return gap.join(entries)


def deep_items(draft: Draft) -> str:
    """Return lists eight deep."""
    rows = [f"{'    ' * depth}- {line(draft, 3)}" for depth in range(8)]
    return "\n".join(rows)


def quotation(draft: Draft) -> str:
    """Return a quotation, with another or a list inside."""
    inner = draft.one_of((paragraph, items, quotation, code, formula))
    return indented(f"{paragraph(draft)}\n\n{inner(draft)}", "> ", "> ")


def definitions(draft: Draft) -> str:
    """Return terms with what they mean."""
    terms = []
    for _ in range(1 + draft.choose(2)):
        term = line(draft, 2)
        meanings = [f":   {line(draft, 5)}" for _ in range(1 + draft.choose(2))]
        terms.append("\n".join([term, *meanings]))
    return "\n\n".join(terms)


def code(draft: Draft) -> str:
    """Return a block of code, plain or highlighted, numbered or with a caption, its lines short or long."""
    label = f"lst:l{draft.number()}"
    shape = draft.one_of(("", "python", "{.python .numberLines}", "{.c #LABEL caption=CAPTION}"))
    if "#LABEL" in shape:
        draft.labels.append(label)
        shape = shape.replace("LABEL", label).replace("CAPTION", f'"{draft.words(5)}"')
    rows = []
    for _ in range(1 + draft.choose(6)):
        row = draft.one_of(("{} = {}()", "    {}({})", "# {}\t{}", '{}["{}"]'))
        rows.append(row.format(draft.word("en"), draft.word("en", draft.one_of((1, 6, 70)))))
    return "\n".join([f"``` {shape}".strip(), *rows, "```"])


def formula(draft: Draft) -> str:
    """Return a formula that stands apart, now and then numbered, marked or wider than the page."""
    text = draft.one_of((*FORMULAS, " + ".join(["a_{n}^{2}"] * 40)))
    kind = draft.choose(3)
    if kind == 1:
        text += r" \tag{A.1}"
    draft.formulas.append(text)
    if kind == 0:
        label = f"eq:e{draft.number()}"
        draft.labels.append(label)
        return f"$$\n{text}\n$$ {{#{label}}}"
    return f"$$\n{text}\n$$"


def callout(draft: Draft) -> str:
    """Return a callout in one of its two ways of writing."""
    kind = draft.one_of(("note", "tip", "important", "warning", "caution"))
    if draft.chance(2):
        return indented(f"[!{kind.upper()}]\n{paragraph(draft)}", "> ", "> ")
    title = f' title="{draft.words(4)}"' if draft.chance(2) else ""
    inner = draft.one_of((items, code, formula, quotation))
    return f"::: {{.{kind}{title}}}\n{paragraph(draft)}\n\n{inner(draft)}\n:::"


def verse(draft: Draft) -> str:
    """Return lines that keep their ends and their indents."""
    return "\n".join(
        f"| {' ' * draft.choose(9)}{line(draft, 3)}" for _ in range(1 + draft.choose(4))
    )


def pulled(draft: Draft) -> str:
    """Return a pull quote."""
    return f"::: pullquote\n{line(draft, 4)}\n:::"


def epigraph(draft: Draft) -> str:
    """Return an epigraph with its author."""
    return f"::: epigraph\n{line(draft, 4)}\n\n— {draft.words()}\n:::"


def foreign(draft: Draft) -> str:
    """Return blocks in another language."""
    lang, before = draft.one_of(draft.guests), draft.lang
    draft.lang = lang
    inner = draft.one_of((paragraph, items, quotation, definitions, callout))(draft)
    draft.lang = before
    direction = " dir=rtl" if lang in RIGHT_TO_LEFT and draft.chance(2) else ""
    return f"::: {{lang={lang}{direction}}}\n{inner}\n:::"


def html(draft: Draft) -> str:
    """Return a block of HTML."""
    kind = draft.choose(4)
    if kind == 0:
        return f"<details>\n<summary>{draft.words()}</summary>\n{paragraph(draft)}\n</details>"
    if kind == 1:
        return f'<p align="center">{draft.words()} <kbd>{draft.word()}</kbd><br>{draft.word()}</p>'
    if kind == 2:
        cells = "".join(f"<td>{draft.words(2)}</td>" for _ in range(3))
        return f"<table><tr>{cells}</tr></table>"
    return (
        f"<section>\n<p>{draft.words()}\n<ul><li>{draft.word()}<li>{draft.word()}</ul>\n</section>"
    )


def abbreviation(draft: Draft) -> str:
    """Return a paragraph with an abbreviation and its expansion."""
    short = draft.word("en", 1)
    return f"{short} {draft.words()}\n\n*[{short}]: Written out at length"


def columns(draft: Draft) -> str:
    """Return two columns side by side."""
    inner = [
        f"::: column\n{block(draft)}\n:::" for block in (paragraph, draft.one_of((items, code)))
    ]
    return ":::: columns\n" + "\n\n".join(inner) + "\n::::"


def apart(draft: Draft) -> str:
    """Return a block on a page of its own, kept together, or after a break."""
    kind = draft.choose(4)
    if kind == 0:
        return f"{paragraph(draft)}\n\n***\n\n{paragraph(draft)}"
    if kind == 1:
        return f"\\newpage\n\n{paragraph(draft)}"
    name = draft.one_of(("keep", "landscape"))
    return f"::: {name}\n{paragraph(draft)}\n\n{items(draft)}\n:::"


def many_words(draft: Draft) -> str:
    """Return several paragraphs, enough to fill more than a page."""
    return "\n\n".join(" ".join(line(draft, 5, ALL) for _ in range(4)) for _ in range(4))


BLOCKS: tuple[Block, ...] = (paragraph, heading, items, deep_items, quotation, definitions, code)
BLOCKS += (formula, callout, verse, pulled, epigraph, foreign, html, abbreviation, columns, apart)
BLOCKS += (many_words,)
