"""Where marked content is: in its page's own stream, or in a group drawn there, as for ``opacity``."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Content:
    """The streams of a document by page, and the groups that hold marked content, by page and its number.

    Content of a group must refer to the group, and the group to its owner (ISO 32000-1, 14.7.4.2 and
    14.7.4.4), or it counts as untagged (PDF/UA-1, 7.1-3).
    """

    streams: list[tuple[int, Any]]
    groups: dict[tuple[int, int], Any] = field(default_factory=dict)


def find_content(pdf: Any, streams: list[Any]) -> Content:
    """Return the streams of the pages and of all groups on them."""
    content = Content(list(enumerate(streams)))
    if not any("Group" in (getattr(item, "extra", None) or {}) for item in pdf.objects):
        return content
    for page, stream in enumerate(streams):
        for group in _groups(pdf, stream):
            content.streams.append((page, group))
            numbers = [part["MCID"] for part in group.stream if _is_mark(part)]
            content.groups |= {(page, number): group for number in numbers}
    return content


def _groups(pdf: Any, stream: Any) -> Iterator[Any]:
    """Yield the groups that are drawn in a stream, and those drawn in them."""
    known = stream._resources["XObject"]  # noqa: SLF001  a stream's resources have no public name
    for part in stream.stream:
        if not isinstance(part, bytes) or not part.endswith(b" Do"):
            continue
        reference = known.get(part[1:-3].decode())
        item = pdf.objects[int(reference.split()[0])] if reference else None
        if item is not None and "Group" in item.extra:
            yield item
            yield from _groups(pdf, item)


def _is_mark(part: object) -> bool:
    """Whether a part of a stream numbers marked content."""
    return isinstance(part, dict) and "MCID" in part
