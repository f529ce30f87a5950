"""Tags that stand for a few words or lines: buttons, quotations, terms, trees of files."""

import re
from collections.abc import Callable

from triptych.dialects import blocks, paired
from triptych.dialects.figure_tags import first
from triptych.dialects.paired import Tag


def _set(tag: Tag, words: str) -> str:
    """Return words as a paragraph where a tag is one, and else within its line."""
    return f"\n\n{words}\n\n" if words and tag.is_block else words


def code_title(tag: Tag) -> str:
    """Return the name of the code that follows."""
    words = " ".join(tag.words[:1]) or first(tag, "title", "name", "file")
    return _set(tag, f"**{words}**" if words else "")


def state(tag: Tag) -> str:
    """Return since when something is there: ``state="beta" for_k8s_version="v1.2"``."""
    words = [value for value in (*tag.words, *tag.values.values()) if value.strip()]
    plain = re.sub(r"^(added|new|deprecated|changed|removed)in$", r"\1-in", tag.name.lower())
    words = [word for word in words if not re.fullmatch(r"h[1-6]", word)]
    name = re.sub(r"[-_]", " ", plain).capitalize() if plain.endswith("-in") else ""
    said = f"*{' '.join(filter(None, [name, ', '.join(words)]))}*" if words else ""
    inner = (tag.inner or "").strip()
    return f"\n\n{said}\n\n{inner}\n\n" if said and inner else _set(tag, said or inner)


def term(tag: Tag) -> str:
    """Return a word that is explained elsewhere."""
    words = (tag.inner or "").strip() or first(tag, "text", "title", "label")
    return words or re.sub(
        r"[-_]", " ", first(tag, "term_id", "term", "id") or " ".join(tag.words[-1:])
    )


def tree(tag: Tag) -> str:
    """Return folders and files as a list."""
    name = first(tag, "name") or " ".join(tag.words[:1])
    inner = "\n".join(line for line in (tag.inner or "").split("\n") if line.strip())
    if tag.name.endswith("container"):
        return f"\n\n{paired.dedent(inner)}\n\n"
    below = "".join(f"\n    {line}" for line in paired.dedent(inner).split("\n") if line)
    return f"- {name}{below}"


def button(tag: Tag) -> str:
    """Return a link with the words of a button; its words alone where it leads nowhere."""
    words = list(tag.words)
    address = first(tag, "href", "link", "url", "relref", "ref", "to", "page", "address")
    if not address:
        found = (word for word in words if re.match(r"(?:[a-z]+:|[./#])|.*\.md$", word))
        address = next(found, "")
    label = (tag.inner or "").strip() or first(tag, "text", "label", "title", "name", "content")
    label = label or next((word for word in words if word != address), "")
    made = blocks.link(" ".join(label.split()), address) if address else label
    return f"\n\n{made}\n\n" if tag.is_block else made


def quotation(tag: Tag) -> str:
    """Return a quotation with its author."""
    inner = paired.dedent(tag.inner or first(tag, "text", "content", "quote"))
    author = first(tag, "author", "by", "cite", "name") or (
        tag.rest.strip() if tag.words and not tag.values else ""
    )
    source = first(tag, "source", "title", "link", "url")
    lines = [
        *inner.split("\n"),
        *(["", f"— {', '.join(filter(None, [author, source]))}"] * bool(author)),
    ]
    return "\n\n" + "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n" if inner else ""


def toggle(tag: Tag) -> str:
    """Return a configuration that a page shows in several languages, in the one that it is written in."""
    inner = paired.dedent(tag.inner or "")
    is_toml = re.search(r"^\s*(?:\[|[\w.-]+\s*=)", inner, re.MULTILINE)
    language = "json" if inner.startswith("{") else "toml" if is_toml else "yaml"
    return blocks.fenced(inner, language) if inner else ""


def element(name: str) -> Callable[[Tag], str]:
    """Return the rule of an element of HTML within a line."""

    def rule(tag: Tag) -> str:
        words = (tag.inner if tag.inner is not None else " ".join(tag.words)).strip()
        return f"<{name}>{words}</{name}>" if words else ""

    return rule


def diagram(language: str) -> Callable[[Tag], str]:
    """Return the rule of a diagram's source in a language."""
    return lambda tag: blocks.fenced(paired.dedent(tag.inner or ""), language) if tag.inner else ""


def formula(tag: Tag) -> str:
    """Return a formula, displayed unless it is within a line."""
    inner = (tag.inner or first(tag, "tex") or " ".join(tag.words)).strip()
    if not inner or re.search(r"\$|\\[(\[]", inner):
        return inner
    is_display = tag.is_block and ("\n" in (tag.inner or "") or "display" in tag.rest)
    return f"\n\n$$\n{inner}\n$$\n\n" if is_display else f"${inner}$"
