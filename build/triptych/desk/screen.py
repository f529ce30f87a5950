"""The process that reads an article and makes what is shown on a screen: the web page and the e-book."""

from dataclasses import replace
from typing import BinaryIO

from triptych.core import findings
from triptych.core.errors import Finding, InternalError, TriptychError
from triptych.core.model import Document, Galley
from triptych.core.shelf import Shelf, lending
from triptych.desk import serving
from triptych.desk.jobs import Dressed, Lines, Press, Pressed, Settle, Settled, Shown
from triptych.desk.marks import mark_blocks, without_policies
from triptych.desk.serving import Give
from triptych.desk.source_lines import find_front_lines, find_lines
from triptych.editions import ahead
from triptych.editions.formats import PAPER, dress_edition, write_edition
from triptych.editions.pieces import member_id
from triptych.editions.scopes import scoped_number
from triptych.markdown import pandoc
from triptych.press import pipeline, placing
from triptych.press.cache.memory import Memory
from triptych.press.helper_process import HelperProcess
from triptych.press.making import Made
from triptych.press.orders import FORMATS, Result, Task
from triptych.sources import article_index, discover
from triptych.sources.files import path_from_root
from triptych.theme.load import Theme

_SCREENS = tuple(name for name in FORMATS if name != PAPER)


class Screen:
    """Answers the questions of the screen process; what was dressed last waits for its pages."""

    def __init__(self) -> None:
        self._dressed: dict[str, Document] = {}
        self._lines = Lines()
        self._title = ""
        self._shelf: Shelf | None = None

    def answer(self, question: Press | Settle, give: Give) -> None:
        """Send all answers to a question, the last of which is ``Pressed`` or ``Settled``."""
        if isinstance(question, Settle):
            give(self._settle(question))
        else:
            give(self._press(question, give))

    def _press(self, question: Press, give: Give) -> Pressed:
        """Show an article's editions one by one; return what was found, or why nothing could be shown."""
        article_index.forget()
        self._dressed, self._lines, self._title = {}, Lines(), ""
        self._shelf = question.shelf

        def make(
            proof: Galley, theme: Theme, _: tuple[str, ...], __: HelperProcess | None
        ) -> list[Made]:
            return self._make(proof, theme, give)

        try:
            task, notes = _task(question)
        except TriptychError as error:
            return Pressed(Result(error=error))
        result = replace(pipeline.work(task, shelf=question.shelf, maker=make), artifacts=())
        if result.error:
            self._dressed = {}
        return Pressed(result, tuple(notes), self._title, self._lines)

    def _make(self, proof: Galley, theme: Theme, give: Give) -> list[Made]:
        """Dress and show the editions of a galley, what is set on paper as early as possible."""
        made: list[Made] = []
        self._title = proof.article.meta.title
        for name in ("html", PAPER, "epub"):
            with findings.collecting() as own:
                document = dress_edition(name, proof, theme)
                if name == PAPER:
                    give(Dressed(document, tuple(own)))
                    continue
                self._dressed[name] = document
                bare = without_policies(document) if name == "html" else document
                shown = write_edition(name, mark_blocks(bare))
                give(Shown(name, shown.data))
            made.append((shown, tuple(own)))
        self._lines = _all_lines(proof)
        return made

    def _settle(self, question: Settle) -> Settled:
        """Return the editions of what was pressed last as a build saves them."""
        try:
            with findings.collecting(), lending(self._shelf):
                return Settled(
                    tuple(
                        write_edition(name, replace(document, starts=question.starts))
                        for name, document in self._dressed.items()
                    )
                )
        except TriptychError as error:
            return Settled(error=error)
        except Exception as error:  # noqa: BLE001  a fault of our own ends no process here
            return Settled(error=InternalError.of(error))


def _all_lines(proof: Galley) -> Lines:
    """Return where the blocks of an article are in its source, and those of an issue in their own."""
    own = proof.article.manuscript
    lines = {**find_front_lines(own), **find_lines(proof.body, own)}
    files = {"": path_from_root(own.path, own.root)}
    for member in proof.members:
        scope, source = member_id(member.article), member.article.manuscript
        files[scope] = path_from_root(source.path, source.root)
        found = {**find_front_lines(source), **find_lines(member.body, source)}
        lines |= {scoped_number(scope, number): line for number, line in found.items()}
    return Lines(lines, files)


def _task(question: Press) -> tuple[Task, list[Finding]]:
    """Return the task to press an article as a build would have it, with the findings about its name."""
    order, path = question.order, question.path
    memory = Memory(order, None)
    known = memory.recall(path, discover.display_path(path))
    entry = placing.read_entry(known, order)
    folder = placing.output_folders({path: entry}, order, memory)[path]
    task = Task(path, known.place, order.publication, order.override, _SCREENS, folder)
    return task, list(placing.name_findings(entry, folder, known.place))


def run(requests: BinaryIO, replies: BinaryIO) -> None:
    """Answer each question, with pandoc running before the first."""
    _prepare()
    serving.serve(requests, replies, Screen().answer)


def main() -> None:
    """Run the program: answer each question from standard input."""
    _prepare()
    serving.serve_standard(Screen().answer)


def _prepare() -> None:
    """Start pandoc; while it reads the first text, what that text needs is loaded."""
    pandoc.begin()
    pandoc.do_meanwhile(*ahead.STEPS)
