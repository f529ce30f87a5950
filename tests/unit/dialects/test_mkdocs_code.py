"""What plugins make from code is its name, at which links to it arrive."""

from pathlib import Path

import pytest

from commandline import write
from dialect_pages import plain, rewritten
from triptych.core.site import Site
from triptych.sources import article_index, sites

SITE = Site(dialect="mkdocs", values={"plugins": ["search", {"mkdocstrings": {}}]})
GENERATED = {
    "with options": (
        "::: lamp.Oil\n    options:\n      x: 1\n\n- a\n\n    !!! tip\n        Text.\n",
        "[`lamp.Oil`]{#lamp.Oil}\n- a\n    ::: tip\n    Text.\n    :::",
    ),
    "as a heading": ("## ::: lamp.Oil\n    options:\n        a: 1\n", "## `lamp.Oil` {#lamp.Oil}"),
    "a package": ("# ::: lamp", "# `lamp` {#lamp}"),
    "twice": ("::: lamp.Oil\n\n::: lamp.Oil\n", "[`lamp.Oil`]{#lamp.Oil}\n`lamp.Oil`"),
    "a link to a member": (
        "::: lamp.Oil\n\n[fill](#lamp.Oil.fill.it), [Oil](#lamp.Oil), [else](#wick.trim)",
        "[`lamp.Oil`]{#lamp.Oil}\n[fill](#lamp.Oil), [Oil](#lamp.Oil), [else](#wick.trim)",
    ),
}


@pytest.mark.parametrize("case", GENERATED)
def test_documentation_from_code_is_its_name(case: str) -> None:
    """Its options are out, and callouts beside it stay."""
    text, expected = GENERATED[case]
    made, found = rewritten("mkdocs", text, site=SITE)
    assert plain(made) == expected
    assert [each.code for each in found] == ["foreign-markup"]


@pytest.mark.parametrize(
    ("label", "address"),
    [
        ("trim-the-wick", "/docs/wick.md#trim-the-wick"),
        ("given-id", "/docs/wick.md#given-id"),
        ("lamp.Oil", "/docs/api/oil.md#lamp.Oil"),
        ("lamp.Oil.fill", "/docs/api/oil.md#lamp.Oil"),
        ("lamp", "/docs/api/index.md#lamp"),
        ("wick.Gone", ""),
    ],
)
def test_a_reference_leads_to_any_page(label: str, address: str, tmp_path: Path) -> None:
    """It names a heading, an id or what is made from code; a member leads to what it belongs to."""
    files = {
        "mkdocs.yml": "site_name: Lamps\nplugins: [autorefs]\n",
        "docs/index.md": "# Start\n",
        "docs/wick.md": "# Wick\n\n## Trim the wick\n\n[](){#given-id}\n",
        "docs/api/index.md": "# ::: lamp\n",
        "docs/api/oil.md": "# Oil\n\n::: lamp.Oil\n",
    }
    write(tmp_path, files)
    publication = sites.publication_around(tmp_path)
    assert publication
    article_index.forget()
    found = article_index.find_place(publication, tmp_path / "docs/index.md", label)
    assert found == address


def test_without_the_plugin_colons_are_text() -> None:
    """Nothing would be made of them."""
    made, found = rewritten("mkdocs", "::: lamp.Oil\n")
    assert (made, found) == ("::: lamp.Oil\n", [])
