"""A whole check: our own checks, outside judges side by side, and each finding at its source."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from triptych.checks import agreement, outside, own_judge, tracing
from triptych.checks.judges import JUDGES
from triptych.checks.own.judgement import Judgement
from triptych.checks.subjects import Subject, by_article
from triptych.checks.tracing import Source, printable
from triptych.core.errors import Finding, Judged, Place, Severity, ToolError, TriptychError
from triptych.settings.publication import Publication, setting_place
from triptych.settings.waivers import Waivers
from triptych.sources import discover
from triptych.theme.contrasts import low_contrasts
from triptych.theme.load import load_theme

OWN = "own"
"""The name of our own checks among the judges."""


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """What to judge and by whom: names of judges, profiles of PDFs, seconds for each file.

    Without ``profiles`` a PDF is judged by those that it claims. The theme of ``publication`` is
    judged too.
    """

    subjects: list[Subject]
    judges: tuple[str, ...]
    profiles: tuple[str, ...]
    seconds: float
    publication: Publication | None = None


@dataclass(frozen=True, slots=True)
class Survey:
    """The result: for each edition the judges that answered, all findings, and the judges that failed."""

    judged: dict[Path, list[str]]
    findings: list[Finding] = field(default_factory=list[Finding])
    errors: list[TriptychError] = field(default_factory=list[TriptychError])


def survey(request: CheckRequest, on_answer: Callable[[], None]) -> Survey:
    """Judge editions; a judge that fails is an error of the survey and stops no other.

    ``on_answer`` is called each time that a judge has answered for an edition.
    """
    own: dict[Path, Judgement] = {}
    for subject, judgement in own_judge.judge(request.subjects, request.seconds):
        own[subject.path] = judgement
        on_answer()
    result = Survey({path: [OWN] for path in own})
    found = [(OWN, path, f) for path, judgement in own.items() for f in judgement.findings]
    found += _disagreements(request.subjects, own)
    work = outside.Work(request.judges, request.profiles, request.seconds)
    for name, path, answer in outside.ask(work, request.subjects, own, on_answer):
        if isinstance(answer, ToolError):
            result.errors.append(_failure(name, path, answer))
        else:
            result.judged[path].append(name)
            found += [(name, path, finding) for finding in answer]
    order = {path: number for number, path in enumerate(own)}
    found.sort(key=lambda row: order[row[1]])
    facts = {path: judgement.facts for path, judgement in own.items()}
    sources = {path: tracing.source_of(path, facts) for path in own}
    result.findings.extend(_apply_waivers(_traced(found, sources), sources))
    result.findings.extend(_theme(request.publication))
    return result


def _failure(name: str, path: Path, error: ToolError) -> ToolError:
    """Return the error of a judge with its name, at the edition that it did not judge."""
    judge = JUDGES[name].name
    message = printable(error.message).removeprefix(judge).strip()
    return ToolError(f"{judge}: {message}", Place(discover.display_path(path)), error.hint)


def _disagreements(
    subjects: list[Subject], own: dict[Path, Judgement]
) -> list[tuple[str, Path, Finding]]:
    """Return where editions of one article contradict each other, as findings on the first of them."""
    found = []
    for group in by_article(subjects):
        facts = {s.path: own[s.path].facts for s in group if own[s.path].is_whole}
        found += [(OWN, next(iter(facts)), f) for f in agreement.judge(facts)] if facts else []
    return found


def _traced(
    found: list[tuple[str, Path, Finding]], sources: dict[Path, Source | None]
) -> Iterator[Finding]:
    """Yield findings inside editions at their place in the source, or else in the edition."""
    for judge, path, finding in found:
        source, inside = sources[path], finding.place
        at = tracing.locate(source, finding.snippet) if source else _in_edition(path, inside)
        yield replace(
            finding,
            message=printable(finding.message).rstrip("."),
            place=at,
            hint=printable(finding.hint),
            judged=Judged(judge, path, printable(inside.path), inside.line),
        )


def _in_edition(path: Path, inside: Place) -> Place:
    """Return the place of an edition; the line counts only in an edition that is a single file."""
    return Place(discover.display_path(path), 0 if inside.path else inside.line)


def _apply_waivers(
    findings: Iterator[Finding], sources: dict[Path, Source | None]
) -> Iterator[Finding]:
    """Yield findings, those that the article or its publication waives marked as waived."""
    waivers: dict[Path, Waivers] = {}
    for finding in findings:
        edition = finding.judged.edition if finding.judged else None
        publication = tracing.publication_of(edition) if edition else None
        if publication is None or edition is None:
            yield finding
            continue
        root = publication.root
        own = waivers.setdefault(root, Waivers(publication.settings.waivers, root))
        source = sources[edition]
        *_, settled = own.apply([*(source.front if source else ()), finding], is_whole=False)
        yield settled


def _theme(publication: Publication | None) -> Iterator[Finding]:
    """Yield each colour of the publication's theme with too little contrast."""
    if publication is None:
        return
    place = setting_place(publication.root, "theme")
    loaded = load_theme(publication.settings.theme, publication.root, place)
    hint = "Change the token in the theme's theme.toml."
    for low in low_contrasts(loaded):
        judged = Judged(OWN, None)
        yield Finding("theme-contrast", Severity.WARNING, str(low), place, hint, judged=judged)
