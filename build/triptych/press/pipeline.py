"""The spine: from a manuscript to editions as bytes."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from triptych.body.compose import compose
from triptych.core import clock, dependencies, findings, postponed
from triptych.core.child_process import ChildGoneError
from triptych.core.errors import (
    Finding,
    InternalError,
    Place,
    SourceError,
    ToolError,
    TriptychError,
)
from triptych.core.model import Article, Artifact, Document, Galley, Manuscript
from triptych.editions.formats import dress_edition, write_edition
from triptych.editions.templates import report_unknown_blocks
from triptych.fonts.own_fonts import open_files, with_own_fonts
from triptych.markdown import reading
from triptych.pictures import assets
from triptych.press.helper_process import HelperProcess
from triptych.press.orders import Result, Task
from triptych.sources import manuscripts
from triptych.sources.places import place_of_key
from triptych.theme.files import theme_source_files
from triptych.theme.find import theme_state
from triptych.theme.load import Theme, load_theme
from triptych.theme.logos import read_logos
from triptych.theme.mistakes import report_mistakes
from triptych.theme.paper import dress_look
from triptych.transforms.sequence import transform

_APART = "pdf"
"""The edition that takes the longest, which a helper makes while the others are made here."""

_FOLLOWS = "no-title"
"""A finding that is left out beside an error, for the title may be what is wrong."""

Made = tuple[Artifact, tuple[Finding, ...]]
"""An edition with what concerns it alone."""


def work(task: Task, helper: HelperProcess | None = None) -> Result:
    """Press one article, and tell all that it was made of; its own faults come as the result's error.

    A ``helper``, where there is one, makes a part of it at the same time.
    """
    with dependencies.recording() as recorded, clock.timed() as times, _garbage_collected_later():
        result = _work(task, helper)
        for kind, name in list(recorded):
            if kind == dependencies.FILE:  # what changed meanwhile is not what was pressed
                dependencies.record(kind, name, assets.state(task.publication.root, name))
            elif kind == dependencies.THEME:
                dependencies.record(kind, name, theme_state(name, task.publication.root))
    return replace(result, dependencies=recorded, times=times)


@contextmanager
def _garbage_collected_later() -> Iterator[None]:
    """Make Python collect garbage after an article, not while it is pressed.

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


def _work(task: Task, helper: HelperProcess | None) -> Result:
    """Read and press one article."""
    front: tuple[Finding, ...] = ()
    try:
        with postponed.raising_together():
            with clock.step("read"), findings.collecting() as found:
                manuscript = manuscripts.read(
                    task.path, task.publication, task.override, task.place, task.folder
                )
            front = tuple(found)
            common, made = press_apart(manuscript, task.formats, helper)
    except TriptychError as error:
        error.place = error.place or (None if isinstance(error, ToolError) else Place(task.place))
        common = [found for found in error.findings if found.code != _FOLLOWS]
        return Result(front=front, common=tuple(common), error=error)
    except RecursionError:
        hint = "Take out some levels of its lists, quotes or divisions."
        refusal = SourceError("the text is nested too deep", Place(task.place), hint)
        return Result(front=front, error=refusal)
    except Exception as fault:  # noqa: BLE001  a fault of our own in one article keeps no other back
        own_fault = InternalError.of(fault)
        own_fault.place = Place(task.place)
        return Result(front=front, error=own_fault)
    artifacts, own = zip(*made, strict=True) if made else ((), ())
    return Result(tuple(artifacts), front, tuple(common), tuple(own))


def press(manuscript: Manuscript, formats: tuple[str, ...]) -> tuple[list[Artifact], list[Finding]]:
    """Make an article's editions; raises ``TriptychError`` when none of them could be right."""
    common, made = press_apart(manuscript, formats)
    own = [finding for _, found in made for finding in found]
    return [artifact for artifact, _ in made], list(dict.fromkeys([*common, *own]))


def press_apart(
    manuscript: Manuscript, formats: tuple[str, ...], helper: HelperProcess | None = None
) -> tuple[list[Finding], list[Made]]:
    """Make an article's editions, each with what concerns it alone, after what concerns all.

    Raises ``TriptychError`` when none of them could be right.
    """
    theme_place = place_of_key(manuscript, "theme")
    dressed_by = load_theme(manuscript.look.theme, manuscript.root, theme_place)
    manuscript = replace(manuscript, look=dress_look(manuscript.look, dressed_by))
    labels = dressed_by.labels(manuscript.meta.lang)
    with clock.step("parse"):
        blocks, unused = reading.read(manuscript)
    with findings.collecting() as common:
        dressed_by = with_own_fonts(dressed_by)
        files = theme_source_files(dressed_by.folders, manuscript, open_files(dressed_by))
        logo, dark = (None, None) if manuscript.look.header_image else read_logos(dressed_by)
        parsed = Article(
            manuscript,
            manuscript.meta,
            tuple(blocks),
            header=logo,
            header_dark=dark,
            labels=labels,
            unused_notes=unused,
            files=files,
        )
        report_mistakes(dressed_by)
        report_unknown_blocks(dressed_by)
        with clock.step("transform"):
            article = transform(parsed)
        with clock.step("compose"):
            proof = compose(article)
    postponed.raise_pending(common)
    return common, _made(proof, dressed_by, formats, helper)


def _made(
    proof: Galley, dressed_by: Theme, formats: tuple[str, ...], helper: HelperProcess | None
) -> list[Made]:
    """Make the editions of a galley, one of them by the helper, or here all the same if it is gone."""
    made: dict[str, Made] = {}
    apart: Document | None = None
    dressing: list[Finding] = []
    if helper and _APART in formats:
        with findings.collecting() as dressing:
            apart = dress_edition(_APART, proof, dressed_by)
        helper.ask(apart)
    for name in formats:
        if not apart or name != _APART:
            with findings.collecting() as own:
                artifact = write_edition(name, dress_edition(name, proof, dressed_by))
            made[name] = (artifact, tuple(own))
    if helper and apart:
        with findings.collecting() as own:
            try:
                artifact = helper.answer()
            except ChildGoneError:
                artifact = write_edition(_APART, apart)
        made[_APART] = (artifact, (*dressing, *own))
    return [made[name] for name in formats]
