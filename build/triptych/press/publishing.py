"""An order from first to last: cached results are reused, the rest is pressed, saved and cached."""

from collections.abc import Generator, Iterator
from contextlib import closing, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from triptych.core import fork
from triptych.core.dependencies import FILE
from triptych.core.errors import Finding, Place, ToolError, TriptychError
from triptych.core.model import Artifact
from triptych.press import helper_process, limits, placing, pool, save, stores
from triptych.press.cache.entries import Entry
from triptych.press.cache.memory import Known, Memory, edition_of
from triptych.press.cache.store import Store
from triptych.press.helper_process import HelperProcess
from triptych.press.orders import FORMATS, Edition, Means, Order, Outcome, Result, Task, Work
from triptych.settings.waivers import Waivers
from triptych.sources import article_index, discover


@dataclass(frozen=True, slots=True)
class _Job:
    """One article of an order: its number there, what it says of itself, and what is known of it.

    ``folder`` is that of its editions, below the output folder and separated by ``/``.
    """

    number: int
    entry: Entry
    known: Known
    folder: str = ""


def publish(order: Order, means: Means | None = None) -> Generator[Outcome, None, None]:
    """Make and save every edition of an order, giving each article's outcome as it is done.

    Findings are waived as settings and front matter say; what is wrong with the settings' waivers
    comes last, as an outcome without editions.

    An article that fails does not keep the others back. Raises ``OutputError`` when the output
    folder cannot be written at all, and ``ToolError`` when a program or library is missing.
    """
    means = means or Means()
    article_index.forget()
    if order.publication.site.mark:
        article_index.prepare(order.publication)
    if order.url:
        stores.prepare(order.url)
    else:
        save.prepare(order.out, order.publication.root)
    memory = Memory(order, Store(means.cache, means.limit) if means.cache else None)
    waivers = Waivers(order.publication.settings.waivers, order.publication.root)
    is_whole = order.is_whole
    try:
        for outcome in _publish(order, means, memory):
            is_made = not outcome.error and set(order.formats) == set(FORMATS)
            is_whole = is_whole and is_made
            yield replace(outcome, findings=waivers.apply(outcome.findings, is_whole=is_made))
    finally:
        memory.close()
    if findings := waivers.own_findings(is_whole=is_whole):
        last = len(order.files)
        yield Outcome(last, findings[0].place.path, findings=findings, is_new=False)


def _publish(order: Order, means: Means, memory: Memory) -> Iterator[Outcome]:
    """Make and save every edition of an order, with what is known."""
    jobs = []
    for number, file in enumerate(order.files):
        known = memory.recall(file, discover.display_path(file))
        try:
            job = _Job(number, known.entry or placing.read_entry(known, order), known)
        except TriptychError as error:
            error.place = error.place or Place(known.place)
            yield Outcome(number, known.place, error=error)
            continue
        if order.drafts or not job.entry.draft:
            jobs.append(job)
        else:
            memory.remember_name(known, job.entry)
    placed, refused = _placed(jobs, order, memory)
    yield from refused
    tasks = []
    for job in placed:
        absent = _absent(job, order, memory)
        result = _restored(job, absent, memory)
        if result is None:
            known = job.known
            task = Task(
                known.path, known.place, order.publication, order.override, absent, job.folder
            )
            tasks.append((job, task))
        else:
            yield _finish(job, result, order, memory)
    for job, result in _pressed(tasks, means):
        if isinstance(result.error, ToolError):
            raise result.error  # what is missing for one article is missing for all
        yield _finish(job, result, order, memory)


def _placed(jobs: list[_Job], order: Order, memory: Memory) -> tuple[list[_Job], list[Outcome]]:
    """Return the jobs with the folders of their editions, and the outcomes of those that share one."""
    entries = {job.known.path: job.entry for job in jobs}
    folders = placing.output_folders(entries, order, memory)
    refusals = placing.refusals(folders)
    placed, refused = [], []
    for job in jobs:
        path, known, folder = job.known.path, job.known, folders[job.known.path]
        if path in refusals:
            refused.append(Outcome(job.number, known.place, error=refusals[path]))
            continue
        if folder != job.entry.slug:
            known = memory.recall(path, known.place, folder)
        placed.append(replace(job, known=known, folder=folder))
    return placed, refused


def _pressed(tasks: list[tuple[_Job, Task]], means: Means) -> Iterator[tuple[_Job, Result]]:
    """Press articles, each as it is done: in this process one alone, else in others, the largest first.

    Where this process can be forked, one alone is pressed in a fork of it, for only a process can be
    ended wherever it is.
    """
    if not tasks:
        return
    is_alone = len(tasks) < 2 and means.seconds is None and not means.cluster
    if not means.cluster and (means.jobs == 0 or (is_alone and not fork.can_fork())):
        for job, task in tasks:
            yield job, _typesetter(means.helper)(task)
        return
    if is_alone:
        yield from _pressed_alone(*tasks[0], means.helper)
        return
    if means.helper:
        means.helper.end()
    jobs = {job.number: job for job, _ in tasks}
    ordered = sorted(tasks, key=lambda pair: (-_size(pair[1].path), pair[0].number))
    numbered = [(job.number, task) for job, task in ordered]
    seconds = means.seconds or limits.SECONDS
    if means.cluster and numbered:
        numbered = yield from _pressed_afar(numbered, means.cluster, seconds, jobs)
    with closing(pool.press(numbered, _typesetter(), max(1, means.jobs), seconds)) as results:
        for number, result in results:
            yield jobs[number], result


