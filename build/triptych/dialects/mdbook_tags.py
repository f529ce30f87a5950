"""Tags of mdBook that enclose text: divisions, listings, tabs and references of preprocessors."""

import re

from triptych.dialects import blocks, paired

_DIVISION = paired.Syntax(
    re.compile(r"<(?P<name>div)\b(?P<rest>[^<>]*)>", re.IGNORECASE),
    re.compile(r"</(?P<name>div)[ \t]*>", re.IGNORECASE),
)
_LISTING = paired.Syntax(
    re.compile(r"<(?P<name>Listing)\b(?P<rest>[^<>]*?)(?P<void>/)?>"),
    re.compile(r"</(?P<name>Listing)[ \t]*>"),
)
_HELPER = paired.Syntax(
    re.compile(r"(?<!\\)\{\{[ \t]*#(?P<name>tabs|tab|ref|file|hint)\b(?P<rest>[^{}\n]*)\}\}"),
    re.compile(r"\{\{[ \t]*#end(?P<name>tabs|tab|ref|file|hint)[ \t]*\}\}"),
)


def rewrite(text: str) -> str:
    """Return a text whose tags are Triptych's own Markdown."""
    if "<div" in text.lower():
        text = paired.expand(text, _DIVISION, _division)
    if "<Listing" in text:
        text = paired.expand(text, _LISTING, _listing)
    if "{{" in text:
        text = paired.expand(text, _HELPER, _helper)
    return text


def _division(tag: paired.Tag) -> str | None:
    """Return a division that mdBook hides or warns with; None for any other."""
    classes = tag.values.get("class", "").split()
    if "hidden" in classes:
        return ""
    is_warning = "warning" in classes and tag.inner is not None
    return blocks.callout("warning", "", tag.inner or "") if is_warning else None


def _listing(tag: paired.Tag) -> str:
    """Return a listing as “The Rust Programming Language” has them: file name, code, caption."""
    values = tag.values
    name, number, caption = (values.get(key, "") for key in ("file-name", "number", "caption"))
    words = ": ".join(part for part in (f"Listing {number}" if number else "", caption) if part)
    uid = f"[]{{#listing-{number}}}" if re.fullmatch(r"[\w-]+", number) else ""
    parts = [
        f"Filename: {name}" if name else "",
        paired.dedent(tag.inner or ""),
        f"{uid}{' '.join(words.split())}",
    ]
    return "\n\n" + "\n\n".join(part for part in parts if part) + "\n\n"


def _helper(tag: paired.Tag) -> str:
    """Return tabs one after the other under their labels, a reference as a link, else the text."""
    inner = tag.inner or ""
    if tag.name == "tab":
        return blocks.labelled(tag.values.get("name", "") or " ".join(tag.words), inner)
    if tag.name == "ref" and inner.strip():
        address = inner.strip()
        return f"\n\n{blocks.link(address, address)}\n\n"
    return inner
