"""An order from first to last: cached results are reused, the rest is pressed, saved and cached."""

import os
from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path

from triptych.core.dependencies import ARTICLE, Dependencies
from triptych.core.errors import Finding, Place, ToolError, TriptychError
from triptych.core.model import Artifact
from triptych.press import offprints, placing, save, stores
from triptych.press.cache.memory import Memory, edition_of
from triptych.press.cache.store import Store
from triptych.press.dispatch import pressed
from triptych.press.jobs import Job, task_of
from triptych.press.offprints import Pages
from triptych.press.orders import FORMATS, Edition, Means, Order, Outcome, Result
from triptych.settings.waivers import Waivers
from triptych.sources import article_index, discover
from triptych.sources.files import path_from_root


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
            found = waivers.apply(outcome.findings, is_whole=is_made)
            yield outcome if found == outcome.findings else replace(outcome, findings=found)
    finally:
        memory.close()
    if findings := waivers.own_findings(is_whole=is_whole):
        last = len(order.files)
        yield Outcome(last, findings[0].place.path, findings=findings, is_new=False)


def _publish(order: Order, means: Means, memory: Memory) -> Iterator[Outcome]:
    """Make and save every edition of an order, with what is known."""
    jobs = []
    for number, (file, place) in enumerate(discover.display_paths(order.files)):
        known = memory.recall(file, place)
        try:
            job = Job(number, known.entry or placing.read_entry(known, order), known)
        except TriptychError as error:
            error.place = error.place or Place(known.place)
            yield Outcome(number, known.place, error=error)
            continue
        if order.drafts or not job.entry.draft:
            jobs.append(job)
        else:
            memory.remember_name(known, job.entry)
    hidden = offprints.hidden([job.entry for job in jobs]) if order.is_whole else frozenset()
    root = order.publication.root
    placed, refused = _placed(_shown(jobs, hidden, root), order, memory)
    places = frozenset(job.known.place for job in placed)
    yield from refused
    issues = offprints.paged_issues({job.known.path: job.entry for job in placed}, order)
    pages: dict[str, Pages] = {}
    first = [job for job in placed if job.known.path not in issues]
    for job, result in _made(first, order, memory, means):
        if found := offprints.pages_of(job.known, result):
            pages[path_from_root(job.known.path, root)] = found
        yield offprints.without_known(_finish(job, result, order, memory), job.entry, places)
    for name in sorted(set(issues.values()) - pages.keys()):
        pages[name] = _pages_of_issue(name, order, memory, means)
    later = []
    for job in placed:
        if name := issues.get(job.known.path, ""):
            printed = offprints.printed(name, pages[name], job.folder, order)
            folder = job.folder if job.folder != job.entry.slug else ""
            known = memory.recall(job.known.path, job.known.place, folder, printed)
            later.append(replace(job, known=known, printed=printed))
    for job, result in _made(later, order, memory, means):
        yield offprints.without_known(_finish(job, result, order, memory), job.entry, places)


def _shown(jobs: list[Job], hidden: frozenset[str], root: Path) -> list[Job]:
    """Return the articles that are not hidden, which the paths of ``hidden`` name from the root."""
    if not hidden:
        return jobs
    return [job for job in jobs if path_from_root(job.known.path, root) not in hidden]


def _pages_of_issue(name: str, order: Order, memory: Memory, means: Means) -> Pages:
    """Return the pages of the members of an issue that is not in the order; none where it fails."""
    path = order.publication.root / name
    known = memory.recall(path, discover.display_path(path))
    try:
        job = Job(-1, known.entry or placing.read_entry(known, order), known)
        placed, _ = _placed([job], order, memory)
        for each in placed:
            if found := offprints.pages_of(each.known, Result()):
                return found
            for _, result in pressed([(each, task_of(each, ("pdf",), order))], means):
                if not result.error:
                    memory.remember(each.known, each.entry, result)
                return offprints.pages_of(each.known, result)
    except TriptychError:
        pass  # which is reported where the issue is built
    return ()


