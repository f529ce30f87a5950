"""The codes of findings, each with what it says: the one table that waivers and the handbook go by."""

CODES: dict[str, str] = {
    "abbreviation-unused": "An abbreviation is defined and does not occur in the text.",
    "bidi-control": "A control character turns the order of the text without a visible sign.",
    "custom-css": "A rule of the custom style sheet would load something, or cannot be read.",
    "dates-order": "The day of the last change lies before that of publication.",
    "drawing": "A part of a drawing in SVG is left out, or is shown otherwise than elsewhere.",
    "embed": "A film, a sound or a player became a still and a link.",
    "forbidden-character": "The text holds characters that no XML document may hold.",
    "formula": "A formula cannot be set, and is shown as its source.",
    "heading-skip": "A heading is more than one level below the one before it.",
    "isbn-check": "What was meant for an ISBN is none.",
    "label-twice": "Two things have one label.",
    "language": "A language is named that there is not.",
    "missing-citation": "A work is cited that the bibliography does not have.",
    "missing-glyph": "No font has a letter of the text.",
    "no-alt": "A picture has no alternative text.",
    "no-date": "The article has no date.",
    "no-title": "The article has no title.",
    "not-certified": "The EPUB does not say that it is certified, for something speaks against it.",
    "note-in-note": "A note stands in a note.",
    "note-in-title": "A note stands in a title that cannot hold one.",
    "note-twice": "A note is defined twice.",
    "note-undefined": "A note is referred to and not defined.",
    "note-unused": "A note is defined and not referred to.",
    "picture": "A picture is missing, or cannot be read.",
    "raw-html": "HTML in the text held what an edition must not hold.",
    "raw-picture": "A picture in HTML cannot be shown.",
    "relative-link": "A link leads to a file beside the article, where no reader has it.",
    "remote-picture": "A picture on the network was not fetched, or could not be.",
    "table-too-wide": "A table is too wide for its page.",
    "unknown-key": "A key of the front matter is not known.",
    "unresolved-link": "A link leads nowhere.",
    "unresolved-reference": "A reference names nothing that is labelled.",
    "waiver-idle": "A waiver waives nothing.",
    "waiver-reason": "A waiver gives no reason, and does not count.",
    "waiver-unknown": "A waiver names a code that there is not.",
}
"""Every code that a build can tell."""

_PAGE = {
    "alt": "A picture has no alternative text.",
    "broken": "The file cannot be read as what it is.",
    "heading-skip": "A heading is more than one level below the one before it.",
    "id-twice": "Two elements have one id.",
    "lang": "No language is given, or one that there is not.",
    "large": "The file is too large to be judged, or does not end.",
    "link": "A link leads nowhere.",
    "link-words": "A link has no words.",
    "remote": "The page loads something from the network.",
    "title": "The page has no title.",
}

CHECKS: dict[str, str] = {
    "editions-differ": "Editions of one article say different things of it.",
    **{f"html-{name}": text for name, text in _PAGE.items()},
    "html-script": "The page runs a program.",
    **{f"epub-{name}": text for name, text in _PAGE.items()},
    "epub-access": "The book does not say how accessible it is.",
    "epub-access-untrue": "The book says of its accessibility what is not so.",
    "epub-container": "The book does not say where its package document is.",
    "epub-encrypted": "The book's files need a password.",
    "epub-manifest": "The manifest and the files differ.",
    "epub-metadata": "The book lacks its title, language or identifier.",
    "epub-mimetype": "The file does not begin with the mark of an EPUB.",
    "epub-nav": "The book has no contents.",
    "epub-package": "The package document is not XML.",
    "epub-page": "A page is not XML.",
    "epub-spine": "The order of reading is empty, or names what is not there.",
    "pdf-alt": "A figure has no alternative text.",
    "pdf-broken": "The file cannot be read as what it is.",
    "pdf-claims": "The PDF claims neither PDF/UA nor PDF/A.",
    "pdf-encrypted": "The PDF opens with a password alone.",
    "pdf-font": "A font is not in the file.",
    "pdf-lang": "The PDF does not say its language.",
    "pdf-large": "The file is too large to be judged, or does not end.",
    "pdf-outline": "A long PDF has no outline.",
    "pdf-source": "The PDF does not carry its source.",
    "pdf-title": "The PDF has no title.",
    "pdf-title-shown": "Readers show the file's name in the place of the title.",
    "pdf-untagged": "The PDF is not tagged.",
    "theme-contrast": "A colour of the theme does not stand out from its ground.",
}
"""Every code of our own checks of editions."""

JUDGES = ("epubcheck-", "ace-", "axe-", "nu-", "verapdf-")
"""How the codes begin that outside judges give, whose own words follow."""


def is_known(code: str) -> bool:
    """Tell whether a finding can have a code."""
    return code in CODES or code in CHECKS or code.startswith(JUDGES)
