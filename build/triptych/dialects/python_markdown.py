"""Marks within a line that the extensions of Python-Markdown read: icons, keys, critic marks and others."""

import re
from collections.abc import Callable

from triptych.dialects import page as pages
from triptych.dialects import scanner
from triptych.dialects.page import Page

_SETS = r"(?:material|fontawesome-(?:brands|regular|solid)|octicons|simple)"
_ICON = re.compile(
    rf"(?P<link>\[)?:(?P<set>{_SETS})-(?P<name>[a-z0-9]+(?:-[a-z0-9]+)*):"
    r"(?:\{[^{}\n]*\})?(?P<end>\])?(?:(?P<space>[ ]|&nbsp;)+)?(?P<dash>[-–—][ ]+)?"
)
_SIGNS = {
    "check": "✓",
    "close": "✗",
    "arrow-right": "→",
    "arrow-left": "←",
    "arrow-up": "↑",
    "arrow-down": "↓",
    "x": "✗",
}
"""What some icons mean, by the beginning of their name, where they are the only sign of it."""


def icons(text: str) -> str:
    """Return a text without icons, which are ornaments; those that mean something become a sign."""

    def make(found: scanner.Found) -> str:
        name = re.sub(r"-\d+$", "", found["name"])
        if found["link"] and found["end"]:
            words = (
                name.rpartition("-")[2] if found["set"] == "material" else name.replace("-", " ")
            )
            return f"[{words.capitalize()}]"
        masked = found.match.string
        around = (
            masked[max(found.start - 1, 0) : found.start],
            masked[found.match.end() : found.match.end() + 1],
        )
        is_cell = around[0] in ("|", " ", "") and around[1] in ("|", "")
        sign = next(
            (s for key, s in _SIGNS.items() if name == key or name.startswith(f"{key}-")), ""
        )
        tail = " " if sign and found["space"] else ""
        made = (
            f"{sign}{tail}" if sign else name.replace("-", " ") if is_cell and "|" in around else ""
        )
        begin = masked.rfind("\n", 0, found.start) + 1
        is_first = not made and not masked[begin : found.start].strip(" \t>*+-")
        return f"{found['link']}{made}{found['end']}{'' if is_first else found['dash']}"

    return scanner.substitute(text, _ICON, make)


_KEY_NAMES = {
    "ctrl": "Ctrl",
    "control": "Ctrl",
    "alt": "Alt",
    "shift": "Shift",
    "cmd": "Cmd",
    "command": "Cmd",
    "meta": "Meta",
    "win": "Win",
    "windows": "Win",
    "option": "Option",
    "enter": "Enter",
    "return": "Return",
    "esc": "Esc",
    "escape": "Esc",
    "tab": "Tab",
    "space": "Space",
    "del": "Del",
    "delete": "Delete",
    "ins": "Ins",
    "insert": "Insert",
    "backspace": "Backspace",
    "caps-lock": "Caps Lock",
    "print-screen": "Print Screen",
    "page-up": "Page Up",
    "page-down": "Page Down",
    "arrow-up": "↑",
    "arrow-down": "↓",
    "arrow-left": "←",
    "arrow-right": "→",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "plus": "+",
    "minus": "-",
    "equal": "=",
    "comma": ",",
    "period": ".",
    "slash": "/",
    "backslash": "\\\\",
    "pipe": "\\|",
    "grave": "\\`",
    "tilde": "\\~",
    "bracket-left": "\\[",
    "bracket-right": "\\]",
    "semicolon": ";",
    "colon": ":",
    "single-quote": "'",
    "double-quote": '"',
}
_KEY = re.compile(r"\"([^\"]+)\"|([\w-]+)")


def keys(text: str) -> str:
    """Return a text with ``++ctrl+alt++`` as keys."""

    def make(inner: str) -> str | None:
        found: list[str] = []
        at = 0
        while at < len(inner):
            key = _KEY.match(inner, at)
            if not key or (key.end() < len(inner) and inner[key.end()] != "+"):
                return None
            found.append(key[1] or _key_name(key[2]))
            at = key.end() + 1
        return "+".join(f"<kbd>{name}</kbd>" for name in found)

    return scanner.enclosed(text, "++", "++", make)


def _key_name(name: str) -> str:
    """Return what is on a key."""
    plain = re.sub(r"^(?:left|right|num)-(?=\w)", "", name.lower())
    plain = name.lower() if name.lower() in _KEY_NAMES else plain
    known = _KEY_NAMES.get(plain)
    return known or (plain.upper() if len(plain) <= 3 else plain.replace("-", " ").title())