def _made(
    jobs: list[Job], order: Order, memory: Memory, means: Means
) -> Iterator[tuple[Job, Result]]:
    """Yield articles with their results: those that are cached, then those that are pressed."""
    tasks, out = [], str(order.out.absolute())
    for job in jobs:
        absent = _absent(job, order, memory, out)
        result = _restored(job, absent, memory)
        if result is None:
            tasks.append((job, task_of(job, absent, order)))
        else:
            yield job, result
    for job, result in pressed(tasks, means):
        if isinstance(result.error, ToolError):
            raise result.error  # what is missing for one article is missing for all
        yield job, result


def _placed(jobs: list[Job], order: Order, memory: Memory) -> tuple[list[Job], list[Outcome]]:
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
        placed.append(Job(job.number, job.entry, known, folder, job.printed))
    return placed, refused


def _known_editions(job: Job) -> dict[str, Edition]:
    """Return the cached editions of an article by format."""
    variant = job.known.variant
    return {name: edition for name, (edition, _) in variant.editions.items()} if variant else {}


def _absent(job: Job, order: Order, memory: Memory, out: str) -> tuple[str, ...]:
    """Return the formats whose editions are missing from the output folder ``out``, or differ there."""
    known = _known_editions(job)
    join = os.path.join  # text is made faster than a path, for every article
    return tuple(
        name
        for name in order.formats
        if order.url
        or name not in known
        or not memory.is_in_place(join(out, job.folder, known[name].name), known[name])
    )


def _restored(job: Job, absent: tuple[str, ...], memory: Memory) -> Result | None:
    """Return cached editions; None when one is missing, so that all of them must be pressed."""
    known, artifacts = _known_editions(job), []
    for name in absent:
        data = memory.bytes_of(known[name]) if name in known else None
        if data is None:
            return None
        edition = known[name]
        artifacts.append(Artifact(name, edition.name, data, edition.pages, members=edition.members))
    return Result(tuple(artifacts))


def _finish(job: Job, result: Result, order: Order, memory: Memory) -> Outcome:
    """Save an article's editions, all of them or none, keep what was pressed, and tell what came of it."""
    place = job.known.place
    if result.error:
        found = (*result.front, *dict.fromkeys(result.common))
        return Outcome(
            job.number, place, findings=found, error=result.error, reads=result.dependencies
        )
    is_new = bool(result.own)
    if is_new:
        memory.remember(job.known, job.entry, result)
    made = {artifact.format: edition_of(artifact) for artifact in result.artifacts}
    try:
        if order.url:
            stores.save(list(result.artifacts), f"{order.url}/{job.folder}")
        elif result.artifacts:
            paths = save.save(list(result.artifacts), order.out / job.folder, order.out)
            for edition, path in zip(made.values(), paths, strict=True):
                memory.record_written(path, edition)
    except TriptychError as error:
        error.place = error.place or Place(place)
        return Outcome(job.number, place, findings=result.front, error=error)
    whole = _known_editions(job) | made
    if order.url:
        top = f"{order.url}/{job.folder}"
        whole = {n: replace(edition, url=f"{top}/{edition.name}") for n, edition in whole.items()}
    at = order.out.joinpath
    editions = tuple((whole[n], at(job.folder, whole[n].name)) for n in order.formats)
    found = _all_findings(job, result, order)
    reads = _reads(job, result)
    return Outcome(job.number, place, editions, found, None, is_new, result.times, reads)


def _reads(job: Job, result: Result) -> Dependencies:
    """Return what an article was made of, now or when it was cached."""
    cached = job.known.variant.reads if job.known.variant else ()
    reads = {(kind, name): state for kind, name, state in cached} | result.dependencies
    return {(ARTICLE, ""): job.known.state, **reads} if job.known.state else reads


def _all_findings(job: Job, result: Result, order: Order) -> tuple[Finding, ...]:
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
