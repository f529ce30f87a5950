"""The spine: from a manuscript to editions as bytes, and the table of formats."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from triptych import (
    assets,
    clock,
    dialect,
    galley,
    origin,
    pandoc,
    reads,
    render,
    sources,
    theme,
    themes,
    write_epub,
    write_html,
)
from triptych.errors import Finding, InternalError, Place, SourceError, ToolError, TriptychError
from triptych.makeup.asides import asides
from triptych.makeup.details import open_details
from triptych.makeup.endnotes import endnotes
from triptych.makeup.footnotes import footnotes
from triptych.makeup.initials import set_initials
from triptych.makeup.numbering import number_lists
from triptych.makeup.outlines import outline_formulas
from triptych.makeup.scrolling import scroll_formulas, scroll_tables
from triptych.model import Article, Artifact, Document, Manuscript
from triptych.orders import Result, Task
from triptych.places import said_at
from triptych.render import Dress
from triptych.renditions import Picturing
from triptych.transforms.table import transform
from triptych.write_pdf import edition as pdf

_SCREEN_TYPES = frozenset(["image/jpeg", "image/png", "image/gif", "image/webp", "image/avif"])
_BOOK_TYPES = frozenset(["image/jpeg", "image/png"])
_PAPER = (
    ("all", "page.css"),
    ("all", "code.css"),
    ("all", "tables.css"),
    ("all", "blocks.css"),
    ("all", "pictures.css"),
    ("screen", "screen.css"),
    ("print", "print.css"),
    ("all", "languages.css"),
    ("all", "extra.css"),
)


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of edition: how a galley is dressed for it, and how the document is written."""

    dress: Dress
    write: Callable[[Document], Artifact]


FORMATS: dict[str, Format] = {
    "html": Format(
        Dress(
            "html",
            {write_html.PAGE: "article.html.j2"},
            _PAPER,
            write_html.link,
            Picturing(_SCREEN_TYPES, column=820, density=2, moves=True),
            "subset",
            make_up=(scroll_tables, scroll_formulas, endnotes),
        ),
        write_html.write,
    ),
    "epub": Format(
        Dress(
            "epub",
            {
                write_epub.COVER: "epub/cover.xhtml.j2",
                write_epub.ARTICLE: "epub/article.xhtml.j2",
                write_epub.NAV: "epub/nav.xhtml.j2",
                "styles/article.css": "epub/article.css.j2",
            },
            (
                ("all", "epub.css"),
                ("all", "epub-blocks.css"),
                ("all", "epub-pictures.css"),
                ("all", "epub-languages.css"),
                ("all", "epub-extra.css"),
            ),
            write_epub.link,
            Picturing(_BOOK_TYPES, column=800, density=2, opaque=True),
            "none",
            is_xml=True,
            make_up=(asides, open_details, scroll_formulas),
        ),
        write_epub.write,
    ),
    "pdf": Format(
        Dress(
            "pdf",
            {pdf.PAGE: "article.html.j2"},
            (*_PAPER, ("print", "pdf.css")),
            pdf.link,
            Picturing(_BOOK_TYPES),
            "whole",
            make_up=(footnotes, outline_formulas, open_details, set_initials, number_lists),
        ),
        pdf.write,
    ),
}
"""Every format by name, in the order in which editions are listed."""


def work(task: Task) -> Result:
    """Press one article, and tell all that it was made of; its own faults come as the result's error."""
    with reads.noted() as notes, clock.timed() as times, _kept():
        result = _work(task)
        for kind, name in list(notes):
            if kind == reads.FILE:  # what changed meanwhile is not what was pressed
                reads.note(kind, name, assets.state(task.publication.root, name))
            elif kind == reads.THEME:
                reads.note(kind, name, themes.state(name, task.publication.root))
    return replace(result, notes=notes, times=times)


@contextmanager
def _kept() -> Iterator[None]:
    """Let Python look for garbage after an article, not while it is pressed.

    Nearly all that the typesetter makes lives until its last page is drawn, so that to look through
    it time and again costs a quarter of the time and frees nothing.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _work(task: Task) -> Result:
    """Read and press one article."""
    front: list[Finding] = []
    try:
        with clock.step("read"):
            manuscript, _, front = sources.read(
                task.path, task.publication, task.override, task.place
            )
        common, made = press_apart(manuscript, task.formats)
    except TriptychError as error:
        error.place = error.place or (None if isinstance(error, ToolError) else Place(task.place))
        return Result(front=tuple(front), error=error)
    except RecursionError:
        hint = "Take out some levels of its lists, quotes or divisions."
        refusal = SourceError("the text is nested too deep", Place(task.place), hint)
        return Result(front=tuple(front), error=refusal)
    except Exception as fault:  # noqa: BLE001  a fault of our own in one article keeps no other back
        own_fault = InternalError.of(fault)
        own_fault.place = Place(task.place)
        return Result(front=tuple(front), error=own_fault)
    artifacts, own = zip(*made, strict=True) if made else ((), ())
    return Result(tuple(artifacts), tuple(front), tuple(common), tuple(map(tuple, own)))


def press(manuscript: Manuscript, formats: tuple[str, ...]) -> tuple[list[Artifact], list[Finding]]:
    """Make an article's editions; raises ``TriptychError`` when none of them could be right."""
    findings, made = press_apart(manuscript, formats)
    own = [finding for _, found in made for finding in found]
    return [artifact for artifact, _ in made], list(dict.fromkeys([*findings, *own]))


def press_apart(
    manuscript: Manuscript, formats: tuple[str, ...]
) -> tuple[list[Finding], list[tuple[Artifact, list[Finding]]]]:
    """Make an article's editions, each with what concerns it alone, after what concerns all.

    Raises ``TriptychError`` when none of them could be right.
    """
    said = said_at(manuscript, "theme", manuscript.look.theme)
    dressed_by = theme.load(manuscript.look.theme, manuscript.root, said)
    labels = dressed_by.labels(manuscript.meta.lang)
    with clock.step("parse"):
        blocks = tuple(pandoc.parse(dialect.settle(manuscript.text)))
    files = origin.of_theme(dressed_by.folders, manuscript)
    parsed = Article(manuscript, manuscript.meta, blocks, labels=labels, files=files)
    with clock.step("transform"):
        article, findings = transform(parsed)
    with clock.step("compose"):
        proof, more = galley.compose(article)
    made = []
    for name in formats:
        kind = FORMATS[name]
        with clock.step(f"dress {name}"):
            document, own = render.render(proof, dressed_by, kind.dress)
        with clock.step(f"write {name}"):
            artifact = kind.write(document)
        made.append((artifact, [*own, *artifact.findings]))
    return [*findings, *more], made
