"""The only module that runs pandoc: Markdown to its JSON tree, and the tree to an HTML fragment.

The program comes with ``pypandoc-binary`` and always runs in its sandbox, so that it reads no
file and no network whatever the text says (pandoc User's Guide, "A note on security"). What every
article needs is asked of one process that is kept open; what that cannot give, of one that is not.
"""

import json
import logging
import os
import re
import subprocess
from contextlib import suppress
from functools import cache
from subprocess import PIPE
from typing import Any

from triptych.core import processor_time
from triptych.core.errors import SourceError, ToolError
from triptych.core.model import Tree
from triptych.markdown import nesting
from triptych.markdown.server import OWN_PROGRAM, PandocServer, Step, bundled

MARKDOWN = (
    "markdown-yaml_metadata_block-pandoc_title_block-latex_macros-raw_tex+mark+alerts+abbreviations"
    "-blank_before_blockquote-implicit_header_references+autolink_bare_uris"
)
"""The Markdown that is read. Metadata blocks are off: front matter is read before, and no text is lost."""

SECONDS = 10
"""The processor time that pandoc may use for a text, and a second more for each 100 000 characters."""

LETTERS = 2_000_000
"""The most characters that a text may have, embedded pictures not counted."""

_DATA = re.compile(r"data:[\w/+;.=-]*,[\w+/=%.-]*")
_BOUNDS = ["+RTS", "-M1200m", "-RTS"]
_ARGUMENTS = {
    "parse": ["--from", MARKDOWN, "--to", "json", "--preserve-tabs"],
    "html": ["--from", "json", "--to", "html5", "--mathml", "--wrap", "none"],
    "cite": ["--from", "json", "--to", "json", "--citeproc"],
}
"""What each verb of ``server.lua`` is as a command."""

_INSTALL = "Run `pip install --force-reinstall pypandoc-binary`, or install pandoc 3."


def begin() -> None:
    """Start the process that is kept open, without waiting; the first call of it raises its error."""
    with suppress(ToolError):
        _converter().begin()


def do_meanwhile(*steps: Step) -> None:
    """Have steps done, each once, while an answer of the process that is kept open is waited for.

    A step is given what was asked; none is begun when the answer is there.
    """
    with suppress(ToolError):
        _converter().meanwhile += steps


def parse(markdown: str, before: str = "", extensions: str = "") -> list[Tree]:
    """Return the blocks of a Markdown text, after those of ``before``, which is not the author's.

    ``extensions`` are those of pandoc that it needs beside ``MARKDOWN``'s: ``+emoji+hard_line_breaks``.

    Raises ``ToolError`` when pandoc is missing, and ``SourceError`` when it cannot read the text or
    the text is nested too deep.
    """
    _refuse_long(markdown)
    text = _ask(f"parse{extensions}", before + markdown.removeprefix("\ufeff"))
    try:
        blocks: list[Tree] = json.loads(text)["blocks"]
    except RecursionError:
        raise nesting.too_deep(nesting.DEEPEST) from None
    nesting.refuse_deep(blocks)
    return blocks


def to_html(blocks: list[Tree]) -> str:
    """Return blocks as an HTML fragment; raises as ``parse`` does."""
    document = {"pandoc-api-version": _api_version(), "meta": {}, "blocks": blocks}
    return _ask("html", json.dumps(document, ensure_ascii=False))


def references(text: str, kind: str) -> list[Any]:
    """Return the entries of a bibliography as values of pandoc's metadata; ``kind`` is a format's name.

    Raises ``SourceError`` with pandoc's own message, which has the line, when it does not parse.
    """
    document = json.loads(_run(["--from", kind, "--to", "json"], text))
    entries: list[Any] = document["meta"].get("references", {}).get("c", [])
    return entries


def cite(blocks: list[Tree], meta: dict[str, Any]) -> list[Tree]:
    """Return blocks with their citations set and the works cited listed; raises as ``parse`` does.

    ``meta`` holds ``references``, ``lang`` and the style; files it must not name (Citation rendering).
    """
    document = {"pandoc-api-version": _api_version(), "meta": meta, "blocks": blocks}
    done = json.loads(_ask("cite", json.dumps(document, ensure_ascii=False)))
    cited: list[Tree] = done["blocks"]
    return cited


