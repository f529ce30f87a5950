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
        other = None if found["id"] in ids else quarto_labels.elsewhere(page, found["id"])
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
    return page.path.suffix.lower() == ".rmd" and len(page.site.only) > 1
