"""The patches in the order in which they are applied, and the one way to apply them."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import ModuleType

from triptych.core.errors import ToolError
from triptych.editions.pdf.patches import (
    actual_text,
    centred_blocks,
    column_groups,
    column_tops,
    compiled_selectors,
    computed_styles,
    declarations,
    divided_cells,
    divided_words,
    first_lines,
    first_pages,
    footnote_pages,
    footnote_parts,
    footnote_sides,
    glyph_strings,
    hyphenation,
    inline_pictures,
    justified_spaces,
    kept_pictures,
    last_pages,
    late_fonts,
    layered_media,
    long_words,
    page_feet,
    page_holes,
    page_spaces,
    page_styles,
    parser_patterns,
    plain_boxes,
    private_names,
    pseudo_styles,
    short_texts,
    single_writing,
    struts,
    style_sheets,
    tags,
    text_layouts,
    trailing_spaces,
    turned_tables,
    turned_words,
    used_lengths,
    whole_paragraphs,
    wide_letters,
)
from triptych.editions.pdf.patches.guard import Patch, changed, tested

SUPPORTED = range(70, 71)
"""The major versions of WeasyPrint that may be patched, as ``pyproject.toml`` has them."""

PATCHES: tuple[Patch, ...] = (
    declarations.PATCH,
    compiled_selectors.PATCH,
    late_fonts.PATCH,
    parser_patterns.PATCH,
    used_lengths.PATCH,
    struts.PATCH,
    kept_pictures.PATCH,
    text_layouts.PATCH,
    short_texts.PATCH,
    glyph_strings.PATCH,
    plain_boxes.PATCH,
    single_writing.PATCH,
    private_names.PATCH,
    tags.PATCH,
    hyphenation.PATCH,
    divided_words.PATCH,
    trailing_spaces.PATCH,
    wide_letters.PATCH,
    justified_spaces.PATCH,
    long_words.PATCH,
    whole_paragraphs.PATCH,
    inline_pictures.PATCH,
    footnote_pages.PATCH,
    footnote_parts.PATCH,
    footnote_sides.PATCH,
    turned_words.PATCH,
    column_groups.PATCH,
    page_feet.PATCH,
    first_pages.PATCH,
    page_holes.PATCH,
    page_spaces.PATCH,
    last_pages.PATCH,
    divided_cells.PATCH,
    turned_tables.PATCH,
    column_tops.PATCH,
    page_styles.PATCH,
    centred_blocks.PATCH,
    first_lines.PATCH,
    layered_media.PATCH,
    style_sheets.PATCH,
    computed_styles.PATCH,
    pseudo_styles.PATCH,
    actual_text.PATCH,
)
"""One row for each patch; ``docs/design/patches.md`` is made from it."""


@contextmanager
def patched_import() -> Iterator[None]:
    """Apply what must be there while WeasyPrint is imported, two patches where their guards fit.

    The third is looked after once the functions are there, and changes nothing that they do.
    """
    with ExitStack() as patched:
        if not changed(declarations.PATCH.targets):
            patched.enter_context(declarations.patched_declarations())
        compiled_selectors.use_compiled_selectors()
        patched.enter_context(late_fonts.late_fonts())
        yield


def apply_patches(weasyprint: ModuleType) -> tuple[str, ...]:
    """Apply every patch to WeasyPrint, once; return the names of those that are left out.

    Raises ``ToolError`` where the version is not supported, or a function that a required patch changes is
    not the one that was tested. A patch that only saves time is left out instead.
    """
    version = str(weasyprint.__version__)
    hint = (
        f"Install the tested version: `pip install weasyprint=={tested().versions['weasyprint']}`."
    )
    if int(version.partition(".")[0]) not in SUPPORTED:
        raise ToolError(f"WeasyPrint {version} is not supported", hint=hint)
    bad = changed(target for patch in PATCHES for target in patch.targets)
    wrong = sorted({t for p in PATCHES if p.is_required for t in p.targets if t in bad})
    if wrong:
        names = ", ".join(f"`{target.replace(':', '.')}`" for target in wrong)
        verb = "has" if len(wrong) == 1 else "have"
        raise ToolError(f"WeasyPrint {version} is not supported: {names} {verb} changed", hint=hint)
    fitting = [patch for patch in PATCHES if bad.isdisjoint(patch.targets)]
    for patch in fitting:
        if patch.apply is not None:
            patch.apply(weasyprint)
    return tuple(patch.name for patch in PATCHES if patch not in fitting)
