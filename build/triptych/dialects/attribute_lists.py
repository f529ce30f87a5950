"""Attribute lists of Python-Markdown, ``{: .x #y key=value }``, as pandoc reads them, or taken out."""

import re

from triptych.dialects import scanner

_LIST = re.compile(
    r"(?P<space>[ \t]*)(?<!\\)\{(?P<colon>:?)(?P<inner>[^{}\n]{1,500})\}(?P<after>[ \t]*$)?",
    re.MULTILINE,
)
_TOKEN = re.compile(
    r"\s*(?:(?P<mark>[#.])\\?(?P<value>[\w:.+/-]+)|(?P<key>[\w:@.-]+)=(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'|(?P<c>[^\s\"'{}]+))"
    r"|(?P<word>[A-Za-z][\w-]*))(?=\s|$)"
)
_DIVISION = re.compile(r"[ \t>]*:{3}")
_LABEL = re.compile(r"\[([^\[\]\n]*)\]$")
_DEFINED = re.compile(r"^[ \t]*\[([^\[\]\n^][^\[\]\n]*)\]:[ \t]*\S", re.MULTILINE)
_DROPPED = ("target", "rel", "loading", "decoding", "markdown", "download", "referrerpolicy")
_BARE = ("data-preview", "markdown", "download", "hidden", "open", "disabled", "checked", "muted")


def rewrite(text: str) -> str:
    """Return a text whose attribute lists follow a heading, link, picture or code; others are out."""
    if "{" not in text:
        return text
    labels = {_label(match[1]) for match in _DEFINED.finditer(text)}

    def make(found: scanner.Found) -> str | None:
        masked, start = found.match.string, found.match.start()
        begin = masked.rfind("\n", 0, start) + 1
        before = masked[max(begin, start - 400) : start]
        if _DIVISION.match(masked, begin):
            return None
        tokens = _tokens(found["inner"], is_marked=bool(found["colon"]))
        if tokens is None:
            return None
        made = _attributes(tokens)
        is_heading = (
            bool(re.match(r"[ \t>]*#{1,6}[ \t]", masked[begin : begin + 20]))
            and found.match["after"] is not None
        )
        if is_heading:
            return f" {made}" if made else ""
        if found["space"] or not before.strip(" \t>"):
            return found["space"] if before.strip(" \t>") else ""
        shortcut = _LABEL.search(before)
        if before.endswith(("]", ")", scanner.HIDDEN)):
            is_link = shortcut and not re.search(r"\][ ]?\[[^\[\]]*\]$", before)
            return "" if is_link and shortcut and _label(shortcut[1]) in labels else made
        uid = next((token["value"] for token in tokens if token["mark"] == "#"), "")
        return f"[]{{#{uid}}}" if uid else ""

    return scanner.substitute(text, _LIST, make)


def _label(words: str) -> str:
    """Return a reference's label as labels are compared."""
    return " ".join(words.casefold().split())


def _tokens(inner: str, *, is_marked: bool) -> list[re.Match[str]] | None:
    """Return the parts of an attribute list; None where it is text in braces."""
    found: list[re.Match[str]] = []
    at = 0
    bare = inner.rstrip()
    while at < len(bare):
        match = _TOKEN.match(bare, at)
        if not match:
            return None
        found.append(match)
        at = match.end()
    is_list = is_marked or any(m["mark"] or m["key"] or m["word"] in _BARE for m in found)
    return found if found and is_list else None


def _attributes(tokens: list[re.Match[str]]) -> str:
    """Return the attributes as pandoc writes them; "" for none."""
    made: list[str] = []
    for token in tokens:
        key, value = token["key"] or "", token["a"] or token["b"] or token["c"] or ""
        if token["mark"]:
            made.append(f"{token['mark']}{token['value']}")
        elif key == "align":
            made.append(f".{value}")
        elif key and key not in _DROPPED and not key.startswith(("data-", "on", "aria-", "@", ":")):
            made.append(f'{key}="{value}"')
    return f"{{{' '.join(made)}}}" if made else ""
