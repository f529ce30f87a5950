"""Who presses the articles of an order: this process, others on this machine, or a cluster."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, nullcontext
from functools import partial

from triptych.core import fork
from triptych.core.dependencies import FILE, LINK
from triptych.press import away, helper_process, limits, offprints, pool
from triptych.press.cache.part_shelf import PartShelf
from triptych.press.helper_process import HelperProcess, Skill
from triptych.press.jobs import Job
from triptych.press.orders import Means, Result, Task, Work


def pressed(tasks: list[tuple[Job, Task]], means: Means) -> Iterator[tuple[Job, Result]]:
    """Press articles, each as it is done: in this process one alone, else in others, the largest first.

    Where this process can be forked, one alone is pressed in a fork of it, for only a process can be
    ended wherever it is.
    """
    if not tasks:
        return
    is_alone = len(tasks) < 2 and means.seconds is None and not means.cluster
    if not means.cluster and (means.jobs == 0 or (is_alone and not fork.can_fork())):
        for job, task in tasks:
            yield job, _typesetter(shelf=_shelf(means))(task)
        return
    if is_alone:
        yield from _pressed_alone(*tasks[0], means)
        return
    jobs = {job.number: job for job, _ in tasks}
    ordered = sorted(
        tasks, key=lambda pair: (-offprints.size(pair[0].entry, pair[1]), pair[0].number)
    )
    numbered = [(job.number, task) for job, task in ordered]
    seconds = means.seconds or limits.SECONDS
    if means.cluster and numbered:
        numbered = yield from _pressed_afar(numbered, means.cluster, seconds, jobs)
    work = _typesetter(shelf=_shelf(means))
    names = {name for _, task in tasks for name in task.formats}
    has_pages = any(_has_pages(job, task) for job, task in tasks)
    load_editions(sorted(names | {"pdf"} if has_pages else names))
    with closing(pool.press(numbered, work, max(1, means.jobs), seconds)) as results:
        for number, result in results:
            yield jobs[number], result


def _pressed_alone(job: Job, task: Task, means: Means) -> Iterator[tuple[Job, Result]]:
    """Press one article in a process forked for it, which this one can end, with the helper's help."""
    work = partial(_press_alone, _shelf(means))
    is_wanted = means.has_helper and _has_pages(job, task)
    with helper_process.started(_load_pdf_helper, is_wanted=is_wanted) as helper:
        if helper:
            helper.processes = means.jobs
        with helper.lent() if helper else nullcontext():
            results = pool.press([(job.number, task)], work, 1, limits.SECONDS, means.meanwhile)
            with closing(results):
                for _, result in results:
                    yield job, result


def _has_pages(job: Job, task: Task) -> bool:
    """Whether the pages of an article are laid out: for its PDF, or to mark them in other editions."""
    return "pdf" in task.formats or job.entry.has_page_list


def _load_pdf_helper() -> Skill:
    """Load what the helper process does, in that process alone."""
    from triptych.press import pdf_helper  # noqa: PLC0415  this process needs none of it

    return pdf_helper


def _press_alone(shelf: PartShelf | None, task: Task) -> Result:
    """Press one article in this process, which was forked for it."""
    from triptych.markdown import pandoc  # noqa: PLC0415  only where there is an article to press

    pandoc.begin()  # it starts while the rest is loaded
    return _typesetter(helper_process.borrowed(), shelf)(task)


def _pressed_afar(
    tasks: list[tuple[int, Task]], address: str, seconds: float, jobs: dict[int, Job]
) -> Generator[tuple[Job, Result], None, list[tuple[int, Task]]]:
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


def _shelf(means: Means) -> PartShelf | None:
    """Return where the cache has parts of issues; None without a cache."""
    return PartShelf(means.cache, means.limit) if means.cache else None


def _typesetter(helper: HelperProcess | None = None, shelf: PartShelf | None = None) -> Work:
    """Return the function that presses one article, loaded only when there is one to press."""
    from triptych.press import pipeline  # noqa: PLC0415  only where there is an article to press

    return partial(pipeline.work, helper=helper, shelf=shelf)


def load_editions(names: Sequence[str]) -> None:
    """Import what editions need, so that processes that are forked next share it."""
    from triptych.editions import formats  # noqa: PLC0415  as above

    formats.load(names)


def _guesses(job: Job) -> list[str]:
    """Return the files and look-ups that an article read when it was last pressed."""
    variants = job.known.entry.variants if job.known.entry else ()
    marks = {FILE: "", LINK: away.LOOK_UP}
    reads = [read for variant in variants[:1] for read in variant.reads]
    return [f"{marks[kind]}{name}" for kind, name, _ in reads if kind in marks]
