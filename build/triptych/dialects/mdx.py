"""MDX as text: imports, tags with expressions, components, and parts of a page in files of their own."""

import re
from collections.abc import Mapping

from triptych.dialects import components, esm, fences, html_blocks, inclusion, jsx, scanner
from triptych.dialects.component_rules import RULES
from triptych.dialects.components import Reading, Rule
from triptych.dialects.esm import Module
from triptych.dialects.fences import Fence
from triptych.dialects.paired import Tag

_PAIRS = re.compile(
    r"\{\s*(?:label\s*:\s*['\"](?P<l1>[^'\"]+)['\"]\s*,\s*value\s*:\s*['\"](?P<v1>[^'\"]+)['\"]"
    r"|value\s*:\s*['\"](?P<v2>[^'\"]+)['\"]\s*,\s*label\s*:\s*['\"](?P<l2>[^'\"]+)['\"])"
)


def rewrite(text: str, reading: Reading, rules: Mapping[str, Rule]) -> str:
    """Return a text in MDX as Markdown; what cannot be read is added to ``reading``."""
    return _rewrite(text, reading, rules, (reading.page.name,))


def _rewrite(text: str, reading: Reading, rules: Mapping[str, Rule], chain: tuple[str, ...]) -> str:
    """Return a text in MDX as Markdown; ``chain`` are the files that are being read."""
    text = fences.rewrite(text, _fence)
    text = jsx.comments(text)
    text = esm.take_modules(text, reading.module)
    text = _fragments(_without_head(text))
    text = scanner.substitute(text, _HEADING_ID, lambda found: f" {{#{found[1]}}}")
    for match in _PAIRS.finditer(text) if "label" in text else ():
        reading.labels.setdefault(match["v1"] or match["v2"], match["l1"] or match["l2"])
    evaluate = reading.module.evaluate
    text = jsx.plain_tags(text, evaluate, is_component=components.is_component)
    parts = _parts(reading, rules, chain)
    text = components.expand(text, reading, {**RULES, **rules, **parts})
    text, unread = jsx.expressions(text, evaluate)
    reading.unread += unread
    return html_blocks.unindent(html_blocks.without_indented_code(text))


def _parts(reading: Reading, rules: Mapping[str, Rule], chain: tuple[str, ...]) -> dict[str, Rule]:
    """Return the rules for components that are Markdown in files of their own."""
    outer, own = reading.page, reading.module
    folder = outer.site.values.get("folder", "")

    def rule(path: str) -> Rule:
        def make(tag: Tag, _: Reading) -> str:
            place = path if path.startswith("/") else f"/{inclusion.path_of(outer, path)}"
            text = reading.includes.read(outer, place, tag.markup, chain)
            if text is None:
                return ""
            reading.page, reading.module = (
                inclusion.at(outer, place),
                Module(values=dict(own.values)),
            )
            reading.module.values.update(
                {f"props.{k}": v for k, v in tag.values.items() if v[:1] != jsx.EXPRESSION}
            )
            inner = inclusion.without_front(text).strip("\n")
            made = _rewrite(inner, reading, rules, (*chain, place.lstrip("/")))
            reading.page, reading.module = outer, own
            return f"\n\n{made}\n\n" if tag.is_block else made

        return make

    found: dict[str, Rule] = {}
    for name, path in own.imports.items():
        if path.lower().endswith((".md", ".mdx")):
            found[name.lower()] = rule(
                re.sub(r"^(?:@site|~|@)/", f"/{folder}/" if folder else "/", path)
            )
    return found


_HEADING_ID = re.compile(r"(?<=\S)[ \t]+\[#([A-Za-z][\w-]*)\][ \t]*$", re.MULTILINE)
_FRAGMENT = re.compile(r"</?>")


def _fragments(text: str) -> str:
    """Return a text without the tags of fragments, ``<>`` and ``</>``."""
    return (
        scanner.substitute(text, _FRAGMENT, lambda _: "", indented=False) if "</>" in text else text
    )


_HEAD = re.compile(r"<head>(?:(?!</?head>).)*</head>", re.DOTALL)


def _without_head(text: str) -> str:
    """Return a text without what is for the head of a page."""
    return (
        scanner.substitute(text, _HEAD, lambda _: "", indented=False) if "<head>" in text else text
    )


_LINE_MARK = re.compile(
    r"^[ \t]*(?://|#|--|;|%|'|/\*|<!--|\{/\*|::)[ \t]*"
    r"(?:highlight|error|success|this-will-error|added|removed|focus)-(?:next-line|start|end)"
    r"[ \t]*(?:\*/\}?|-->)?[ \t]*$|^[ \t]*(?://|#) prettier-ignore(?:-\w+)*$"
)
_END_MARK = re.compile(
    r"[ \t]*(?://|#|--|;|/\*|<!--|\{/\*)[ \t]*\[!code(?:[ \t]+[^\]\n]+)?\][ \t]*(?:\*/\}?|-->)?[ \t]*$"
)


def _fence(fence: Fence) -> Fence | str:
    """Return code without the comments that mark its lines; what is Markdown after all is set as that."""
    if fence.info.split(" ")[0] == "mdx-code-block":
        return "\n".join(fence.lines)
    return Fence(fence.info, unmarked(fence.lines))


def unmarked(lines: list[str]) -> list[str]:
    """Return lines of code without the comments by which other tools mark some of them."""
    found: list[str] = []
    for line in lines:
        if _LINE_MARK.match(line):
            continue
        bare = _END_MARK.sub("", line) if "[!code" in line else line
        bare = bare.replace("[!!code", "[!code")
        if bare.strip() or not line.strip():
            found.append(bare)
    return found


def plain(text: str) -> str:
    """Return Markdown without components whose code has the comments of MDX's tools taken out."""
    return html_blocks.unindent(
        fences.rewrite(text, lambda fence: Fence(fence.info, unmarked(fence.lines)))
    )
