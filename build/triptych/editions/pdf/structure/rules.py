"""The rules that correct a structure tree, in their order."""

from collections.abc import Callable

from triptych.editions.pdf.structure.blocks import drop_spaces, drop_wrappers, make_paragraphs
from triptych.editions.pdf.structure.code import split_listings
from triptych.editions.pdf.structure.contents import mark_contents, refer_entries
from triptych.editions.pdf.structure.figures import (
    describe_pictures,
    enclose_captions,
    gather_figures,
)
from triptych.editions.pdf.structure.fit import replace_misplaced
from triptych.editions.pdf.structure.headings import close_gaps
from triptych.editions.pdf.structure.links import enclose_annotations, wrap_references
from triptych.editions.pdf.structure.lists import name_descriptions, order_lists
from triptych.editions.pdf.structure.node import Structure
from triptych.editions.pdf.structure.notes import label_notes, make_footnotes, name_notes
from triptych.editions.pdf.structure.reading_order import restore_order
from triptych.editions.pdf.structure.roles import assign_roles
from triptych.editions.pdf.structure.tables import order_tables
from triptych.editions.pdf.structure.words import (
    expand_abbreviations,
    mark_languages,
    mark_raised_letters,
)

Rule = Callable[[Structure], None]

RULES: tuple[Rule, ...] = (
    restore_order,
    assign_roles,
    drop_spaces,
    describe_pictures,
    gather_figures,
    split_listings,
    mark_contents,
    order_lists,
    order_tables,
    enclose_annotations,
    wrap_references,
    close_gaps,
    name_notes,
    label_notes,
    mark_raised_letters,
    mark_languages,
    expand_abbreviations,
    make_paragraphs,
    drop_wrappers,
)
"""Each changes one thing of the tree, in place."""

PDF2_RULES: tuple[Rule, ...] = (
    enclose_captions,
    replace_misplaced,
    name_descriptions,
    make_footnotes,
    refer_entries,
)
"""What a file of PDF 2.0 needs after that."""
