"""The order in which a structure tree is put right."""

from collections.abc import Callable

from triptych.editions.pdf.structure.blocks import drop_spaces, drop_wrappers, make_paragraphs
from triptych.editions.pdf.structure.code import part_listings
from triptych.editions.pdf.structure.contents import mark_contents, refer_entries
from triptych.editions.pdf.structure.figures import (
    describe_pictures,
    enclose_captions,
    gather_figures,
)
from triptych.editions.pdf.structure.fit import fit_in
from triptych.editions.pdf.structure.headings import close_gaps
from triptych.editions.pdf.structure.links import refer, settle_links
from triptych.editions.pdf.structure.lists import name_descriptions, order_lists
from triptych.editions.pdf.structure.node import Structure
from triptych.editions.pdf.structure.notes import label_notes, make_footnotes, name_notes
from triptych.editions.pdf.structure.roles import give_roles
from triptych.editions.pdf.structure.tables import order_tables
from triptych.editions.pdf.structure.words import (
    expand_abbreviations,
    raise_letters,
    tell_languages,
)

Rule = Callable[[Structure], None]

RULES: tuple[Rule, ...] = (
    give_roles,
    drop_spaces,
    describe_pictures,
    gather_figures,
    part_listings,
    mark_contents,
    order_lists,
    order_tables,
    settle_links,
    refer,
    close_gaps,
    name_notes,
    label_notes,
    raise_letters,
    tell_languages,
    expand_abbreviations,
    make_paragraphs,
    drop_wrappers,
)
"""Each puts one thing of the tree right, in place."""

SECOND_RULES: tuple[Rule, ...] = (
    enclose_captions,
    fit_in,
    name_descriptions,
    make_footnotes,
    refer_entries,
)
"""What a file of PDF 2.0 has otherwise, when all else is right."""
