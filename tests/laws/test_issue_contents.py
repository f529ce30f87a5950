"""Every page number in the contents of an issue is that of the page where its title stands."""

import re

import pymupdf
import pytest

from own_content import articles
from pressing import ROOT, Once


@pytest.mark.parametrize(
    ("name", "least"),
    [("tideline/index.md", 5), pytest.param("handbook.md", 40, marks=pytest.mark.sweep)],
)
def test_each_number_is_that_of_the_page_with_the_title(name: str, least: int, once: Once) -> None:
    """Of parts and articles; the link of the entry leads there too."""
    publication = next(publication for _, publication in articles(ROOT, is_all=False))
    issue = once.press(ROOT / "content" / name, publication)
    count = 0
    with pymupdf.open(stream=issue.of("pdf").data, filetype="pdf") as paper:
        labels = [page.get_label() for page in paper]
        for page in list(paper)[: labels.index("1")]:
            for link in page.get_links():
                lines = page.get_textbox(link["from"]).split("\n")
                numbers = [line.strip() for line in lines if re.fullmatch(r"\s*\d+\s*", line)]
                if link["kind"] != pymupdf.LINK_NAMED or not any(
                    line.strip() == "." for line in lines
                ):
                    continue
                count += 1
                title = re.sub(r"[\s.]+$", "", lines[0])
                assert numbers == [labels[link["page"]]], lines
                assert _letters(title) in _letters(paper[link["page"]].get_text())
    assert count >= least


def _letters(text: str) -> str:
    """Return the letters and digits of a text."""
    return "".join(filter(str.isalnum, text)).casefold()
