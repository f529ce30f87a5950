r"""What commands of LaTeX become within a line: ``\textbf{a}`` is ``**a**``."""

import re
from collections.abc import Callable

from triptych.dialects import blocks

MARK = "\ufdd0"
"""What encloses a reference until all labels are known; a noncharacter, which no text has."""

CAPTION, ITEM = "\ufdd1", "\ufdd2"
"""What encloses a caption and the label of an item until their environment ends."""

_SECTIONS = {
    "part": "#",
    "chapter": "#",
    "section": "##",
    "subsection": "###",
    "subsubsection": "####",
    "paragraph": "#####",
    "subparagraph": "######",
}
_AROUND = {
    "textbf": ("**", "**"),
    "textit": ("*", "*"),
    "emph": ("*", "*"),
    "textsl": ("*", "*"),
    "underline": ("[", "]{.underline}"),
    "uline": ("[", "]{.underline}"),
    "textsc": ("[", "]{.smallcaps}"),
    "sout": ("~~", "~~"),
    "st": ("~~", "~~"),
    "hl": ("==", "=="),
    "textsuperscript": ("<sup>", "</sup>"),
    "textsubscript": ("<sub>", "</sub>"),
    "footnote": ("^[", "]"),
    "footnotetext": ("^[", "]"),
    "marginnote": ("^[", "]"),
    "marginpar": ("^[", "]"),
    "sidenote": ("^[", "]"),
    "thanks": ("^[", "]"),
    "enquote": ("“", "”"),
}
_WORDS = {
    **dict.fromkeys(("textrm", "textsf", "textmd", "textup", "textnormal", "mbox", "makebox"), 1),
    **dict.fromkeys(
        ("fbox", "framebox", "hbox", "vbox", "text", "mathrm", "uppercase", "ensuremath"), 1
    ),
    **dict.fromkeys(("textcolor", "colorbox", "raisebox", "parbox", "foreignlanguage"), 2),
    **dict.fromkeys(("scalebox", "rotatebox", "hyperlink"), 2),
    **dict.fromkeys(("resizebox", "fcolorbox", "multicolumn", "multirow"), 3),
}
"""Commands of which the last argument is the words, with how many they have."""

_OUT = {
    **dict.fromkeys(
        ("noindent", "centering", "raggedright", "raggedleft", "bigskip", "medskip"), 0
    ),
    **dict.fromkeys(("smallskip", "hfill", "vfill", "hfil", "vfil", "par", "indent", "protect"), 0),
    **dict.fromkeys(("tiny", "scriptsize", "footnotesize", "small", "normalsize", "large"), 0),
    **dict.fromkeys(("Large", "LARGE", "huge", "Huge", "bfseries", "itshape", "scshape"), 0),
    **dict.fromkeys(("ttfamily", "sffamily", "rmfamily", "normalfont", "singlespacing"), 0),
    **dict.fromkeys(("doublespacing", "onehalfspacing", "tableofcontents", "listoffigures"), 0),
    **dict.fromkeys(("listoftables", "maketitle", "appendix", "frontmatter", "mainmatter"), 0),
    **dict.fromkeys(("backmatter", "printindex", "makeindex", "printbibliography"), 0),
    **dict.fromkeys(("phantomsection", "hline", "toprule", "midrule", "bottomrule", "null"), 0),
    **dict.fromkeys(("twocolumn", "onecolumn", "sloppy", "fussy", "leavevmode", "linebreak"), 0),
    **dict.fromkeys(
        ("nolinebreak", "nopagebreak", "allowbreak", "FloatBarrier", "floatbarrier"), 0
    ),
    **dict.fromkeys(("vspace", "hspace", "index", "bibliography", "bibliographystyle"), 1),
    **dict.fromkeys(("pagestyle", "thispagestyle", "pagenumbering", "hypersetup", "nocite"), 1),
    **dict.fromkeys(("usepackage", "documentclass", "hypertarget", "includepdf", "markright"), 1),
    **dict.fromkeys(("color", "fontsize", "selectfont", "vskip", "captionsetup", "glsadd"), 1),
    **dict.fromkeys(("needspace", "graphicspath", "geometry", "newgeometry", "cline"), 1),
    **dict.fromkeys(("setlength", "addtolength", "setcounter", "addtocounter", "markboth"), 2),
    **dict.fromkeys(("definecolor", "addcontentsline"), 3),
}
"""Commands that say nothing in print, with how many arguments they have."""

_SIGNS = {
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "BibTeX": "BibTeX",
    "XeLaTeX": "XeLaTeX",
    "LaTeXe": "LaTeX2e",
    "ldots": "…",
    "dots": "…",
    "textellipsis": "…",
    "textbackslash": "\\\\",
    "copyright": "©",
    "textasciitilde": "\\~",
    "textasciicircum": "\\^",
    "textregistered": "®",
    "textdegree": "°",
    "texttrademark": "™",
    "textendash": "–",
    "textemdash": "—",
    "quad": "\u2003",
    "qquad": "\u2003",
    "textbar": "\\|",
    "textless": "\\<",
    "textgreater": "\\>",
    "pounds": "£",
    "euro": "€",
    "ss": "ß",
    "ae": "æ",
    "oe": "œ",
    "AE": "Æ",
    "OE": "Œ",
    "aa": "å",
    "AA": "Å",
    "newline": "\\\n",
    "today": "",
    "textquotedbl": '"',
    "textquotesingle": "'",
    "slash": "/",
    "textbullet": "•",
    "checkmark": "✓",
    "dag": "†",
    "ddag": "‡",
    "S": "§",
    "P": "¶",
    "textunderscore": "\\_",
}
_REFERENCES = (
    "ref",
    "autoref",
    "cref",
    "Cref",
    "eqref",
    "pageref",
    "nameref",
    "vref",
    "subref",
    "fref",
)
_CITES = re.compile(
    r"(?P<kind>(?:foot|full|paren|text|auto|smart|super|short)?cites?(?:p|t|al[pt]|author|year(?:par)?|title|num)?)\Z",
    re.IGNORECASE,
)
_PAGES = ("newpage", "pagebreak", "clearpage", "cleardoublepage")


