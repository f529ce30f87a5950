"""Where the blocks of all articles are: how many have a place on paper, and how many the right line.

The lines are compared with those that CommonMark's own positions give: a paragraph or heading is judged
where exactly one of the source's has the same letters.
"""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from lxml.html import HtmlElement, fragment_fromstring
from markdown_it import MarkdownIt
from markdown_it.token import Token

from triptych.body.numbers import NUMBER
from triptych.core import findings
from triptych.core.model import Document, Galley
from triptych.desk.source_lines import find_lines, letters_of
from triptych.editions.formats import dress_edition, write_edition
from triptych.editions.pdf import block_boxes
from triptych.editions.pieces import member_id
from triptych.editions.scopes import scoped_number
from triptych.press import pipeline, requests
from triptych.press.helper_process import HelperProcess
from triptych.press.making import Made
from triptych.press.orders import Task
from triptych.press.requests import Request
from triptych.theme.load import Theme

_SHAPES = frozenset(["col", "colgroup"])
"""Elements that are no blocks: they only say how wide a column is."""

_JUDGED = frozenset(["p", "h2", "h3", "h4", "h5", "h6"])


@dataclass(frozen=True, slots=True)
class Places:
    """Numbers of blocks: all, those on paper, those with a line, and the lines judged and right."""

    blocks: int = 0
    placed: int = 0
    lined: int = 0
    judged: int = 0
    right: int = 0
    lost: tuple[str, ...] = ()

    def __add__(self, other: "Places") -> "Places":
        """Return the sums."""
        return Places(
            self.blocks + other.blocks,
            self.placed + other.placed,
            self.lined + other.lined,
            self.judged + other.judged,
            self.right + other.right,
            self.lost + other.lost,
        )


def measure_all(root: Path, processes: int) -> Places:
    """Return the places of all blocks of the articles and issues below a folder."""
    paths = sorted(root.rglob("*.md"), key=lambda path: -path.stat().st_size)
    with ProcessPoolExecutor(processes) as pool:
        issues_first = sorted(paths, key=lambda path: "\ncontents:" not in path.read_text("utf-8"))
        return sum(pool.map(measure, issues_first), Places())


def measure(path: Path) -> Places:
    """Return the places of the blocks of an article, and of the members of an issue."""
    galley, document = dressed(path)
    with findings.collecting(), block_boxes.collecting() as boxes:
        write_edition("pdf", document)
    found = _of_galley(galley, "", set(boxes))
    for member in galley.members:
        found += _of_galley(member, member_id(member.article), set(boxes))
    return found


def dressed(path: Path) -> tuple[Galley, Document]:
    """Return an article's galley, and what is set on paper of it."""
    made: list[tuple[Galley, Document]] = []

    def make(
        proof: Galley, theme: Theme, _: tuple[str, ...], __: HelperProcess | None
    ) -> list[Made]:
        made.append((proof, dress_edition("pdf", proof, theme)))
        return []

    order = requests.order_of(Request((path,)))
    task = Task(path, str(path), order.publication, order.override, ("pdf",))
    error = pipeline.work(task, maker=make).error
    if error:
        raise error
    return made[0]


def _of_galley(galley: Galley, scope: str, placed: set[str]) -> Places:
    """Return the places of the blocks of one text, whose numbers on paper begin with a scope."""
    body = fragment_fromstring(galley.body or "<p></p>", create_parent="div")
    numbered = [e for e in body.iterdescendants() if isinstance(e.tag, str) and e.get(NUMBER)]
    blocks = [e for e in numbered if e.tag not in _SHAPES]
    manuscript = galley.article.manuscript
    lines = find_lines(galley.body or "<p></p>", manuscript)
    lost = [e for e in blocks if not any(n in placed for n in _numbers(e, scope))]
    judged = right = 0
    rows = _rows(manuscript.path)
    for element in blocks:
        key = (element.tag != "p", letters_of(element.text_content()))
        if element.tag in _JUDGED and key in rows:
            judged += 1
            right += lines.get(element.get(NUMBER, "")) == rows[key]
    return Places(
        len(blocks),
        len(blocks) - len(lost),
        sum(bool(lines.get(e.get(NUMBER, ""))) for e in blocks),
        judged,
        right,
        tuple(f"{manuscript.path.name}: {e.tag} {e.text_content().strip()[:40]}" for e in lost),
    )


def _numbers(element: HtmlElement, scope: str) -> Iterator[str]:
    """Yield the numbers on paper of an element and of those in it."""
    for each in element.iter():
        if number := each.get(NUMBER):
            yield scoped_number(scope, number) if scope else number


def _rows(path: Path) -> dict[tuple[bool, str], int]:
    """Return the lines of headings (True) and paragraphs, from 1, by their letters if they are unique."""
    text = path.read_text(encoding="utf-8")
    _, front, _ = text.split("---\n", 2) if text.startswith("---\n") else ("", "", "")
    blank = "\n" * (front.count("\n") + 2) if front else ""
    source = blank + (text.split("---\n", 2)[2] if front else text)
    tokens = MarkdownIt("commonmark").enable("table").parse(source)
    found = [
        ((before.type == "heading_open", _letters(token)), token.map[0] + 1)
        for before, token in pairwise(tokens)
        if before.type in ("heading_open", "paragraph_open") and token.map
    ]
    counted = Counter(key for key, _ in found)
    return {key: row for key, row in found if key[1] and counted[key] == 1}


def _letters(token: Token) -> str:
    """Return the letters of the words in a token."""
    return letters_of("".join(child.content for child in token.children or ()))
