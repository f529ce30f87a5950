"""Web addresses: http or https, with a host, percent-encoded where they must be (RFC 3986)."""

import re
from urllib.parse import quote, unquote, urlsplit

_SAFE = "/:?#[]@!$&'()*+,;=%~-._"
_NO_HOST = re.compile(r"[\x00-\x20\x7f#/<>?@\\^|%]")
"""Characters that no host name contains, not even encoded (WHATWG URL, forbidden domain code points)."""

_NO_NAME = re.compile(r"[^\w.-]")
"""Characters of no host name of the web, in any script."""

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def web_address(text: str) -> str:
    """Return a web address, percent-encoded except for letters of any script; "" for anything else.

    A control character, a user's name or password, and a host that no name can be, are refused.
    """
    address = text.strip(" \t\r\n")
    if _CONTROLS.search(address) or not re.match(r"https?://[^/?#\\]", address, re.IGNORECASE):
        return ""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return ""
    has_user = "@" in parts.netloc or "\\" in parts.netloc
    host = parts.hostname or ""
    is_name = not _NO_NAME.search(host) and bool(host.strip(".")) and _fits(host)
    if has_user or port == 0 or not (is_name or _is_literal(parts.netloc)):
        return ""
    return quote_address(address)


def is_host(host: str | None) -> bool:
    """Whether a host, encoded or not, has no character that is forbidden in one."""
    plain = unquote(host or "")
    return bool(plain) and not _NO_HOST.search(plain)


def quote_address(address: str) -> str:
    """Return an address, percent-encoded except for letters of any script and what URLs allow."""
    quoted = "".join(c if c.isalnum() or c in _SAFE else quote(c) for c in address)
    return _BARE_PERCENT.sub("%25", quoted)


def _fits(host: str) -> bool:
    """Whether a host has a form that name servers know (RFC 3490): no label empty or too long."""
    try:
        host.removesuffix(".").encode("idna")
    except UnicodeError:
        return False
    return True


def _is_literal(netloc: str) -> bool:
    """Whether the host is an IPv6 address in brackets, which ``urlsplit`` has checked."""
    return re.fullmatch(r"\[[0-9a-f:.]+\](:\d+)?", netloc, re.IGNORECASE) is not None
