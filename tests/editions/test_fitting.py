"""Nothing on paper is wider or taller than its page, whatever stands before it in its line."""

from pathlib import Path

import pytest
from PIL import Image

from laws import editions, paper

LONG = "supercalifragilistic" * 8
FRONT = "---\ntitle: T\npaper: A5\n---\n"


@pytest.mark.parametrize(
    "text",
    [
        f'```python\nname["{LONG}"]\n```',
        f"```{{.python .numberLines}}\nname({LONG})\n```",
        f"(*{LONG}*)",
        f"{LONG}[^1]\n\n[^1]: Note.",
        f"| a | b |\n|---|---|\n| x | (**{LONG}**) |",
        "| " + " | ".join(["mammographically"] * 12) + " |\n" + "|---" * 12 + "|\n",
        "![Tall](tall.png)",
        "::: landscape\n![Tall](tall.png)\n:::",
    ],
)
def test_what_is_too_large_for_its_page_is_made_to_fit(text: str, tmp_path: Path) -> None:
    """A long word is broken behind a mark too, a wide table tightened, a tall picture drawn smaller."""
    Image.new("RGB", (300, 2000)).save(tmp_path / "tall.png")
    path = tmp_path / "a.md"
    path.write_text(f"{FRONT}\n{text}\n", encoding="utf-8")
    pressed = editions.press(path)
    assert [*paper.overflowing(pressed), *paper.overprinted(pressed)] == []


def test_no_number_is_broken_where_smaller_letters_are_enough(tmp_path: Path) -> None:
    """A table that is a little too wide, in the wide letters of the manuscript, gets the smallest."""
    rows = "".join(
        "| " + " | ".join(["Minutes", *["44,640"] * 12, "525,600"]) + " |\n" for _ in range(3)
    )
    text = "| " + " | ".join(f"M{n}" for n in range(14)) + " |\n" + "|---" * 14 + f"|\n{rows}"
    path = tmp_path / "a.md"
    path.write_text(
        f"---\ntitle: T\npaper: A5\ntheme: manuscript\n---\n\n{text}\n", encoding="utf-8"
    )
    pressed = editions.press(path)
    words = [word[4] for page in pressed.sheets for word in page.get_text("words")]
    assert words.count("44,640") == 36


@pytest.mark.parametrize(
    ("paper", "columns", "is_table"),
    [("A4", 3, True), ("A4", 6, True), ("A4", 13, False), ("A5", 6, False)],
)
def test_large_print_breaks_no_number(
    paper: str, columns: int, *, is_table: bool, tmp_path: Path
) -> None:
    """A wider table is on a turned page; one that no page holds is set row by row, and keeps its name.

    So is one that would be on a small page, with a row or two.
    """
    row = "| " + " | ".join(["44,640"] * columns) + " |\n"
    table = f"{row}|{'---|' * columns}\n{row * 2}\n: Months {{#tbl:months}}"
    path = tmp_path / "a.md"
    text = f"@tbl:months has them.\n\n{table}\n\nBehind it."
    path.write_text(
        f"---\ntitle: T\npaper: {paper}\ntheme: manuscript-large\n---\n\n{text}\n", "utf-8"
    )
    pressed = editions.press(path)
    words = [word[4] for sheet in pressed.sheets for word in sheet.get_text("words")]
    assert words.count("44,640") == 3 * columns
    assert ("·" in words) is not is_table
    sizes = {round(sheet.rect.width) for sheet in pressed.sheets}
    assert sizes == ({595, 842} if is_table and columns > 3 else {420 if paper == "A5" else 595})
    assert [link for sheet in pressed.sheets for link in sheet.get_links()]


def test_large_print_uses_the_whole_column_for_a_table_with_a_width(tmp_path: Path) -> None:
    """The source of a grid table is as wide as its author's letters are, which are small."""
    rule = "+----------+---------------+\n"
    table = f"{rule}| Made for | Notes         |\n{rule.replace('-', '=')}"
    table += f"| screens  | some words    |\n{rule}"
    path = tmp_path / "a.md"
    path.write_text(f"---\ntitle: T\npaper: A5\ntheme: manuscript-large\n---\n\n{table}", "utf-8")
    (sheet,) = editions.press(path).sheets
    drawn = [each["rect"] for each in sheet.get_drawings() if each["rect"].height < 2]
    words = [word for word in sheet.get_text("words") if word[4] in ("some", "words")]
    across = max(rect.x1 for rect in drawn) - min(rect.x0 for rect in drawn)
    assert across > 0.7 * sheet.rect.width
    assert len({round(word[3]) for word in words}) == 1
