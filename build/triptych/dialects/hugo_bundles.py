"""What the files around a page of Hugo say of it: the picture of its bundle, its authors by their ids."""

import re
from collections.abc import Mapping
from typing import Any

from triptych.dialects import config, figure_tags
from triptych.dialects.page import Page, read_text

_LEAD = ("featured", "feature", "cover")
_TITLE = re.compile(r"^title\s*[:=]\s*[\"']?([^\"'\n]+)", re.MULTILINE)


def adapt(data: dict[str, Any], page: Page) -> None:
    """Set the picture of a bundle where none is named, and names for the ids of authors."""
    given = data.get("image") or data.get("cover") or data.get("featured_image")
    named = isinstance(given, str) or (
        isinstance(given, Mapping)
        and any(given.get(key) for key in ("path", "src", "image", "url"))
    )
    if not named and page.path.stem == "index" and (found := _picture(page)):
        words = (
            {"caption": str(given["caption"])}
            if isinstance(given, Mapping) and given.get("caption")
            else {}
        )
        data.pop("cover", None)
        data["image"] = {"path": found, **words}
    authors = data.get("authors")
    if isinstance(authors, list):
        data["authors"] = [
            _author(each, page) if isinstance(each, str) else each for each in authors
        ]


def _picture(page: Page) -> str:
    """Return the picture in a bundle that themes set first: ``featured.jpg``, ``cover-1.png``."""
    folder = page.path.parent
    names = sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []
    pictures = [name for name in names if figure_tags.is_picture(name)]
    known = (n for start in _LEAD for n in pictures if re.match(rf"{start}(?:[-_.]|\d)", n.lower()))
    return next(known, "")


def _author(uid: str, page: Page) -> str:
    """Return the name of an author by an id; the id where no file says it."""
    if not re.fullmatch(r"[\w-]+", uid):
        return uid
    content = next((f for f in page.site.content if page.name.startswith(f"{f}/")), "content")
    page_of = f"{content}/authors/{uid}/_index.md"
    if (page.root / page_of).is_file():
        found = _TITLE.search((read_text(page, f"/{page_of}", "") or "")[:4000])
        return found[1].strip() if found else uid
    for suffix in (".json", ".yaml", ".yml", ".toml"):
        path = page.root / "data" / "authors" / f"{uid}{suffix}"
        if path.is_file():
            return config.text_at(config.read(path, page.root), "name") or uid
    return uid
