"""Repair the MathML that pandoc writes, where MathML Core and typesetters need it different."""

from lxml import etree
from lxml.html import HtmlElement

_SPACING = {
    "\u0300": "`",
    "\u0301": "´",
    "\u0302": "ˆ",
    "\u0303": "˜",
    "\u0304": "¯",
    "\u0306": "˘",
    "\u0307": "˙",
    "\u0308": "¨",
    "\u030a": "˚",
    "\u030c": "ˇ",
}
"""Accents over a single letter: the spacing character for each combining one."""

_WIDE = {"¯": "‾", "\u0304": "‾"}
"""Accents over several letters: the character that stretches."""


_ARROW = "→"
_LARGE = {"⨁", "⨂", "⨀", "⨄", "⨆"}
_LIMITS = {"msub": "munder", "msup": "mover", "msubsup": "munderover"}
_BARS = {"|", "‖", "∥", "∣"}
_QUANTIFIERS = {"∀", "∃", "∄"}


def repair_formula(math: HtmlElement) -> None:
    """Set accents where MathML Core looks for them (section 3.4.3), and aligned columns close."""
    for script in math.iter("mover", "munder"):
        if len(script) == 2 and script[1].tag == "mo" and script[1].get("accent") == "true":
            _accent(script)
    for table in math.iter("mtable"):
        _align(table)
    if math.get("display") == "block":
        for limits in math.iter(*_LIMITS):
            if (limits[0].text or "").strip() in _LARGE:
                limits.tag = _LIMITS[limits.tag]
    for sign in math.iter("mo"):
        if _is_ordinary(sign):
            sign.set("lspace", "0em")
            sign.set("rspace", "0em")


def _accent(script: HtmlElement) -> None:
    """Mark a script as an accent, and the accent as stretchy or not."""
    mark = script[1]
    del mark.attrib["accent"]
    script.set("accent" if script.tag == "mover" else "accentunder", "true")
    is_wide = len("".join(str(script[0].text_content()).split())) > 1
    char = (mark.text or "").strip()
    mark.text = (_WIDE if is_wide else _SPACING).get(char, char)
    mark.set("stretchy", "true" if is_wide else "false")
    if char == _ARROW and not is_wide:
        style = etree.Element("mstyle", {"scriptlevel": "1"})  # which MathML 3 refuses on the mo
        script.replace(mark, style)
        style.append(mark)
    mark.set("lspace", "0em")
    mark.set("rspace", "0em")


def _is_ordinary(sign: HtmlElement) -> bool:
    """Whether a sign is set as close as a letter: alone in braces, a bar, or a quantifier."""
    text = (sign.text or "").strip()
    parent = sign.getparent()
    is_alone = parent is not None and parent.tag == "mrow" and len(parent) == 1
    is_fence = text in _BARS and sign.get("form") in ("prefix", "postfix")
    return is_alone or is_fence or text in _QUANTIFIERS


def _align(table: HtmlElement) -> None:
    """Close the gap between the two sides of an equation, where columns alternate right and left."""
    rows = [list(row.iter("mtd")) for row in table.iterchildren("mtr")]
    sides = [cell.get("columnalign") for cell in max(rows, key=len, default=[])]
    if len(sides) < 2 or any(s != ("right", "left")[n % 2] for n, s in enumerate(sides)):
        return
    table.set("columnspacing", "0em 1.6em")
    for cells in rows:
        for number, cell in enumerate(cells):
            gap = "padding-left: 0" if number % 2 else "padding-right: 0"
            cell.set("style", f"{cell.get('style', '').rstrip('; ')}; {gap}")
