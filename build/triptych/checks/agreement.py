"""Whether editions of one article agree on its title, authors, language, date and identifier."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from triptych.checks.own.judgement import Facts, fault
from triptych.core.errors import Finding

_COMPARED: dict[str, Callable[[Facts], str]] = {
    "title": lambda facts: facts.title,
    "authors": lambda facts: ", ".join(facts.authors),
    "language": lambda facts: facts.lang,
    "date": lambda facts: facts.date,
    "identifier": lambda facts: facts.identifier,
}


def judge(group: dict[Path, Facts]) -> Iterator[Finding]:
    """Yield a finding for each fact on which editions differ; an edition without it agrees with all."""
    for name, of in _COMPARED.items():
        values = {path: of(facts) for path, facts in group.items() if of(facts)}
        if len({_comparable(text) for text in values.values()}) > 1:
            listed = ", ".join(f"“{text[:60]}” in {path.name}" for path, text in values.items())
            hint = "Build all editions from the same source."
            yield fault("editions-differ", f"the editions differ in {name}: {listed}", hint)


def _comparable(text: str) -> str:
    """Return the words of a text without case and punctuation."""
    return " ".join(re.findall(r"\w+", text.casefold()))
