"""Keys of other tools are ignored in silence, misspelt keys of ours are not."""

import pytest

from triptych.core.errors import Finding, Place
from triptych.core.findings import collecting
from triptych.settings.front_matter import FrontMatter, read, split


def _read(front: str, fence: str = "---") -> tuple[FrontMatter, list[Finding]]:
    """Return front matter as values, and what was reported of it."""
    with collecting() as found:
        values, _ = read(split(f"{fence}\n{front}\n{fence}\nText.\n", "a.md"), "a.md")
    return values, found


FOREIGN = {
    "Jekyll": "layout: post\npermalink: /a/\nnav-order: 3\nredirect_from: [/b/]",
    "Hugo": "weight: 10\nexpiryDate: 2030-01-01\nShowToc: true\nmenu: {main: {weight: 1}}",
    "Obsidian": "aliases: [a, b]\ncssclasses: wide\npublish: false",
    "Docusaurus": "sidebar_position: 2\nhide_table_of_contents: true\nid: a",
    "Quarto": "format: {html: {toc: true}}\nexecute: {echo: false}\ncode-fold: true\nfig-width: 7",
    "Material for MkDocs": "hide: [navigation]\nicon: material/tag\nstatus: new",
    "Eleventy": "eleventyNavigation: {key: a}\neleventyExcludeFromCollections: true",
    "Astro": "heroImage: ./a.png\nlayout: ../a.astro",
    "VitePress": "aside: false\noutline: deep\nlastUpdated: true",
    "Hexo": "abbrlink: 1f2e\ncategories: [a]\ntop_img: false",
    "Pelican": "save_as: a.html\nstatus: hidden",
    "Ghost": "feature_image: a.png\nog_title: A\ncodeinjection_head: x\nvisibility: public",
    "an author of Quarto": "author:\n  name: Ann\n  orcid: 0000\n  affiliations: [x]",
    "several authors": "authors:\n- name: Ann\n  email: a@b.example\n- name: Bo\n  github: bo",
    "a picture of Jekyll": "image: {path: a.png, alt: A, width: 3, height: 4}",
    "a switch by the name of a date": "published: true",
}


@pytest.mark.parametrize("tool", FOREIGN)
def test_keys_of_another_tool_are_ignored_in_silence(tool: str) -> None:
    """Whatever their case, with hyphens or underscores, and inside tables of ours."""
    assert _read(FOREIGN[tool])[1] == []


def test_a_foreign_key_that_we_have_by_another_name_is_reported() -> None:
    """Its value would be lost in silence."""
    found = _read("lastmod: 2026-01-01\npublished: 2026-01-01\nlayout: post")[1]
    assert [(f.message, f.hint) for f in found] == [
        ("unknown key `lastmod`", "Did you mean `updated`?"),
        ("unknown key `published`", "Did you mean `date`?"),
    ]


@pytest.mark.parametrize(
    ("typed", "meant"), [("titel", "title"), ("subtitel", "subtitle"), ("standfrist", "standfirst")]
)
def test_a_misspelt_key_of_ours_is_reported(typed: str, meant: str) -> None:
    """With the key that was meant."""
    (found,) = _read(f"{typed}: x")[1]
    assert (found.place, found.hint) == (Place("a.md", 2), f"Did you mean `{meant}`?")


def test_a_key_that_nobody_knows_is_reported_in_a_table_of_one_author() -> None:
    """An author may be one table, or a list of them."""
    for front in ("author: {name: Ann, mood: b}", "author: [{name: Ann, mood: b}]"):
        values, (found,) = _read(front)
        assert found.message == "unknown key `mood`"
        assert [author.name for author in values.author] == ["Ann"]


DATES = {
    "both": ("date: {created: 2026-01-15, updated: 2026-02-01}", "2026-01-15", "2026-02-01"),
    "one a line": (
        "date:\n  created: 2026-01-15\n  modified: 2026-02-01",
        "2026-01-15",
        "2026-02-01",
    ),
    "one": ("date: {created: 2026-01-15}", "2026-01-15", "None"),
    "the other": ("date: {updated: 2026-02-01}", "None", "2026-02-01"),
    "a key of its own": ("updated: 2026-03-01\ndate: {updated: 2026-02-01}", "None", "2026-03-01"),
}


@pytest.mark.parametrize("name", DATES)
def test_dates_in_a_table_are_read(name: str) -> None:
    """As MkDocs has them; a key outside the table wins."""
    front, date, updated = DATES[name]
    values, found = _read(front)
    assert (str(values.date), str(values.updated), found) == (date, updated, [])


def test_dates_in_a_table_of_toml_are_read() -> None:
    """TOML has dates of its own."""
    values, _ = _read("[date]\ncreated = 2026-01-15\nupdated = 2026-02-01", "+++")
    assert (str(values.date), str(values.updated)) == ("2026-01-15", "2026-02-01")
