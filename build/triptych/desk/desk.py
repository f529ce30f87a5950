"""The desk itself: which article is pressed when, by which process, and which pages hear of it.

Everything here runs in one thread, between the awaits of coroutines, two of which have a process each.
The latest save counts: what has not begun is replaced, what has begun is finished and shown.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any, TypeAlias

from triptych.core.child_process import ChildGoneError
from triptych.core.errors import PressError, TriptychError
from triptych.core.page_starts import PageStart
from triptych.desk import free_memory
from triptych.desk.articles import Articles
from triptych.desk.events import Events
from triptych.desk.first_looks import FirstLooks
from triptych.desk.helper import PAPER, SCREEN, Helper
from triptych.desk.jobs import (
    Drafted,
    Dressed,
    Press,
    Pressed,
    Print,
    Printed,
    Settle,
    Settled,
    Shown,
)
from triptych.desk.proofs import Proofs, error_values
from triptych.desk.settling import Settling
from triptych.desk.watching import is_complete
from triptych.press.cache.part_shelf import PartShelf

_EMPTY = 0.15
"""Seconds in which an editor that truncates a file before it writes it has written it."""

_PDF = "pdf"

_Work: TypeAlias = Callable[[], Awaitable[None]]


class Desk:
    """The articles, the pages that show them, and the work that waits. ``printed`` hears of first pages."""

    def __init__(self, articles: Articles) -> None:
        self.articles = articles
        self.events = Events()
        self.refusal: TriptychError | None = None
        self.printed: Callable[[Proofs], None] = lambda _: None
        self.helpers = {name: Helper(name) for name in (SCREEN, PAPER)}
        self._is_wanted = {name: asyncio.Event() for name in (SCREEN, PAPER)}
        self._to_press: dict[str, Proofs] = {}
        self._to_print: dict[str, tuple[Proofs, int, Dressed]] = {}
        self._settling = Settling()
        self._is_printing = False
        self.first_looks = FirstLooks(articles)
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self) -> None:
        """Have the processes load what they need while the server does, where no cache has a first look."""
        if self.articles.stored.is_empty():
            self._wake()

    async def run(self) -> None:
        """Press what is wanted until this is cancelled, first the article that is opened first."""
        for helper in self.helpers.values():
            with suppress(TriptychError):  # which is reported of the first article
                helper.start()
        if first := self.articles.proofs.get(self.articles.first):
            self.open(first)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._run_screen())
            tasks.create_task(self._run_paper())

    def end(self) -> None:
        """End the processes at once, and what is done beside them."""
        for task in self._tasks:
            task.cancel()
        for helper in self.helpers.values():
            helper.end()

    def open(self, proofs: Proofs) -> None:
        """Press an article that a page opens, unless its proofs are of its last revision."""
        if not proofs.revision:
            proofs.revision = 1
            self.first_looks.begin(proofs)
            self._begin(self._show_first(proofs))
        elif proofs.is_stale:
            self._press(proofs)

    def saved(self, names: Iterable[str]) -> None:
        """Press articles that saved files concern, now or as soon as a page shows them."""
        shown = self.events.open_articles()
        for name in names:
            if proofs := self.articles.proofs.get(name):
                if name in shown:
                    self._press(proofs)
                else:
                    proofs.is_stale = True

    def try_out(self, theme: str, paper: str, text_size: str) -> None:
        """Use other settings for all articles; raises ``TriptychError`` for a wrong one."""
        self.articles.try_out(theme, paper, text_size)
        self.events.send("settings", self.articles.tried())
        self.saved(self.articles.proofs)

    def tell_list(self) -> None:
        """Report to all pages that there are other articles."""
        self.events.send("list", len(self.articles.proofs))

    def refuse(self, error: TriptychError | None) -> None:
        """Report an error in the settings to all pages, which go on with those before; None for none."""
        if error or self.refusal:
            self.refusal = error
            for name in self.events.open_articles() & self.articles.proofs.keys():
                self._tell(self.articles.proofs[name])

    def report(self, proofs: Proofs) -> dict[str, Any]:
        """Return the state of an article, with an error in the settings before its own."""
        own = proofs.error.all_errors() if proofs.error else []
        errors = [*(self.refusal.all_errors() if self.refusal else []), *own]
        return {**proofs.report(), "errors": [error_values(error) for error in errors]}

    def _press(self, proofs: Proofs) -> None:
        """Count a revision of an article, which is pressed as soon as the process is free."""
        proofs.revision += 1
        self._ask_for(proofs)
        self._tell(proofs)

    def _ask_for(self, proofs: Proofs) -> None:
        """Have an article pressed as soon as the process is free."""
        proofs.is_stale = False
        self._to_press[proofs.name] = proofs
        self._is_wanted[SCREEN].set()

    def _tell(self, proofs: Proofs) -> None:
        """Send the state of an article to the pages that show it."""
        self.events.send("article", self.report(proofs), proofs.name)

    def _begin(self, work: Any) -> None:
        """Do something beside all else."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _wake(self) -> None:
        """Have the processes load what they need."""
        for helper in self.helpers.values():
            helper.wake()

    async def _show_first(self, proofs: Proofs) -> None:
        """Show the editions of an earlier build until those with marks are made, which then can wait."""
        is_stored = await self.first_looks.take(proofs)
        if is_stored and proofs.revision == 1:
            self.printed(proofs)
        self._tell(proofs)
        if is_stored:
            await self.first_looks.shown(proofs)
        self.first_looks.end(proofs)
        self._wake()
        if proofs.revision == 1:
            self._ask_for(proofs)

    async def _run_screen(self) -> None:
        """Ask the screen process for what is wanted, the latest revisions first."""
        while True:
            await self._is_wanted[SCREEN].wait()
            if self._to_press:
                proofs = self._to_press.pop(next(reversed(self._to_press)))
                await self._try(SCREEN, proofs, partial(self._press_now, proofs))
            elif job := self._settling.dressed():
                await self._try(SCREEN, job[0], partial(self._settle_now, *job))
            elif not (self._is_printing or self._to_print) and (
                again := self._settling.undressed()
            ):
                self._to_press[again.name] = again
            else:
                self._is_wanted[SCREEN].clear()

    async def _run_paper(self) -> None:
        """Ask the paper process for what is wanted."""
        while True:
            await self._is_wanted[PAPER].wait()
            self._is_printing = bool(self._to_print)
            if self._to_print:
                job = self._to_print.pop(next(reversed(self._to_print)))
                await self._try(PAPER, job[0], partial(self._print_now, *job))
            else:
                self._is_wanted[PAPER].clear()
                self._is_wanted[SCREEN].set()

    async def _try(self, name: str, proofs: Proofs, work: _Work) -> None:
        """Do a piece of work, once more if its process ends early, and report that."""
        for is_last in (False, True):
            try:
                await work()
            except ChildGoneError:
                code = self.helpers[name].end()
                how = f"signal {-code}" if code < 0 else f"code {code}"
                message = f"the {name} process ended early ({how})"
                if not is_last:
                    self.events.send("notice", f"{message} and was started again.".capitalize())
                    continue
                hint = "Save the article again. If it happens again, please report it."
                self._fail(proofs, PressError(message, hint=hint))
            except TriptychError as error:
                self._fail(proofs, error)
            return

    def _fail(self, proofs: Proofs, error: TriptychError) -> None:
        """Report an error for which an article could not be pressed; its last editions stay."""
        proofs.error = error
        self._tell(proofs)

    async def _press_now(self, proofs: Proofs) -> None:
        """Have an article read and shown."""
        revision, order = proofs.revision, self.articles.order
        if not is_complete(proofs.path):
            await asyncio.sleep(_EMPTY)
        self._settling.dress(proofs.name, revision)
        async for answer in self.helpers[SCREEN].ask(Press(proofs.path, order, self._shelf())):
            match answer:
                case Shown():
                    proofs.show(answer.format, revision, answer.data)
                case Dressed():
                    self._to_print[proofs.name] = (proofs, revision, answer)
                    self._is_wanted[PAPER].set()
                case Pressed():
                    self._note(proofs, answer)
            self._tell(proofs)

    def _shelf(self) -> PartShelf | None:
        """Return where the cache has parts of issues; None where there is no cache."""
        means = self.articles.means
        return PartShelf(means.cache, means.limit) if means.cache else None

    def _note(self, proofs: Proofs, answer: Pressed) -> None:
        """Note what was found while an article was pressed."""
        proofs.error = answer.result.error
        proofs.results[SCREEN], proofs.notes = answer.result, answer.notes
        proofs.findings = self.articles.all_findings(proofs)
        if proofs.error:
            self._to_print.pop(proofs.name, None)
        else:
            proofs.title, proofs.lines = answer.title, answer.lines
            proofs.places += 1

    async def _print_now(self, proofs: Proofs, revision: int, dressed: Dressed) -> None:
        """Have an article set on paper."""
        jobs, shelf = self.articles.means.jobs, self._shelf()
        question = Print(dressed.document, proofs.visible, max(1, jobs), shelf)
        async for answer in self.helpers[PAPER].ask(question):
            match answer:
                case Drafted():
                    if proofs.show_draft(revision, answer.draft):
                        self.printed(proofs)
                case Printed():
                    self._take(proofs, revision, dressed, answer)
            self._tell(proofs)

    def _take(self, proofs: Proofs, revision: int, dressed: Dressed, answer: Printed) -> None:
        """Take a PDF, and have the other editions written with its page numbers."""
        result, artifact = answer.result, answer.artifact
        own = tuple((*dressed.findings, *found) for found in result.own)
        proofs.results[PAPER] = replace(result, own=own)
        proofs.findings = self.articles.all_findings(proofs)
        if artifact is None:
            proofs.error = proofs.error or result.error
            return
        proofs.count_pages(artifact.pages)
        proofs.boxes = answer.boxes
        proofs.places += 1
        proofs.show(_PDF, revision, artifact.data)
        proofs.save(artifact, revision)
        self._settling.add(proofs, revision, artifact.starts)
        self._is_wanted[SCREEN].set()

    async def _settle_now(
        self, proofs: Proofs, revision: int, starts: tuple[PageStart, ...]
    ) -> None:
        """Have the editions written as a build saves them."""
        async for answer in self.helpers[SCREEN].ask(Settle(starts)):
            if isinstance(answer, Settled):
                proofs.error = proofs.error or answer.error
                if not answer.artifacts:  # the process is another one, which has pressed nothing
                    self._to_press[proofs.name] = proofs
                for artifact in answer.artifacts:
                    proofs.save(artifact, revision)
                if answer.artifacts and not proofs.error:
                    self._begin(self.articles.keep(proofs, revision))
        self._tell(proofs)
        free_memory.give_back()
