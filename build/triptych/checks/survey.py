"""All of it: our own checks of every edition, outside judges side by side, and each fault's place."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from triptych.checks import agreement, contrast, own_judge, tracing, worker
from triptych.checks.judges import JUDGES, Profiles
from triptych.checks.own.findings import Findings
from triptych.checks.subjects import Subject, by_article
from triptych.checks.tracing import Source
from triptych.checks.verdict import Verdict, plain
from triptych.core.errors import Finding, Place, Severity, ToolError, TriptychError
from triptych.settings.publication import Publication, told
from triptych.settings.waivers import Waivers
from triptych.sources import discover
from triptych.theme.load import load_theme

OWN = "own"
"""The name of our own checks among the judges."""


@dataclass(frozen=True, slots=True)
class Charge:
    """What is to be judged, and by whom: names of judges, profiles for PDFs, seconds for one file.

    ``profiles`` that are empty are those that a PDF claims. ``publication`` is the one whose
    theme is judged too.
    """

    subjects: list[Subject]
    judges: tuple[str, ...]
    profiles: tuple[str, ...]
    seconds: float
    publication: Publication | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A finding at its place in the source where that is known, and where in which edition it stands."""

    finding: Finding
    judge: str
    edition: Path | None
    part: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Survey:
    """What came of it: for each edition the judges that answered, the findings, and judges that failed."""

    judged: dict[Path, list[str]]
    told: list[Told] = field(default_factory=list[Told])
    errors: list[TriptychError] = field(default_factory=list[TriptychError])


def survey(charge: Charge, answered: Callable[[], None]) -> Survey:
    """Judge editions; a judge that fails is an error of the survey, and keeps no other back.

    ``answered`` is called each time that a judge has answered of an edition.
    """
    own: dict[Path, Findings] = {}
    for subject, found in own_judge.judge(charge.subjects, charge.seconds):
        own[subject.path] = found
        answered()
    facts = {path: found.facts for path, found in own.items()}
    result = Survey({path: [OWN] for path in own})
    verdicts = [(OWN, path, verdict) for path, found in own.items() for verdict in found.verdicts]
    verdicts += _agreement(charge.subjects, own)
    for name, path, answer in _outside(charge, own, answered):
        if isinstance(answer, ToolError):
            place = Place(discover.display_path(path))
            said = plain(answer.message).removeprefix(JUDGES[name].name).strip()
            message = f"{JUDGES[name].name}: {said}"
            result.errors.append(ToolError(message, place, answer.hint))
        else:
            result.judged[path].append(name)
            verdicts += [(name, path, verdict) for verdict in answer]
    order = {path: number for number, path in enumerate(own)}
    verdicts.sort(key=lambda row: order[row[1]])
    made_of = {path: tracing.source_of(path, facts) for path in own}
    result.told.extend(_settled(_placed(verdicts, made_of), made_of))
    result.told.extend(_theme(charge.publication))
    return result


def _agreement(
    subjects: list[Subject], own: dict[Path, Findings]
) -> list[tuple[str, Path, Verdict]]:
    """Give on what editions of one article differ, told of the first of them."""
    found = []
    for group in by_article(subjects):
        whole = {s.path: own[s.path].facts for s in group if own[s.path].is_whole}
        found += [(OWN, next(iter(whole)), v) for v in agreement.judge(whole)] if whole else []
    return found


def _outside(
    charge: Charge, own: dict[Path, Findings], answered: Callable[[], None]
) -> Iterator[tuple[str, Path, list[Verdict] | ToolError]]:
    """Ask the outside judges, as many at a time as there are cores, of what could be opened."""
    profiles: Profiles = {
        path: charge.profiles or found.facts.claims for path, found in own.items()
    }
    work = {name: _for(name, charge.subjects, own, profiles) for name in charge.judges}

    def ask(name: str) -> list[tuple[str, Path, list[Verdict] | ToolError]]:
        answers = JUDGES[name].judge(work[name], charge.seconds, profiles) if work[name] else ()
        told = []
        for path, answer in answers:
            told.append((name, path, answer))
            answered()
        return told

    with ThreadPoolExecutor(max_workers=max(os.cpu_count() or 1, 1)) as pool:
        try:
            for answers in pool.map(ask, work):
                yield from answers
        except BaseException:
            worker.stop_all()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _for(
    name: str, subjects: list[Subject], own: dict[Path, Findings], profiles: Profiles
) -> list[Path]:
    """Give the files that a judge is asked of; a PDF without a profile is no case for veraPDF."""
    kind = JUDGES[name].kind
    whole = [s.path for s in subjects if s.kind == kind and own[s.path].is_whole]
    return [path for path in whole if profiles[path]] if kind == "pdf" else whole


def _placed(
    verdicts: list[tuple[str, Path, Verdict]], made_of: dict[Path, Source | None]
) -> Iterator[Told]:
    """Give verdicts as findings, at the place of the source where it can be traced."""
    for judge, path, verdict in verdicts:
        source = made_of[path]
        place = tracing.place(source, verdict) if source else _in_edition(path, verdict)
        message = plain(verdict.message).rstrip(".")
        finding = Finding(verdict.code, verdict.severity, message, place, plain(verdict.hint))
        yield Told(finding, judge, path, plain(verdict.part), verdict.line)


def _in_edition(path: Path, verdict: Verdict) -> Place:
    """Give the place in the edition itself; a line inside a file of a book is told with that file."""
    return Place(discover.display_path(path), 0 if verdict.part else verdict.line)


def _settled(told: Iterator[Told], made_of: dict[Path, Source | None]) -> Iterator[Told]:
    """Give findings with those waived that the article or its publication waives."""
    waivers: dict[Path, Waivers] = {}
    for each in told:
        publication = tracing.publication_of(each.edition) if each.edition else None
        if publication is None or each.edition is None:
            yield each
            continue
        root = publication.root
        own = waivers.setdefault(root, Waivers(publication.settings.waivers, root))
        source = made_of[each.edition]
        travelling = source.front if source else ()
        *_, finding = own.settle([*travelling, each.finding], is_whole=False)
        yield replace(each, finding=finding)


def _theme(publication: Publication | None) -> Iterator[Told]:
    """Judge the colours of the publication's theme."""
    if publication is None:
        return
    place = told(publication.root, "theme")
    loaded = load_theme(publication.settings.theme, publication.root, place)
    for message in contrast.judge(loaded):
        hint = "Change the token in the theme's theme.toml."
        yield Told(Finding("theme-contrast", Severity.WARNING, message, place, hint), OWN, None)
