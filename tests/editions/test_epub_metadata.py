"""What an EPUB says of itself to shops, libraries and readers, and what it must not say."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree

import pressing
from commandline import triptych, write
from judging import Judging
from triptych.core import zip_archive
from triptych.core.errors import Finding
from triptych.settings import identifiers
from triptych.settings.publication import find

_DC = "{http://purl.org/dc/elements/1.1/}"
SETTINGS = """\
title = "The Ice Review"
issn = "2049-3630"
certified_by = "Jane Doe"
certifier_credential = "A school"
certifier_report = "https://jane.example/report"
"""
CONFORMS = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"


def _press(folder: Path, front: str, text: str, settings: str = "") -> tuple[Path, list[Finding]]:
    """Return the EPUB of an article and what was found."""
    article = f"---\ntitle: A title\ndate: 2026-01-01\n{front}---\n{text}\n"
    write(folder, {"triptych.toml": settings, "content/a.md": article})
    publication = find(folder)
    assert publication is not None
    pressed = pressing.press(folder / "content/a.md", publication, ("epub",))
    path = folder / "a.epub"
    path.write_bytes(pressed.of("epub").data)
    return path, [*pressed.findings]


def _package(path: Path) -> etree._Element:
    """Return the package file."""
    return etree.fromstring(zip_archive.unpack(path.read_bytes())["EPUB/content.opf"])


def _refined(package: etree._Element, uid: str) -> Mapping[str, str]:
    """Return what refinements say of the element with an id."""
    found = (e for e in package.iter("{*}meta") if e.get("refines") == f"#{uid}")
    return {str(e.get("property")): str(e.text) for e in found}


@pytest.mark.parametrize(
    ("written", "uri", "code"),
    [
        ("978-0-306-40615-7", "urn:isbn:9780306406157", "15"),
        ("ISBN 0-306-40615-2", "urn:isbn:0306406152", "02"),
        ("urn:isbn:043942089X", "urn:isbn:043942089X", "02"),
        ("doi:10.1000/182", "https://doi.org/10.1000/182", "06"),
        ("https://doi.org/10.1000/182", "https://doi.org/10.1000/182", "06"),
        ("urn:nbn:de:101:1-2", "urn:nbn:de:101:1-2", "22"),
        ("https://ice.example/a", "https://ice.example/a", None),
        ("ice-12", "ice-12", None),
        ("1234567890", "1234567890", None),
    ],
)
def test_an_identifier_is_known_by_its_form(
    written: str, uri: str, code: str | None, tmp_path: Path
) -> None:
    """ISBN, DOI and URN get the number of their type in ONIX's code list 5; others get none."""
    path, findings = _press(tmp_path, f"identifier: {written}\n", "Text.")
    package = _package(path)
    (element,) = package.iter(f"{_DC}identifier")
    assert element.text == uri
    assert _refined(package, str(element.get("id"))).get("identifier-type") == code
    assert findings == []


def test_the_first_of_several_identifiers_is_the_book_s_own(tmp_path: Path) -> None:
    """All are said, and the package names the first as its unique one."""
    path, _ = _press(tmp_path, "identifier: [978-0-306-40615-7, 10.1000/182]\n", "Text.")
    package = _package(path)
    said = {e.get("id"): e.text for e in package.iter(f"{_DC}identifier")}
    assert list(said.values()) == ["urn:isbn:9780306406157", "https://doi.org/10.1000/182"]
    assert said[package.get("unique-identifier")] == "urn:isbn:9780306406157"


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("978-0-306-40615-8", "the check digit of this ISBN should be 7"),
        ("isbn:0306406153", "the check digit of this ISBN should be 2"),
        ("urn:isbn:0439420891", "the check digit of this ISBN should be X"),
        ("ISBN 97803064061", "an ISBN has 10 or 13 digits, this has 11"),
    ],
)
def test_a_mistyped_isbn_is_told_with_its_line(written: str, reason: str, tmp_path: Path) -> None:
    """A digit mistyped or lost is a warning at the key's own line, and the text stays as it was."""
    path, (finding,) = _press(tmp_path, f"lang: en\nidentifier: {written}\n", "Text.")
    assert (finding.code, finding.place.line) == ("isbn-check", 5)
    assert finding.message.endswith(reason)
    assert [e.text for e in _package(path).iter(f"{_DC}identifier")] == [written]


