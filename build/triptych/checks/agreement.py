"""Whether the editions of one article say the same of it: title, authors, language, day, identifier."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from triptych.checks.own.findings import Facts, fault
from triptych.checks.verdict import Verdict

_COMPARED: dict[str, Callable[[Facts], str]] = {
    "title": lambda facts: facts.title,
    "authors": lambda facts: ", ".join(facts.authors),
    "language": lambda facts: facts.lang,
    "date": lambda facts: facts.date,
    "identifier": lambda facts: facts.identifier,
}


def judge(group: dict[Path, Facts]) -> Iterator[Verdict]:
    """Give each thing on which editions of one article differ; one that is silent agrees with all."""
    for name, of in _COMPARED.items():
        said = {path: of(facts) for path, facts in group.items() if of(facts)}
        if len({_plain(text) for text in said.values()}) > 1:
            listed = ", ".join(f"“{text[:60]}” in {path.name}" for path, text in said.items())
            hint = "Build all editions from one source."
            yield fault("editions-differ", f"the editions differ in their {name}: {listed}", hint)


def _plain(text: str) -> str:
    """Give what of a text is compared: its words, without regard to case and signs."""
    return " ".join(re.findall(r"\w+", text.casefold()))
