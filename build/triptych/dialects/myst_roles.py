"""The roles of MyST, its links to labels and documents, and its substitutions."""

import re

from triptych.dialects import blocks, scanner
from triptych.dialects.myst_links import Links
from triptych.dialects.myst_targets import Labels
from triptych.dialects.page import Page
from triptych.dialects.tally import Tally

_ROLE = re.compile(
    r"\{(?P<name>[A-Za-z][\w:.+-]*)\}(?P<marks>`+)(?P<text>(?:(?!\n[ \t]*\n)[\s\S]){1,2000}?)"
    r"(?<!`)(?P=marks)(?!`)"
)
_NAMED = re.compile(r"(?P<words>[\s\S]*?)\s*<(?P<target>[^<>]*)>\s*\Z")
_SUBSTITUTION = re.compile(r"\{\{[ \t]*(?P<name>[\w.-]+)[ \t]*(?:\|[^{}\n]*)?\}\}")
_HINT = "Write what it should read."

_CODE = (
    *(
        "code",
        "command",
        "file",
        "program",
        "samp",
        "envvar",
        "option",
        "kbd:code",
        "regexp",
        "token",
        "mimetype",
    ),
    *(
        "makevar",
        "manpage",
        "newsgroup",
        "keyword",
        "confval",
        "class",
        "func",
        "meth",
        "mod",
        "attr",
        "obj",
    ),
    *(
        "exc",
        "data",
        "const",
        "ref:code",
        "any",
        "type",
        "literal",
        "attribute",
        "function",
        "method",
        "module",
    ),
)
_PLAIN = (
    *(
        "dfn",
        "rfc",
        "abbreviation",
        "text",
        "span",
        "u:text",
        "menuselection:text",
        "term",
        "user",
        "issue",
        "index",
    ),
    *(
        "pull",
        "pr",
        "gh",
        "github",
        "ghissue",
        "ghpull",
        "class:text",
        "sphinx_tags",
        "external",
        "del:text",
    ),
)
_AROUND = {
    "strong": ("**", "**"),
    "emphasis": ("*", "*"),
    "guilabel": ("**", "**"),
    "menuselection": ("**", "**"),
    "dfn": ("*", "*"),
    "title-reference": ("*", "*"),
    "t": ("*", "*"),
    "underline": ("[", "]{.underline}"),
    "u": ("[", "]{.underline}"),
    "smallcaps": ("[", "]{.smallcaps}"),
    "del": ("~~", "~~"),
    "strike": ("~~", "~~"),
    "sub": ("<sub>", "</sub>"),
    "subscript": ("<sub>", "</sub>"),
    "sup": ("<sup>", "</sup>"),
    "superscript": ("<sup>", "</sup>"),
    "kbd": ("<kbd>", "</kbd>"),
    "math": ("$", "$"),
}
_OUT = (
    "octicon",
    "fas",
    "fab",
    "far",
    "fa",
    "material-regular",
    "material-outlined",
    "material-round",
)


class Roles:
    """Replaces the roles and links of one document, whose labels are known by then."""

    def __init__(self, page: Page, tally: Tally, labels: Labels) -> None:
        self._tally = tally
        self._links = Links(page, labels)

    def expand(self, text: str) -> str:
        """Return a text with its roles and its links as Triptych's Markdown."""
        if "}`" in text:
            text = self._roles(text)
        return self._links.expand(text)

    def _roles(self, text: str) -> str:
        """Return a text with its roles replaced."""
        masked = scanner.mask(text)
        out, at = list[str](), 0
        match = _ROLE.search(text)
        while match:
            begin = match.start()
            is_role = masked[begin] != scanner.HIDDEN == masked[match.start("marks")]
            if is_role:
                out += [text[at:begin], self._role(match["name"], match["text"], match[0])]
                at = match.end()
            match = _ROLE.search(text, at if is_role else begin + 1)
        return "".join([*out, text[at:]])

    def _role(self, name: str, typed: str, markup: str) -> str:
        """Return what a role becomes."""
        text = " ".join(typed.split()) if name != "math" else typed.strip()
        named = _NAMED.match(text)
        words, target = (named["words"], named["target"]) if named else ("", text)
        if name == "menuselection":
            text = text.replace("-->", "→")
        if name in _AROUND:
            return f"{_AROUND[name][0]}{text}{_AROUND[name][1]}"
        made = self._linked(name, words, target)
        if made is None:
            made = _worded(name, text, words or target)
        if made is None:
            self._tally.add(f"role `{name}`", markup, _HINT)
        return words or text if made is None else made

    def _linked(self, name: str, words: str, target: str) -> str | None:
        """Return what a role becomes that names a label, a document, a file or a work."""
        if name in ("ref", "numref", "eq", "prf:ref", "proof:ref", "cref", "hoverxref"):
            return self._links.reference(words, target)
        if name == "doc":
            return self._links.document(words, target)
        if name in ("download", "nb-download"):
            return blocks.link(words or target, target)
        is_cited = name.partition(":")[0] in ("cite", "citep", "citet", "footcite")
        return _cited(name, target) if is_cited else None


def _worded(name: str, text: str, shown: str) -> str | None:
    """Return what a role becomes that marks words; None when it is unknown."""
    if name in _OUT or name.startswith(("material-", "fa-")):
        return ""
    if name in ("abbr", "abbreviation"):
        return _abbreviation(text)
    if name in _PLAIN or name.startswith(("bdg", "button-")):
        return shown
    if ":" in name or name in _CODE:
        own = shown.lstrip("!~")
        return f"`{own.rpartition('.')[2] if shown.startswith('~') else own}`"
    return None


def substitute(text: str, known: dict[str, str], tally: Tally) -> str:
    """Return a text with its substitutions: ``{{ name }}``."""
    if "{{" not in text:
        return text
    masked = scanner.mask(text)
    out, at = list[str](), 0
    for match in _SUBSTITUTION.finditer(text):
        if masked[match.start()] == scanner.HIDDEN:
            continue
        if match["name"] not in known:
            tally.add("substitution", match[0], "Define it in the front matter.")
        out += [text[at : match.start()], known.get(match["name"], "")]
        at = match.end()
    return "".join([*out, text[at:]])


def _cited(name: str, keys: str) -> str:
    """Return a citation: ``{cite}`a,b``` is ``[@a; @b]``."""
    found = [key.strip() for key in re.split("[,;]", keys) if key.strip()]
    kind = name.partition(":")[2] or name
    if kind in ("t", "ct", "alt", "author", "citet", "ts", "authorpar") and len(found) == 1:
        return f"@{found[0]}"
    minus = "-" if kind in ("year", "yearpar") else ""
    return f"[{'; '.join(f'{minus}@{key}' for key in found)}]" if found else ""


def _abbreviation(text: str) -> str:
    """Return an abbreviation with what it means: ``HTML (Hypertext Markup Language)``."""
    found = re.match(r"(.*?)\s*\(([^()]*)\)\s*$", text)
    if not found:
        return text
    meaning = found[2].replace("&", "&amp;").replace('"', "&quot;")
    return f'<abbr title="{meaning}">{found[1]}</abbr>'