@pytest.mark.parametrize("number", ["2049-3630", "20493630", "2434-561X", "2434-561x"])
def test_an_issn_is_taken_with_or_without_its_hyphen(number: str) -> None:
    """It is written with one, and with a capital X."""
    written = identifiers.issn(number)
    assert written == f"{number[:4]}-{number[-4:]}".upper()


@pytest.mark.parametrize("number", ["2049-3631", "2049-363", "issn", "2049-36300"])
def test_an_issn_that_does_not_check_is_refused(number: str, tmp_path: Path) -> None:
    """A wrong digit in the settings ends the build, with the line."""
    write(tmp_path, {"triptych.toml": f'issn = "{number}"\n', "content/a.md": "Text.\n"})
    told = triptych(tmp_path, "build", "--formats", "html")
    assert told.code == 4
    message = f"`issn`: expected an ISSN with a correct check digit, found “{number}”"
    assert f"triptych.toml:1: error: {message}" in told.err


def test_series_and_issue_are_collections_with_a_place_in_them(tmp_path: Path) -> None:
    """Series, volume and periodical are named, each with a place; the volume is within the periodical."""
    front = "series: {title: Rivers, number: 3}\nissue: {volume: 12, number: 4}\n"
    path, _ = _press(tmp_path, front, "Text.", SETTINGS)
    package = _package(path)
    named = [e for e in package.iter("{*}meta") if e.get("property") == "belongs-to-collection"]
    assert [e.text for e in named] == ["Rivers", "The Ice Review 12", "The Ice Review"]
    series, volume, periodical = (_refined(package, str(e.get("id"))) for e in named)
    assert series == {"collection-type": "series", "group-position": "3"}
    assert volume.items() >= {"collection-type": "series", "group-position": "4"}.items()
    assert named[2].get("refines") == f"#{named[1].get('id')}"
    assert periodical == {
        "collection-type": "series",
        "group-position": "12",
        "dcterms:identifier": "urn:issn:2049-3630",
    }


@pytest.mark.parametrize(
    ("front", "places"),
    [
        ("issue: {volume: 12, number: 10}", ["10", "12"]),
        ("issue: 12.10", ["12.10"]),
        ("issue: 12/10", []),
        ("issue: {volume: 12}", ["12"]),
        ("issue: {volume: 1.10, number: Winter}", ["1.10"]),
        ("series: {title: Rivers, number: 2.50}", ["2.50"]),
    ],
)
def test_no_digit_of_a_number_is_lost(front: str, places: list[str], tmp_path: Path) -> None:
    """Issue 10 of volume 12 and issue 1 of it have different places, whatever a reader makes of points."""
    path, _ = _press(tmp_path, f"{front}\n", "Text.", 'title = "The Ice Review"\n')
    found = [e for e in _package(path).iter("{*}meta") if e.get("property") == "group-position"]
    assert [e.text for e in found] == places


def test_numbers_in_toml_keep_their_digits(tmp_path: Path) -> None:
    """Ten and one differ in front matter between ``+++`` too, where a number need not be in quotes."""
    front = "+++\ntitle = 'A'\nissue = 12.10\nseries = {title = 'R', number = 3.50}\n+++\nText.\n"
    meta = pressing.read(write(tmp_path, {"a.md": front}) / "a.md").meta
    assert meta.issue is not None
    assert meta.series is not None
    assert (meta.issue.number, meta.series.number) == ("12.10", "3.50")


def test_what_is_empty_or_repeated_is_not_in_the_package(tmp_path: Path) -> None:
    """Blank values count as not given; a subject or an identifier is listed once."""
    front = """identifier: [" ", ice-1, "", ice-1]
tags: [" ", a, a, b, ""]
author: ["  ", Ann]
publisher: " "
rights: ""
standfirst: " "
series: " "
"""
    path, findings = _press(tmp_path, front, "Text.")
    package = _package(path)
    assert [e.text for e in package.iter(f"{_DC}identifier")] == ["ice-1"]
    assert [e.text for e in package.iter(f"{_DC}subject")] == ["a", "b"]
    assert [e.text for e in package.iter(f"{_DC}creator")] == ["Ann"]
    assert all((e.text or "").strip() for e in package.iter(f"{_DC}*"))
    assert findings == []


def test_a_blank_identifier_is_none(tmp_path: Path) -> None:
    """The book then has the name that is derived."""
    path, _ = _press(tmp_path, 'identifier: " "\n', "Text.")
    (element,) = _package(path).iter(f"{_DC}identifier")
    assert str(element.text).startswith("urn:uuid:")


_UUID = "urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8"


