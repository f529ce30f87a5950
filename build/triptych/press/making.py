"""The editions of a galley: the PDF first, for the others mark where its pages begin."""

import contextlib
from dataclasses import replace

from triptych.core import dependencies, findings
from triptych.core.child_process import ChildGoneError
from triptych.core.errors import Finding, Place, ToolError
from triptych.core.findings import warn
from triptych.core.model import Artifact, Document, Galley
from triptych.core.shelf import lent
from triptych.editions.formats import PAPER, dress_edition, write_edition
from triptych.press.helper_process import HelperProcess
from triptych.theme.load import Theme

Made = tuple[Artifact, tuple[Finding, ...]]
"""An edition with what concerns it alone."""


def make(
    proof: Galley, theme: Theme, formats: tuple[str, ...], helper: HelperProcess | None
) -> list[Made]:
    """Return the editions of a galley; raises ``TriptychError`` when one could not be right.

    A helper makes the PDF while the others are dressed; they are written once it is known where its pages
    begin. One that is not ordered is laid out for that all the same, so that no edition depends on the
    order.
    """
    others = [name for name in formats if name != PAPER]
    is_marked = bool(others) and proof.article.manuscript.look.page_list
    wanted = [*others, PAPER] if is_marked or PAPER in formats else others
    dressed: dict[str, Document] = {}
    found: dict[str, list[Finding]] = {}
    made: dict[str, Artifact] = {}
    for name in sorted(wanted, key=lambda name: name != PAPER) if helper else wanted:
        with findings.collecting() as found[name]:
            dressed[name] = dress_edition(name, proof, theme)
        if helper and name == PAPER:
            helper.ask((dressed[PAPER], PAPER in formats, helper.processes, lent()))
        elif name != PAPER and not is_marked:
            made[name] = _written(name, dressed[name], found)
    if PAPER in wanted:
        with findings.collecting() as own:
            made[PAPER] = _paper(dressed[PAPER], helper, is_ordered=PAPER in formats)
        # What is found of a PDF that nobody ordered concerns nobody, but that it could not be laid out.
        found[PAPER if PAPER in formats else others[0]] += own
    for name in others if is_marked else ():
        document = replace(dressed[name], starts=made[PAPER].starts)
        made[name] = _written(name, document, found)
    return [(made[name], tuple(found[name])) for name in formats]


def _written(name: str, document: Document, found: dict[str, list[Finding]]) -> Artifact:
    """Return an edition, and add what is found on the way."""
    with findings.collecting() as own:
        artifact = write_edition(name, document)
    found[name] += own
    return artifact


def _paper(document: Document, helper: HelperProcess | None, *, is_ordered: bool) -> Artifact:
    """Return the PDF by the helper, or made here all the same if it is gone.

    Where it is not ordered and cannot be laid out, it has no pages, which is reported.
    """
    if is_ordered:
        return _answer(helper) or _made_here(document, is_ordered=True)
    with findings.collecting():
        try:
            return _answer(helper) or _made_here(document, is_ordered=False)
        except Exception as error:  # noqa: BLE001  a typesetter that fails keeps no other edition back
            fault = error
    dependencies.record(dependencies.TYPESETTER, "", dependencies.UNSTEADY)
    reason = str(fault) if isinstance(fault, ToolError) else f"{type(fault).__name__}: {fault}"
    message = f"no edition has page numbers of the PDF ({reason.splitlines()[0]})"
    hint = "Install what is missing (see `triptych doctor`), or set `page_list: false`."
    warn("page-list", message, Place(document.article.manuscript.place), hint)
    return Artifact(PAPER, "", b"")


def _answer(helper: HelperProcess | None) -> Artifact | None:
    """Return what the helper made; None without it; raises what it raised."""
    if helper:
        with contextlib.suppress(ChildGoneError):
            artifact: Artifact = helper.answer()
            return artifact
    return None


def _made_here(document: Document, *, is_ordered: bool) -> Artifact:
    """Return the PDF of a document, or where it is not ordered its pages, without a helper."""
    from triptych.editions.pdf import edition  # noqa: PLC0415  a helper may have it instead

    return edition.paper(document, is_ordered=is_ordered)
