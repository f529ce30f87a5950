"""Languages and scripts: every letter has a face or a finding, and each language its own ways."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from pressing import tried
from short_texts import codes, press
from triptych.fonts.scripts import CJK_PACKAGES
from triptych.theme.find import built_in_folder

SAMPLES = {
    "ar": "نص عربي، مع فاصلة؛ وعلامة؟ ٠١٢٣٤٥٦٧٨٩ «اقتباس» لا إله",
    "be": "Ў ўсе і ніхто",
    "bg": "Всички хора се раждат свободни",
    "bn": "সমস্ত মানুষ স্বাধীনভাবে",
    "cs": "Příliš žluťoučký kůň",
    "de": "Straße, Fußgängerübergänge, „Zitat“, GROẞ",
    "el": "Ἐν ἀρχῇ ἦν ὁ λόγος· ᾧ",
    "fa": "گچ پژ ۰۱۲۳۴۵۶۷۸۹ می‌شود",
    "he": "שָׁלוֹם עולם, ״ציטוט״ ₪",
    "hi": "क्षत्रिय, श्रीमान, हृदय। ₹",
    "hy": "Բոլոր մարդիկ",
    "ja": "日本語あ文字、「引用」。ヴァイオリン・ー 々",
    "ka": "ყველა ადამიანი",
    "ko": "모든 인간은 태어날 때부터 자유로우며 “인용”",
    "km": "មនុស្សទាំងអស់",
    "lo": "ຄົນທັງຫຼາຍ ນ້ຳ",
    "ru": "Съешь ещё этих мягких французских булок «да» №",
    "ta": "மனிதப் பிறவியினர்",
    "te": "ప్రతిపత్తిస్వత్వముల",
    "th": "มนุษย์ทั้งหลายเกิดมามีอิสระ คำ น้ำ ฿",
    "tr": "İıĞğŞş, pijamalı hasta",
    "uk": "Єхидна, ґава, їжак",
    "ur": "ٹ ڈ ڑ ں ے ھ ۂ ۓ ئ ؤ، یہ اردو ہے۔ ۴۵۶۷",
    "vi": "Tất cả mọi người sinh ra đều được tự do Ế ỹ",
    "zh-Hans": "人人生而自由，“引用”……《书名》",
    "zh-Hant": "人人生而自由，「引用」……《書名》",
    "en": "≤ ≠ ∀x∈ℝ ⇒ 𝒜 → ✓ ☎ ♥ 😀 👩‍👩‍👧 🇵🇰 👍🏽 ❤️ ½ № ™ €",
}
"""What each language must be able to print."""


def blank_glyphs(pdf: bytes) -> int:
    """Count the glyphs of number 0, ``.notdef``, that a PDF shows in its two-byte fonts."""
    count = 0
    for page in PdfReader(BytesIO(pdf)).pages:
        contents = page.get_contents()
        shown = re.findall(rb"<([0-9A-Fa-f]+)>", contents.get_data() if contents else b"")
        count += sum(h[n : n + 4] == b"0000" for h in shown for n in range(0, len(h), 4))
    return count


def font_names(pdf: bytes) -> set[str]:
    """Return the names of the fonts that a PDF carries, without the marks of their subsets."""
    names = set()
    for page in PdfReader(BytesIO(pdf)).pages:
        plain, embedded = page._get_fonts()  # noqa: SLF001  pypdf has no public way to them
        names |= {name.lstrip("/").partition("+")[2] for name in plain | embedded}
    return names


UNDIVIDED = {lang: ["no-hyphenation"] for lang in ("hy", "ka", "tr", "vi")}
"""What is reported of the languages whose words no installed patterns divide."""


@pytest.mark.parametrize("lang", SAMPLES)
def test_a_language_is_printed_without_a_blank_box(lang: str, tmp_path: Path) -> None:
    """Each language's letters have faces of their own, as text, bold, heading and code."""
    sample = SAMPLES[lang]
    text = f"## {sample}\n\n{sample} **{sample}** *{sample}* `{sample}`"
    editions, findings = press(tmp_path, text, front=f"lang: {lang}")
    assert codes(findings) == UNDIVIDED.get(lang, [])
    assert blank_glyphs(editions["pdf"]) == 0


@pytest.mark.parametrize("lang", SAMPLES)
def test_a_language_inside_another_is_printed_without_a_blank_box(
    lang: str, tmp_path: Path
) -> None:
    """A part in another language, marked or not, has its faces too."""
    text = f"::: {{lang={lang}}}\n{SAMPLES[lang]}\n:::\n\nAnd {SAMPLES[lang]}."
    editions, findings = press(tmp_path, text)
    assert codes(findings) == UNDIVIDED.get(lang, [])
    assert blank_glyphs(editions["pdf"]) == 0


LETTERS = st.characters(
    min_codepoint=0xA0, max_codepoint=0x1FAFF, categories=("L", "M", "N", "S", "P", "Zs", "Cf")
)
"""Every letter, mark, figure, sign and space of nearly all scripts, with joiners and selectors."""