def _pressed_alone(
    job: _Job, task: Task, helper: HelperProcess | None
) -> Iterator[tuple[_Job, Result]]:
    """Press one article in a process forked for it, which this one can end, with the helper's help."""
    with helper.lent() if helper else nullcontext():
        meanwhile = helper.meanwhile if helper else None
        results = pool.press([(job.number, task)], _press_alone, 1, limits.SECONDS, meanwhile)
        with closing(results):
            for _, result in results:
                yield job, result


def _press_alone(task: Task) -> Result:
    """Press one article in this process, which was forked for it."""
    helper = helper_process.borrowed()
    if helper:
        helper.meanwhile = None
    return _typesetter(helper)(task)


def _pressed_afar(
    tasks: list[tuple[int, Task]], address: str, seconds: float, jobs: dict[int, _Job]
) -> Generator[tuple[_Job, Result], None, list[tuple[int, Task]]]:
    """Press articles on a cluster, each as it is done; returns those that cannot travel there."""
    from triptych.press.cluster import dask as cluster  # noqa: PLC0415  only a build on a cluster loads it

    way = cluster.Way(address, lambda n: _guesses(jobs[n]), seconds)
    left = set()
    with closing(cluster.press(tasks, _typesetter(), way)) as results:
        for number, result in results:
            if result:
                yield jobs[number], result
            else:
                left.add(number)
    return [(number, task) for number, task in tasks if number in left]


def _typesetter(helper: HelperProcess | None = None) -> Work:
    """Return the function that presses one article, loaded only when there is one to press."""
    if helper:
        from triptych.markdown import pandoc  # noqa: PLC0415  only where there is an article to press

        pandoc.begin()  # it starts while the rest is loaded
    from triptych.press import pipeline  # noqa: PLC0415  the same

    work: Work = partial(pipeline.work, helper=helper) if helper else pipeline.work
    return work


def _guesses(job: _Job) -> list[str]:
    """Return the files that an article read when it was last pressed."""
    variants = job.known.entry.variants if job.known.entry else ()
    return [name for variant in variants[:1] for kind, name, _ in variant.reads if kind == FILE]


def _size(path: Path) -> int:
    """Return the bytes of an article; 0 when it no longer exists."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _known_editions(job: _Job) -> dict[str, Edition]:
    """Return the cached editions of an article by format."""
    variant = job.known.variant
    return {name: edition for name, (edition, _) in variant.editions.items()} if variant else {}


def _absent(job: _Job, order: Order, memory: Memory) -> tuple[str, ...]:
    """Return the formats whose editions are missing from the output folder, or differ there."""
    known, folder = _known_editions(job), order.out / job.folder
    return tuple(
        name
        for name in order.formats
        if order.url
        or name not in known
        or not memory.is_in_place(folder / known[name].name, known[name])
    )


def _restored(job: _Job, absent: tuple[str, ...], memory: Memory) -> Result | None:
    """Return cached editions; None when one is missing, so that all of them must be pressed."""
    known, artifacts = _known_editions(job), []
    for name in absent:
        data = memory.bytes_of(known[name]) if name in known else None
        if data is None:
            return None
        artifacts.append(Artifact(name, known[name].name, data, known[name].pages))
    return Result(tuple(artifacts))


def _finish(job: _Job, result: Result, order: Order, memory: Memory) -> Outcome:
    """Save an article's editions, all of them or none, keep what was pressed, and tell what came of it."""
    place, folder = job.known.place, order.out / job.folder
    if result.error:
        found = (*result.front, *dict.fromkeys(result.common))
        return Outcome(job.number, place, findings=found, error=result.error)
    is_new = bool(result.own)
    if is_new:
        memory.remember(job.known, job.entry, result)
    made = {artifact.format: edition_of(artifact) for artifact in result.artifacts}
    try:
        if order.url:
            stores.save(list(result.artifacts), f"{order.url}/{job.folder}")
        else:
            paths = save.save(list(result.artifacts), folder, order.out)
            for edition, path in zip(made.values(), paths, strict=True):
                memory.record_written(path, edition)
    except TriptychError as error:
        error.place = error.place or Place(place)
        return Outcome(job.number, place, findings=result.front, error=error)
    whole = _known_editions(job) | made
    if order.url:
        top = f"{order.url}/{job.folder}"
        whole = {n: replace(edition, url=f"{top}/{edition.name}") for n, edition in whole.items()}
    editions = tuple((whole[n], folder / whole[n].name) for n in order.formats)
    return Outcome(
        job.number, place, editions, _all_findings(job, result, order), None, is_new, result.times
    )


def _all_findings(job: _Job, result: Result, order: Order) -> tuple[Finding, ...]:
    """Return the findings that a build without a cache would report, in its order."""
    variant = job.known.variant
    front, common = result.front, result.common
    own = {a.format: found for a, found in zip(result.artifacts, result.own, strict=False)}
    if variant:
        own = {name: found for name, (_, found) in variant.editions.items()} | own
        front, common = (front, common) if result.own else (variant.front, variant.common)
    several = [finding for name in order.formats for finding in own[name]]
    own_name = placing.name_findings(job.entry, job.folder, job.known.place)
    return (*front, *own_name, *dict.fromkeys([*common, *several]))
