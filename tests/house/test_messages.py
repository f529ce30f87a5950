"""The house style of every message, hint and help text, held over the whole source."""

import re

import pytest

import messages
from messages import Text

LONGEST = 160
"""The most characters of a line that a user reads."""

BANNED = (
    *("anew", "passed over", "for want of", "let be", "lie", "lies", "tell", "tells", "told"),
    *("of which there", "that there is", "come along", "comes along", "nought", "such a"),
    *("in its stead", "in the place of", "in the stead", "amiss", "whereby", "wherein", "whoever"),
    *("whatever", "hence", "thereof", "therein", "unto", "upon", "to be had", "wished", "wishes"),
    *("mend", "mended", "mends", "shall", "unlike", "so many", "as they were", "as it was"),
    *("(?<!there )is no", "(?<!there )are no", "is none", "are none", "none that", "is there"),
    *("are there", "what is there", "what there is", "all the same", "take it out", "part it"),
    *("take its line out", "part them", "may be so", "kept of", "kept from", "kept results"),
    *("stand", "stands", "standing", "anybody", "somebody", "one another", "in small letters"),
    *("in the manner of", "lay down"),
)
"""Words and turns that a technical editor would not leave in a message."""

PROPER = {"Ace", "Chromium", "Dask", "Java", "Pango", "Python", "Triptych", "WeasyPrint"}
"""Names that begin with a capital letter where they begin a message."""

_BANNED = re.compile(rf"\b({'|'.join(BANNED)})\b", re.IGNORECASE)


def _faults(text: Text) -> list[str]:
    """Return what is wrong with a text."""
    words = text.words.strip()
    found = [f"“{match[0]}”" for match in _BANNED.finditer(re.sub(r"`[^`]*`|“[^”]*”", "", words))]
    if any(len(line) > LONGEST for line in words.splitlines()) and text.kind != "help":
        found.append("too long")
    if text.kind == "message" and not _begins_lower(words):
        found.append("begins with a capital letter")
    if text.kind == "message" and words.endswith("."):
        found.append("ends with a full stop")
    if text.kind in ("hint", "help", "code") and not re.match(r"[A-Z0-9`“{<\[]|a4,", words):
        found.append("does not begin a sentence")
    if text.kind in ("hint", "help", "code") and not re.search(r"[.?`}:]$|^[^.]*\n", words):
        found.append("does not end a sentence")
    return found


def _begins_lower(words: str) -> bool:
    """Whether a text begins with a small letter, a sign, a known name, or an abbreviation."""
    first = re.match(r"[^\W\d_]+", words)
    if not first:
        return True
    return not first[0].istitle() or len(first[0]) == 1 or first[0] in PROPER


def test_every_text_is_in_the_house_style() -> None:
    """Messages begin small and have no final full stop, hints and help are sentences, all is plain."""
    wrong = [
        f"{text.module}:{text.line}: {', '.join(faults)}: {text.words}"
        for text in messages.texts()
        if (faults := _faults(text))
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("message", "the article has no date"),
        ("hint", "Add `date: 2025-08-20`; until then no date is printed."),
        ("help", "Fail on any warning."),
        ("printed", "Removed {…} from the cache."),
        ("code", "The article has no date."),
    ],
)
def test_the_table_lists_texts_of_every_kind(kind: str, words: str) -> None:
    """A text is found where it is written at the call, in a variable, or in a table."""
    assert (kind, words) in {(text.kind, text.words) for text in messages.texts()}


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("message", "The article has no date"),
        ("message", "the article has no date."),
        ("message", "the key is passed over"),
        ("hint", "write a date"),
        ("hint", "Write a date"),
        ("hint", f"{'Write a date. ' * 20}"),
    ],
)
def test_what_is_not_in_the_house_style_is_found(kind: str, words: str) -> None:
    """Each rule refuses a text that breaks it."""
    assert _faults(Text("a.py", 1, kind, words))
