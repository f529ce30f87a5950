"""Measure the page-list: whether the text behind each mark is what its page of the PDF begins with.

The first letters behind a mark of the EPUB and of the HTML must be the first on the PDF's page with its
label, as ``pdftotext`` reads it, raw or with its layout. Nothing may be before them but the running head,
contents that the EPUB has in its navigation, the repeated head of a table, the end of a divided word, and
a whole passage that the text has elsewhere, before the mark of the page before or behind that of the next
page: the typesetter moves tables, and what follows one may be printed ahead of it. Letters are compared,
not words: ``pdftotext`` tears words that are set wide.

A page without a mark is a fault, unless it is blank, or has nothing but the contents, the imprint, the end
of notes, or text that stands in front of the page before or behind the next; that is printed.

    python build/tools/page_list.py FOLDER …

A folder holds the editions of articles, as ``triptych build`` saves them.
"""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from page_list_rows import agrees_in_row, is_made_of
from page_list_text import Mark, Text, letters, read_book, read_page
from pypdf import PdfReader

LETTERS = 24
"""The letters that are compared; at the end of a text there may be fewer, and in a divided row."""

_ELSEWHERE = "all its text is before the mark of the page before, or behind that of the next"


@dataclass(frozen=True, slots=True)
class Fault:
    """A mark that is not where its page begins, with what is at the top of the page."""

    edition: str
    label: str
    after: str
    top: str


@dataclass(slots=True)
class Count:
    """What was measured: pages, marks, and faults."""

    pages: int = 0
    marks: int = 0
    faults: list[Fault] = field(default_factory=list[Fault])


@cache
def labels_of(pdf: Path) -> list[str]:
    """Return the labels of the pages of a PDF."""
    return list(PdfReader(pdf).page_labels)


@cache
def pages_of(pdf: Path) -> list[list[str]]:
    """Return the text of each page in each way to read it.

    The last two ways turn the words of each line round: in a line with writing of both directions
    ``pdftotext`` may have them from left to right.
    """
    ways = []
    for way in ("-raw", "-layout"):
        command = ["pdftotext", way, "-enc", "UTF-8", str(pdf), "-"]
        text = subprocess.run(command, capture_output=True, check=True, text=True).stdout
        ways.append(text.split("\f"))
    ways += [[_turned(page) for page in pages] for pages in ways]
    return [list(each) for each in zip(*ways, strict=True)]


def _turned(page: str) -> str:
    """Return a page with the words of each line turned round."""
    return "\n".join(" ".join(reversed(line.split())) for line in page.splitlines())


def check(text: Text, pdf: Path) -> Iterator[Fault]:
    """Yield what is wrong with the marks of an edition."""
    labels, pages = labels_of(pdf), pages_of(pdf)
    known = [mark.label for mark in text.marks]
    order = [labels.index(label) for label in known if label in labels]
    if len(order) < len(known) or order != sorted(set(order)):
        yield Fault(text.name, "", f"the marks are not in the order of the pages: {known}", "")
    if text.listed is not None and text.listed != known:
        yield Fault(text.name, "", f"the list of pages differs: {text.listed}", "")
    for mark in text.marks:
        if mark.label in labels:
            ways = pages[labels.index(mark.label)]
            if not any(
                _agrees(mark, text, page, behind, kinds)
                for behind in (text.behind(mark, in_block=False), text.behind(mark, in_block=True))
                for page in ways
                for kinds in ("LN", "L")
            ) and not any(agrees_in_row(mark, text, page) for page in ways):
                top = " ".join(ways[0].split())[:80]
                first = letters(text.behind(mark, in_block=False))[:LETTERS]
                yield Fault(text.name, mark.label, first, top)


def _agrees(mark: Mark, text: Text, page: str, behind: str, kinds: str) -> bool:
    """Whether a page begins with the letters behind a mark, but for what may be before them."""
    wanted, top = letters(behind, kinds)[:LETTERS], letters(page, kinds)
    if wanted not in top:
        return False
    before = top[: top.find(wanted)] if wanted else top
    before = _without_head(before, text, page, kinds)
    for head in (letters(head, kinds) for head in mark.heads):
        is_torn = Counter(before[: len(head)]) == Counter(head)  # lines of cells side by side
        before = before[len(head) :] if is_torn else before.replace(head, "", 1)
    before = letters(before, "L")
    formulas = Counter(letters(text.drawn_behind(mark)))
    if not before or not Counter(before) - formulas:
        return True
    if letters(text.word_before(mark)).endswith(before):
        return True
    if letters(text.contents).endswith(before):
        return True
    for head in text.heads:
        before = before.replace(letters(head), "", 1)
    drawn = letters("".join(each for kind, each in text.pieces if kind == "drawn"))
    parts = [letters(each) for each in text.elsewhere(mark)]
    lines = list(_lines_before(page, before))
    return any(before in part or all(e in part or e in drawn for e in lines) for part in parts)


