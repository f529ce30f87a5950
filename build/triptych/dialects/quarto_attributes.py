"""The attributes of a division, a span or a heading: ``{#fig-x .wide width="50%"}``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_ATTRIBUTE = re.compile(
    r"#(?P<id>[^\s{}\"=]+)|\.(?P<class>[^\s{}\"=]+)"
    r"|(?P<key>[\w:.-]+)\s*=\s*(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'|(?P<c>[^\s{}]+))"
)


@dataclass(frozen=True, slots=True)
class Attributes:
    """The id, classes and values of a division, a span or a heading."""

    uid: str = ""
    classes: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict[str, str])


def attributes(info: str) -> Attributes:
    """Return what follows the colons of a division, or what is in the braces of a span."""
    bare = info.strip().rstrip(":").strip()
    if not bare.startswith("{"):
        word, _, rest = bare.partition(" ")
        found = attributes(rest) if rest.lstrip().startswith("{") else Attributes()
        return Attributes(found.uid, (word, *found.classes), found.values)
    uid, classes, values = "", list[str](), dict[str, str]()
    for match in _ATTRIBUTE.finditer(bare):
        if match["id"]:
            uid = uid or match["id"]
        elif match["class"]:
            classes.append(match["class"])
        elif match["key"]:
            values[match["key"]] = match["a"] or match["b"] or match["c"] or ""
    return Attributes(uid, tuple(classes), values)
