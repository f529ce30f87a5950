"""Articles as read: one without text may be an issue whose contents are misspelt."""

from pathlib import Path

import pytest

from commandline import write
from triptych.core import findings, postponed
from triptych.core.errors import SourceError
from triptych.core.model import Override
from triptych.settings.publication import Publication, Settings
from triptych.sources import manuscripts


def _read(folder: Path, keys: str) -> list[str]:
    """Return the errors of an article that has these keys and no text."""
    write(folder, {"a.md": f"---\ntitle: A\n{keys}\n---\n"})
    with findings.collecting(), postponed.collecting_errors() as errors:
        try:
            manuscripts.read(folder / "a.md", Publication(folder, Settings()), Override(), "a.md")
        except SourceError as error:
            errors.append(error)
    return [f"{e.place}: {e.message} | {e.hint}" for e in errors]


@pytest.mark.parametrize(
    "key", ["content", "Contents", "contnets", "chapters", "articles", "members"]
)
@pytest.mark.parametrize("value", ["[one.md]", "one.md", "\n  - part: X\n  - one.md"])
def test_misspelt_contents_are_named_with_their_line(key: str, value: str, tmp_path: Path) -> None:
    """The error is that the key is unknown, not that there is no text."""
    assert _read(tmp_path, f"{key}: {value}") == [
        f"a.md:3: unknown key `{key}`, and the article has no text | Did you mean `contents`?"
    ]


@pytest.mark.parametrize("value", ["", "[]", "''"])
def test_empty_contents_are_no_issue(value: str, tmp_path: Path) -> None:
    """The line of ``contents`` is named."""
    assert [e.partition(" | ")[0] for e in _read(tmp_path, f"contents: {value}")] == [
        "a.md:3: `contents` names no article"
    ]


def test_what_else_is_wrong_is_reported_with_it(tmp_path: Path) -> None:
    """An article without text and with a wrong value has two errors, and one close to a word is named."""
    assert _read(tmp_path, "banner: drak\ncontent: [one.md]") == [
        "a.md:3: `banner`: expected dark, rule or none, found “drak” | Did you mean `dark`?",
        "a.md:4: unknown key `content`, and the article has no text | Did you mean `contents`?",
    ]
    assert _read(tmp_path, "subtitle: B")[0].startswith("a.md: the article has no text")


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("banner: non", "Did you mean `none`?"),
        ("offprints: page", "Did you mean `paged`?"),
        ("offprints: perhaps", "Write one of these words."),
        ("recto: yess", "Write true or false, without quotes."),
    ],
)
def test_a_wrong_word_has_a_hint(line: str, hint: str, tmp_path: Path) -> None:
    """The word that is close, else what may be written."""
    (found,) = _read(tmp_path, f"contents: [one.md]\n{line}")
    assert found.startswith("a.md:4: ")
    assert found.endswith(hint)
