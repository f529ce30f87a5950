"""The versions of a documentation in GitHub's manner: ``{% ifversion ghes > 3.9 %}``, in code as well."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from triptych.dialects import data_files
from triptych.dialects.page import Page

_PLANS = ("fpt", "ghec", "ghes", "ghae")
_TAG = re.compile(
    r"(?P<raw>\{%-?\s*raw\s*-?%\}[\s\S]*?\{%-?\s*endraw\s*-?%\})"
    r"|\{%(?P<trim>-?)\s*(?P<name>ifversion|if|elsif|else|endif)\b(?P<rest>(?:(?!%\}|\{%).){0,500}?)(?P<shut>-?)%\}"
)
_TERM = re.compile(
    r"(?P<name>[A-Za-z_][\w.-]*)(?:\s*(?P<sign>[<>]=?|!?=)\s*['\"]?(?P<number>[\d.]+)['\"]?)?"
)


@dataclass(slots=True)
class _Open:
    """A condition that is open: on versions, or one that is left to Liquid."""

    is_version: bool
    live: bool = True
    chosen: bool = False


@dataclass(slots=True)
class _Run:
    """One pass over a text: the conditions that are open, and the text that counts."""

    page: Page
    stack: list[_Open] = field(default_factory=list[_Open])
    parts: list[str] = field(default_factory=list[str])

    @property
    def live(self) -> bool:
        """Whether the text at this place counts."""
        return all(each.live for each in self.stack)

    def follow(self, name: str, rest: str) -> bool:
        """Follow one tag; whether it is one of versions, which is removed."""
        top = self.stack[-1] if self.stack else None
        if name in ("ifversion", "if"):
            is_version = name == "ifversion" or _is_on_versions(rest)
            opened = _Open(is_version)
            if is_version:
                opened.live = opened.chosen = holds(rest, self.page)
            self.stack.append(opened)
            return is_version
        if top is None:
            return name in ("else", "elsif") and _is_on_versions(rest)
        if name == "endif":
            self.stack.pop()
        elif top.is_version:
            top.live = not top.chosen and (name == "else" or holds(rest, self.page))
            top.chosen = top.chosen or top.live
        return top.is_version


def resolve(text: str, page: Page) -> str:
    """Return a text with the branches for the page's version alone."""
    if "ifversion" not in text:
        return text
    run, at, trims = _Run(page), 0, False
    for match in _TAG.finditer(text):
        before = text[at : match.start()]
        before = before.lstrip() if trims else before
        was_live = run.live
        is_removed = not match["raw"] and run.follow(match["name"], match["rest"])
        if was_live:
            run.parts.append(before.rstrip() if is_removed and match["trim"] else before)
        if not is_removed and was_live:
            run.parts.append(match[0])
        at, trims = match.end(), bool(is_removed and match["shut"])
    if run.live or run.stack:
        run.parts.append(text[at:].lstrip() if trims else text[at:])
    return "".join(run.parts)


def _is_on_versions(condition: str) -> bool:
    """Whether a condition asks for versions only."""
    words = re.findall(r"[A-Za-z_][\w.-]*", condition)
    return bool(words) and all(word in (*_PLANS, "and", "or", "not") for word in words)


def version_of(page: Page) -> str:
    """Return the version in which a page is read."""
    known = page.front.get("versions")
    if isinstance(known, Mapping):
        return next((plan for plan in _PLANS if plan in known), "fpt")
    return "fpt"


def holds(condition: str, page: Page) -> bool:
    """Whether a condition holds for the version in which a page is read."""
    version = version_of(page)
    for part in re.split(r"\s+or\s+", condition.strip()):
        terms = re.split(r"\s+and\s+", part)
        if all(_term_holds(term.strip(), version, page) for term in terms):
            return True
    return False


def _term_holds(term: str, version: str, page: Page) -> bool:
    """Whether one name, with ``not`` before it or a number after it, holds for a version."""
    if term.startswith("not "):
        return not _term_holds(term[4:].strip(), version, page)
    match = _TERM.match(term)
    if not match:
        return True
    if match["name"] in _PLANS:
        return match["name"] == version and match["sign"] not in ("<", "<=", "=")
    feature: Any = data_files.read(page, match["name"], "data/features")
    versions = feature.get("versions") if isinstance(feature, Mapping) else None
    if not isinstance(versions, Mapping):
        return True
    return version in versions and not str(versions[version]).lstrip().startswith(("<", "="))
