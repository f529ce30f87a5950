"""Writes ``docs/design/patches.md`` from the patches that the program applies."""

import sys
from pathlib import Path

from triptych.editions.pdf.patches.guard import Patch, tested
from triptych.editions.pdf.patches.table import PATCHES

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "design" / "patches.md"

INTRODUCTION = """\
# Patches of the typesetter

<!-- Made by `make papers` from the table of the program; do not edit it here. -->

Triptych changes a few functions of WeasyPrint and of the libraries under it while they run. Each change
is one file in `editions/pdf/patches/`, with a row that says what the library does without it, why that is
changed, and which test fails without it. No other module assigns to a name of another package;
`editions/test_patches.py` holds that.

**Guards.** `tested.json` has the signature of every function that a patch replaces or relies on, and a
digest of its source, taken from {versions}. `guard.py` compares both when the typesetter is
loaded, before anything is changed. Reading the sources takes a tenth of a second, so the result is cached
with the installation, under the state of the files and the bytecode in this process. If a function of a
*required* patch is another, no PDF is made, and one line names the function and the version to install. A
patch that only saves *time* is left out instead: the PDF has the same bytes without it.

**Another version.** `make canary` installs the newest packages into a temporary environment, lists the
guards that no longer fit, and runs the tests of the PDF there. When they pass, `python
build/tools/canary.py --pin` writes `tested.json` again.

| patch | without it, the library | reason | for | test |
|---|---|---|---|---|
"""


def page() -> str:
    """Return the page as Markdown."""
    versions = ", ".join(f"{name} {version}" for name, version in tested().versions.items())
    rows = "".join(f"{_row(patch)}\n" for patch in PATCHES)
    functions = "".join(f"- `{patch.name}`: {_functions(patch)}\n" for patch in PATCHES)
    introduction = INTRODUCTION.replace("{versions}", versions)
    return f"{introduction}{rows}\n## Functions that are guarded\n\n{functions}"


def _row(patch: Patch) -> str:
    """Return the row of a patch."""
    upstream = patch.upstream[0].lower() + patch.upstream[1:]
    number = patch.issue.rpartition("/")[2]
    report = f" ([#{number}]({patch.issue}))" if patch.issue else ""
    purpose = "correctness" if patch.is_required else "time"
    file, _, test = patch.test.partition("::")
    name = f"`{patch.name}`"
    return (
        f"| {name} | {upstream}{report} | {patch.reason} | {purpose} | `{file}`: {_words(test)} |"
    )


def _words(test: str) -> str:
    """Return the name of a test as a sentence without its first word."""
    return test.removeprefix("test_").replace("_", " ")


def _functions(patch: Patch) -> str:
    """Return the functions that a patch replaces or relies on."""
    return ", ".join(f"`{target.replace(':', '.')}`" for target in patch.targets)


def main() -> None:
    """Write the page, or compare it with the table."""
    if "--check" not in sys.argv:
        PAGE.write_text(page(), encoding="utf-8")
    elif PAGE.read_text(encoding="utf-8") != page():
        sys.exit(f"{PAGE.relative_to(ROOT)} is out of date: run `make papers`.")


if __name__ == "__main__":
    main()
