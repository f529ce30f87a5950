"""GitBook's blocks become Triptych's Markdown, and its list of chapters is the order."""

from pathlib import Path

import pytest

from dialect_pages import plain, rewritten
from triptych.dialects import gitbook, marks

CASES: dict[str, tuple[str, str, list[str]]] = {
    "a hint": ('{% hint style="success" %}\nHot.\n{% endhint %}', "::: tip\nHot.\n:::", []),
    "another": ("{% hint style='danger' %}\nHot.\n{% endhint %}", "::: caution\nHot.\n:::", []),
    "tabs": (
        '{% tabs %}\n{% tab title="One" %}\na\n{% endtab %}\n{% endtabs %}',
        "**One**\na",
        [],
    ),
    "code with a title": (
        '{% code title="a.py" lineNumbers="true" %}\n```python\nx\n```\n{% endcode %}',
        '```{.python title="a.py"}\nx\n```',
        [],
    ),
    "code without": ("{% code %}\n```\nx\n```\n{% endcode %}", "```\nx\n```", []),
    "a film": (
        '{% embed url="https://youtu.be/abcdefgh" %}',
        '<iframe src="https://www.youtube.com/embed/abcdefgh" title=""></iframe>',
        [],
    ),
    "another page": (
        '{% embed url="https://e.org" %}\nOf oil\n{% endembed %}',
        "[Of oil](https://e.org)",
        [],
    ),
    "a page": (
        '{% content-ref url="two.md" %}\n[two.md](two.md)\n{% endcontent-ref %}',
        "[The `second`](two.md)".replace("`", ""),
        [],
    ),
    "a page by its front matter": ('[x](three.md "mention")', "[Third](three.md)", []),
    "a page that is not there": (
        '{% page-ref page="cold-oil.md" %}',
        "[Cold oil](cold-oil.md)",
        [],
    ),
    "a file": ('{% file src="a/b.pdf" %}\nRead it\n{% endfile %}', "[Read it](a/b.pdf)", []),
    "steps": ("{% stepper %}\n{% step %}\n## A\n{% endstep %}\n{% endstepper %}", "## A", []),
    "an include": ('{% include "shared.md" %}', "Shared.", []),
    "a file within itself": ('{% include "loop.md" %}', "a", []),
    "a diagram": (
        '{% @mermaid/diagram content="graph TD\nA" %}',
        "```mermaid\ngraph TD\nA\n```",
        [],
    ),
    "a plugin": ("a {% @lamp/oil x=1 %} b", "a  b", ["foreign-markup"]),
    "a formula": ("So $$a^2$$ is.", "So $a^2$ is.", []),
    "code": (
        "`{% hint %}` and\n```\n{% hint %}\n```",
        "`{% hint %}` and\n```\n{% hint %}\n```",
        [],
    ),
    "an unknown block": ("{% lamp %}\na\n{% endlamp %}", "a", ["foreign-markup"]),
    "what nothing closes": ('{% hint style="info" %}\na', "a", []),
}


@pytest.mark.parametrize("name", CASES)
def test_it_is_read(name: str, tmp_path: Path) -> None:
    """Each block becomes what readers of the site see of it."""
    files = {
        "two.md": "# The `second`\n",
        "three.md": "---\ntitle: Third\n---\nText.\n",
        "shared.md": "---\ntitle: x\n---\nShared.\n",
        "loop.md": 'a{% include "loop.md" %}',
    }
    for place, text in files.items():
        (tmp_path / place).write_text(text)
    text, expected, codes = CASES[name]
    made, found = rewritten("gitbook", text, tmp_path)
    assert plain(made) == expected
    assert [each.code for each in found] == codes


def test_the_order_is_that_of_the_summary(tmp_path: Path) -> None:
    """The folder is that of the configuration."""
    (tmp_path / "docs").mkdir()
    (tmp_path / ".gitbook.yaml").write_text("root: ./docs/\n")
    (tmp_path / "docs/SUMMARY.md").write_text(
        "* [A](README.md)\n  * [B](<b c.md>)\n* [C](d%20e.md#x)\n* [Up](../f.md)\n* [W](https://e.org)\n"
    )
    site = gitbook.DIALECT.describe and gitbook.DIALECT.describe(tmp_path, ".gitbook.yaml")
    assert site
    assert site.content == ("docs",)
    assert site.order == ("docs/README.md", "docs/b c.md", "docs/d e.md", "f.md")


@pytest.mark.parametrize(
    ("summary", "is_one"), [("* [A](a.md)\n* [B](b.md)\n", True), ("In short: [a](a.md).\n", False)]
)
def test_a_summary_counts_where_it_lists_chapters(
    summary: str,
    is_one: bool,  # noqa: FBT001  a case
    tmp_path: Path,
) -> None:
    """Without it, and without a first page, it is a file like any other."""
    (tmp_path / "SUMMARY.md").write_text(summary)
    assert "gitbook" not in marks.find_marks(tmp_path)
    (tmp_path / "README.md").write_text("# A\n")
    assert ("gitbook" in marks.find_marks(tmp_path)) == is_one
