"""The identifier of an article: given, made of its address, or of what it says."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

import pytest

import pressing
from commandline import write
from triptych.core.model import BEGINNING, Metadata, Person
from triptych.settings.publication import find
from triptych.transforms.identity import content_name

META = Metadata(
    "A title", "essay", "en", "ltr", BEGINNING, authors=(Person("Ann"),), date=date(2026, 1, 2)
)

OTHERS = {
    "another title": replace(META, title="B title"),
    "another author": replace(META, authors=(Person("Ben"),)),
    "a second author": replace(META, authors=(Person("Ann"), Person("Ben"))),
    "two authors as one": replace(META, authors=(Person("Ann, Ben"),)),
    "no author": replace(META, authors=()),
    "another day": replace(META, date=date(2026, 1, 3)),
    "no day": replace(META, date=None),
    "the author in the title": replace(META, title="A titleAnn", authors=()),
}


def test_what_an_article_says_makes_its_name() -> None:
    """Each of title, authors, date and text tells articles apart; the file's name does not."""
    names = {content_name(meta, "Text.") for meta in (META, *OTHERS.values())}
    names.add(content_name(META, "Text."))
    assert len(names) == len(OTHERS) + 1
    assert content_name(META, "Text!") not in names
    assert content_name(replace(META, slug="renamed"), "Text.") in names
    assert all(UUID(name).version == 5 for name in names)


def test_its_name_is_always_the_same() -> None:
    """It is part of editions that others have, so that this value never changes."""
    name = content_name(META, "Grüße 🌍\n")
    assert name == "urn:uuid:330a5f90-cec5-50ce-8075-95944f0ab0a5"


def _identifier(folder: Path, front: str, settings: str | None = None) -> str:
    """Return the identifier of the HTML edition of an article."""
    files = {"content/essay.md": f"---\ntitle: T\ndate: 2026-01-02\n{front}---\nText.\n"}
    files |= {"triptych.toml": settings} if settings is not None else {}
    path = write(folder, files) / "content/essay.md"
    publication = find(path)
    assert publication is not None
    page = pressing.press(path, publication, ("html",)).of("html").data.decode()
    found = re.search('dcterms.identifier" content="([^"]+)"', page)
    assert found is not None
    return found[1]


@pytest.mark.parametrize(
    ("front", "settings", "address"),
    [
        ("", 'url = "https://paper.example"', "https://paper.example/essay"),
        ("slug: mine\n", 'url = "https://paper.example"', "https://paper.example/mine"),
        ("source: https://a.example/b\n", "", "https://a.example/b"),
        ("source: https://a.example/b\n", 'url = "https://p.example"', "https://a.example/b"),
    ],
)
def test_an_address_makes_a_lasting_name(
    front: str, settings: str, address: str, tmp_path: Path
) -> None:
    """The text is no part of it."""
    assert _identifier(tmp_path, front, settings) == uuid5(NAMESPACE_URL, address).urn


@pytest.mark.parametrize("settings", ["", 'publisher = "Ann"', 'title = "A paper"'])
def test_two_essays_of_one_file_name_are_two(settings: str, tmp_path: Path) -> None:
    """Neither a publisher nor a title is an address; the authors tell the two apart."""
    names = {_identifier(tmp_path / who, f"author: {who}\n", settings) for who in ("Ann", "Ben")}
    assert len(names) == 2


def test_an_identifier_that_is_given_stays(tmp_path: Path) -> None:
    """It comes before any address."""
    settings = 'url = "https://paper.example"'
    assert _identifier(tmp_path, "identifier: ice-1\n", settings) == "ice-1"
