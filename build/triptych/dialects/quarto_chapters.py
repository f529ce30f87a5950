"""Links between the chapters of a book of bookdown, which are one document to its authors."""

import re

from triptych.dialects import blocks, quarto_labels, scanner
from triptych.dialects.page import Page

_LINK = re.compile(r"(?<=\]\()#(?P<id>[^\s()]+)(?=\))")
_IMPLICIT = re.compile(
    r"(?<![\\!\]\w^@])\[(?P<words>[^\[\]@^\n]{2,200})\](?:\[(?P<target>[^\[\]@^\n]{2,200})\])?(?![\[({:])"
)
_DEFINITION = re.compile(r"^ {0,3}\[([^\[\]\n]+)\]:", re.MULTILINE)
_OWN_ID = re.compile(r"\{[^{}\n]*#([^\s{}]+)|\bid=[\"']([^\"'\s]+)")


def rewrite(text: str, page: Page) -> str:
    """Return a text whose links to headings and ids of other chapters lead there."""
    if not is_book(page) or "[" not in text:
        return text
    own = quarto_labels.labels_of(text)
    ids = {uid for label, known, _ in own for uid in (label, known)}
    ids |= {uid for pair in _OWN_ID.findall(text) for uid in pair if uid}
    headings = {quarto_labels.by_words(words) for _, _, words in own}
    headings |= {quarto_labels.by_words(words) for words in _DEFINITION.findall(text)}

    def lead(found: scanner.Found) -> str | None:
        plain = re.sub(r"^(fig|tbl|eq|lst|sec):", r"\1-", found["id"])
        other = None if {found["id"], plain} & ids else quarto_labels.elsewhere(page, plain)
        return f"/{other.name}#{other.uid}" if other and other.name != page.name else None

    def name(found: scanner.Found) -> str | None:
        key = quarto_labels.by_words(found["target"] or found["words"])
        other = None if key in headings else quarto_labels.elsewhere(page, key)
        if not other or other.name == page.name:
            return None
        return blocks.link(found["words"], f"/{other.name}#{other.uid}")

    return scanner.substitute(scanner.substitute(text, _LINK, lead), _IMPLICIT, name)


def is_book(page: Page) -> bool:
    """Whether a page is a chapter of a book of bookdown."""
    is_theirs = page.path.suffix.lower() == ".rmd" or page.site.dialect == "pandoc"
    return is_theirs and len(page.site.only) > 1


_REFERENCE = re.compile(
    r"\[(?P<minus>-?)@(?P<kind>fig|tbl|eq|lst|sec):(?P<name>[\w.:/-]*\w)\]"
    r"|(?<![\w\\@\[;-])@(?P<kind2>(?i:fig|tbl|eq|lst|sec)):(?P<name2>[\w.:/-]*\w)"
)


def references(text: str, page: Page) -> str:
    """Return a text whose references to labels of other chapters, ``@fig:wick``, lead there."""
    if "@" not in text:
        return text
    own = {label for label, _, _ in quarto_labels.labels_of(text)}
    own |= {f"eq-{name}" for name in re.findall(r"\\label\s*\{eq:([^{}\s]+)\}", text)}

    def lead(found: scanner.Found) -> str | None:
        kind = (found["kind"] or found["kind2"]).lower()
        label = f"{kind}-{found['name'] or found['name2']}"
        other = None if label in own else quarto_labels.elsewhere(page, label)
        if not other or other.name == page.name:
            return None
        words = other.words
        if found["minus"]:
            words = words.removeprefix(f"{quarto_labels.kind_words(kind)} ")
        return blocks.link(words, f"/{other.name}#{other.uid}")

    return scanner.substitute(text, _REFERENCE, lead)
