"""What the rules of the PDF's structure tree put into it, by rule."""

SEEN = {
    "assign_roles": "/Document/H1",
    "gather_figures": "/Document/Figure",
    "split_listings": "/Document/P/Code",
    "mark_contents": "/Document/Sect/TOC/TOCI",
    "wrap_references": "/Document/Sect/TOC/TOCI/Reference",
    "label_notes": "/Document/P/Note/P/Lbl",
    "mark_raised_letters": "/Document/P/Span TextPosition",
    "mark_languages": "/Document/P/Span Lang",
    "expand_abbreviations": "/Document/P/Span E",
    "make_paragraphs": "/Document/P",
    "drop_wrappers": "/Document/Sect",
}
"""By the rule's name, what stands in the tree by that rule: elements from the root, and what one says."""
