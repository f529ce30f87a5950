"""Links: each leads to a place of the text or to a whole address, or its words stay as text."""

from dataclasses import replace
from html import escape

import pytest
from lxml import html

from specimens import article
from triptych.body.links import resolve_links
from triptych.core.errors import Finding, Place, Severity
from triptych.core.findings import collecting

SOURCE = "https://a.example/texts/one?q=1"


def _links(body: str, text: str = "", source: str = "") -> tuple[list[str], list[Finding]]:
    """Return the address of each link of a body, "" for one that is text now, and the findings."""
    root = html.fragment_fromstring(body, create_parent="body")
    links = list(root.iter("a"))
    with collecting() as found:
        resolve_links(root, article(text, source=source))
    return [link.get("href", "") if link.tag == "a" else "" for link in links], found


WITHIN = {
    "#here": "#here",
    "#top": "#pf-title",
    "#": "#pf-title",
    " #here ": "#here",
    "#h%65re": "#here",
    "#caf%C3%A9": "#café",
    "#café": "#café",
    "#a-section": "#s1",
    "#a-section-1": "#s2",
    "#a-section-2": "#s3",
    "#what--it-is-2": "#s4",
    "#with_under-scores": "#s5",
    "#no-break-at-10-km": "#s7",
    "#no.-break,-at-10-km": "#s7",
    "#No_break_at_10km": "#s7",
    "#-": "",
    "#nameless": "",
    "#nowhere": "",
    "#Here": "",
    "#Top": "",
    "#title": "",
}
TEXT = (
    '<p id="here">x</p><p id="café">x</p><p id="">x</p>'
    '<h2 id="s1">A Section</h2><h3 id="s2">A section!</h3><h4 id="s3"> a <em>section</em></h4>'
    '<h5 id="s4">What – it is, 2?</h5><h6 id="s5">With_under-scores</h6><h2>Nameless</h2>'
    '<h2 id="s7">No. break, at 10\u00a0km</h2><h1 id="t">Title</h1>'
)


@pytest.mark.parametrize("address", WITHIN)
def test_a_link_within_the_text_leads_to_an_id(address: str) -> None:
    """An id may also be named as code forges derive it from a heading, of equal ones with a number."""
    assert _links(f'{TEXT}<a href="{address}">x</a>')[0] == [WITHIN[address]]


@pytest.mark.parametrize("address", ["#the-lamp", "#The_Lamp", "#given"])
def test_a_link_to_the_title_leads_to_it(address: str) -> None:
    """It is named by its words, or by the id that its heading had."""
    root = html.fragment_fromstring(f'<a href="{address}">x</a>', create_parent="body")
    made = article("Text.")
    resolve_links(root, replace(made, meta=replace(made.meta, title="The lamp"), title_id="given"))
    assert root[0].get("href") == "#pf-title"


OUTSIDE = {
    "https://a.example/b?c=d#e": "https://a.example/b?c=d#e",
    "http://a.example": "http://a.example",
    " http://a.example ": "http://a.example",
    "HTTP://A.example/": "HTTP://A.example/",
    "mailto:a@b.example": "mailto:a@b.example",
    "tel:+1234": "tel:+1234",
    "https://a.example:8080/": "https://a.example:8080/",
    "https://u:p@a.example/": "https://u:p@a.example/",
    "https://[::1]/": "https://[::1]/",
    "https://a.example/%C3%BC": "https://a.example/%C3%BC",
    "https://a%C3%BC.example/": "https://a%C3%BC.example/",
    "https://a.example/a b": "https://a.example/a%20b",
    'https://a.example/"<>\\^`{|}': "https://a.example/%22%3C%3E%5C%5E%60%7B%7C%7D",
    "https://a.example/100%": "https://a.example/100%25",
    "https://a.example/%zz%2f%2G": "https://a.example/%25zz%2f%252G",
    "https://a.example/:?#[]@!$&'()*+,;=~%20-._": "https://a.example/:?#[]@!$&'()*+,;=~%20-._",
    "https://a.example:0/": "",
    "https://a.example:99999/": "",
    "https://a.example:x/": "",
    "https://[::1/": "",
    "https://": "",
    "https:///a": "",
    "http:a.example": "",
    "https://a%20b.example/": "",
    "https://a|b.example/": "",
    "https://a%3Cb.example/": "",
    "https://:80/": "",
    "ftp://a.example/": "",
    "javascript:alert(1)": "",
    "data:text/html,x": "",
    "file:///etc/passwd": "",
    "one.html": "",
    "/one": "",
    "//a.example/one": "https://a.example/one",
    "//a.example:0/": "",
    "///one": "",
    "": "",
}


