"""Tabs of the theme Docsy: code in the language of the group, unless the group or the tab is text."""

import re

_PANE = re.compile(
    r"(?P<open>\{\{[<%]\s*tabpane\b(?P<rest>[^<>%]*)[>%]\}\})(?P<inner>.*?)(?P<shut>\{\{[<%]\s*/\s*tabpane\s*[>%]\}\})",
    re.DOTALL,
)
_TAB = re.compile(r"(?P<begin>\{\{(?P<sign>[<%])\s*tab\b)(?P<rest>[^<>%]*?)(?P<end>/?\s*[>%]\}\})")
_LANGUAGE = re.compile(r"\s\blang(?:uage)?\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"']+)")
_TEXT = re.compile(r"\btext\s*=\s*[\"']?true\b")


def rewrite(text: str) -> str:
    """Return a text whose tabs of code have a language of their own, and whose tabs of text have none."""
    if "tabpane" not in text:
        return text
    return _PANE.sub(_pane, text)


def _pane(pane: re.Match[str]) -> str:
    """Return a group with its tabs."""
    is_text = bool(_TEXT.search(pane["rest"]))
    known = _LANGUAGE.search(pane["rest"])

    def tab(match: re.Match[str]) -> str:
        rest = match["rest"]
        if is_text or match["sign"] == "%" or _TEXT.search(rest):
            rest = _LANGUAGE.sub("", rest)
        elif not _LANGUAGE.search(rest) and "header" in rest:
            rest = f"{rest.rstrip()}{known[0] if known else ' lang=text'} "
        return f"{match['begin']}{rest}{match['end']}"

    return f"{pane['open']}{_TAB.sub(tab, pane['inner'])}{pane['shut']}"
