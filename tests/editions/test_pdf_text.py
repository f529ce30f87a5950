"""What is copied from a PDF is what was typed, in scripts whose letters join, stack or change places."""

import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from judging import Judge
from pressing import pressed

WORDS = {
    "ur": "تحقیق و تنقید کے لیے لکھا گیا ہے۔ پہلا باب، مشہور شخصیات، اللہ تعالیٰ، ﷺ، گھوڑا، ٹیلی ویژن، ۱۲۳۴",
    "ar": "اللغة العربية هي أكثر اللغات تحدثاً. لا إله إلا الله، الأحلام، الإسلام، بِسْمِ اللَّهِ الرَّحْمَٰنِ، ١٢٣٤",
    "fa": "کتاب‌ها را می‌خواهم، پژوهشگر، گچ، ژرف، افغانستان، سخن می‌گویند، ۱۲۳۴",
    "he": "עברית היא שפה שמית, ממשפחת השפות האפרו־אסיאתיות. בְּרֵאשִׁית בָּרָא אֱלֹהִים",
    "hi": "हिन्दी संस्कृत क्षत्रिय ज्ञान श्रीमान् विद्यार्थी कर्म प्रकृति स्त्री द्वितीय हृदय है।",
    "bn": "বাংলা ভাষা একটি ইন্দো-আর্য ভাষা, ক্ষমা, কর্ম, বিজ্ঞান",
    "ta": "தமிழ் மொழி உலகின் பழமையான மொழிகளில் ஒன்று",
    "th": "ภาษาไทย น้ำ ที่ ผู้ใหญ่ กำลัง เก้าอี้ ปฏิบัติ ศึกษา ก็",
}


def _words(text: str) -> list[str]:
    """Return the words of a text, without what steers its direction and the marks between them."""
    return re.sub("[\u200e\u200f\u202a-\u202e]|[،,.۔।]", " ", text).split()


@pytest.mark.parametrize("lang", WORDS)
def test_words_read_back_from_a_pdf_are_those_that_were_typed(
    lang: str, judge: Judge, tmp_path: Path
) -> None:
    """Poppler gives each word whole, its letters in their order, in text, emphasis and headings.

    The order of the words is Poppler's guess from where they stand, so it is not asked for.
    """
    tool = judge.path("pdftotext")
    words = WORDS[lang]
    text = (
        f"---\ntitle: T\ndate: 2026-01-02\nlang: {lang}\n---\n{words}\n\n*{words}*\n\n## {words}\n"
    )
    (tmp_path / "article.md").write_text(text, encoding="utf-8")
    (artifact,) = pressed(tmp_path, ("pdf",))
    path = tmp_path / "article.pdf"
    path.write_bytes(artifact.data)
    done = subprocess.run([tool, path, "-"], capture_output=True, text=True, check=True)
    found = Counter(_words(done.stdout))
    assert {w: found[w] for w in _words(words)} == {
        w: 3 * n for w, n in Counter(_words(words)).items()
    }


def test_plain_text_carries_no_second_text(tmp_path: Path) -> None:
    """Where each glyph is its letter, as in Latin, Greek and Cyrillic, nothing is added to the file."""
    text = "---\ntitle: T\ndate: 2026-01-02\nlang: en\n---\nThe office, Ἐν ἀρχῇ, всё едино, tiếng Việt.\n"
    (tmp_path / "article.md").write_text(text, encoding="utf-8")
    (artifact,) = pressed(tmp_path, ("pdf",))
    assert b"ActualText" not in _streams(artifact.data, tmp_path)


def _streams(pdf: bytes, folder: Path) -> bytes:
    """Return a PDF with its streams open."""
    closed, opened = folder / "closed.pdf", folder / "open.pdf"
    closed.write_bytes(pdf)
    subprocess.run(["qpdf", "--qdf", closed, opened], check=True)
    return opened.read_bytes()
