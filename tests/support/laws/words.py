"""No word of the source is lost, doubled or moved, in any edition."""

import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from editions import structure
from generated.documents import Generated
from generated.words import found, squeezed
from laws.editions import Editions, strings

_HIDDEN = "ancestor::*[local-name()='annotation' or local-name()='style' or local-name()='title']"
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
_SHAPED = re.compile("[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff]")
"""Letters that are printed in another order or shape than they are read: readers of PDF differ on them."""

_JOINED = re.compile("[\u0590-\u08ff\u0900-\u0dff]")
"""Those of them that Poppler copies line after line; a Thai word that ends on the next line it may move."""

_LONG = 30
_FEW = 2
"""Pages of which a document is read out by its tags; Poppler draws a page once for every tag on it."""

Notes = tuple[tuple[str, ...], ...]


def misread(document: Generated, editions: Editions) -> Iterator[str]:
    """Return which words an edition lacks, has too often, or in another order than the source's.

    Notes may stand anywhere, but whole, once, and in their order. The words of headings stand before
    the text once more where contents are printed, and those of a table's head on more than one page.
    """
    shown = {
        "html": "".join(strings(editions.page, f"//body//text()[not({_HIDDEN})]")),
        "epub": "".join(strings(editions.chapter, f"//text()[not({_HIDDEN})]")),
        "pdf": "".join(str(sheet.get_text()) for sheet in editions.sheets),
    }
    if len(editions.sheets) <= _FEW and not _RIGHT_TO_LEFT.search(document.text):
        shown["pdf, as read out"] = _read_out(editions)
    for edition, text in shown.items():
        words = _awaited(document, edition)
        notes = document.promise.notes
        if edition.startswith("pdf"):
            words = [word for word in words if _is_plain(word, document)]
            notes = tuple(tuple(w for w in note if _is_plain(w, document)) for note in notes)
        known = [*words, *(word for note in notes for word in note)]
        read = found(text, known)
        if edition == "pdf":
            read = list(_once(read, document.promise.heads))
            letters = [squeezed(str(sheet.get_text())) for sheet in editions.sheets]
            has_initials = "dropcap: true" in document.text
            for word in sorted(set(known) - set(read)):
                rest = squeezed(word)[1:]  # a drop cap is drawn elsewhere than what follows it
                if is_parted(squeezed(word), letters) or (
                    has_initials and rest in "".join(letters)
                ):
                    read.append(word)
        is_ordered = edition != "pdf" and not (
            edition.startswith("pdf") and _SHAPED.search(document.text)
        )
        for complaint in _differences(notes, words, read, is_ordered=is_ordered):
            yield f"{edition}: {complaint}"
    yield from _uncopied(document, editions)


def _uncopied(document: Generated, editions: Editions) -> Iterator[str]:
    """Return which words of joined and stacked letters are not copied from a PDF as they were typed."""
    said = [*_awaited(document, "pdf"), *(word for note in document.promise.notes for word in note)]
    shaped = [word for word in said if _JOINED.search(word) and len(word) <= _LONG]
    if not shaped:
        return
    command = ["pdftotext", "-", "-"]
    done = subprocess.run(command, input=editions.data("pdf"), capture_output=True, check=True)
    pages = [squeezed(page) for page in done.stdout.decode().split("\f")]
    for word in shaped:
        if squeezed(word) not in "".join(pages) and not is_parted(squeezed(word), pages):
            yield f"pdf, as copied: lost {word}"


def _is_plain(word: str, document: Generated) -> bool:
    """Whether every reader of PDF gives a word whole, as in lines that run one way."""
    is_parted_back = len(word) > _LONG and _RIGHT_TO_LEFT.search(document.text)
    return not (_SHAPED.search(word) or is_parted_back)


def _awaited(document: Generated, edition: str) -> list[str]:
    """Return the words that stand outside notes in an edition."""
    promise, name = document.promise, edition.partition(",")[0]
    words = [word for word, where in promise.text if name in where or name == "html"]
    if document.has_contents and name != "epub":
        start = len([word for word in words if word in promise.front])
        words[start:start] = [word for word in words if word in promise.headings]
    return words


def _read_out(editions: Editions) -> str:
    """Return the text of a PDF in the order of its tags, as assistive technology reads it."""
    return "".join(re.findall(r'^ *"(.*)"$', structure(editions.data("pdf")), re.MULTILINE))


def _once(read: list[str], heads: frozenset[str]) -> Iterator[str]:
    """Yield what was read without what a table's head says again."""
    seen: set[str] = set()
    for word in read:
        if word not in heads or word not in seen:
            yield word
        seen.add(word)


def is_parted(long: str, pages: list[str]) -> bool:
    """Whether something begins on one page and ends on the next, at least two letters on each."""
    return any(
        long[:cut] in page and long[cut:] in after
        for page, after in pairwise(pages)
        for cut in range(2, len(long) - 1)
    )


def _differences(
    every: Notes, words: list[str], read: list[str], *, is_ordered: bool
) -> Iterator[str]:
    """Return what is amiss with what was read."""
    noted = {word: number for number, note in enumerate(every) for word in note}
    wanted, counted = Counter([*words, *noted]), Counter(read)
    lost, doubled = wanted - counted, counted - wanted
    if lost:
        yield f"lost {_some(lost)}"
    if doubled:
        yield f"doubled {_some(doubled)}"
    if lost or doubled or not is_ordered:
        return
    text = [word for word in read if word not in noted]
    moved = [f"{b} stands where {a} should" for a, b in zip(words, text, strict=True) if a != b]
    yield from moved[:1]
    notes = [noted[word] for word in read if word in noted]
    if [word for word in read if word in noted] != list(noted):
        yield f"the notes stand in the order {list(dict.fromkeys(notes))}"
    places = [(place, noted[word]) for place, word in enumerate(read) if word in noted]
    for (place, number), (after, other) in pairwise(places):
        if number == other and after != place + 1:
            yield f"note {number + 1} is parted by {read[place + 1]}"


def _some(words: Counter[str]) -> str:
    """Return the first of some words."""
    return ", ".join(list(words)[:6]) + (f" and {len(words) - 6} more" if len(words) > 6 else "")


def unread(document: Generated, editions: Editions) -> Iterator[str]:
    """Return which addresses and signs an edition does not print, letter for letter."""
    shown = {
        "html": "".join(strings(editions.page, "//text()")),
        "epub": "".join(strings(editions.chapter, "//text()")),
        "pdf": "\f".join(str(sheet.get_text()) for sheet in editions.sheets),
    }
    for edition, text in shown.items():
        pages = [re.sub(r"[\s\u200b-\u200d\ufe0e\ufe0f]", "", page) for page in text.split("\f")]
        for literal in document.promise.literals:
            sign = re.sub("[\u200d\ufe0f]", "", literal)
            if edition == "pdf" and _SHAPED.search(document.text):
                continue  # an address among them is printed in pieces
            if sign not in "".join(pages) and not is_parted(sign, pages):
                yield f"{edition}: {literal} is not there"
