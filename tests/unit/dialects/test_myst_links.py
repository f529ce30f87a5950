"""Links of MyST: to other projects, in other links, to what a label is of."""

import pytest

from dialect_pages import plain, rewritten
from triptych.core.site import Site

REFERENCES = {"guide": "https://guide.example/", "old": {"url": "https://old.example/v1"}}
SITE = Site(dialect="myst", values={"references": REFERENCES})
CASES = {
    "to another project": (
        "[](xref:guide/c-d), [y](xref:old/a#b), [z](xref:no/a)",
        "[c d](https://guide.example/c-d), [y](https://old.example/v1/a#b), z",
    ),
    "alone": ("<xref:guide/pages#a-part>", "[a part](https://guide.example/pages#a-part)"),
    "a role in a link": (
        "[see {ref}`b <c>`, that](https://a.example) and [{ref}`b <c>`](d.md)",
        "[see b, that](https://a.example) and [b](d.md)",
    ),
    "a note in brackets": ("[a [b] c](d.md) [e][f] [g [h]]", "[a [b] c](d.md) [e][f] [g [h]]"),
    "a badge": ("[![a](b.png)](c.md)", "[![a](b.png)](c.md)"),
    "what a label is of": ("![](#other-part)", "[other-part](#other-part)"),
    "a page of Sphinx's own": (
        "{ref}`genindex`, {ref}`modindex`, {ref}`search` and {ref}`find it <search>`",
        "Index, Module Index, Search Page and find it",
    ),
    "a label of that name": (
        "(search)=\n# Seek\n\n{ref}`search`",
        "# Seek {#search}\n[Seek](#search)",
    ),
    "a quotation with its author": (
        '{attribution="Ida"}\n> a\n> b\n\nc',
        "> a\n> b\n>\n> — Ida\nc",
    ),
    "its author after a blank line": ("{attribution='I. D.' .x}\n\n> a", "> a\n>\n> — I. D."),
    "an author of no quotation": ('{attribution="Ida"}\na\n\n> b', "a\n> b"),
    "an author in code": (
        '```\n{attribution="Ida"}\n```\n\n> b',
        '```\n{attribution="Ida"}\n```\n> b',
    ),
    "an id above a blank line": ("{#here}\n\n# A\n\n[x](#here)", "# A {#here}\n[x](#here)"),
    "a label with a colon": ("(def:a)=\nText.\n\n[x](#def:a)", "[]{#def-a}Text.\n[x](#def-a)"),
    "a caption with code": (
        "```{code} yaml\n:caption: The `a.yml`\nx: 1\n```\n\n(b:c)=\nText [x](#b:c).",
        '```{.yaml caption="The a.yml"}\nx: 1\n```\n[]{#b-c}Text [x](#b-c).',
    ),
    "what tests need": ("```{testsetup}\nimport a\n```\n\n```{testoutput}\n1\n```", "```\n1\n```"),
}


@pytest.mark.parametrize("case", CASES)
def test_it_is_read(case: str) -> None:
    """Each becomes a link with words, or the words where no address is known."""
    text, expected = CASES[case]
    made, found = rewritten("myst", text, site=SITE)
    assert plain(made) == expected
    assert not found
