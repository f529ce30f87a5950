"""Bare addresses among letters that no spaces separate."""

import re

import pytest

from triptych.markdown import dialect, pandoc


def _html(text: str) -> str:
    """Return a text as HTML, links without their class."""
    html = pandoc.to_html(pandoc.parse(dialect.normalise(text)))
    return re.sub(r' class="(?:uri|email)"', "", html).strip()


def _link(address: str) -> str:
    """Return a bare address as a link."""
    return f'<a href="{address}">{address}</a>'


@pytest.mark.parametrize("before", ["見", "見 ", "「", "これは", "見９", "가", "ดู", "", "**見**"])
@pytest.mark.parametrize(
    ("address", "after"),
    [
        ("https://example.org", ""),
        ("https://example.org/a", "。次"),
        ("https://example.org/a", "次は**ここ**"),
        ("http://example.org", "を見る"),
        ("https://example.org/", "を見る"),
        ("https://example.org/a-b_c--d", "、次"),
        ("https://example.org/a_(b)", "。"),
        ("https://example.org/?q=a&amp;b=1", "を見る"),
        ("https://example.org/wiki/日本", "、次"),
        ("https://example.org/x", "를 보라"),
    ],
)
def test_an_address_among_letters_is_a_link(before: str, address: str, after: str) -> None:
    """It begins behind any letter, and ends before a mark, or a letter that follows a Latin one."""
    html = _html(f"{before}{address.replace('&amp;', '&')}{after}")
    before = re.sub(r"\*\*(.*?)\*\*", r"<strong>\1</strong>", before)
    after = re.sub(r"\*\*(.*?)\*\*", r"<strong>\1</strong>", after)
    assert html == f"<p>{before}{_link(address)}{after}</p>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "連絡先a.b@example.orgまで",
            '連絡先<a href="mailto:a.b@example.org">a.b@example.org</a>まで',
        ),
        ("（見https://a.b/c）", f"（見{_link('https://a.b/c')}）"),
        ("見(https://a.b/c)", f"見({_link('https://a.b/c')})"),
        ("見`https://a.b`次", "見<code>https://a.b</code>次"),
        ("[見https://a.b次](https://c.d/次x次)", '<a href="https://c.d/次x次">見https://a.b次</a>'),
        ("<https://a.b/x次>だ", f"{_link('https://a.b/x次')}だ"),
        ("[a]\n\n[a]: https://a.b/x次", '<a href="https://a.b/x次">a</a>'),
        ("http://例え.jp/ x", f"{_link('http://例え.jp/')} x"),
        ("Seehttps://a.b/", "Seehttps://a.b/"),
    ],
)
def test_what_is_written_otherwise_stays(text: str, html: str) -> None:
    """Code, links, brackets of any kind, definitions; e-mail addresses are as web addresses."""
    assert _html(text) == f"<p>{html}</p>"