@pytest.mark.parametrize(
    ("written", "uri"),
    [
        ("urn:uuid:6BA7B810-9DAD-11D1-80B4-00C04FD430C8", _UUID),
        ("urn:uuid:{6ba7b8109dad11d180b400c04fd430c8}", _UUID),
        ("URN:UUID:6ba7b810-9dad-11d1-80b4-00c04fd430c8", _UUID),
        ("urn:uuid:my-article", "my-article"),
        ("urn:uuid:6ba7b810-9dad-11d1-80b4", "6ba7b810-9dad-11d1-80b4"),
        ("urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430cg", "6ba7b810-9dad-11d1-80b4-00c04fd430cg"),
    ],
)
def test_a_uuid_is_one_or_is_not_called_so(
    written: str, uri: str, epubcheck: Judging, tmp_path: Path
) -> None:
    """What is not a UUID is written without ``urn:uuid:``, with a warning at its line."""
    path, findings = _press(tmp_path, f"identifier: '{written}'\n", "Text.")
    (element,) = _package(path).iter(f"{_DC}identifier")
    assert element.text == uri
    told = [(f.code, f.place.line) for f in findings]
    assert told == ([] if uri == _UUID else [("uuid-check", 4)])
    assert epubcheck([path]) == {}


def test_a_place_that_is_no_number_is_not_sorted_by(tmp_path: Path) -> None:
    """An issue called Winter has no place in the package, where only numbers may stand."""
    path, _ = _press(tmp_path, "issue: Winter\n", "Text.", 'title = "The Ice Review"\n')
    assert "group-position" not in etree.tostring(_package(path)).decode()


def test_conformance_is_claimed_with_whoever_answers_for_it(tmp_path: Path) -> None:
    """The certifier of the settings is named, with credential and report, and what the book conforms to."""
    path, findings = _press(tmp_path, "", "Text.", SETTINGS)
    package = _package(path)
    (claim,) = (e for e in package.iter("{*}meta") if e.get("property") == "dcterms:conformsTo")
    assert claim.text == CONFORMS
    assert _refined(package, str(claim.get("id"))) == {"a11y:certifiedBy": "Jane Doe"}
    assert _refined(package, "certifier") == {"a11y:certifierCredential": "A school"}
    (report,) = package.iter("{*}link")
    assert (report.get("rel"), report.get("href")) == (
        "a11y:certifierReport",
        "https://jane.example/report",
    )
    assert findings == []


@pytest.mark.parametrize(
    "style",
    ["color: inherit", "background-color: transparent", "background: none", "color:currentcolor"],
)
def test_a_colour_of_the_reader_s_own_is_no_fixed_one(style: str, tmp_path: Path) -> None:
    """Conformance is claimed where a style takes the colour that is around it, or none."""
    path, _ = _press(tmp_path, "", f'<p style="{style}">Text.</p>', SETTINGS)
    assert "conformsTo" in etree.tostring(_package(path)).decode()


@pytest.mark.parametrize(
    ("settings", "text", "code"),
    [
        ("", "Text.", []),
        ('certified_by = "Jane"\n', "![](square.svg)", ["no-alt", "not-certified"]),
        ('certified_by = "Jane"\n', '<p style="color: red">Text.</p>', ["not-certified"]),
    ],
)
def test_conformance_is_never_claimed_where_it_is_not_so(
    settings: str, text: str, code: list[str], tmp_path: Path
) -> None:
    """Without a certifier, with an undescribed picture or a fixed colour, the book claims nothing."""
    square = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>'
    write(tmp_path, {"content/square.svg": square})
    path, findings = _press(tmp_path, "", text, settings)
    assert "conformsTo" not in etree.tostring(_package(path)).decode()
    assert [finding.code for finding in findings] == code


def test_the_richest_metadata_have_epubcheck_s_consent(
    tmp_path: Path, epubcheck: Judging, ace: Judging
) -> None:
    """All of it together in one book draws no word from EPUBCheck and none from Ace."""
    front = (
        "subtitle: Below\nauthor: {name: A, organisation: B}\ntags: [a, b]\n"
        "identifier: [978-0-306-40615-7, 10.1000/182, 'urn:nbn:de:101:1-2', 'https://ice.example/a']\n"
        "series: {title: Rivers, number: 3}\nissue: {volume: 12, number: 4}\n"
    )
    path, _ = _press(tmp_path, front, "Text.", SETTINGS)
    assert epubcheck([path]) == {}
    assert ace([path]) == {}
