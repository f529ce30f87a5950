"""Selectors of a site's style sheets: which elements of an article they are about, and in which scheme."""

import re

LIGHT, DARK, OTHER = "light", "dark", "other"
"""The schemes: what a selector asks for by a class or an attribute of the page."""

_SCHEME = re.compile(
    r"""\[data-[\w-]*(?:theme|mode|scheme)[\w-]*\s*[~|^$*]?=\s*["']?([\w-]+)["']?\s*[is]?\s*\]"""
    r"""|\.(?:theme-|mode-|is-)?(dark|light)(?:-theme|-mode)?(?![\w-])""",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:nav|menu|footer|alert|badge|tooltip|popover|dropdown|pagination|breadcrumb|list-group|hljs|admonition|sidebar|btn|button|card|cookie|modal|widget|comment|form|input|share|ad|ads)\b"
    r"|:(?:hover|focus|active|visited|before|after|target|disabled|not\(|:)",
    re.IGNORECASE,
)
_SUBJECTS: tuple[tuple[str, str, int], ...] = (
    (r":root|html", "page", 1),
    (r"body", "page", 2),
    (r"#pf-body|#printfriendly|#pf-print-area", "page", 4),
    (r"#pf-content|\.(?:entry|post|article|page)-(?:content|body)|\.prose|article|main", "text", 3),
    (r"p", "text", 2),
    (r"a|a:link|a:any-link", "link", 2),
    (r"#pf-title", "title", 5),
    (r"h1", "title", 3),
    (r"\.(?:entry|post|article|page)-title", "title", 4),
    (r"h2|h3", "heading", 3),
    (r"h4|h5|h6", "heading", 1),
    (r"pre|code", "code", 3),
    (r"blockquote", "quote", 2),
    (r"hr|table|td|th", "line", 2),
    (
        r"#pf-(?:date|author|src)|\.copyright|figcaption|\.(?:pf-)?caption|small|time|\.byline|\.meta",
        "quiet",
        3,
    ),
    (r"#pf-kicker|\.kicker|\.category", "kicker", 3),
)
_KINDS = [
    (re.compile(rf"(?:{pattern})$", re.IGNORECASE), kind, rank) for pattern, kind, rank in _SUBJECTS
]
_CONTENT = re.compile(
    r"content|post|entry|article|page|prose|body|main|text|markdown|story|pf-|printfriendly",
    re.IGNORECASE,
)
_CLASS = re.compile(r"[.#\[]")


def scheme_of(selector: str) -> tuple[str, str]:
    """Return the scheme that a selector is of, and the selector without it."""
    named = {(found[1] or found[2]).lower() for found in _SCHEME.finditer(selector)}
    plain = _SCHEME.sub("", selector).strip() or ":root"
    if not named:
        return LIGHT, plain
    if any(DARK in name for name in named):
        return DARK, plain
    is_light = all(name in (LIGHT, "default", "auto") for name in named)
    return (LIGHT if is_light else OTHER), plain


def kind_of(selector: str) -> tuple[str, int] | None:
    """Return the kind of element that a selector is about, and its rank; None for none of an article.

    It is judged by its last part. What is around that has no class, or one that content has.
    """
    parts = re.split(r"[\s>+~]+", selector.strip())
    around = [part for part in parts[:-1] if _CLASS.search(part)]
    if _ELSEWHERE.search(selector) or not all(map(_CONTENT.search, around)):
        return None
    for pattern, kind, rank in _KINDS:
        found = pattern.search(parts[-1])
        if found and (found.start() == 0 or found[0][0] in ".#:"):
            return kind, rank
    return None
