"""The spine: from a manuscript to editions as bytes, and the table of formats."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from triptych import (
    dialect,
    galley,
    pandoc,
    render,
    save,
    sources,
    theme,
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
from triptych.model import Article, Artifact, Document, Manuscript, Override
from triptych.places import said_at
from triptych.render import Dress
from triptych.renditions import Picturing
from triptych.settings.publication import Publication
from triptych.settings.waivers import Waivers
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


@dataclass(frozen=True, slots=True)
class Order:
    """What to make: which articles, in which formats, into which folder, and what overrides them.

    ``is_whole`` tells that the files are all of the publication's.
    """

    publication: Publication
    files: tuple[Path, ...]
    formats: tuple[str, ...]
    out: Path
    override: Override
    drafts: bool = False
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one article: its editions and their paths, findings, or the error that ended it."""

    place: str
    editions: tuple[tuple[Artifact, Path], ...] = ()
    findings: tuple[Finding, ...] = ()
    error: TriptychError | None = None


def publish(order: Order) -> Iterator[Outcome]:
    """Make and save every edition of an order, giving each article's outcome as it is done.

    Findings are waived as settings and front matter say; what is wrong with the settings' waivers
    comes last, as an outcome without editions.

    An article that fails does not keep the others back. Raises ``OutputError`` when the output
    folder cannot be written at all, ``ToolError`` when a program or library is missing, and
    ``ConflictError`` when two articles have one slug.
    """
    waivers = Waivers(order.publication.settings.waivers, order.publication.root)
    is_whole = order.is_whole
    for outcome in _publish(order):
        is_made = not outcome.error and set(order.formats) == set(FORMATS)
        is_whole = is_whole and is_made
        yield replace(outcome, findings=waivers.settle(outcome.findings, is_whole=is_made))
    if complaints := waivers.complaints(is_whole=is_whole):
        yield Outcome(complaints[0].place.path, findings=complaints)


def _publish(order: Order) -> Iterator[Outcome]:
    """Make and save every edition of an order, its findings as they were found."""
    save.prepare(order.out)
    readable: list[tuple[Manuscript, list[Finding]]] = []
    for file in order.files:
        try:
            manuscript, front, findings = sources.read(file, order.publication, order.override)
        except TriptychError as error:
            error.place = error.place or Place(sources.shown(file))
            yield Outcome(sources.shown(file), error=error)
            continue
        if order.drafts or not front.draft:
            readable.append((manuscript, findings))
    sources.refuse_twins([manuscript for manuscript, _ in readable])
    for manuscript, findings in readable:
        yield _publish_one(manuscript, findings, order)


def _publish_one(manuscript: Manuscript, findings: list[Finding], order: Order) -> Outcome:
    """Make and save one article's editions, all of them or none."""
    try:
        artifacts, more = press(manuscript, order.formats)
        paths = save.save(artifacts, order.out / manuscript.meta.slug)
    except ToolError:
        raise  # what is missing for one article is missing for all
    except TriptychError as error:
        return _failed(manuscript, findings, error)
    except RecursionError:
        hint = "Take out some levels of its lists, quotes or divisions."
        return _failed(manuscript, findings, SourceError("the text is nested too deep", hint=hint))
    except Exception as error:  # noqa: BLE001  a fault of our own in one article keeps no other back
        return _failed(manuscript, findings, InternalError.of(error))
    editions = tuple(zip(artifacts, paths, strict=True))
    return Outcome(manuscript.place, editions, (*findings, *more))


def _failed(manuscript: Manuscript, findings: list[Finding], error: TriptychError) -> Outcome:
    """Give what came of an article that ended in an error."""
    error.place = error.place or Place(manuscript.place)
    return Outcome(manuscript.place, findings=tuple(findings), error=error)


def press(manuscript: Manuscript, formats: tuple[str, ...]) -> tuple[list[Artifact], list[Finding]]:
    """Make an article's editions; raises ``TriptychError`` when none of them could be right."""
    said = said_at(manuscript, "theme", manuscript.look.theme)
    dressed_by = theme.load(manuscript.look.theme, manuscript.root, said)
    labels = dressed_by.labels(manuscript.meta.lang)
    blocks = tuple(pandoc.parse(dialect.settle(manuscript.text)))
    parsed = Article(manuscript, manuscript.meta, blocks, labels=labels)
    article, findings = transform(parsed)
    proof, more = galley.compose(article)
    findings.extend(more)
    artifacts = []
    for name in formats:
        kind = FORMATS[name]
        document, more = render.render(proof, dressed_by, kind.dress)
        findings.extend(more)
        artifacts.append(kind.write(document))
    return artifacts, list(dict.fromkeys(findings))
