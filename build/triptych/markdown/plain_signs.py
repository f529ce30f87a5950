r"""Signs that pandoc reads as markup where CommonMark and their authors do not, with a backslash.

``~10–~20`` is two numbers, ``^_^`` a face, ``C:\dir\`` a folder, and ``~ 5 km`` at the beginning of a
line no definition, which an author asks for by a colon.
"""

from triptych.markdown import inline_tokens

_SIGNS = (
    r"^[ ]{0,3}~(?=[ \t])"
    r"|(?<![\w~^\\])~(?=\d[^~\s]*~\w)"
    r"|(?<![\w~^\\)\]}])\^(?=[^\w\s^\[]+\^|_\^)"
    r"|(?<!\w)[A-Za-z]:(?:\\[\w.-]+)*\\(?=\s|\Z)"
)


def escape_signs(text: str) -> str:
    """Return a paragraph with a backslash before each sign that is meant as it is typed."""
    if not any(sign in text for sign in "~^") and ":\\" not in text:
        return text
    parts, at = [], 0
    for found in inline_tokens.find(text, _SIGNS):
        parts += [text[at : found.end() - 1], "\\", found[0][-1]]
        at = found.end()
    return "".join([*parts, text[at:]])