def edits(text: str) -> str:
    """Return a text with critic marks as insertions, deletions and marks; comments are out."""
    text = scanner.enclosed(text, "{++", "++}", lambda words: f"<ins>{words}</ins>")
    text = scanner.enclosed(text, "{--", "--}", lambda words: f"~~{words.strip()}~~")
    text = scanner.enclosed(text, "{==", "==}", lambda words: f"=={words.strip()}==")
    text = scanner.enclosed(text, "{>>", "<<}", lambda _: "")
    return scanner.enclosed(text, "{~~", "~~}", _replaced)


def _replaced(words: str) -> str | None:
    """Return the old and the new words of a substitution."""
    old, arrow, new = words.partition("~>")
    return f"~~{old.strip()}~~<ins>{new.strip()}</ins>" if arrow else None


def inserted(text: str) -> str:
    """Return a text with ``^^words^^`` as inserted."""

    def make(words: str) -> str | None:
        return f"<ins>{words}</ins>" if words.strip() == words and "^" not in words else None

    return scanner.enclosed(text, "^^", "^^", make)


def formulas(text: str) -> str:
    r"""Return a text with ``\(x\)`` and ``\[x\]`` as formulas between dollars."""
    text = scanner.enclosed(text, "\\(", "\\)", lambda words: f"${words.strip()}$")
    text = scanner.substitute(text, _DISPLAY, lambda found: f"{found[1]}$${found[2].strip()}$$")
    return scanner.substitute(text, _ENVIRONMENT, lambda found: f"$$\n{found[0]}\n$$")


_ENVIRONMENT = re.compile(
    r"(?<=\n\n)(?P<indent>[ ]{0,3})\\begin\{(?P<name>[a-z]+\*?)\}(?:(?!\n[ \t]*\n).){1,3000}?"
    r"\\end\{(?P=name)\}(?=[ \t]*(?:\n[ \t]*\n|\n?\Z))",
    re.DOTALL,
)
_DISPLAY = re.compile(
    r"^([ \t>]*)\\\[((?:(?!\\\[|\n[ \t]*\n).){1,3000}?)\\\][ \t]*$", re.MULTILINE | re.DOTALL
)


_SMART = {
    "(c)": "©",
    "(r)": "®",
    "(tm)": "™",
    "<-->": "↔",
    "-->": "→",
    "<--": "←",
    "=/=": "≠",
    "+/-": "±",
    "c/o": "℅",
}
_SYMBOL = re.compile(
    r"\((?:c|r|tm)\)|(?<!<!)(?<![<\-])<-->|(?<![-<])-->|(?<!<!)(?<!<)<--(?!-)|=/=|\+/-|\bc/o\b",
    re.IGNORECASE,
)


def symbols(text: str) -> str:
    """Return a text with ``(c)``, ``+/-`` and the like as the signs that they stand for."""
    if "<!--" in text:
        return text
    return scanner.substitute(text, _SYMBOL, lambda found: _SMART[found[0].lower()])


_REFERENCE = re.compile(
    r"(?<![\w\]\\!])\[(?!\^)((?:[^\[\]\n]|\n(?![ \t]*\n)|\[[^\[\]\n]{0,200}\]){1,300})\]"
    r"(?P<gap>[ ]|\n[ \t>]*)?\[(?P<label>[^\[\]\n]{0,200})\](?!\()(?P<colon>:)?"
)
_DEFINED = re.compile(r"^[ \t>]*\[([^\[\]\n^][^\[\]\n]*)\]:", re.MULTILINE)


def undefined_references(
    text: str, page: Page, address_of: Callable[[str, Page], str] = lambda *_: ""
) -> str:
    """Return a text with the words of links whose reference is not defined; they are reported.

    ``address_of`` returns the address of what a label means without a definition, or "".
    """
    labels = {_label(match[1]) for match in _DEFINED.finditer(text)}
    missing: list[str] = []

    def make(found: scanner.Found) -> str | None:
        if found["colon"] and "\n" in found["gap"]:
            return None
        if _label(found["label"] or found[1]) in labels or found[1].lstrip().startswith("!"):
            is_apart = found["gap"] and found["label"]
            return f"[{found[1]}][{found['label']}]{found['colon']}" if is_apart else None
        if found["gap"] and "." not in found["label"]:
            return None
        if address := address_of(found["label"] or found[1], page):
            return f"[{found[1]}](<{address}>){found['colon']}"
        missing.append(found[0].removesuffix(":"))
        return f"{found[1]}{found['colon']}"

    made = scanner.substitute(text, _REFERENCE, make)
    hint = "Its words are set. Add a line `[reference]: address`."
    pages.report_foreign(page, "link by an undefined reference", missing, hint)
    return made


def _label(words: str) -> str:
    """Return a label as labels are compared."""
    return " ".join(words.casefold().split())
