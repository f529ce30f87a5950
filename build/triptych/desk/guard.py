"""Who may ask the desk: only a page of its own, in a browser on this machine.

Other sites that the same browser shows may send requests to this machine, too. They cannot choose the
headers that are checked here (Fetch Metadata; RFC 9110, 7.2; Fetch, 3.2).
"""

import hmac
from collections.abc import Mapping

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline' blob:; "
    "img-src 'self' data: blob:; font-src 'self' data: blob:; media-src blob:; "
    "frame-src 'self' blob:; connect-src 'self' blob: data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What the desk's page may load (Content Security Policy 3). The e-reader's frames inherit it."""

ARTICLE_POLICY = (
    "sandbox allow-same-origin; default-src 'none'; img-src data:; font-src data:; "
    "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""What an article's page may do in its frame: nothing, it is only displayed."""

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""The headers of every answer."""

TOKEN_HEADER = "x-triptych-token"  # noqa: S105  the name of a header
"""The header with which a page that the desk sent proves that it is one."""


def refusal(
    method: str, headers: Mapping[str, str], port: int, token: str
) -> tuple[int, str] | None:
    """Return the status and the reason with which a request is refused; None where it may be answered.

    ``headers`` have names in lower case.
    """
    hosts = [f"{name}:{port}" for name in ("127.0.0.1", "localhost")]
    if headers.get("host", "") not in hosts:
        return 400, "this address is not the desk's"
    if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
        return 403, "another site may not ask the desk"
    origin = headers.get("origin")
    if origin is not None and origin not in [f"http://{host}" for host in hosts]:
        return 403, "another site may not ask the desk"
    if method == "POST" and not hmac.compare_digest(
        headers.get(TOKEN_HEADER, "").encode(), token.encode()
    ):
        return 403, "the desk was started again: reload the page"
    if method not in ("GET", "HEAD", "POST"):
        return 405, "this method is not supported"
    return None
