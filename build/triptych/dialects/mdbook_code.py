"""Code blocks of mdBook: hidden lines, and the callouts of mdbook-admonish."""

import re

from triptych.dialects import blocks, config, paired, scanner
from triptych.dialects.page import Page

_ADMONISH = re.compile(r"admonish(?:[ \t]+(?P<rest>.*))?$")
_KIND = re.compile(r"(?P<kind>[A-Za-z][\w-]*)?(?P<classes>(?:\.[\w-]+)*)[ \t]*(?P<rest>.*)$")
_HIDDEN_MARK = re.compile(r"hidelines=(\S+?)(?:,|$)")


def rewrite(text: str, page: Page) -> str:
    """Return a text whose code has no hidden lines, and whose fences of admonish are callouts."""
    if "admonish" in text:
        text = scanner.replace_fences(text, _admonished)
    return scanner.replace_fences(text, lambda fence, inner: _shown(fence, inner, page))


def _admonished(fence: scanner.Fence, inner: list[str]) -> str | None:
    """Return a fence of mdbook-admonish as a callout; None for any other."""
    found = _ADMONISH.match(fence.info)
    return _callout(found["rest"] or "", "\n".join(inner)) if found else None


def _shown(fence: scanner.Fence, inner: list[str], page: Page) -> str | None:
    """Return a block of code without its hidden lines; None when it has none."""
    language = re.split(r"[,\s]", fence.info)[0].strip("{.}").lower()
    if language == "rust":
        shown = _rust(inner)
    else:
        own = _HIDDEN_MARK.search(fence.info)
        table = ("output", "html", "code", "hidelines", language)
        mark = own[1] if own else config.text_at(page.site.values, *table)
        shown = [line for line in inner if not (mark and line.lstrip().startswith(mark))]
    if shown == inner:
        return None
    return "\n".join([f"{fence.marks}{fence.info}", *shown, fence.marks])


def _rust(lines: list[str]) -> list[str]:
    """Return lines of Rust without those that begin with ``# ``; ``##`` stands for a sign."""
    shown: list[str] = []
    for line in lines:
        bare = line.lstrip()
        if bare == "#" or bare.startswith("# "):
            continue
        at = len(line) - len(bare)
        shown.append(f"{line[:at]}{bare[1:]}" if bare.startswith("##") else line)
    return shown


def _callout(rest: str, inner: str) -> str:
    """Return a fence of mdbook-admonish as a callout: ``admonish warning "Title"`` or ``title="…"``."""
    found = _KIND.match(rest)
    kind, options = (found["kind"] or "note", found["rest"]) if found else ("note", "")
    if options.startswith("="):
        kind, options = "note", rest
    words, values = paired.arguments(options.replace(",", " "))
    kind = values.get("type", kind)
    title = values.get("title", next(iter(words), ""))
    return blocks.callout(kind, title, inner)
