"""Headings of raw HTML step down one level at a time, as those of Markdown do."""

from lxml.html import HtmlElement

from triptych.body.places import BodyPlaces
from triptych.core.findings import warn
from triptych.core.model import Article
from triptych.sources.occurrences import HEADING

_LEVELS = ("h1", "h2", "h3", "h4", "h5", "h6")


def close_gaps(body: HtmlElement, article: Article) -> None:
    """Raise each heading that skips a level to the next allowed one, the title's being 1."""
    last = 1
    places = BodyPlaces(article)
    for heading in list(body.iter(*_LEVELS)):
        words = " ".join(heading.text_content().split())
        if not words and heading.find(".//img") is None:
            heading.tag = "div"  # an empty heading is none, but links may lead to its id
            continue
        given = int(heading.tag[1])
        level = max(2, min(given, last + 1))
        if level == given:
            places.skip(heading, HEADING, words)
        else:
            message = f"the heading “{words}” skips a level"
            hint = f"Set one level below the heading above it. Write <h{level}>."
            place = places.next(heading, HEADING, words)
            warn("heading-skip", message, place, hint)
        heading.tag = f"h{level}"
        last = level
