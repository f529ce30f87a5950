"""Unit tests of ``named``: what a text seems to name."""

from pathlib import Path

import pytest

from triptych.press.cluster import named


@pytest.mark.parametrize(
    "text",
    [
        "![A picture](beside.png)",
        '![A picture](beside.png "with a title"){width=50%}',
        "![A picture][p]\n\n[p]: beside.png",
        "![A picture](<beside.png>)",
        "![A picture](./beside.png)",
        "![A picture](/content/beside.png)",
        "![[beside.png|200]]",
        '<img src="beside.png" alt="">',
        "<img src=beside.png alt>",
        "---\nimage: beside.png\n---\n",
        "---\nimage: 'beside.png'\n---\n",
        "```{figure} beside.png\n```",
        "{% include figure.html image=beside.png %}",
    ],
)
def test_a_file_beside_an_article_is_found_however_it_is_named(text: str, tmp_path: Path) -> None:
    """Markdown, HTML, front matter and the marks of other tools name a picture."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "beside.png").touch()
    assert named.files_of(text, tmp_path / "content", tmp_path) == ["content/beside.png"]


@pytest.mark.parametrize(
    "text",
    [
        "![A](<a name.png>)",
        "![A](a%20name.png)",
        '<img src="a name.png">',
        "---\nimage: a name.png\n---\n",
        "![[a name.png]]",
    ],
)
def test_a_name_may_have_spaces(text: str, tmp_path: Path) -> None:
    """Between marks a name may be typed with spaces, elsewhere percent-encoded."""
    (tmp_path / "a name.png").touch()
    assert named.files_of(text, tmp_path, tmp_path) == ["a name.png"]


@pytest.mark.parametrize(
    "text",
    [
        "![A](none.png)",
        "![A](https://example.org/a.png)",
        "[A](other.md)",
        "![A](../outside.png)",
        "![A](leading-out.png)",
        "![A](folder.png)",
        f"![A]({'a' * 5000}.png)",
        "![A](\0.png)",
    ],
)
def test_what_cannot_travel_is_not_named(text: str, tmp_path: Path) -> None:
    """Files that are not there, not within the publication, or articles stay at home."""
    root = tmp_path / "root"
    (root / "folder.png").mkdir(parents=True)
    (tmp_path / "outside.png").touch()
    (root / "other.md").touch()
    (root / "leading-out.png").symlink_to(tmp_path / "outside.png")
    assert named.files_of(text, root, root) == []


def test_links_to_other_articles_are_looked_up() -> None:
    """A picture, a link to the web and a link within the article need no look-up."""
    text = "[A](a.md) ![B](b.png) [C](https://c.example) [D](#d) [E](<../e/#f>) [A](a.md)"
    assert named.links_of(text, "x.md") == ["link\nx.md\na.md", "link\nx.md\n../e/#f"]
