"""The spine: from a manuscript to editions as bytes."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from triptych.body.compose import compose
from triptych.core import clock, dependencies, findings, garbage, postponed
from triptych.core.errors import (
    Finding,
    InternalError,
    Place,
    SourceError,
    ToolError,
    TriptychError,
)
from triptych.core.model import Article, Artifact, Galley, Manuscript
from triptych.core.shelf import Shelf, lending
from triptych.editions.templates import report_unknown_blocks
from triptych.fonts.own_fonts import open_files, with_own_fonts
from triptych.markdown import reading, tree_lists
from triptych.pictures import assets
from triptych.press import away, galleys
from triptych.press.helper_process import HelperProcess
from triptych.press.making import Made, make
from triptych.press.members import Member, read_members
from triptych.press.orders import Result, Task
from triptych.press.printed import name_issue
from triptych.press.shared_works import list_of_works, share_works
from triptych.settings.waivers import not_waived
from triptych.sources import article_index, manuscripts
from triptych.sources.places import place_of_key
from triptych.theme.files import theme_source_files
from triptych.theme.find import theme_state
from triptych.theme.load import Theme, load_theme
from triptych.theme.logos import read_logos
from triptych.theme.mistakes import report_mistakes
from triptych.theme.paper import dress_look
from triptych.transforms.sequence import transform

_OF_THE_ISSUE = frozenset(["identifier", "no-date"])
"""What a member need not have of its own, for its issue has it."""

_FOLLOWS = "no-title"
"""A finding that is left out beside an error, for the title may be what is wrong."""


Maker: TypeAlias = Callable[[Galley, Theme, tuple[str, ...], HelperProcess | None], Sequence[Made]]
"""A function that makes the editions of a galley."""


def work(
    task: Task,
    helper: HelperProcess | None = None,
    shelf: Shelf | None = None,
    maker: Maker = make,
) -> Result:
    """Press one article, and tell all that it was made of; its own faults come as the result's error.

    A ``helper``, where there is one, makes a part of it at the same time. On the ``shelf`` are parts
    of earlier editions. The ``maker`` may show each edition as it is done.
    """
    with (
        dependencies.recording() as recorded,
        clock.timed() as times,
        garbage.collected_later(),  # all of an article lives until its last page is drawn
        lending(shelf),
    ):
        if task.answers:
            article_index.give(task.publication.root, task.answers)
        result = _work(task, helper, maker)
        tree_lists.forget()
        for kind, name in list(recorded):
            if kind == dependencies.FILE:  # what changed meanwhile is not what was pressed
                dependencies.record(kind, name, assets.state(task.publication.root, name))
            elif kind == dependencies.THEME:
                dependencies.record(kind, name, theme_state(name, task.publication.root))
    return replace(result, dependencies=recorded, times=times)


def _work(task: Task, helper: HelperProcess | None, maker: Maker) -> Result:
    """Read and press one article."""
    front: tuple[Finding, ...] = ()
    try:
        with postponed.raising_together():
            with clock.step("read"), findings.collecting() as found:
                manuscript = manuscripts.read(
                    task.path, task.publication, task.override, task.place, task.folder
                )
                manuscript = name_issue(manuscript, task)
                members = read_members(manuscript, task.publication, task.override)
            if task.printed and manuscript.meta.date:
                found = [each for each in found if each.code != "no-date"]
            front = tuple(found)
            common, proof, theme = _proved(manuscript, members)
            made = [] if away.is_waiting(task) else maker(proof, theme, task.formats, helper)
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


def press(
    manuscript: Manuscript, formats: tuple[str, ...], members: tuple[Member, ...] = ()
) -> tuple[list[Artifact], list[Finding]]:
    """Make the editions of an article, or of an issue with members.

    Raises ``TriptychError`` when none of them could be right.
    """
    common, proof, theme = _proved(manuscript, members)
    made = make(proof, theme, formats, None)
    own = [finding for _, found in made for finding in found]
    return [artifact for artifact, _ in made], list(dict.fromkeys([*common, *own]))


def _proved(
    manuscript: Manuscript, members: tuple[Member, ...] = ()
) -> tuple[list[Finding], Galley, Theme]:
    """Return what is found of an article in every edition, its galley, and the theme that dresses it.

    ``members`` are those of an issue.
    Raises ``TriptychError`` when no edition could be right.
    """
    theme_place = place_of_key(manuscript, "theme")
    dressed_by = load_theme(manuscript.look.theme, manuscript.root, theme_place)
    with findings.collecting() as common:
        dressed_by = with_own_fonts(dressed_by)
        report_mistakes(dressed_by)
        report_unknown_blocks(dressed_by)
        front, members = share_works(manuscript, members)
        proof = _composed(replace(_begun(front.manuscript, dressed_by), works=front.works))
        proofs = [_composed_member(member, dressed_by) for member in members]
        title = dressed_by.labels(manuscript.meta.lang)["references"]
        if works := list_of_works(front, members, [proof, *proofs], title):
            proofs.append(_composed_member(works, dressed_by))
    postponed.raise_pending(common)
    if proofs:
        proof = replace(proof, members=tuple(proofs))
    return common, proof, dressed_by


def _begun(manuscript: Manuscript, dressed_by: Theme) -> Article:
    """Return an article with all that its theme gives it, but not yet parsed."""
    manuscript = replace(manuscript, look=dress_look(manuscript.look, dressed_by))
    files = theme_source_files(dressed_by.folders, manuscript, open_files(dressed_by))
    logo, dark = (None, None) if manuscript.look.header_image else read_logos(dressed_by)
    return Article(
        manuscript,
        manuscript.meta,
        (),
        header=logo,
        header_dark=dark,
        labels=dressed_by.labels(manuscript.meta.lang),
        files=files,
    )


def _composed(begun: Article) -> Galley:
    """Return an article as it is in every edition; report what is found on the way."""
    with clock.step("parse"):
        blocks, unused = reading.read(begun.manuscript)
    parsed = replace(begun, blocks=tuple(blocks), unused_notes=unused)
    with clock.step("transform"):
        article = transform(parsed)
    with clock.step("compose"):
        galley = compose(article)
    tree_lists.forget()
    return replace(galley, article=replace(article, blocks=()))  # no edition needs them


def _composed_member(member: Member, dressed_by: Theme) -> Galley:
    """Return a member of an issue, and report what was found in it and is not waived there."""
    with findings.collecting() as found:
        begun = replace(_begun(member.manuscript, dressed_by), works=member.works)
        proof = galleys.composed(begun, _composed)
        proof = replace(proof, part=member.part)
    for finding in not_waived([*member.found, *found]):
        if finding.code not in _OF_THE_ISSUE:
            findings.report(finding)
    return proof
