"""Components of MDX and Vue as text: those that many sites have, and others by what they enclose."""

import html
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from triptych.core.heading_ids import derived_id
from triptych.dialects import page as pages
from triptych.dialects import paired, scanner
from triptych.dialects.esm import Module
from triptych.dialects.inclusion import Includes
from triptych.dialects.jsx import EXPRESSION
from triptych.dialects.page import Page
from triptych.dialects.paired import Tag

_ATTRIBUTES = r"(?P<rest>(?:[^<>\"'/]|/(?!>)|\"[^\"]*\"|'[^']*')*)"
_COMPONENT = r"[A-Z][\w.]*|[a-z][\w]*(?:[-.][\w.-]+)+"
SYNTAX = paired.Syntax(
    re.compile(rf"<(?P<name>{_COMPONENT})(?=[\s/>]){_ATTRIBUTES}(?P<void>/)?>"),
    re.compile(rf"</(?P<name>{_COMPONENT})\s*>"),
)
"""Tags of components, whose names are not those of HTML: they have a capital, a dot or a hyphen."""


@dataclass(slots=True)
class Reading:
    """What is known while a page is read: its names, what it includes, and what could not be read."""

    page: Page
    module: Module = field(default_factory=Module)
    includes: Includes = field(default_factory=Includes)
    labels: dict[str, str] = field(default_factory=dict[str, str])
    unknown: list[str] = field(default_factory=list[str])
    unread: list[str] = field(default_factory=list[str])

    def report(self) -> None:
        """Report each component that has no rule, and the expressions that are left out."""
        hint = "The text in it is set, its attributes are not."
        for name, count in Counter(self.unknown).items():
            pages.report_foreign(self.page, "component", [f"<{name}"] * count, hint)
        pages.report_foreign(self.page, "expression", self.unread, "Left out: no script is run.")


Rule = Callable[[Tag, Reading], str | None]
"""What replaces a component; None sets it by its content and reports it."""


def is_component(name: str) -> bool:
    """Whether a name is that of a component, and no element of HTML."""
    return bool(re.fullmatch(_COMPONENT, name))


def expand(text: str, reading: Reading, rules: Mapping[str, Rule]) -> str:
    """Return a text with each component replaced; ``rules`` are by the end of a name, in lower case.

    The one of no name is for those that have no other.
    """

    def make(tag: Tag) -> str:
        name = tag.name.lower().rpartition(".")[2].replace("-", "")
        rule = rules.get(name)
        if rule is None and tag.inner is None and not tag.markup.endswith("/>") and not tag.rest:
            return f"&lt;{tag.name}&gt;"
        made = rule(tag, reading) if rule else None
        if made is None:
            reading.unknown.append(tag.name)
            made = rules.get("", content)(tag, reading)
        return made or ""

    return paired.expand(_with_ids(text), SYNTAX, make)


_HEADING = re.compile(r"^(#{1,6}[ \t]+)([^\n{]*<[A-Z][^\n{]*)$", re.MULTILINE)


def _with_ids(text: str) -> str:
    """Return a text whose headings have the id of their words without those of a component in them."""

    def make(found: scanner.Found) -> str | None:
        words = re.sub(r"<([A-Z][\w.]*)\b[^<>]*?(?:/>|>.*?</\1>)|<[^<>]*>|[`*]", "", found[2])
        return f"{found[0].rstrip()} {{#{derived_id(words)}}}" if words.strip() else None

    return scanner.substitute(text, _HEADING, make)


def value(tag: Tag, *names: str) -> str:
    """Return the first of these attributes that a component has; "" for none.

    An expression whose value is unknown is none.
    """
    given = (tag.values.get(name, "") for name in names)
    return next((html.unescape(each) for each in given if each and each[0] != EXPRESSION), "")


def raw_value(tag: Tag, *names: str) -> str:
    """Return the first of these attributes that a component has, also an expression; "" for none."""
    given = next((tag.values[name] for name in names if tag.values.get(name)), "")
    return html.unescape(given.removeprefix(EXPRESSION))


def content(tag: Tag, _: Reading) -> str:
    """Return what a component encloses: blocks where it is written on several lines."""
    inner = tag.inner or ""
    if "\n" not in inner.strip() and not inner.startswith("\n"):
        return inner
    return f"\n\n{paired.dedent(inner)}\n\n"
