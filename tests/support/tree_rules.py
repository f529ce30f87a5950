"""What the rules of the PDF's structure tree put into it, by rule."""

SEEN = {
    "give_roles": "/Document/H1",
    "gather_figures": "/Document/Figure",
    "part_listings": "/Document/P/Code",
    "mark_contents": "/Document/Sect/TOC/TOCI",
    "refer": "/Document/Sect/TOC/TOCI/Reference",
    "label_notes": "/Document/P/Note/P/Lbl",
    "raise_letters": "/Document/P/Span TextPosition",
    "tell_languages": "/Document/P/Span Lang",
    "expand_abbreviations": "/Document/P/Span E",
    "make_paragraphs": "/Document/P",
    "drop_wrappers": "/Document/Sect",
}
"""By the rule's name, what stands in the tree by that rule: elements from the root, and what one says."""
