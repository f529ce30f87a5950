"""Laws that hold for any text: it builds or is refused plainly, and no word of it is lost."""

import re
import unicodedata
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree, html
from pypdf import PdfReader

from triptych import archive, pipeline, sources
from triptych.errors import TriptychError
from triptych.model import Override
from triptych.pipeline import FORMATS
from triptych.settings.publication import bare

WORDS = st.from_regex(r"[a-zA-Zäöüßéèñçøåλжи]{1,12}", fullmatch=True)
PHRASES = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)


@st.composite
def articles(draw: st.DrawFn) -> str:
    """Give a Markdown text of generated blocks, each with words of its own."""
    blocks = draw(st.lists(_BLOCKS, min_size=1, max_size=8))
    return "\n\n".join(blocks)


_HEADINGS = st.builds(lambda n, words: f"{'#' * n} {words}", st.integers(1, 4), PHRASES)
_LISTS = st.lists(PHRASES, min_size=1, max_size=4).map(
    lambda items: "\n".join(f"- {i}" for i in items)
)
_QUOTES = PHRASES.map(lambda words: f"> {words}")
_MARKED = st.builds(lambda a, b, c: f"{a} *{b}* and **{c}**", PHRASES, WORDS, WORDS)
_PULLED = PHRASES.map(lambda words: f"::: pullquote\n{words}\n:::")
_TABLES = st.builds(lambda a, b: f"| {a} | {b} |\n|---|---|\n| {b} | {a} |", WORDS, WORDS)
_LINKS = st.builds(lambda words, target: f"[{words}](https://example.org/{target})", PHRASES, WORDS)
_BLOCKS = st.one_of(PHRASES, _HEADINGS, _LISTS, _QUOTES, _MARKED, _PULLED, _TABLES, _LINKS)

RELAXED = settings(
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def press_text(folder: Path, text: str, formats: tuple[str, ...]) -> dict[str, bytes]:
    """Press a text, titled, into editions by format."""
    path = folder / "article.md"
    path.write_text(f"---\ntitle: Law\ndate: 2025-03-01\n---\n{text}\n", encoding="utf-8")
    manuscript, _, _ = sources.read(path, bare(folder), Override())
    artifacts, _ = pipeline.press(manuscript, formats)
    return {artifact.format: artifact.data for artifact in artifacts}


def _words(text: str) -> list[str]:
    """Give the letters of a text, without spaces, hyphens and marks, ligatures parted."""
    return re.findall(r"\w", unicodedata.normalize("NFKC", text).casefold())


def _strings(page: etree._Element, path: str) -> list[str]:
    """Give the strings that an XPath finds."""
    found = page.xpath(path)
    assert isinstance(found, list)
    return [str(item) for item in found]


def _inside(page: etree._Element, path: str) -> str:
    """Give the text inside the one element that an XPath finds."""
    return "".join(_strings(page, f"{path}//text()"))


@settings(RELAXED, max_examples=25)
@given(text=articles())
def test_no_word_is_lost_doubled_or_moved_in_any_edition(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The words of the text stand in every edition in the same order."""
    editions = press_text(tmp_path_factory.mktemp("law"), text, tuple(FORMATS))
    plain = re.sub(
        r"\]\(https://example.org/\w+\)|^::: pullquote|^\|[-|]+$", "", text, flags=re.MULTILINE
    )
    expected = "".join(_words(plain))
    page = html.document_fromstring(editions["html"].decode())
    assert "".join(_words(_inside(page, "//*[@id='pf-content']"))) == expected
    chapter = etree.fromstring(archive.unpack(editions["epub"])["EPUB/text/article.xhtml"])
    assert "".join(_words(_inside(chapter, "//*[@id='pf-content']"))) == expected
    printed = "".join(page.extract_text() for page in PdfReader(BytesIO(editions["pdf"])).pages)
    furniture = re.sub(r"Law|\d+ / \d+|March 1, 2025", "", printed)
    assert "".join(_words(furniture)) == expected


@settings(RELAXED, max_examples=25)
@given(text=articles())
def test_ids_are_unique_and_links_inside_resolve(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Every id stands once in a page, and every link to a place in it has that place."""
    editions = press_text(
        tmp_path_factory.mktemp("law"), f"{text}\n\nA[^n]\n\n[^n]: B", ("html", "epub")
    )
    files = archive.unpack(editions["epub"])
    for source in (editions["html"], files["EPUB/text/article.xhtml"]):
        page = html.document_fromstring(source)
        ids = _strings(page, "//@id")
        assert len(ids) == len(set(ids))
        targets = {h[1:] for h in _strings(page, "//a/@href") if h.startswith("#")}
        assert targets <= set(ids)
    nav = etree.fromstring(files["EPUB/nav.xhtml"])
    for href in _strings(nav, "//@href"):
        name, _, fragment = href.partition("#")
        target = f"EPUB/{name or 'nav.xhtml'}"
        assert target in files
        assert not fragment or f'id="{fragment}"' in files[target].decode()


@settings(RELAXED, max_examples=60)
@given(text=st.text(max_size=300))
def test_any_text_builds_or_is_refused_plainly(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever stands in the file, it becomes editions or a message, never anything else."""
    folder = tmp_path_factory.mktemp("any")
    path = folder / "any.md"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        manuscript, _, _ = sources.read(path, bare(folder), Override())
        pipeline.press(manuscript, tuple(FORMATS))
    except TriptychError as error:
        told = error.message
    else:
        told = "built"
    assert told


@settings(RELAXED, max_examples=60)
@given(front=st.text(alphabet=st.characters(codec="utf-8"), max_size=120))
def test_any_front_matter_is_read_or_refused_plainly(
    front: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever stands between the fences, it is typed values or a message with its place."""
    folder = tmp_path_factory.mktemp("front")
    path = folder / "any.md"
    path.write_text(f"---\ntitle: T\n{front}\n---\nText.\n", encoding="utf-8", newline="")
    try:
        sources.read(path, bare(folder), Override())
    except TriptychError as error:
        told = f"{error.place}: {error.message}"
    else:
        told = "read"
    assert told
