"""Obsidian's blocks: tasks, inline fields, ids of blocks, callouts and queries of its plugins."""

import re
from bisect import bisect_right
from datetime import date

from triptych.dialects import blocks, obsidian_parts, scanner
from triptych.dialects.page import Page, report_foreign

_TASK = re.compile(r"^([ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t]+)\[[^\]\[\s\dxX]\](?=[ \t])", re.MULTILINE)
_FIELD = re.compile(
    r"^(?P<before>[ \t>]*(?:[-+*][ \t]+(?:\[.\][ \t]+)?)?)(?P<mark>[*_]{0,2})"
    r"(?P<key>[^\W\d_](?:[\w /&+-]{0,58}\w)?)"
    r"(?P=mark)::(?:[ \t]+(?P<value>\S.*)|[ \t]*)$",
    re.MULTILINE,
)
_INNER_FIELD = re.compile(
    r"(?<![\\!\]])(?:\[(?P<key>[^\W\d_][\w /&+-]{0,60})::[ \t]*"
    r"(?P<value>[^\[\]\n]*(?:\[\[[^\[\]\n]*\]\][^\[\]\n]*)*)\](?![(\[])"
    r"|\([^\W\d_][\w /&+-]{0,60}::[ \t]*(?P<bare>[^()\n]*)\))"
)
_COMMAND = re.compile(r"<%[-_*]?(?:(?!%>).){0,4000}%>", re.DOTALL)
_QUERIES = frozenset(
    [
        "dataview",
        "dataviewjs",
        "query",
        "tasks",
        "button",
        "meta-bind",
        "meta-bind-button",
        "tracker",
        "toc",
        "table-of-contents",
        "folder-overview",
        "breadcrumbs",
        "leaflet",
        "kanban",
        "todoist",
        "base",
        "bases",
        "contributiongraph",
        "itemlist",
        "custom-frames",
        "templater",
        "ccard",
        "waypoint",
        "feed",
        "chart",
        "advanced-chart",
        "timeline",
        "timeline-labeled",
        "ics",
        "chatview",
        "calendar",
        "heatmap",
        "gpx",
        "map",
        "jsx",
        "svelte",
        "desmos-graph",
        "functionplot",
        "sheet",
        "datacards",
        "datacorejsx",
        "datacoretsx",
        "dice",
        "encounter",
        "initiative",
    ]
)
"""Fences whose text is not read but run, by Obsidian or one of its plugins."""

_CARD_DATE = re.compile(r"@{1,2}\{(\d[\d: apmAPM.-]*)\}")
_DEEPEST = 8
"""The most callouts of the plugin Admonition in each other."""

_EXPRESSION = re.compile(
    r"(?<!`)`(?:=[ ]*this\.(?P<field>[\w.-]+)[ ]*(?=`)"
    r"|=[ ]*(?:this\.|\[\[|(?:choice|date|dateformat|default|dur|elink|filter|join|length|link|list|map"
    r"|round|string|sum)\()[^`\n]*|\$=[^`\n]*\bdv\b[^`\n]*"
    r"|(?:INPUT|VIEW|BUTTON)\["
    r"(?:[^`\n]*:(?P<input>[\w-]+)\]|\{(?P<view>[\w-]+)\}\][^`\n]*|[^`\n]*))`(?!`)"
)
"""An expression of Dataview, or a field of Meta Bind."""

_FORMULA = re.compile(r"\$\$(?:(?!\$\$).)+\$\$", re.DOTALL)
_OPTION = re.compile(r"(title|collapse|icon|color|type|metadata)[ \t]*:[ \t]*(.*)$", re.IGNORECASE)


def rewrite(text: str, page: Page) -> str:
    """Return a text whose tasks, fields, ids and plugin blocks are Triptych's own."""
    text = _expressions(_fences(text, page), page)
    if "<%" in text:
        commands = [found[0] for found in scanner.find(text, _COMMAND)]
        report_foreign(page, "command of Templater", commands, "Left out: templates are not run.")
        text = scanner.substitute(text, _COMMAND, lambda _: "")
    text = scanner.substitute(text, _TASK, lambda found: f"{found[1]}[x]")
    if "kanban-plugin" in page.front and "@{" in text:
        text = scanner.substitute(text, _CARD_DATE, lambda found: found[1])
    if "::" in text:
        text = scanner.substitute(text, _INNER_FIELD, _inner_field)
        text = scanner.substitute(text, _FIELD, _field)
    return _block_ids(text) if "^" in text else text


