"""The letters that style sheets print."""

import pytest

from triptych.core.css_strings import printed


@pytest.mark.parametrize(
    ("css", "letters"),
    [
        ('hr::after { content: "❦"; }', "❦"),
        ("hr::after{content:'\\2766'}", "❦"),
        (r'a::before { content: "\2192 " attr(href) "\A"; }', "→\n"),
        ('q { quotes: "‹" "›" }', "‹›"),
        ('ul { list-style-type: "◆ "; } ol { list-style: "★" inside }', "◆ ★"),
        ('p { -webkit-hyphenate-character: "⸗"; hyphenate-character: "⸗"; }', "⸗⸗"),
        (':root { --mark: "☙"; } p::after { content: var(--mark) }', "☙"),
        (r"""b::after { content: "a\"b;}" 'c' }""", 'a"b;}c'),
        ('p { font-family: "Ω"; background: url("Ж.png"); }', ""),
        (r'p::after { content: "\110000 \D800 \0 x"; }', "x"),
        ('p::after { content: "never closed; }', ""),
        ("", ""),
    ],
)
def test_what_is_printed(css: str, letters: str) -> None:
    """Strings of the properties that print, with their escapes; no name of a font or a file."""
    assert printed(css) == letters
