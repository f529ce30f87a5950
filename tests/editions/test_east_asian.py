"""Chinese and Japanese text: ends of lines, quotation marks, and bare addresses."""

import html
import re
from pathlib import Path

import pytest

from pressing import press
from triptych.settings.publication import bare


def _text(folder: Path, text: str, lang: str, head: str = "") -> str:
    """Return the source of an article's page, from its title on."""
    path = folder / "a.md"
    source = f"---\ntitle: T\ndate: 2026-01-01\nlang: {lang}\n{head}---\n\n{text}\n"
    path.write_text(source, encoding="utf-8")
    page = press(path, bare(folder), ("html",)).of("html").data.decode()
    return page.partition('<h1 id="pf-title">')[2]


def _words(source: str) -> str:
    """Return the words of a piece of HTML."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", source)).split())


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("ja", "山が\n見える。", "山が見える。"),
        ("ja", "山、\n川。", "山、川。"),
        ("zh", "今天*天气*\n很好", "今天天气很好"),
        ("zh", "今天\n**很好**", "今天很好"),
        ("zh-Hant", "他說，\nHTML 好。", "他說，HTML 好。"),
        ("ja", "山[^1]\n川\n\n[^1]: 注。", "山1川"),
        ("zh", "用 HTML\n写的", "用 HTML 写的"),
        ("ko", "산이\n보인다", "산이 보인다"),
        ("en", "One\ntwo", "One two"),
        ("en", "> 山が\n> 見える", "山が見える"),
    ],
)
def test_an_end_of_a_line_is_no_space_between_wide_letters(
    tmp_path: Path, lang: str, text: str, words: str
) -> None:
    """In Korean, and beside Latin words, it is one."""
    assert words in _words(_text(tmp_path, text, lang))


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("zh", '看"山"外。', "看“山”外。"),
        ("zh", '看"一 山"与"水"。', "看“一 山”与“水”。"),
        ("ja", 'これは"fork"です。', "これは「fork」です。"),
        ("ja", '`x`を"試す"。', "xを「試す」。"),
        ("en", 'He said "yes" to 山.', "He said “yes” to 山."),
        ("zh", "他说'好'和'坏'。", "他说‘好’和‘坏’。"),
        ("ko", "그는 '강조'는 \"A\"와 '말'을", "그는 ‘강조’는 “A”와 ‘말’을"),
        ("ar", 'قال و"نعم" بـ"كذا".', "قال و«نعم» بـ«كذا»."),
        ("fa", 'گفت و"بله" و "نه".', "گفت و«بله» و «نه»."),
        ("ur", 'کہا"ہاں" اور', "کہا”ہاں“ اور"),
        ("en", "It's '山' and 山's.", "It’s ‘山’ and 山’s."),
    ],
)
def test_quotation_marks_open_and_close_beside_wide_letters(
    tmp_path: Path, lang: str, text: str, words: str
) -> None:
    """They are those of the language."""
    assert words in _words(_text(tmp_path, text, lang))


@pytest.mark.parametrize(
    ("text", "address", "words"),
    [
        (
            "看 https://example.org/a（说明）。",
            "https://example.org/a",
            "看 https://example.org/a（说明）。",
        ),
        (
            "看 https://example.org/b，然后",
            "https://example.org/b",
            "看 https://example.org/b，然后",
        ),
        ("「 https://example.org/c」です", "https://example.org/c", "https://example.org/c」です"),
        ("See (https://example.org/d).", "https://example.org/d", "See (https://example.org/d)."),
    ],
)
def test_a_bare_address_ends_before_wide_punctuation(
    tmp_path: Path, text: str, address: str, words: str
) -> None:
    """What follows is text after the link."""
    source = _text(tmp_path, text, "zh")
    assert f'href="{address}"' in source
    assert words in _words(source)


@pytest.mark.parametrize(
    ("lang", "typed", "marks"),
    [
        ("en", 'A "quiet" -- a reader\'s tale...', "A “quiet” – a reader’s tale…"),
        ("de", 'Ein "Wort" -- *kein* [Link]', "Ein „Wort“ – *kein* [Link]"),
        ("en", "1. 'One' & <two> $x$ a_b_c", "1. ‘One’ & <two> $x$ a_b_c"),
        ("en", "O'Brien --- 5 o'clock", "O’Brien — 5 o’clock"),
        ("en", "C:\\dir ~/x #1 @you `q`'s", "C:\\dir ~/x #1 @you `q`’s"),
    ],
)
def test_titles_have_the_marks_of_headings(
    tmp_path: Path, lang: str, typed: str, marks: str
) -> None:
    """Title, subtitle, kicker and standfirst are plain text, set as typographically as the text below."""
    given = typed.replace("'", "''")
    head = "".join(f"{key}: '{given}'\n" for key in ("subtitle", "kicker", "standfirst"))
    path = tmp_path / "a.md"
    source = f"---\ntitle: '{given}'\ndate: 2026-01-01\nlang: {lang}\n{head}---\n\nText.\n"
    path.write_text(source, encoding="utf-8")
    page = press(path, bare(tmp_path), ("html",)).of("html").data.decode()
    for name in ("title", "subtitle", "kicker", "standfirst"):
        part = page.partition(f'id="pf-{name}">')[2].partition("</")[0]
        assert _words(part) == marks
    assert html.unescape(page.partition("<title>")[2].partition("</title>")[0]) == marks
