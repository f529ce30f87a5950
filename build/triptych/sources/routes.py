"""The addresses that an article may have on the site of its tool, by the path of its file."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

_ENDS = re.compile(r"(?:\.(?:md|mdx|markdown|mdown|qmd|rmd|html?|ipynb))$", re.IGNORECASE)
_INDEX = re.compile(r"(?:^|/)(?:_?index|readme)$", re.IGNORECASE)


def key(text: str) -> str:
    """Return a name without what differs between systems and tools: case, forms, spaces, dashes."""
    plain = unicodedata.normalize("NFC", text).casefold()
    return re.sub(r"[\s_-]+", "-", plain).strip("-")


def bare(path: str) -> str:
    """Return a path without the end of its name, and without the name of an index."""
    return _INDEX.sub("", _ENDS.sub("", path.rstrip("/"))).strip("/")


def routes_of(name: str, content: Sequence[str]) -> Iterator[str]:
    """Yield the addresses of an article by its path: from the root, and from each folder of articles."""
    path = bare(name)
    yield path
    for folder in content:
        if folder and folder != "." and path.startswith(f"{folder}/"):
            yield path.removeprefix(f"{folder}/")
        elif folder and path == folder:
            yield ""


_NUMBER = re.compile(r"(?:^|(?<=/))\d+[-_.]\s?(?=[^\d/])")
_DATE = re.compile(r"(?:^|(?<=/))\d{4}-\d{1,2}-\d{1,2}-")


def weak_routes_of(name: str, content: Sequence[str]) -> Iterator[str]:
    """Yield the addresses that an article may have by its path: without numbers and dates of order.

    They may begin at a folder above one of articles: ``website/docs/two.md`` is ``/docs/two``.
    """
    path = bare(name)
    above = {folder.rsplit("/", depth)[0] for folder in content for depth in range(1, 4)}
    inner = [path.removeprefix(f"{folder}/") for folder in above if path.startswith(f"{folder}/")]
    for route in (*routes_of(name, content), *inner):
        plain = _DATE.sub("", route)
        for each in (plain, _NUMBER.sub("", plain)):
            if each != path:
                yield each
            slug = re.sub(r"[^\w/-]+", "-", each)
            if slug != each:
                yield slug
