"""Markup that is printed as it is typed is a finding; code, escapes and words are not."""

from pathlib import Path

import pytest

from pressing_pictures import press
from triptych.core.errors import Finding

PRINTED = {
    "a reference that is not defined": (
        "See [the plan][nowhere].",
        "reference link “[the plan][nowhere]”",
    ),
    "a short reference": ("See [the plan][] now.", "reference link “[the plan][]”"),
    "a reference with bold words": ("See [the **long** plan][gone].", "reference link"),
    "attributes after words": ("Words {.left} here.", "attribute list “{.left}”"),
    "attributes after a space": ("[A](https://a.example) {target=_blank}", "attribute list"),
    "an id after words": ("Words {#place} here.", "attribute list"),
    "a division without a blank line": ("Text\n::: tip\nMore", "division mark “::: tip”"),
    "a division of VitePress": (":::info Words\nText.\n:::", "division mark"),
    "bold that does not close": ("This is **not closed.", "emphasis mark “**not”"),
    "bold with a space": ("This is** not** opened.", "emphasis mark"),
    "bold by lines that does not close": ("Some __words here.", "emphasis mark “__words”"),
    "a formula that does not close": ("$$ x = 1\n\nText.", "formula mark “$$ x”"),
    "LaTeX for the page": ("A \\noindent here.", "LaTeX command “\\noindent”"),
    "LaTeX in words": ("Some \\textbf{bold} words.", "LaTeX command “\\textbf{”"),
    "a variable": ("The {{ site.title }} site.", "template tag “{{ site.title }}”"),
    "a tag": ("{% include note.html %}", "template tag"),
    "a shortcode": ('{{< figure src="a.png" >}}', "template tag"),
    "a wiki link": ("See [[Another page|there]].", "wiki link “[[Another page|there]]”"),
    "an embedded note": ("![[map.png]]", "wiki link “![[map.png]]”"),
    "an admonition": ('!!! note "Title"\n    Text.', "admonition mark “!!! note”"),
    "one that opens": ("??? tip\n    Text.", "admonition mark"),
    "a block": ("/// note | Title\nText.\n///", "block mark “/// note”"),
    "a block of tabs": ("Words.\n\n/// tab | One\n///", "block mark “/// tab”"),
    "a caption": ("/// figure-caption\nLamp\n///", "block mark “/// figure-caption”"),
    "what was added": ("Some {++new++} words.", "edit mark “{++new++}”"),
    "what was removed": ("Some {--old words--} here.", "edit mark"),
    "a remark": ("Some words{>>why<<}.", "edit mark"),
    "a heading without a space": ("Text.\n\n##Results\n\nText.", "heading mark “##Results”"),
    "contents": ("[TOC]\n\nText.", "contents mark “[TOC]”"),
}


def _found(folder: Path, text: str) -> list[Finding]:
    """Return what is found of markup in a text."""
    _, findings = press(folder, text, ("html",))
    return [finding for finding in findings if finding.code == "literal-markup"]


@pytest.mark.parametrize("name", PRINTED)
def test_markup_that_is_printed_is_reported(name: str, tmp_path: Path) -> None:
    """With its kind and the first of it."""
    text, expected = PRINTED[name]
    messages = [finding.message for finding in _found(tmp_path, f"First.\n\n{text}\n")]
    assert [message for message in messages if f"the {expected}" in message], messages


WORDS = """
A list `a[i][j]`, a[i][j], matrices [[1, 2], [3, 4]], citations [1][2],
power 2**3, `{{ code }}` and {braces}.

\\[\\[not a link\\]\\], \\*\\*not bold\\*\\*, \\{.not\\}, &#91;&#91;entities]],
\\\\newpage, C:\\\\Users\\\\new.

A name of snake__case, a blank ____ to fill, prices of $$$ and 5 $, ratings **** and a hash ##.

```
{{ code }} [[code]] {.code} **code :::
```

<!-- {{ comment }} [[comment]] -->

[A link][known], [known], ![a picture](data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAACADs=){.small}

::: note
A division, with $x_{[[1]]}$ and <code>[[x]]</code>.
:::

| a | b |
|---|---|
| c | d |

A path ///note/x and // note, sets {a--b} and {-1, +1}, i++ and ++j.

What!!! Note this. A ratio 1:::2, and `::: tip` in code.

[known]: https://a.example/
"""


def test_words_code_and_escapes_are_not_reported(tmp_path: Path) -> None:
    """Nor markup that is read."""
    assert _found(tmp_path, WORDS) == []


def test_each_kind_is_reported_once_with_a_count(tmp_path: Path) -> None:
    """On the line of the first that is printed, not of one in code."""
    text = "`[[code]]`\n\n[[One]] and [[two]].\n\n- [[three]] {{ a }}\n"
    found = _found(tmp_path, text)
    assert [(f.message, f.place.line) for f in found] == [
        ("the template tag “{{ a }}” is printed as it is typed", 9),
        ("the wiki link “[[One]]” is printed as it is typed, and 2 more", 7),
    ]
