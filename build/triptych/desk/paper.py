"""The process that sets articles on paper."""

import contextlib
from typing import BinaryIO

from triptych.core import dependencies, findings
from triptych.core.errors import InternalError, TriptychError
from triptych.desk import serving
from triptych.desk.jobs import Drafted, Print, Printed
from triptych.desk.serving import Give
from triptych.editions.pdf import block_boxes, drafts, weasyprint
from triptych.press import pdf_helper
from triptych.press.orders import Result


def answer(question: Print, give: Give) -> None:
    """Send the pages that are visible, then the PDF and where its blocks are, or the error."""
    with drafts.drafting(question.visible, lambda draft: give(Drafted(draft))):
        give(_print(question))


def _print(question: Print) -> Printed:
    """Return the PDF of a document."""
    with (
        findings.collecting() as found,
        dependencies.recording() as recorded,
        block_boxes.collecting() as boxes,
    ):
        try:
            artifact = pdf_helper.assist(
                (question.document, True, question.processes, question.shelf)
            )
        except Exception as error:  # noqa: BLE001  a fault of our own ends no process here
            return Printed(result=Result(error=_own(error)))
    return Printed(artifact, boxes, Result(own=(tuple(found),), dependencies=recorded))


def _own(error: Exception) -> TriptychError:
    """Return an exception as an error of ours."""
    return error if isinstance(error, TriptychError) else InternalError.of(error)


def run(requests: BinaryIO, replies: BinaryIO) -> None:
    """Answer each question, with the typesetter loaded before the first."""
    _prepare()
    serving.serve(requests, replies, answer)


def main() -> None:
    """Run the program: answer each question from standard input."""
    _prepare()
    serving.serve_standard(answer)


def _prepare() -> None:
    """Load the typesetter. No practice page is set: it would take a processor from what is shown first."""
    with contextlib.suppress(TriptychError):  # what is missing is reported of the first article
        weasyprint.producer()