@pytest.mark.parametrize("address", OUTSIDE)
def test_a_link_outside_is_whole_and_encoded(address: str) -> None:
    """An address without a scheme of the web, a host that can be one, or a port stays text."""
    assert _links(f'<a href="{escape(address)}">x</a>')[0] == [OUTSIDE[address]]


def test_letters_of_any_script_stay_in_an_address() -> None:
    """Only what may not be in an address is encoded."""
    address = "https://bücher.example/ü/書"
    assert _links(f'<a href="{address}">x</a>')[0] == [address]


RELATIVE = {
    "two": "https://a.example/texts/two",
    "../two#x": "https://a.example/two#x",
    "/two": "https://a.example/two",
    "?q=2": "https://a.example/texts/one?q=2",
    "//b.example/two": "https://b.example/two",
    "two words": "https://a.example/texts/two%20words",
    "https://b.example/": "https://b.example/",
    "mailto:a@b.example": "mailto:a@b.example",
    "": SOURCE,
    "javascript:alert(1)": "",
    "//[": "",
}


@pytest.mark.parametrize("address", RELATIVE)
def test_a_relative_address_is_taken_from_the_source(address: str) -> None:
    """The article's ``source`` is the base (RFC 3986, section 5)."""
    assert _links(f'<a href="{address}">x</a>', source=SOURCE)[0] == [RELATIVE[address]]


def test_a_source_that_is_no_address_makes_no_whole_one() -> None:
    """A relative address from a relative source leads nowhere."""
    assert _links('<a href="two">x</a>', source="texts/one")[0] == [""]


def test_a_dead_link_leaves_its_words_and_is_reported_once() -> None:
    """Each address is reported where it is first written, with what to do about it."""
    body = (
        '<p>a <a href="#x" hreflang="de" rel="me" id="i" class="c">b</a> c</p><p><a href="#x">d</a>'
        '<a href="two.md">e</a><a href="two.md">f</a><a name="n">g</a></p>'
    )
    root = html.fragment_fromstring(body, create_parent="body")
    with collecting() as found:
        resolve_links(root, article("\n[b](#x)\n\n[e](two.md)\n"))
    assert html.tostring(root, encoding="unicode") == (
        '<body><p>a <span id="i" class="c">b</span> c</p><p><span>d</span>'
        '<span>e</span><span>f</span><a name="n">g</a></p></body>'
    )
    first, second = found
    assert (first.code, second.code) == ("unresolved-link", "relative-link")
    assert (first.severity, second.severity) == (Severity.WARNING, Severity.WARNING)
    assert (first.place, second.place) == (Place("a.md", 5), Place("a.md", 7))
    assert first.message == "the link “#x” leads to no id of this article"
    assert second.message == "the link “two.md” leads nowhere outside the article's folder"
    assert "{#…}" in first.hint
    assert "`source:`" in second.hint


@pytest.mark.parametrize("written", ["#caf%C3%A9", "#café"])
def test_a_dead_link_is_found_as_it_was_written(written: str) -> None:
    """Pandoc may encode an address; the source has it with or without."""
    (found,) = _links('<a href="#caf%C3%A9">x</a>', f"\n\n[x]({written})")[1]
    assert found.place == Place("a.md", 6)


def test_living_links_are_not_reported() -> None:
    """No finding without a fault."""
    assert _links('<p id="x"><a href="#x">x</a><a href="https://a.example/">y</a></p>')[1] == []


@pytest.mark.parametrize("address", ["", " ", "\n"])
def test_a_link_without_an_address_is_told_so(address: str) -> None:
    """Its words stay, however empty the address is."""
    found, told = _links(f'<a href="{address}">words</a>')
    assert found == [""]
    assert [each.message for each in told] == ["a link has no address"]
