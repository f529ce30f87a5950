"""The process that sets articles on paper."""

import contextlib
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

from triptych.core import dependencies, findings
from triptych.core.errors import InternalError, TriptychError
from triptych.desk import serving
from triptych.desk.jobs import Drafted, Print, Printed
from triptych.desk.serving import Give, Wake
from triptych.editions.pdf import block_boxes, drafts
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


def run(requests: BinaryIO, replies: BinaryIO, first: Any) -> None:
    """Answer each question, with the typesetter tried before the ``first``, which was read already."""
    _prepare(lambda: not isinstance(first, Wake) or serving.is_asked(requests, 0))
    serving.serve(requests, replies, answer, first)


def main() -> None:
    """Run the program: answer each question from standard input."""
    _prepare(lambda: serving.is_asked(sys.stdin.buffer, 0))
    serving.serve_standard(answer)


def _prepare(is_asked: Callable[[], bool]) -> None:
    """Load the typesetter, and practise until the first article comes, which has to be read before."""
    with contextlib.suppress(
        Exception
    ):  # what is missing or wrong is reported of the first article
        pdf_helper.prepare(is_asked)