def _lines_before(page: str, before: str) -> Iterator[str]:
    """Yield the letters of the lines that are before a mark, whose letters are ``before``."""
    left = before
    for line in map(letters, page.splitlines()):
        if line and left.startswith(line[: len(left)]):
            yield line[: len(left)]
            left = left[len(line) :]
    if left:
        yield left


def reason_of(text: Text, page: str, label: str, order: list[str]) -> str:
    """Return why an edition has no mark for a page, or nothing where it should have one.

    ``order`` are the labels of all pages.
    """
    if not letters(_without_head(letters(page), text, page, "L")):
        return "blank"
    words = [letters(word) for word in page.replace(label, "", 1).split()]
    for name, part in (
        ("the contents", text.contents),
        ("the imprint", text.imprint),
        ("notes that go on", text.notes),
    ):
        known = letters(part)
        if all(word in known for word in words):
            return f"nothing but {name}"
    at = order.index(label)
    earlier = [mark for mark in text.marks if mark.label in order[:at]]
    later = [mark for mark in text.marks if mark.label in order[at:]]
    around = text.around(earlier, later)
    if is_made_of(text, page, (around[0], around[2])):
        return _ELSEWHERE
    before, own, behind = map(letters, around)
    lines = [line for line in map(letters, page.splitlines()) if line]
    running = "".join(map(letters, text.running))
    lines = [line for line in lines if len(line) >= LETTERS // 2 and line not in running] or lines
    if any(line in before or line in behind for line in lines) and not any(
        line in own for line in lines if line not in running
    ):
        return _ELSEWHERE
    return ""


def _without_head(before: str, text: Text, page: str, kinds: str) -> str:
    """Return what is at the top of a page without its running head."""
    lines = [line for line in page.splitlines() if line.strip()]
    running = letters(lines[0], kinds) if lines else ""
    for head in (letters(each, kinds) for each in text.running):
        if head and len(running) > LETTERS // 4 and (running in head or head[:12] in running):
            return before.removeprefix(running)
        if head and before.startswith(head):
            return before.removeprefix(head)
    return before


def measure(folder: Path) -> tuple[int, int, list[Fault]]:
    """Return the pages and the marks of the editions in a folder, and the faults."""
    count = Count()
    for pdf in sorted(folder.rglob("*.pdf")):
        labels = labels_of(pdf)
        count.pages += len(labels)
        for text in _editions(pdf, folder):
            count.marks += len(text.marks)
            count.faults += check(text, pdf)
            count.faults += _unmarked(text, pdf)
        labels_of.cache_clear()
        pages_of.cache_clear()
    return count.pages, count.marks, count.faults


def _unmarked(text: Text, pdf: Path) -> Iterator[Fault]:
    """Print why pages have no mark, and yield those that should have one."""
    labels, pages = labels_of(pdf), pages_of(pdf)
    marked = {mark.label for mark in text.marks}
    for label, ways in zip(labels, pages, strict=False):
        if label in marked:
            continue
        if reason := next(filter(None, (reason_of(text, way, label, labels) for way in ways)), ""):
            print(f"  {text.name}: no mark for {label}: {reason}")
        else:
            yield Fault(text.name, label, "no mark", " ".join(ways[0].split())[:80])


def _editions(pdf: Path, folder: Path) -> list[Text]:
    """Return the text of the other editions beside a PDF, by their names in a folder."""
    page, book = pdf.with_suffix(".html"), pdf.with_suffix(".epub")
    found = []
    if page.exists():
        found.append(read_page(str(page.relative_to(folder)), page.read_bytes()))
    if book.exists():
        found.append(read_book(str(book.relative_to(folder)), book.read_bytes()))
    contents = "".join(text.contents for text in found)
    for text in found:
        text.contents = contents
    return found


def main(folders: list[str]) -> int:
    """Measure folders; the exit code is 1 where a mark is wrong."""
    pages = total = 0
    wrong: list[Fault] = []
    for folder in folders:
        more, marks, faults = measure(Path(folder))
        pages, total = pages + more, total + marks
        wrong += faults
    for fault in wrong:
        print(
            f"{fault.edition}, page {fault.label}: “{fault.after}” is not at the top: “{fault.top}”"
        )
    print(f"{pages} pages, {total} marks, {len(wrong)} of them wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
