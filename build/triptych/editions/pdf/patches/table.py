"""The patches in the order in which they are applied, and the one way to apply them."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from triptych.core.errors import ToolError
from triptych.editions.pdf.patches import (
    actual_text,
    centred_blocks,
    column_tops,
    computed_styles,
    declarations,
    divided_words,
    footnote_pages,
    footnote_parts,
    hyphenation,
    inline_pictures,
    justified_spaces,
    layered_media,
    long_words,
    page_feet,
    private_names,
    style_sheets,
    tags,
    trailing_spaces,
    turned_tables,
    whole_paragraphs,
)
from triptych.editions.pdf.patches.guard import Patch, changed, tested

SUPPORTED = range(70, 71)
"""The major versions of WeasyPrint that may be patched, as ``pyproject.toml`` has them."""

PATCHES: tuple[Patch, ...] = (
    declarations.PATCH,
    private_names.PATCH,
    tags.PATCH,
    hyphenation.PATCH,
    divided_words.PATCH,
    trailing_spaces.PATCH,
    justified_spaces.PATCH,
    long_words.PATCH,
    whole_paragraphs.PATCH,
    inline_pictures.PATCH,
    footnote_pages.PATCH,
    footnote_parts.PATCH,
    page_feet.PATCH,
    turned_tables.PATCH,
    column_tops.PATCH,
    centred_blocks.PATCH,
    layered_media.PATCH,
    style_sheets.PATCH,
    computed_styles.PATCH,
    actual_text.PATCH,
)
"""One row for each patch; ``docs/design/patches.md`` is made from it."""


@contextmanager
def patched_import() -> Iterator[None]:
    """Apply the one patch that must be there while WeasyPrint is imported, where its guard fits."""
    if changed(declarations.PATCH.targets):
        yield
    else:
        with declarations.patched_declarations():
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
