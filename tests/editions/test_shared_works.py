"""One list of works for a whole issue: each work once, and links from every article to it and back."""

import re
from pathlib import Path

import pytest
from lxml import html
from pypdf import PdfReader

from commandline import triptych, write
from triptych.core import zip_archive

_BIB = """\
@book{doe, author={Doe, Jane}, title={A Book}, publisher={House}, year={2001}}
@book{two, author={Doe, Jane}, title={Another}, publisher={House}, year={2001}}
@book{low, author={Low, Ben}, title={Ships}, publisher={House}, year={2010}}
"""
_HEAD = "---\ntitle: {}\ndate: 2026-05-01\n{}---\n"
_ISSUE = (
    "contents:\n  - part: P\n  - sub/one.md\n  - two.md\n  - references.md\nreferences: together\n"
)
_OWN = "bibliography: a.bib\n"
_FILES: dict[str, str | bytes] = {
    "triptych.toml": "page_list = false\n",
    "content/i.md": f"{_HEAD.format('I', _ISSUE)}## Fore\n\nIt has [@low].\n",
    "content/sub/a.bib": _BIB,
    "content/sub/one.md": f"{_HEAD.format('One', _OWN)}Says [@two; @doe, p. 3].\n",
    "content/two.md": f"{_HEAD.format('Two', '')}Again [@doe], see [it](i.md#fore).\n",
    "content/references.md": f"{_HEAD.format('Taken', '')}Cites nothing, not even @nobody.\n",
}
_NUMERIC = """\
<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>N</title><id>https://triptych.example/n</id><updated>2025-01-01T00:00:00+00:00</updated></info>
<citation><layout prefix="[" suffix="]" delimiter=","><text variable="citation-number"/></layout></citation>
<bibliography><layout><text variable="citation-number"/><text variable="title"/></layout></bibliography>
</style>
"""
_NOTES = _NUMERIC.replace('class="in-text"', 'class="note"').replace(
    '<text variable="citation-number"/></layout></citation>',
    '<choose><if position="subsequent"><text value="again"/></if><else><text variable="title"/></else>'
    "</choose></layout></citation>",
)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build an issue with one list of works."""
    folder = write(tmp_path_factory.mktemp("works"), _FILES)
    told = triptych(folder, "build", "content/i.md")
    assert told.code == 0, told.err
    return folder / "out" / "i"


def _page(path: Path) -> html.HtmlElement:
    """Return a page as a tree."""
    return html.document_fromstring(path.read_bytes())


def _ids(tree: html.HtmlElement) -> list[str]:
    """Return the ids of a page."""
    return [str(element.get("id")) for element in tree.iter() if element.get("id")]


def test_the_page_has_each_work_once_and_links_both_ways(out: Path) -> None:
    """Works of one author and year are told apart in all articles alike; the foreword cites too."""
    page = _page(out / "i.html")
    ids = _ids(page)
    assert len(ids) == len(set(ids))
    assert all(
        a.get("href")[1:] in ids for a in page.iter("a") if a.get("href", "").startswith("#")
    )
    assert len(page.findall(".//*[@class='csl-entry']")) == 3
    (listed,) = [a for a in page.iter("article") if a.get("id") == "list-of-references"]
    assert [e.text_content().strip()[:3] for e in listed.findall(".//*[@class='csl-entry']")] == [
        "Doe",
        "Doe",
        "Low",
    ]
    cited = {
        str(a.text_content()): a.get("href")
        for a in page.iter("a")
        if a.get("role") == "doc-biblioref"
    }
    assert cited == {
        "Low 2010": "#list-of-references--pf-work-3",
        "Doe 2001b": "#list-of-references--pf-work-2",
        "2001a, 3": "#list-of-references--pf-work-1",
        "Doe 2001a": "#list-of-references--pf-work-1",
    }
    back = [
        [str(a.get("href")) for a in entry.iter("a")]
        for entry in listed.findall(".//*[@class='csl-entry']")
    ]
    assert back == [
        ["#one--pf-cite-1-one", "#two--pf-cite-1-two"],
        ["#one--pf-cite-1-one"],
        ["#pf-cite-1-i"],
    ]
    assert "class" in listed.attrib
    assert "pf-in-part" not in str(listed.get("class"))


def test_the_book_has_a_page_of_works(out: Path) -> None:
    """Each link leads to a file and an id that is there; the list is behind the parts in the contents."""
    files = zip_archive.unpack((out / "i.epub").read_bytes())
    texts = {
        n.rpartition("/")[2]: d.decode() for n, d in files.items() if n.startswith("EPUB/text/")
    }
    assert 'href="list-of-references.xhtml#pf-work-1"' in texts["two.xhtml"]
    assert 'href="article.xhtml#fore"' in texts["two.xhtml"]
    for name, text in texts.items():
        for file, place in re.findall(r'href="([^":#]*\.xhtml)?#([^"]+)"', text):
            assert f'id="{place}"' in texts[file or name], (name, file, place)
    nav = html.fromstring(files["EPUB/nav.xhtml"])
    depths = {str(a.text): len(list(a.iterancestors("ol"))) for a in nav.iter("a")}
    assert (depths["Two"], depths["References"]) == (2, 1)


def test_the_paper_links_to_the_list(out: Path) -> None:
    """The list is on a page of its own, to which citations lead."""
    reader = PdfReader(out / "i.pdf")
    places = reader.named_destinations
    number = reader.get_destination_page_number(places["list-of-references--pf-work-1"])
    assert number is not None
    assert "References" in reader.pages[number].extract_text()
    led = {
        str(annotation.get_object().get("/Dest"))
        for page in reader.pages
        for annotation in page.get("/Annots", [])
    }
    assert {"list-of-references--pf-work-1", "list-of-references--pf-work-3", "fore"} <= led


@pytest.mark.parametrize(
    ("style", "expected"),
    [(_NUMERIC, ["[1]", "[2,3]", "[3]"]), (_NOTES, ["[Ships]", "[Another,A book]", "[A book]"])],
)
def test_styles_that_count_work_alike(style: str, expected: list[str], tmp_path: Path) -> None:
    """Numbers go on from article to article; in notes the first citation of an article is a full one."""
    settings = 'page_list = false\ncsl = "n.csl"\n'
    write(tmp_path, {**_FILES, "triptych.toml": settings, "n.csl": style})
    told = triptych(tmp_path, "build", "content/i.md", "--formats", "html")
    assert told.code == 0, told.err
    page = _page(tmp_path / "out" / "i" / "i.html")
    body = " ".join(str(page.find(".//main").text_content()).split())
    at = [body.find(words) for words in expected]
    assert -1 not in at, body
    assert at == sorted(at)
    assert "again" not in body
    listed = [e.text_content() for e in page.findall(".//*[@class='csl-entry']")]
    assert len(listed) == 3


def test_without_the_setting_each_article_has_its_own_list(tmp_path: Path) -> None:
    """Nothing changes: the works are below the text that cites them."""
    issue = str(_FILES["content/i.md"]).replace("references: together\n", "")
    write(tmp_path, {**_FILES, "content/i.md": issue})
    told = triptych(tmp_path, "build", "content/i.md", "--formats", "html")
    assert told.code == 0, told.err
    page = _page(tmp_path / "out" / "i" / "i.html")
    assert [len(a.findall(".//*[@class='csl-entry']")) for a in page.iter("article")] == [2, 0, 0]


def test_two_different_entries_with_one_key_are_reported_where_it_is_cited(tmp_path: Path) -> None:
    """The first in the order of the issue is used; equal entries, and uncited ones, are not reported."""
    other = _BIB.replace("A Book", "Not It").replace("Ships", "Boats")
    files = {
        "content/i.md": str(_FILES["content/i.md"]).replace("[@low]", "[@two]"),
        "content/b.bib": other,
        "content/two.md": f"{_HEAD.format('Two', 'bibliography: b.bib' + chr(10))}Again [@doe].\n",
    }
    write(tmp_path, {**_FILES, **files})
    told = triptych(tmp_path, "build", "content/i.md", "--formats", "html")
    assert told.code == 0, told.err
    message = "the entry “doe” differs from that in content/sub/a.bib, which is used"
    reported = [line for line in told.err.splitlines() if "[citation-twice]" in line]
    assert reported == [f"content/b.bib: warning: {message} [citation-twice]"]
    page = (tmp_path / "out" / "i" / "i.html").read_text("utf-8")
    assert "A Book" in page
    assert "Not It" not in page


def test_a_key_that_one_file_has_twice_is_reported_too(tmp_path: Path) -> None:
    """Also of an article that is in no issue."""
    again = f"{_BIB}@book{{low, author={{Low, Ben}}, title={{Boats}}, year={{2011}}}}\n"
    one = f"{_HEAD.format('One', 'bibliography: a.bib' + chr(10))}Says [@low].\n"
    write(tmp_path, {"triptych.toml": "", "content/a.bib": again, "content/one.md": one})
    told = triptych(tmp_path, "build", "--formats", "html")
    assert "the entry “low” differs from that in the same file" in told.err, told.err
