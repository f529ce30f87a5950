"""Outside judges asked side by side, each of the editions that it can judge."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from triptych.checks import worker
from triptych.checks.judges import JUDGES, Profiles
from triptych.checks.own.judgement import Judgement
from triptych.checks.subjects import Subject
from triptych.core.errors import Finding, ToolError

NamedAnswer = tuple[str, Path, list[Finding] | ToolError]
"""The name of a judge, an edition, and its findings or how the judge failed."""


@dataclass(frozen=True, slots=True)
class Work:
    """The judges to ask by name, profiles of PDFs or () for those they claim, seconds for each file."""

    judges: tuple[str, ...]
    profiles: tuple[str, ...]
    seconds: float


def ask(
    work: Work,
    subjects: list[Subject],
    own: dict[Path, Judgement],
    on_answer: Callable[[], None],
) -> Iterator[NamedAnswer]:
    """Yield the answers of the judges, as many at a time as there are processor cores."""
    profiles: Profiles = {path: work.profiles or j.facts.claims for path, j in own.items()}

    def ask_one(name: str) -> list[NamedAnswer]:
        paths = _paths_for(name, subjects, own, profiles)
        answers: list[NamedAnswer] = []
        for path, answer in JUDGES[name].judge(paths, work.seconds, profiles) if paths else ():
            answers.append((name, path, answer))
            on_answer()
        return answers

    with ThreadPoolExecutor(max_workers=max(os.cpu_count() or 1, 1)) as pool:
        try:
            for answers in pool.map(ask_one, work.judges):
                yield from answers
        except BaseException:
            worker.stop_all()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _paths_for(
    name: str, subjects: list[Subject], own: dict[Path, Judgement], profiles: Profiles
) -> list[Path]:
    """Return the editions that a judge can judge; veraPDF needs a PDF with a profile."""
    kind = JUDGES[name].kind
    paths = [s.path for s in subjects if s.kind == kind and own[s.path].is_whole]
    return [path for path in paths if profiles[path]] if kind == "pdf" else paths
