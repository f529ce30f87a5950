"""The order in which rules are applied to an article."""

from collections.abc import Callable

from triptych.core.errors import AssetError
from triptych.core.model import Article
from triptych.core.postponed import postpone
from triptych.transforms.abbreviations import expand_abbreviations
from triptych.transforms.bidi import report_bidi
from triptych.transforms.breaks import mark_page_breaks
from triptych.transforms.callouts import mark_callouts
from triptych.transforms.characters import drop_forbidden
from triptych.transforms.citations import cite_works
from triptych.transforms.custom_css import read_custom_css
from triptych.transforms.definitions import separate_definitions
from triptych.transforms.diagrams import draw_diagrams
from triptych.transforms.drop_caps import mark_drop_caps
from triptych.transforms.embeds import replace_embeds
from triptych.transforms.epigraphs import mark_epigraphs
from triptych.transforms.equations import label_equations
from triptych.transforms.figures import credit_figures
from triptych.transforms.formulas import prepare_formulas
from triptych.transforms.headings import order_headings, unique_ids
from triptych.transforms.identity import identify
from triptych.transforms.labelled_divisions import caption_divisions
from triptych.transforms.languages import resolve_languages
from triptych.transforms.line_breaks import join_lines
from triptych.transforms.listings import caption_listings
from triptych.transforms.notes import check_notes
from triptych.transforms.numbering import number_labelled
from triptych.transforms.pictures import read_cover, read_header, read_lead, read_pictures
from triptych.transforms.pull_quotes import mark_pull_quotes
from triptych.transforms.quotes import set_quotes
from triptych.transforms.raw_headings import read_raw_headings
from triptych.transforms.raw_html import sanitise_raw_html
from triptych.transforms.raw_pictures import read_raw_pictures
from triptych.transforms.references import resolve_references
from triptych.transforms.removals import remove_marked
from triptych.transforms.sizes import refuse_large
from triptych.transforms.source_files import collect_source_files
from triptych.transforms.spaces import set_no_break_spaces
from triptych.transforms.task_lists import name_task_boxes
from triptych.transforms.title import resolve_title

Transform = Callable[[Article], Article]

TRANSFORMS: tuple[Transform, ...] = (
    refuse_large,
    report_bidi,
    replace_embeds,
    read_raw_pictures,
    sanitise_raw_html,
    read_raw_headings,
    check_notes,
    drop_forbidden,
    remove_marked,
    mark_page_breaks,
    mark_callouts,
    draw_diagrams,
    resolve_languages,
    join_lines,
    set_quotes,
    set_no_break_spaces,
    resolve_title,
    identify,
    order_headings,
    credit_figures,
    read_header,
    read_lead,
    read_cover,
    read_pictures,
    mark_pull_quotes,
    caption_listings,
    prepare_formulas,
    mark_epigraphs,
    name_task_boxes,
    separate_definitions,
    mark_drop_caps,
    expand_abbreviations,
    label_equations,
    caption_divisions,
    number_labelled,
    resolve_references,
    unique_ids,
    cite_works,
    read_custom_css,
    collect_source_files,
)
"""Each takes an article, returns a new one and reports what the author should know of it."""


def transform(article: Article) -> Article:
    """Apply every rule to an article in turn; errors of its files are postponed."""
    for rule in TRANSFORMS:
        try:
            article = rule(article)
        except AssetError as error:
            postpone(error)
    return article