def arguments(name: str) -> int | None:
    """Return how many arguments a command has; None when it is unknown."""
    for table in (_WORDS, _OUT):
        if name in table:
            return table[name]
    if name in _SIGNS or name in _PAGES:
        return 0
    if name == "href":
        return 2
    is_one = name in _AROUND or name in _SECTIONS or name in _REFERENCES or name in _RULES
    return 1 if is_one or _CITES.match(name) else None


def made(name: str, options: str, given: list[str]) -> str | None:
    """Return what replaces a command with its options and arguments; None when it is unknown."""
    last = given[-1] if given else ""
    if name in _RULES:
        return _RULES[name](options, given)
    if name in _AROUND:
        before, after = _AROUND[name]
        words = last.strip() if before in ("**", "*", "~~", "==") else " ".join(last.split("\n"))
        return f"{before}{words}{after}" if words else ""
    if name in _SECTIONS:
        return f"\n\n{_SECTIONS[name]} {' '.join(last.split())}\n\n"
    if name in _REFERENCES:
        return ", ".join(f"{MARK}{name}:{each.strip()}{MARK}" for each in last.split(","))
    if _CITES.match(name) and given:
        return _cited(name, options, last)
    return last if name in _WORDS else _fixed(name)


def _fixed(name: str) -> str | None:
    """Return what a command without words becomes; None when it is unknown."""
    if name in _PAGES:
        return "\n\n\\newpage\n\n"
    return "" if name in _OUT else _SIGNS.get(name)


def _cited(name: str, options: str, keys: str) -> str:
    r"""Return a citation: ``\citep[p. 3]{a,b}`` is ``[@a; @b, p. 3]``."""
    found = [key.strip() for key in keys.split(",") if key.strip()]
    notes = re.findall(r"\[([^\[\]]*)\]", options)
    before = f"{notes[0]} " if len(notes) > 1 and notes[0].strip() else ""
    after = f", {notes[-1]}" if notes and notes[-1].strip() else ""
    is_text = re.search(r"(?:citet|textcite|citealt|citeauthor)", name.lower()) is not None
    if "year" in name.lower():
        return f"[{'; '.join(f'-@{key}' for key in found)}]"
    if is_text and len(found) == 1:
        return f"{before}@{found[0]}{f' [{after[2:]}]' if after else ''}"
    if is_text:
        return ", ".join(f"@{key}" for key in found)
    return f"[{before}{'; '.join(f'@{key}' for key in found)}{after}]" if found else ""


def _code(_: str, given: list[str]) -> str:
    """Return words in letters of one width as code."""
    words = re.sub(r"\\([_%&#{}$])", r"\1", given[-1]) if given else ""
    marks = "``" if "`" in words else "`"
    return f"{marks}{words}{marks}" if words.strip() else ""


def _link(_: str, given: list[str]) -> str:
    """Return a link with its words."""
    if len(given) < 2:
        return _address(_, given)
    address = given[0].replace("\\", "") if given else ""
    return f"[{given[-1]}]({blocks.link('', address.strip()).partition('](')[2]}"


def _address(_: str, given: list[str]) -> str:
    """Return an address as a link."""
    address = given[0].replace("\\", "").strip() if given else ""
    return f"<{address}>" if re.match(r"\w+:\S+$", address) else address


def _picture(options: str, given: list[str]) -> str:
    """Return a picture, with its width where that is a part of the line's."""
    width = re.search(r"width\s*=\s*([\d.]*)\s*(\\(?:text|line|column)width|cm|mm|in|pt)", options)
    attr = ""
    if width and width[2].startswith("\\"):
        share = float(width[1]) if re.fullmatch(r"\d*\.?\d+", width[1]) else 1.0
        attr = f"{{width={min(round(share * 100), 100)}%}}"
    elif width and width[1]:
        attr = f"{{width={width[1]}{width[2]}}}"
    return f"{blocks.inline_picture(given[0].strip(), '')}{attr}" if given else ""


def _label(_: str, given: list[str]) -> str:
    """Return the place of a label."""
    return f"{MARK}label:{given[0].strip()}{MARK}" if given else ""


def _within(options: str, given: list[str]) -> str:
    r"""Return the words of a link to a label: ``\hyperref[sec:a]{words}``."""
    return f"[{given[-1]}](#{options.strip('[]')})" if given else ""


_RULES: dict[str, Callable[[str, list[str]], str]] = {
    "texttt": _code,
    "lstinline": _code,
    "path": _code,
    "url": _address,
    "nolinkurl": _address,
    "href": _link,
    "hyperref": _within,
    "includegraphics": _picture,
    "label": _label,
    "caption": lambda _, given: f"{CAPTION}{given[-1]}{CAPTION}" if given else "",
    "item": lambda options, _: f"{ITEM}{options.strip('[]')}{ITEM}",
}
