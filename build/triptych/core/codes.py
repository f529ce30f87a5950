"""The codes of findings, each with its meaning: the one table for waivers and the handbook."""

CODES: dict[str, str] = {
    "abbreviation-unused": "An abbreviation is defined and does not occur in the text.",
    "article-link": "A link to another article is without an address in the EPUB.",
    "article-missing": "A link to an article of the site leads to the web, because it is not here.",
    "bidi-control": "An invisible control character changes the direction of the text.",
    "custom-css": "A rule of the custom style sheet loads something, or does not parse.",
    "dates-order": "The date of the last change is before the date of publication.",
    "drawing": "A part of an SVG drawing is left out, or looks different than elsewhere.",
    "embed": "A video, a sound or a player is replaced by a still and a link.",
    "forbidden-character": "The text has characters that XML forbids.",
    "foreign-markup": "Markup of another tool is left out, or set by its content.",
    "formula": "A formula cannot be typeset; its source is shown.",
    "formula-wide": "A formula is wider than its page; it is broken, made smaller or shown as its source.",
    "heading-skip": "A heading is more than one level below the one before it.",
    "identifier": "The identifier is made of the text, so that it changes with the text.",
    "include": "A file that the text includes is missing, or cannot be read.",
    "isbn-check": "The ISBN is not valid.",
    "label-twice": "Two elements have the same label.",
    "language": "The language tag does not exist.",
    "literal-markup": "Markup is printed as it is typed.",
    "missing-citation": "The bibliography has no entry for a citation.",
    "missing-glyph": "No font has a character of the text.",
    "no-alt": "A picture has no alternative text.",
    "no-date": "The article has no date.",
    "no-hyphenation": "No patterns say where words of a language may be divided.",
    "no-title": "The article has no title.",
    "not-certified": "The EPUB claims no certification, because something contradicts it.",
    "note-in-note": "A note is inside another note.",
    "note-in-title": "A title has a note, which it cannot hold.",
    "note-twice": "A note is defined twice.",
    "note-undefined": "A reference names a note that is not defined.",
    "note-unused": "No reference names a note that is defined.",
    "picture": "A picture is missing, or cannot be read.",
    "raw-html": "HTML in the text has something that no edition may have.",
    "raw-picture": "A picture in HTML cannot be shown.",
    "relative-link": "A link leads to a file that readers do not have.",
    "remote-picture": "A picture on the network was not fetched.",
    "slug-shared": "The outputs follow the article's folder, because another article has its name.",
    "table-too-wide": "A table is too wide for its page.",
    "theme": "A theme has a mistake, and a part of it has no effect.",
    "unknown-key": "The front matter has an unknown key.",
    "unresolved-link": "A link leads nowhere.",
    "unresolved-reference": "A reference names a label that does not exist.",
    "uuid-check": "An identifier begins with `urn:uuid:` and is not a UUID.",
    "waiver-idle": "A waiver waives no finding.",
    "waiver-reason": "A waiver gives no reason, so it is ignored.",
    "waiver-unknown": "A waiver names an unknown code.",
}
"""Every code that a build can report."""

_PAGE = {
    "alt": "A picture has no alternative text.",
    "broken": "The file is damaged, or is not what its name says.",
    "heading-skip": "A heading is more than one level below the one before it.",
    "id-twice": "Two elements have the same id.",
    "lang": "The language is missing, or does not exist.",
    "large": "The file is too large to be judged.",
    "link": "A link leads nowhere.",
    "link-words": "A link has no text.",
    "remote": "The page loads something from the network.",
    "title": "The page has no title.",
}

CHECKS: dict[str, str] = {
    "editions-differ": "The editions of one article contradict each other.",
    **{f"html-{name}": text for name, text in _PAGE.items()},
    "html-script": "The page runs a script.",
    **{f"epub-{name}": text for name, text in _PAGE.items()},
    "epub-access": "The book has no accessibility metadata.",
    "epub-access-untrue": "The book's accessibility metadata are wrong.",
    "epub-container": "The container does not name a package document.",
    "epub-encrypted": "The book is encrypted.",
    "epub-manifest": "The manifest does not match the files.",
    "epub-metadata": "The book lacks its title, language or identifier.",
    "epub-mimetype": "The file does not begin with the media type of an EPUB.",
    "epub-nav": "The book has no table of contents.",
    "epub-package": "The package document is not well-formed XML.",
    "epub-page": "A page is not well-formed XML.",
    "epub-spine": "The reading order is empty, or names a missing page.",
    "pdf-alt": "A figure has no alternative text.",
    "pdf-broken": "The file is damaged, or is not what its name says.",
    "pdf-claims": "The PDF claims neither PDF/UA nor PDF/A.",
    "pdf-encrypted": "The PDF needs a password.",
    "pdf-font": "A font is not embedded.",
    "pdf-lang": "The PDF has no language.",
    "pdf-large": "The file is too large to be judged.",
    "pdf-outline": "A long PDF has no outline.",
    "pdf-source": "The PDF does not contain its source.",
    "pdf-title": "The PDF has no title.",
    "pdf-title-shown": "Readers show the file name instead of the title.",
    "pdf-untagged": "The PDF is not tagged.",
    "theme-contrast": "A colour of the theme has too little contrast.",
}
"""Every code of our own checks of editions."""

JUDGES = ("epubcheck-", "ace-", "axe-", "nu-", "verapdf-")
"""How the codes of outside judges begin; the rest is the judge's own."""


def is_known(code: str) -> bool:
    """Whether a finding can have this code."""
    return code in CODES or code in CHECKS or code.startswith(JUDGES)
