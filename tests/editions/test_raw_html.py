"""Raw HTML: the harmless is kept and valid, the active goes and is told of, and no word is lost."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from laws.editions import strings
from pressing import tried
from pressing_pictures import press
from triptych.core import zip_archive

CHAPTER = "EPUB/text/article.xhtml"


def chapter(text: str, folder: Path) -> tuple[etree._Element, list[str]]:
    """Return the EPUB chapter of a text, and its findings as ``code: message``."""
    editions, findings = press(folder, text, ("epub",))
    page = etree.fromstring(zip_archive.unpack(editions["epub"])[CHAPTER])
    return page, [f"{finding.code}: {finding.message}" for finding in findings]


def words_of(page: etree._Element) -> str:
    """Return the words of a chapter's text."""
    found = page.xpath("//*[@id='pf-content']//text()")
    assert isinstance(found, list)
    return " ".join(" ".join(map(str, found)).split())


@pytest.mark.parametrize(
    ("text", "told", "words"),
    [
        ("<script>alert(1)</script>\n\nText.", "<script> removed", "Text."),
        ("<style>p { color: red }</style>\n\nText.", "<style> removed", "Text."),
        ("<form>Your name <input value=x></form>", "<form> removed", "Your name"),
        ('<p onclick="steal()">Text.</p>', "the event handler onclick", "Text."),
        ('<a href="javascript:x()">Text.</a>', "the address “javascript:x()”", "Text."),
        ("[Text.](javascript:x)", "the address “javascript:x”", "Text."),
        ('[Text.]{onmouseover="x"}', "the event handler onmouseover", "Text."),
        ('<p style="background: url(https://x.example)">Text.</p>', "the style “", "Text."),
        ("<link rel=stylesheet href=https://x.example/a.css>Text.", "<link> removed", "Text."),
        ("<marquee>Text.</marquee>", "<marquee> removed", "Text."),
        ("Text.`x`{=latex}", "raw latex ignored", "Text."),
    ],
)
def test_what_is_active_goes_with_a_finding_and_its_words_stay(
    text: str, told: str, words: str, tmp_path: Path
) -> None:
    """Each kind of active or foreign mark-up is named in a finding, and what it held is read on."""
    page, findings = chapter(text, tmp_path)
    assert [finding for finding in findings if told in finding], findings
    assert words_of(page) == words


_FORGED = """\
<a href="#here" data-pf-article="other" data-pf-issue="all">Forged</a>

[Forged](#here){data-pf-article="other"}

[Forged](#here){pf-article="other" PF-Issue="all"}

<span data-pf-address="https://x.example/">Forged</span>

[Forged]{data-pf-address="https://x.example/"}

<p data-pf="pf-title" data-pf-n="title">Forged</p>

`Forged`{pf-classes="pf-note"}

[Place]{#here}
"""


def test_an_author_cannot_write_the_marks_of_later_steps(tmp_path: Path) -> None:
    """They have no effect: a link leads to its own address, and an element is what was typed."""
    page, findings = chapter(_FORGED, tmp_path)
    forged = [element for element in page.iter() if (element.text or "").strip() == "Forged"]
    assert [element.get("href") for element in forged] == ["#here"] * 3 + [None] * 4
    names = {str(name) for element in forged for name in element.attrib}
    assert names == {"href"}
    assert findings == []


def test_text_that_looks_like_a_tag_stays_text(tmp_path: Path) -> None:
    """Letters that would make a tag are never read as one, also where the body begins with them."""
    page, _ = chapter("&lt;script&gt;alert(1)\n<p>\n\nEnd.", tmp_path)
    assert words_of(page) == "<script>alert(1) End."


def test_an_address_whose_host_can_be_none_is_no_link(tmp_path: Path) -> None:
    """Its words remain, and the author is told; judges call such a link an error."""
    page, findings = chapter(r"[There](https://pandoc.org\\)", tmp_path)
    assert words_of(page) == "There"
    assert page.xpath("//*[@id='pf-content']//*[@href]") == []
    assert [finding.partition(":")[0] for finding in findings] == ["relative-link"]


