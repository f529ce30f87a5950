"""The source of a quotation or a change is a web address, or it is not given."""

import pytest

from triptych.markdown.sanitise import clean


@pytest.mark.parametrize("tag", ["blockquote", "q", "ins", "del"])
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("http:", ""),
        ("https:", ""),
        ("http:///a", ""),
        ("https://example.org:port/", ""),
        ("javascript:alert(1)", ""),
        ("a.html", ""),
        ("//example.org/a", ""),
        ("", ""),
    ],
)
def test_cite_is_an_address_with_a_host(tag: str, typed: str, kept: str) -> None:
    """Whatever else is typed is taken off, and the words stay."""
    html = clean(f'<{tag} cite="{typed}">Words</{tag}>')
    given = f' cite="{kept}"' if kept else ""
    assert html == f"<{tag}{given}>Words</{tag}>"
