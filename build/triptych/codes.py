"""The codes of findings, each with what it says: the one table that waivers and the handbook go by."""

CODES: dict[str, str] = {
    "abbreviation-unused": "An abbreviation is defined and does not occur in the text.",
    "bidi-control": "A control character turns the order of the text without a visible sign.",
    "custom-css": "A rule of the custom style sheet would load something, or cannot be read.",
    "dates-order": "The day of the last change lies before that of publication.",
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

JUDGES = ("epubcheck-", "ace-", "axe-", "nu-", "verapdf-")
"""How the codes begin that outside judges give, whose own words follow."""


def is_known(code: str) -> bool:
    """Tell whether a finding can have a code."""
    return code in CODES or code.startswith(JUDGES)
