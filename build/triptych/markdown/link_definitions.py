"""Definitions of links as CommonMark reads them (section 4.7), written so that pandoc reads them alike.

Pandoc takes the whole rest of a line as an address, spaces and all, so that ``[Anna]: Hello there`` was in
no edition; and of two definitions with one label it takes the last.
"""

import re

_MARK = re.compile(r"[ \t]*(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)")
_LABEL = re.compile(
    r"[ \t]*(?:\[\^[^\]\s]+\]:[ \t]*)?(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*"
    r"\[(?!\^)(?P<label>(?:\\.|[^\[\]\\]|\[[^\[\]]*\])+)\]:(?P<rest>.*)$"
)
_TITLE = r"""(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\))"""
_ADDRESS = re.compile(
    rf"[ \t]*(?:<[^<>]*>|[^\s<]\S*)(?:[ \t]+{_TITLE})?[ \t]*(?:(?<=[ \t>])\{{[^{{}}]*\}}[ \t]*)?$"
)
_TITLE_ALONE = re.compile(rf"[ \t]+{_TITLE}[ \t]*$|{_TITLE}[ \t]*$")
_SHADOW = "\ufdd0"
"""A character that no text has (Unicode 23.7, Noncharacters), in a label that nothing refers to."""


class LinkDefinitions:
    """The labels that are defined so far, in a text with all that is quoted in it."""

    def __init__(self) -> None:
        self._labels: set[str] = set()
        self._is_within = False

    def read(self, line: str, below: str, *, begins: bool) -> str:
        """Return a line of text as pandoc should have it, with the line below it.

        ``begins`` is whether it may be the first of a paragraph.
        """
        found = _LABEL.match(line)
        if not found:
            self._is_within = self._is_within and bool(_TITLE_ALONE.match(line))
            return line
        if not _ADDRESS.match(found["rest"] if found["rest"].strip() else below):
            self._is_within = False
            return f"{line[: found.end('label')]}]\\:{found['rest']}"
        self._is_within = begins or self._is_within or bool(_MARK.match(line))
        label = " ".join(found["label"].casefold().split())
        if not self._is_within or label not in self._labels:
            self._labels.update({label} if self._is_within else ())
            return line
        return f"{line[: found.end('label')]}{_SHADOW}]:{found['rest']}"