def test_a_finding_names_the_line(tmp_path: Path) -> None:
    """Of two like tags each has the line at which it stands."""
    _, findings = press(tmp_path, "<form>a</form>\n\nText.\n\n<form>b</form>", ("html",))
    assert [finding.place.line for finding in findings] == [5, 9]


def test_many_findings_end_in_a_count(tmp_path: Path) -> None:
    """A page full of scripts gives fifty findings and the number of the rest."""
    _, findings = chapter("<script>x</script>\n\n" * 500 + "Text.", tmp_path)
    assert len(findings) == 51
    assert "450 more" in findings[-1]


def test_a_picture_in_html_is_a_picture_of_the_text(tmp_path: Path) -> None:
    """An ``<img>`` is read from the publication, sized and described as a Markdown picture is."""
    from PIL import Image  # noqa: PLC0415  the picture is made where it is needed

    Image.new("RGB", (20, 20)).save(tmp_path / "dot.png")
    page, findings = chapter('A <img src="dot.png" alt="A dot"> and <img src="no.png">', tmp_path)
    sources = page.xpath("//*[local-name()='img']/@src")
    assert sources == ["../images/dot.png"]
    assert findings == ["picture: “no.png” is missing"]


def test_a_drawing_in_the_text_becomes_a_picture(tmp_path: Path) -> None:
    """Inline SVG is shown, without its scripts, and named by its title."""
    drawing = "<svg viewBox='0 0 9 9'><title>A dot</title><script>x</script><rect/></svg>"
    page, _ = chapter(drawing, tmp_path)
    assert page.xpath("//*[local-name()='img']/@alt") == ["A dot"]


def test_films_and_players_become_a_still_and_a_link(tmp_path: Path) -> None:
    """A player's page is linked as the page that a reader can open, with its title as words."""
    text = '<iframe src="https://www.youtube.com/embed/Ab-1?x=2" title="A talk"></iframe>'
    page, findings = chapter(text, tmp_path)
    links = page.xpath("//*[@class='pf-embed']//*[local-name()='a']/@href")
    assert links == ["https://www.youtube.com/watch?v=Ab-1"] * 2
    assert words_of(page) == "A talk youtube.com/watch?v=Ab-1"
    assert findings[0].startswith("embed: the page")


def test_an_embed_with_its_source_within_is_one_link(tmp_path: Path) -> None:
    """A film whose source stands in a tag of its own, with words for those who cannot play it."""
    film = "<video controls>\n<source src='https://example.org/a.mp4'>\nNo film here.\n</video>\n\nEnd."
    page, _ = chapter(film, tmp_path)
    assert words_of(page) == "example.org/a.mp4 No film here. End."


def _listed(words: str) -> list[str]:
    """Return words as a list."""
    return words.split()


_NAMES = [
    *_listed("p div span b i em a h2 li ul ol dl dt dd table tr td th caption pre code blockquote"),
    *_listed("center font details summary figure figcaption time bdo ruby rt section address"),
    *_listed("form input script style iframe video object select option svg math button q"),
    *_listed("header footer nav aside hgroup label template noscript tt del ins kbd hr br img"),
]
_VALUES = ["x", "", "1", "a b", "javascript:x", "https://x.example/y", "center", "url(x)", "é<&'"]
_KEYS = [
    *_listed("id class style href src onclick onload align width lang dir title role type value"),
    *_listed("aria-hidden aria-foo data-x data-a:b colspan scope start datetime cite open srcset"),
]
_ATTRIBUTES = st.lists(st.tuples(st.sampled_from(_KEYS), st.sampled_from(_VALUES)), max_size=3).map(
    lambda pairs: "".join(f' {key}="{value}"' for key, value in pairs)
)
_PIECES = st.one_of(
    st.builds(lambda name, rest: f"<{name}{rest}>", st.sampled_from(_NAMES), _ATTRIBUTES),
    st.sampled_from(_NAMES).map(lambda name: f"</{name}>"),
    st.sampled_from(["word", "*strong*", "\n\n", "\n", "<!-- a -- b -->", "<!-", "<p", "&", "]"]),
)
_ACTIVE = _listed("script style iframe form input object embed link meta base video audio source")