@tried(20, 200)
@given(words=st.lists(st.text(LETTERS, min_size=1, max_size=6), min_size=1, max_size=6))
def test_any_letter_has_a_face_or_is_named(
    words: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever the text, no blank box is in the PDF, and a crossed box only where a finding names it."""
    text = " ".join(words)
    editions, findings = press(tmp_path_factory.mktemp("any"), f"A {text} **{text}** *{text}*")
    told = [finding for finding in findings if finding.code == "missing-glyph"]
    assert blank_glyphs(editions["pdf"]) == 0
    assert ("Triptych-Stand-in" in font_names(editions["pdf"])) == bool(told)
    assert all(re.search(r"U\+[0-9A-F]{4}", finding.message) for finding in told)


def test_a_letter_without_a_font_is_named_with_its_line(tmp_path: Path) -> None:
    """A letter that no font has is a finding with its name and line, and no blank box in the PDF."""
    editions, findings = press(tmp_path, "Line one.\n\nA 𓀀 glyph.", "html", "pdf")
    (found,) = findings
    assert found.code == "missing-glyph"
    assert "𓀀 (U+13000 EGYPTIAN HIEROGLYPH A001)" in found.message
    assert found.place.line == 8
    assert blank_glyphs(editions["pdf"]) == 0
    assert "𓀀" in PdfReader(BytesIO(editions["pdf"])).pages[0].extract_text()


def test_letters_of_a_package_that_is_not_installed_name_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the fonts for Japanese one finding names them all and what to type."""
    theme = tmp_path / "templates" / "bare"
    theme.mkdir(parents=True)
    (theme / "theme.toml").write_text('description = "No Japanese fonts"\n', encoding="utf-8")
    (theme / "scripts.toml").write_text(
        "".join(
            f'[{key}.text]\ncuts = [[400, "not_installed/Font.otf"]]\n'
            for key in ("Jpan", "Kore", "Hans", "Hant")
        ),
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    text = "日本語あ文字\n\n日本。"
    _, findings = press(tmp_path, text, front="lang: ja\ntheme: bare")
    (found,) = findings
    assert found.code == "missing-glyph"
    assert "HIRAGANA LETTER A" in found.message
    assert "U+672C" in found.message
    assert f"pip install {CJK_PACKAGES}" in found.hint
    assert found.place.line == 7


def test_the_title_and_the_author_are_looked_through_too(tmp_path: Path) -> None:
    """Letters of the front matter that no font has are found as those of the text are."""
    _, findings = press(tmp_path, "Text.", front="lang: en\nauthor: ᚠᚢ\nstandfirst: 𓀀")
    (found,) = findings
    assert all(code in found.message for code in ("U+16A0", "U+16A2", "U+13000"))


def test_a_long_address_has_places_to_break_and_stays_whole(tmp_path: Path) -> None:
    """An address that is text may break between its parts; copied from the PDF it has nothing more."""
    url = "https://example.org/one/two/three?four=five&six=seven#eight"
    editions, _ = press(tmp_path, f"See <{url}>.", "html", "pdf")
    assert "https://<wbr>example<wbr>.org/<wbr>one" in editions["html"].decode()
    printed = PdfReader(BytesIO(editions["pdf"])).pages[0].extract_text()
    assert url in re.sub(r"\n", "", printed)


def test_what_is_never_printed_needs_no_font(tmp_path: Path) -> None:
    """Alternative texts, joiners, selectors and soft hyphens are no letters that a font must have."""
    text = "Soft\u00adhyphen, zero\u200bwidth, word\u2060joiner, text\ufe0e, mark\u200e."
    _, findings = press(tmp_path, text)
    assert codes(findings) == []


def test_a_latin_article_carries_the_fonts_of_the_theme_alone(tmp_path: Path) -> None:
    """Scripts that do not occur cost nothing: no face of theirs is named in the page."""
    editions, _ = press(tmp_path, "Plain text, “quoted” – with *emphasis*.", "html")
    families = set(re.findall(r'@font-face \{ font-family: "([^"]+)"', editions["html"].decode()))
    assert families == {"Literata", "Inter"}


@pytest.mark.parametrize("sheet", ["languages.css", "epub-languages.css"])
def test_emphasis_is_seen_where_nothing_slants(sheet: str) -> None:
    """Each language whose letters are set upright has another way to emphasise, on paper and in books."""
    text = (built_in_folder() / "printfriendly" / "css" / sheet).read_text(encoding="utf-8")
    rules = [rule.rpartition("{") for rule in text.split("}")]
    named = [(set(re.findall(r":lang\((\w+)\)", head)), body) for head, _, body in rules]
    upright = {lang for langs, body in named if "font-style: normal" in body for lang in langs}
    marks = ("font-weight", "text-emphasis-style", "font-family")
    emphasised = {lang for langs, body in named for lang in langs if any(m in body for m in marks)}
    assert {"ar", "bn", "ja", "ur"} <= upright
    assert upright <= emphasised
