"""Every block of the project's own articles has a place on paper, and its line in the source."""

from pathlib import Path

import pytest
from lxml.html import HtmlElement, fragment_fromstring

from tools import load_tool
from triptych.body.numbers import NUMBER
from triptych.core import findings
from triptych.core.model import Galley
from triptych.desk.source_lines import find_lines, letters_of
from triptych.editions.formats import write_edition
from triptych.editions.pdf import block_boxes
from triptych.editions.pieces import member_id
from triptych.editions.scopes import scoped_number

TOOL = load_tool("bench_desk_places")
ROOT = Path(__file__).parents[2]
ARTICLES = [path.relative_to(ROOT) for path in sorted((ROOT / "content").rglob("*.md"))]
_SHAPES = frozenset(["col", "colgroup"])
"""Elements that are no blocks: they only say how wide a column is."""

_PLAIN = frozenset(["p", "h2", "h3", "h4", "li"])


@pytest.mark.sweep
@pytest.mark.parametrize("name", ARTICLES, ids=str)
def test_every_block_has_its_place_and_its_line(name: Path) -> None:
    """What holds others is where they are; a line that has a block's first letters is the block's.

    So it is with each article that an issue has.
    """
    proof, document = TOOL.dressed(ROOT / name)
    with findings.collecting(), block_boxes.collecting() as boxes:
        write_edition("pdf", document)
    _judge(proof, "", set(boxes))
    for member in proof.members:
        _judge(member, member_id(member.article), set(boxes))


def test_the_blocks_of_the_articles_of_an_issue_have_places_and_lines(tmp_path: Path) -> None:
    """Each article counts its blocks and lines from its own beginning."""
    (tmp_path / "content").mkdir()
    (tmp_path / "triptych.toml").write_text('title = "P"\nlang = "en"\n')
    words = "\n\n".join(f"Paragraph {n} of this one has words of its own." for n in range(4))
    front = "---\ntitle: {}\ndate: 2026-01-02\nidentifier: urn:{}\n{}---\n\n"
    for name in "ab":
        text = f"{front.format(name, name, '')}## Heading of {name}\n\n{words}\n\n- an item of {name}\n"
        (tmp_path / "content" / f"{name}.md").write_text(text)
    path = tmp_path / "content" / "issue.md"
    path.write_text(front.format("Both", "both", "contents:\n  - a.md\n  - b.md\n"))
    proof, document = TOOL.dressed(path)
    assert len(proof.members) == 2
    with findings.collecting(), block_boxes.collecting() as boxes:
        write_edition("pdf", document)
    for member in proof.members:
        _judge(member, member_id(member.article), set(boxes))


def _judge(proof: Galley, scope: str, boxes: set[str]) -> None:
    """Judge the blocks of one text, whose numbers on paper begin with a scope."""
    body = fragment_fromstring(proof.body or "<p></p>", create_parent="div")
    numbered = [e for e in body.iterdescendants() if isinstance(e.tag, str) and e.get(NUMBER)]
    blocks = [e for e in numbered if e.tag not in _SHAPES]
    manuscript = proof.article.manuscript
    lines = find_lines(proof.body or "<p></p>", manuscript)
    assert [_name(e) for e in blocks if not _is_placed(e, scope, boxes)] == []
    assert [_name(e) for e in blocks if not lines.get(e.get(NUMBER, ""))] == []
    source = manuscript.path.read_text(encoding="utf-8").split("\n")
    wrong = []
    for element in blocks:
        begin = letters_of(element.text or "")[:20]
        if element.tag in _PLAIN and len(begin) == 20:
            line = lines[element.get(NUMBER, "")]
            if begin not in letters_of("".join(source[line - 1 : line + 1])):
                wrong.append(_name(element))
    assert wrong == []


def _is_placed(element: HtmlElement, scope: str, placed: set[str]) -> bool:
    """Whether an element, or one in it, is somewhere on paper."""
    numbers = [number for each in element.iter() if (number := each.get(NUMBER))]
    return any((scoped_number(scope, each) if scope else each) in placed for each in numbers)


def _name(element: HtmlElement) -> str:
    """Return an element as a failure shows it."""
    return f"{element.tag} {element.text_content().strip()[:40]}"