def version() -> str:
    """Return pandoc's version, as ``3.9``; raises ``ToolError`` when it is missing."""
    return _run(["--version"], "").split("\n")[0].split()[-1]


def _refuse_long(markdown: str) -> None:
    """Raise ``SourceError`` when a text is longer than is read, embedded pictures not counted."""
    letters = len(markdown)
    if letters > LETTERS:
        letters = len(_DATA.sub("", markdown))
    if letters > LETTERS:
        message = f"the text has {letters} characters, at most {LETTERS} are read"
        raise SourceError(message, hint="Split the article into several.")


@cache
def _program() -> str:
    """Return the path of the bundled program, or of the one that PYPANDOC_PANDOC names.

    Without either, it is whichever pypandoc finds. Raises ``ToolError`` when there is none.
    """
    if not os.environ.get(OWN_PROGRAM) and (program := bundled()):
        return str(program)
    log = logging.getLogger("pypandoc")
    log.addHandler(logging.NullHandler())  # or it prints tracebacks of its own
    log.propagate = False
    import pypandoc  # noqa: PLC0415  slow, and needed only without a bundled program

    try:
        return str(pypandoc.get_pandoc_path())
    except OSError:
        raise ToolError("pandoc is missing", hint=_INSTALL) from None


@cache
def _api_version() -> list[int]:
    """Return the version of this pandoc's JSON tree."""
    document: dict[str, Any] = json.loads(_ask("parse", ""))
    numbers: list[int] = document["pandoc-api-version"]
    return numbers


@cache
def _converter() -> PandocServer:
    """Return the process that is kept open."""
    return PandocServer([_program()], [_program(), MARKDOWN, *_BOUNDS])


def _ask(verb: str, text: str) -> str:
    """Return the answer of the open process for ``text``, else that of a new one."""
    seconds = _seconds(text)
    try:
        answer = _converter().ask(verb, text, seconds)
    except TimeoutError:
        raise _too_busy(seconds) from None
    if answer is None:
        return _run(_arguments(verb), text)
    return answer if answer.endswith("\n") else f"{answer}\n"


def _arguments(verb: str) -> list[str]:
    """Return a verb of ``server.lua`` as the arguments of a command."""
    name = verb.partition("+")[0].partition("-")[0]
    return [MARKDOWN + verb.removeprefix(name) if a == MARKDOWN else a for a in _ARGUMENTS[name]]


def _seconds(text: str) -> int:
    """Return the seconds of processor time that pandoc may use for a text."""
    return SECONDS + len(text) // 100_000


def _too_busy(seconds: int) -> ToolError:
    """Return the error for a pandoc that gave no answer, though it may have had no processor."""
    message = f"pandoc gave no answer within {processor_time.patience(seconds)} seconds"
    return ToolError(
        message, hint="Build again when the computer is less busy, or split the article."
    )


def _run(arguments: list[str], text: str) -> str:
    """Run pandoc on ``text`` within bounds of time and memory."""
    command = [_program(), "--sandbox", *arguments, *_BOUNDS]
    seconds = _seconds(text)
    try:
        with subprocess.Popen(command, stdin=PIPE, stdout=PIPE, stderr=PIPE) as process:
            try:
                processor_time.limit(process.pid, seconds)
                output, errors = process.communicate(
                    text.encode(), timeout=processor_time.patience(seconds)
                )
            finally:
                process.kill()  # nothing where it has ended
    except subprocess.TimeoutExpired:
        raise _too_busy(seconds) from None
    except OSError as error:
        raise ToolError(f"pandoc does not start: {error.strerror}", hint=_INSTALL) from None
    if processor_time.is_exceeded(process.returncode):
        raise SourceError(
            f"pandoc needs more than {seconds} seconds of processor time for this text",
            hint="Look for many unclosed brackets, quotes or emphasis marks, or split the article.",
        )
    if process.returncode:
        raise SourceError(
            f"pandoc cannot read this text: {_reason(errors.decode(errors='replace'))}"
        )
    return output.decode()


def _reason(output: str) -> str:
    """Return an error message of pandoc on one line, without the source it repeats and its call stack."""
    lines = output.partition("HasCallStack")[0].strip().split("\n")
    repeats = lines[-1].strip() == "^"
    return " ".join(line.strip() for line in (lines[:-2] if repeats else lines))
