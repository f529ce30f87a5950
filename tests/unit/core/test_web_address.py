"""Web addresses: what is one, and how it is encoded."""

import pytest

from triptych.core.web_address import web_address

GOOD = {
    "https://example.org/page": "https://example.org/page",
    " https://example.org/page ": "https://example.org/page",
    "HTTPS://Example.org": "HTTPS://Example.org",
    "http://example.org:8080/a?b=c#d": "http://example.org:8080/a?b=c#d",
    "https://example.org/a b": "https://example.org/a%20b",
    'https://example.org/"a"<b>': "https://example.org/%22a%22%3Cb%3E",
    "https://example.org/a%20b": "https://example.org/a%20b",
    "https://example.org/100%": "https://example.org/100%25",
    "https://example.org/a\\b": "https://example.org/a%5Cb",
    "https://example.org/\u202ecod": "https://example.org/%E2%80%AEcod",
    "https://example.org/{x}|`^": "https://example.org/%7Bx%7D%7C%60%5E",
    "https://münchen.example/straße": "https://münchen.example/straße",
    "https://مثال.example/صفحہ": "https://مثال.example/صفحہ",
    "https://[2001:db8::1]:80/": "https://[2001:db8::1]:80/",
    "http://127.0.0.1/": "http://127.0.0.1/",
}

BAD = [
    "javascript:alert(1)",
    "JaVaScript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>",
    "vbscript:x",
    "blob:https://example.org/x",
    "file:///etc/passwd",
    "ftp://example.org/",
    "mailto:a@example.org",
    "//example.org/a",
    "/a",
    "example.org",
    "https:example.org",
    "https:/example.org",
    "https:\\\\example.org",
    "https://",
    "https:///a",
    "https://?q",
    "https://#f",
    "https://user:pass@example.org/",
    "https://user@example.org/",
    "https://example.org@evil.example/",
    "https://example.org\\@evil.example/",
    "https://exa mple.org/",
    "https://exa<mple.org/",
    "https://%65xample.org/",
    "https://example.org:port/",
    "https://example.org:99999/",
    "https://example.org:0/",
    "https://example\u2044org/",
    "https://exam\u202eple.org/",
    "https://a..b/",
    f"https://{'a' * 64}.example/",
    "https://[::1",
    "https://[example]/",
    "https://example.org/a\nb",
    "https://example.org/a\tb",
    "https://example.org/\x1b[31m",
    "https://example.org/\x9b31m",
    "https://example.org/\u2028",
    "view-source:https://example.org/",
    "feed:https://example.org/",
]


@pytest.mark.parametrize(("text", "address"), GOOD.items())
def test_an_address_is_percent_encoded(text: str, address: str) -> None:
    """An address keeps what URLs allow; encoding it again changes nothing."""
    assert web_address(text) == address
    assert web_address(address) == address


@pytest.mark.parametrize("text", BAD)
def test_anything_else_is_refused(text: str) -> None:
    """Another scheme, a control character, no host or a password make it no address."""
    assert not web_address(text)
