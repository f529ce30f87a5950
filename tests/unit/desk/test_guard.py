"""Who may ask the desk."""

import pytest

from triptych.desk.guard import TOKEN_HEADER, refusal

OWN = {"host": "127.0.0.1:4747"}


@pytest.mark.parametrize(
    "headers",
    [
        OWN,
        {"host": "localhost:4747", "sec-fetch-site": "same-origin"},
        {**OWN, "sec-fetch-site": "none"},
        {**OWN, "origin": "http://127.0.0.1:4747"},
    ],
)
def test_a_page_of_the_desk_is_answered(headers: dict[str, str]) -> None:
    """Its own address is answered, also where it was typed."""
    assert refusal("GET", headers, 4747, "secret") is None


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"host": "evil.example"},
        {"host": "evil.example:4747"},
        {"host": "127.0.0.1"},
        {"host": "127.0.0.1:4748"},
        {"host": "127.0.0.1:4747.evil.example"},
        {**OWN, "sec-fetch-site": "cross-site"},
        {**OWN, "sec-fetch-site": "same-site"},
        {**OWN, "origin": "http://evil.example"},
        {**OWN, "origin": "https://127.0.0.1:4747"},
        {**OWN, "origin": "null"},
    ],
)
def test_another_site_is_refused(headers: dict[str, str]) -> None:
    """A foreign host, site or origin is refused, whatever the browser asks for."""
    assert refusal("GET", headers, 4747, "secret") is not None
    assert refusal("POST", {**headers, TOKEN_HEADER: "secret"}, 4747, "secret") is not None


def test_a_write_needs_the_token_of_this_start() -> None:
    """A POST without the token, or with that of another start, is refused; so are other methods."""
    assert refusal("POST", OWN, 4747, "secret") is not None
    assert refusal("POST", {**OWN, TOKEN_HEADER: "sécret"}, 4747, "secret") is not None
    assert refusal("POST", {**OWN, TOKEN_HEADER: "secret"}, 4747, "secret") is None
    assert refusal("DELETE", {**OWN, TOKEN_HEADER: "secret"}, 4747, "secret") is not None