@tried(40, 400)
@given(pieces=st.lists(_PIECES, min_size=1, max_size=14))
def test_any_html_gives_a_sound_chapter_with_nothing_active(
    pieces: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever tags stand in a text, the EPUB is well-formed, its ids unique, and inert."""
    folder = tmp_path_factory.mktemp("raw")
    editions, _ = press(folder, f"Begin {''.join(pieces)}\n\nEnd.", ("epub",))
    _refuse_active(etree.fromstring(zip_archive.unpack(editions["epub"])[CHAPTER]))


@tried(6, 60)
@given(pieces=st.lists(_PIECES, min_size=4, max_size=14))
def test_any_html_gives_a_sound_page_with_nothing_active(
    pieces: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever tags stand in a text, the HTML has unique ids and is inert, and a PDF is made."""
    folder = tmp_path_factory.mktemp("raw")
    editions, _ = press(folder, f"Begin {''.join(pieces)}\n\nEnd.", ("html", "pdf"))
    _refuse_active(html.document_fromstring(editions["html"].decode()))
    assert editions["pdf"].startswith(b"%PDF")


def _refuse_active(page: etree._Element) -> None:
    """Fail when an id stands twice in a page, or anything in its text runs or loads."""
    ids = page.xpath("//@id")
    assert isinstance(ids, list)
    assert len(ids) == len(set(ids))
    text = page.find(".//*[@id='pf-content']")
    assert text is not None
    for element in text.iter(etree.Element):
        assert etree.QName(element).localname not in _ACTIVE
        for key, said in element.attrib.items():
            value = str(said)
            assert not str(key).startswith("on")
            assert key not in ("href", "src", "cite") or not value.startswith("javascript:")
            assert key != "src" or not value.startswith(("http", "//"))
    assert "End." in words_of(page)


@pytest.mark.parametrize(
    "css",
    [
        "p { background: url(https://e.example/a.png) }",
        "p { background: \\75rl(https://e.example/a.png) }",
        "p { background: u\\72 l('https://e.example/a.png') }",
        "@import 'https://e.example/a.css';",
        "@\\69mport url(https://e.example/a.css);",
        "p { background: image-set('https://e.example/a.png' 2x) }",
        "p { background: -webkit-image-set('https://e.example/a.png' 1x) }",
        "p { --a: url(https://e.example/a.png); background: var(--a) }",
        "p { --a: 'https://e.example/a.png'; background: image(var(--a)) }",
        "p { -moz-binding: url(https://e.example/a.xml#x) }",
        "@font-face { font-family: X; src: url(https://e.example/a.woff) }",
        "@media print { p { background: url(//e.example/a.png) } }",
        "p { content: '</style><script src=https://e.example/x></script>' }",
    ],
)
def test_custom_css_loads_nothing_however_it_is_written(css: str, tmp_path: Path) -> None:
    """No escape, function or at-rule brings an address of elsewhere into a page's styles."""
    editions, _ = press(tmp_path, "Text.", ("html",), custom_css=css)
    page = html.document_fromstring(editions["html"].decode())
    assert page.xpath("//script[not(@type='application/ld+json')]") == []
    said = "".join(strings(page, "//style[@class]/text()"))
    assert "url(" not in said
    assert "import" not in said
    assert "background: image" not in said


def test_custom_css_keeps_pictures_of_its_own(tmp_path: Path) -> None:
    """Data in the sheet, at any resolution, is no address of elsewhere."""
    css = "p { background: image-set('data:image/gif;base64,R0lGODlhAQABAAAAACw=' 2x) }"
    editions, findings = press(tmp_path, "Text.", ("html",), custom_css=css)
    assert b"image-set" in editions["html"]
    assert findings == []