def _expressions(text: str, page: Page) -> str:
    """Return a text with values of the note where plugins would show them; others are left out."""
    if not _EXPRESSION.search(text):
        return text
    unread: list[str] = []

    def value(found: re.Match[str]) -> str:
        key = next(filter(None, found.group("field", "input", "view")), "")
        if not key:
            unread.append(found[0])
            return ""
        if key == "file.name":
            return page.path.stem
        if key.strip() not in page.front:
            unread.append(found[0])
            return ""
        known = page.front.get(key.strip(), "")
        each = known if isinstance(known, list) else [known]
        return ", ".join(str(one) for one in each if isinstance(one, str | int | float | date))

    in_code = scanner.code_lines(text)
    lines = text.split("\n")
    made = [
        line if is_code else _EXPRESSION.sub(value, line)
        for line, is_code in zip(lines, in_code, strict=True)
    ]
    hint = "Left out: nothing is run. Write what it would show."
    report_foreign(page, "expression", unread, hint)
    return "\n".join(made)


def _field(found: scanner.Found) -> str:
    """Return a field of Dataview on a line of its own as its name and its value."""
    return f"{found['before']}**{found['key']}:** {found['value']}".rstrip()


def _inner_field(found: scanner.Found) -> str:
    """Return a field within a line: in brackets with its name, in parentheses without."""
    if found["key"]:
        return f"{found['key'].strip()}: {found['value'].strip()}"
    return found["bare"].strip()


def _fences(text: str, page: Page) -> str:
    """Return a text with callouts for fences of the plugin Admonition, and without queries."""
    queries: dict[str, list[str]] = {}

    def make(fence: scanner.Fence, inner: list[str]) -> str | None:
        name = fence.info.strip("{} ").split(" ")[0].lower()
        if name in ("col", "col-md", "columns"):
            return _column(inner) if name == "col-md" else "\n".join(["", *inner, ""])
        if name == "tabs":
            return _tabs(inner)
        if name.startswith("ad-"):
            return _admonition(name[3:], inner)
        if name in _QUERIES:
            queries.setdefault(name, []).append(f"{fence.marks}{fence.info}")
            return ""
        return None

    before = None
    for _ in range(_DEEPEST):
        if before == text:
            break
        before, text = text, scanner.replace_fences(text, make)
    for name, found in queries.items():
        hint = "Left out: nothing is run. Write what it would list."
        report_foreign(page, f"block `{name}`", found, hint)
    return text


def _column(lines: list[str]) -> str:
    """Return a column of the plugin Multi-Column: its text, below the options that a rule ends."""
    end = next((n for n, line in enumerate(lines) if re.fullmatch(r"\s*={3,}\s*", line)), -1)
    return "\n".join(["", *lines[end + 1 :], ""])


_TAB = re.compile(r"tab:[ \t]*(.*)$|---[ \t]+tab[ \t]*(.*)$", re.IGNORECASE)


def _tabs(lines: list[str]) -> str:
    """Return the tabs of a plugin one after the other, each under its label: ``tab: One``."""
    out: list[str] = []
    for line in lines:
        found = _TAB.match(line.strip())
        out += ["", f"**{(found[1] or found[2] or '').strip()}**", ""] if found else [line]
    return "\n".join(out)


def _admonition(kind: str, lines: list[str]) -> str:
    """Return a block of the plugin Admonition as a callout: options first, then its text."""
    options: dict[str, str] = {}
    while lines and (option := _OPTION.match(lines[0])):
        options[option[1].lower()] = option[2].strip()
        lines = lines[1:]
    return blocks.callout(kind, options.get("title", ""), "\n".join(lines))


def _block_ids(text: str) -> str:
    """Return a text with the ids of blocks as Triptych writes them, for links to lead there."""
    formulas = [found.match.span() for found in scanner.find(text, _FORMULA)]
    starts = [start for start, _ in formulas]

    def make(found: scanner.Found) -> str | None:
        index = bisect_right(starts, found.start) - 1
        is_formula = index >= 0 and found.start < formulas[index][1]
        return None if is_formula else _inline_id(found)

    text = scanner.substitute(text, obsidian_parts.BLOCK_ID, make)
    if "\n^" not in text:
        return text
    lines = text.split("\n")
    masked = scanner.mask(text).split("\n")
    for number, line in enumerate(masked):
        found = obsidian_parts.BLOCK_ID.fullmatch(line)
        if found:
            _wrap(lines, number, found[1])
    return "\n".join(lines)


def _inline_id(found: scanner.Found) -> str | None:
    """Return the id at the end of a paragraph as an empty span; None for one on a line of its own."""
    begin = found.text.rfind("\n", 0, found.start + 1) + 1
    is_alone = not found.text[begin : found.start].strip()
    return None if is_alone else f" []{{#{found[1]}}}"


def _wrap(lines: list[str], number: int, uid: str) -> None:
    """Set an id on the block above its line: a division around it, or a span at its end."""
    end = number
    while end and not lines[end - 1].strip():
        end -= 1
    lines[number] = ""
    if not end:
        return
    last = lines[end - 1]
    if not last.startswith((">", "|", "`", "~", "$")):
        lines[end - 1] = f"{last} []{{#{uid}}}"
        return
    start = obsidian_parts.first_line(lines, end - 1)
    lines[start] = f"\n::: {{#{uid}}}\n\n{lines[start]}"
    lines[end - 1] = f"{lines[end - 1]}\n\n:::\n"
