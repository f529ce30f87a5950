"""The articles of the desk: what is listed, what comes and goes, and which settings may be tried."""

import os
from pathlib import Path

import pytest

from triptych.core.errors import UsageError
from triptych.desk.articles import Articles
from triptych.press.orders import Means
from triptych.press.requests import Request


@pytest.fixture
def articles(tmp_path: Path) -> Articles:
    """Return a publication of two articles, the second of which was saved last."""
    (tmp_path / "content").mkdir()
    (tmp_path / "triptych.toml").write_text('title = "P"\n')
    for number, name in enumerate(("one", "two"), 1):
        path = tmp_path / "content" / f"{name}.md"
        path.write_text(f"---\ntitle: Title {number}\n---\n\nWords.\n")
        os.utime(path, (number, number))
    return Articles(Request((tmp_path,), prefix="--"), Means(None, 0))


def test_the_article_that_was_saved_last_is_the_first(articles: Articles) -> None:
    """Articles that no page has opened are listed with their titles and without a state."""
    assert articles.first == "content/two.md"
    assert articles.listed() == [
        {"name": "content/one.md", "title": "Title 1", "kind": "", "state": None},
        {"name": "content/two.md", "title": "Title 2", "kind": "", "state": None},
    ]


def test_articles_that_stay_keep_their_proofs(articles: Articles) -> None:
    """After one article was removed and one added, the third has the proofs that it had."""
    content, kept = articles.root / "content", articles.proofs["content/one.md"]
    (content / "two.md").rename(content / "three.md")
    articles.reload()
    assert list(articles.proofs) == ["content/one.md", "content/three.md"]
    assert articles.proofs["content/one.md"] is kept


@pytest.mark.parametrize(
    "values", [("", "", "8"), ("", "", "12.5"), ("nowhere", "", ""), ("../house", "", "")]
)
def test_a_setting_that_is_not_offered_is_refused(
    articles: Articles, values: tuple[str, str, str]
) -> None:
    """What is tried stays as it was."""
    articles.try_out("journal", "a5", "13")
    before = articles.tried()
    with pytest.raises(UsageError):
        articles.try_out(*values)
    assert articles.tried() == before
    assert before["lines"] == ['theme = "journal"', 'paper = "a5"', "text_size = 13"]


def test_an_issue_and_a_draft_are_called_so(articles: Articles) -> None:
    """As soon as their front matter says it; one that cannot be read has the name of its file."""
    content = articles.root / "content"
    for name, front in {
        "issue": "title: Issue\ncontents: [one.md]\n",
        "two": "title: Two\ndraft: true\n",
        "wrong": "title: [\n",
    }.items():
        (content / f"{name}.md").write_text(f"---\n{front}---\n\nWords.\n")
    articles.reload()
    kinds = {each["title"]: each["kind"] for each in articles.listed()}
    assert kinds == {"Title 1": "", "Issue": "issue", "Two": "draft", "wrong": ""}
