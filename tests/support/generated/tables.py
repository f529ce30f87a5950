"""Tables of every kind, with captions, spans and notes; and pictures with theirs."""

from generated.blocks import Block, indented
from generated.draft import Draft
from generated.inlines import IN_NOTES, Inline, labelled, line, note

_CELLS: tuple[Inline, ...] = (*IN_NOTES, note, labelled)


def _caption(draft: Draft) -> str:
    """Return a caption, with a label or without; it is read before the table that it follows."""
    words = line(draft, 4)
    label = f" {{#tbl:t{draft.number()}}}" if draft.chance(2) else ""
    if label:
        draft.labels.append(label[3:-1])
    return f"\n\n: {words}{label}"


def _rows(draft: Draft, columns: int, rows: int, most: int) -> str:
    """Return the rows of a pipe table, the first of them its head."""
    with draft.standing("head"):
        head = [_cell(draft, most) for _ in range(columns)]
    ruler = [draft.one_of((":---", "---:", ":---:", "---")) for _ in range(columns)]
    body = [[_cell(draft, most) for _ in range(columns)] for _ in range(rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ruler, *body])


def _cell(draft: Draft, most: int) -> str:
    """Return what a cell of a pipe table holds, which no bar may part."""
    return line(draft, most, _CELLS).replace("|", "\\|")


def pipes(draft: Draft) -> str:
    """Return a table of pipes, small or of several columns."""
    caption = _caption(draft) if draft.chance(2) else ""
    return _rows(draft, 1 + draft.choose(5), 1 + draft.choose(4), 3) + caption


def wide(draft: Draft) -> str:
    """Return a table that is wider than its page, or longer."""
    columns, rows, most = draft.one_of(((9, 2, 2), (14, 1, 1), (20, 1, 1), (3, 30, 1)))
    caption = _caption(draft) if draft.chance(2) else ""
    return _rows(draft, columns, rows, most) + caption


def grid(draft: Draft) -> str:
    """Return a grid table whose head spans columns, with lists and paragraphs in its cells.

    Its walls are counted in characters, so its words are of a script that has one column a letter.
    """
    before, draft.lang = draft.lang, draft.lang if draft.lang in _NARROW else "en"
    caption = _caption(draft) if draft.chance(2) else ""
    with draft.standing("head"):
        head = draft.words(2)
    cells = [[_grid_cell(draft), draft.words(3)], [draft.words(3), _grid_cell(draft)]]
    draft.lang = before
    width = 2 + max(len(part) for row in cells for cell in row for part in cell.split("\n"))
    ruler = f"+{'-' * width}+{'-' * width}+"
    rows = [_boxed([head], 2 * width + 1), ruler.replace("-", "=")]
    for row in cells:
        rows += [_boxed(row, width), ruler]
    return "\n".join([f"+{'-' * (2 * width + 1)}+", *rows]) + caption


_NARROW = ("en", "de", "fr", "pl", "ru", "el", "ar", "he", "ur")


def _grid_cell(draft: Draft) -> str:
    """Return a paragraph, or a paragraph and a list."""
    words = f"{draft.words(12)} `{draft.word('en', 9)}` $x^2$"
    draft.formulas.append("x^2")
    return words + (f"\n\n- {draft.words()}\n- {draft.words()}" if draft.chance(2) else "")


def _boxed(cells: list[str], width: int) -> str:
    """Return cells side by side, each so many characters wide."""
    parts = [cell.split("\n") for cell in cells]
    height = max(map(len, parts))
    rows = [[part[n] if n < len(part) else "" for part in parts] for n in range(height)]
    return "\n".join("|" + "|".join(f" {t}".ljust(width) for t in row) + "|" for row in rows)


def figure(draft: Draft) -> str:
    """Return a picture with its caption, labelled, sized or placed in one of the ways."""
    shape = draft.one_of(
        ("", "width=50%", ".left width=40%", ".right width=5cm", ".center", "width=400%")
    )
    words = line(draft, 4)
    label = f"fig:f{draft.number()}"
    if draft.chance(2):
        draft.labels.append(label)
        shape += f" #{label}"
    return f'![{words}]({picture(draft)}){{{shape.strip()} alt="Shown"}}'


def picture(draft: Draft) -> str:
    """Return the name of a new picture, which no other equals in size."""
    number = len(draft.pictures)
    width = draft.one_of((24, 150, 600)) + number
    draft.pictures.append((width, draft.one_of((20, 90, 500))))
    return f"p{number}.png"


def figures(draft: Draft) -> str:
    """Return pictures side by side."""
    inner = "\n\n".join(f'![{draft.words()}]({picture(draft)}){{alt="Shown"}}' for _ in range(2))
    return f"::: row\n{inner}\n:::"


def in_line(draft: Draft) -> str:
    """Return a picture within a line, and one in a list."""
    text = f"{draft.words()} ![Shown]({picture(draft)}) {draft.words()}"
    return indented(text, draft.one_of(("", "- ", "> ")), "  ")


BLOCKS: tuple[Block, ...] = (pipes, wide, grid, figure, figures, in_line)
