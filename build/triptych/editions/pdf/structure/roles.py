"""The type of each HTML element in a PDF: one of ISO 32000-1, 14.8.4, or ours mapped to one."""

from triptych.editions.pdf.structure.node import Structure

OWN = {"Aside": "Sect", "Em": "Span", "Strong": "Span"}
"""Types of PDF 2.0 that a PDF 1.7 file maps to those it knows (14.8.4.1, RoleMap)."""

PDF2_TYPES = frozenset(f"H{level}" for level in range(1, 7)) | {
    "Annot",
    "Aside",
    "Caption",
    "Div",
    "Document",
    "Em",
    "FENote",
    "Figure",
    "Formula",
    "L",
    "LBody",
    "LI",
    "Lbl",
    "Link",
    "NonStruct",
    "P",
    "Part",
    "Sect",
    "Span",
    "Strong",
    "TBody",
    "TD",
    "TFoot",
    "TH",
    "THead",
    "TR",
    "Table",
}
"""Types of the namespace of PDF 2.0 (ISO 32000-2, 14.8.4); all others are of that of PDF 1.7."""

GROUPS = {"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Aside", "NonStruct"}
"""Types that have blocks, and no text of their own."""

INLINE = {
    "Annot",
    "Code",
    "Em",
    "Figure",
    "Formula",
    "Link",
    "Note",
    "Quote",
    "Reference",
    "Span",
    "Strong",
}
"""Types that may be in a line of text."""

_SVG = "{http://www.w3.org/2000/svg}svg"

_BY_TAG = {
    **dict.fromkeys(("div", "header", "footer", "hgroup", "details", "dl-group", "main"), "Div"),
    **dict.fromkeys(("section", "nav"), "Sect"),
    **dict.fromkeys(("p", "pre", "address", "summary"), "P"),
    **dict.fromkeys(("ul", "ol", "dl"), "L"),
    **dict.fromkeys(("em", "i", "dfn", "cite", "var"), "Em"),
    **dict.fromkeys(("strong", "b"), "Strong"),
    **dict.fromkeys(("code", "kbd", "samp"), "Code"),
    **dict.fromkeys(("img", _SVG), "Figure"),
    **dict.fromkeys(("caption", "figcaption"), "Caption"),
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    "a": "Link",
    "article": "Art",
    "aside": "Aside",
    "blockquote": "BlockQuote",
    "dd": "LBody",
    "dt": "Lbl",
    "figure": "Div",
    "li": "LI",
    "li::marker": "Lbl",
    "q": "Quote",
    "table": "Table",
    "tbody": "TBody",
    "td": "TD",
    "tfoot": "TFoot",
    "th": "TH",
    "thead": "THead",
    "tr": "TR",
}

_BY_MEANING = {
    "doc-footnote": "Note",
    "doc-endnote": "Note",
    "doc-pullquote": "Aside",
    "note": "Aside",
    "math": "Formula",
}
"""The type by an element's ARIA role, where that is more specific than its name."""

_BY_CLASS = {"pf-note": "Note"}
"""The type by a class of ours."""


def assign_roles(structure: Structure) -> None:
    """Set the type of each node by its element; what only groups text is ``Span``."""
    for node in structure.root.walk():
        if node.role:
            continue
        by_meaning = _BY_MEANING.get(node.get("role")) if "::" not in node.tag else None
        node.role = by_meaning or _BY_TAG.get(node.tag, "Span")
        if "::" not in node.tag:
            by_class = [role for name, role in _BY_CLASS.items() if node.has_class(name)]
            node.role = by_class[0] if by_class else node.role
