"""The only door to pandoc: Markdown to its JSON tree, and the tree to an HTML fragment.

The program comes with ``pypandoc-binary`` and always runs with ``--sandbox``, so that it reads no
file and no network whatever the text says (pandoc User's Guide, "A note on security").
"""

import json
import logging
import subprocess
from functools import cache
from typing import Any

import pypandoc

from triptych.errors import SourceError, ToolError
from triptych.model import Tree

MARKDOWN = "markdown-yaml_metadata_block-pandoc_title_block-latex_macros-raw_tex+mark"
"""The Markdown that is read. Metadata blocks are off: ours is read before, and none may vanish."""

SECONDS = 60
"""How long pandoc may take for one article."""

_MEMORY = "2g"
_INSTALL = "Type `pip install --force-reinstall pypandoc-binary`, or install pandoc 3."


def parse(markdown: str) -> list[Tree]:
    """Give the blocks of a Markdown text.

    Raises ``ToolError`` when pandoc is missing, and ``SourceError`` when it cannot read the text.
    """
    document = json.loads(_run(["--from", MARKDOWN, "--to", "json", "--preserve-tabs"], markdown))
    blocks: list[Tree] = document["blocks"]
    return blocks


def to_html(blocks: list[Tree]) -> str:
    """Give blocks as an HTML fragment; raises as ``parse`` does."""
    document = {"pandoc-api-version": _api_version(), "meta": {}, "blocks": blocks}
    arguments = ["--from", "json", "--to", "html5", "--mathml", "--wrap", "none"]
    return _run(arguments, json.dumps(document, ensure_ascii=False))


def version() -> str:
    """Give pandoc's version, as ``3.9``; raises ``ToolError`` when it is missing."""
    return _run(["--version"], "").split("\n")[0].split()[-1]


@cache
def _program() -> str:
    """Give the path of the program; raises ``ToolError`` when there is none."""
    log = logging.getLogger("pypandoc")
    log.addHandler(logging.NullHandler())  # or it prints tracebacks of its own
    log.propagate = False
    try:
        return str(pypandoc.get_pandoc_path())
    except OSError:
        raise ToolError("pandoc is missing", hint=_INSTALL) from None


@cache
def _api_version() -> list[int]:
    """Give the version of the tree that this pandoc speaks."""
    document: dict[str, Any] = json.loads(_run(["--from", "markdown", "--to", "json"], ""))
    numbers: list[int] = document["pandoc-api-version"]
    return numbers


def _run(arguments: list[str], text: str) -> str:
    """Run pandoc on ``text`` within bounds of time and memory."""
    command = [_program(), "--sandbox", *arguments, "+RTS", f"-M{_MEMORY}", "-RTS"]
    try:
        done = subprocess.run(
            command, input=text.encode(), capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        message = f"pandoc was not done with this text after {SECONDS} seconds"
        raise SourceError(message, hint="Split the article, or undo its deepest nesting.") from None
    except OSError as error:
        raise ToolError(f"pandoc does not start: {error.strerror}", hint=_INSTALL) from None
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().split("\n")
        raise SourceError(f"pandoc cannot read this text: {lines[0]}")
    return done.stdout.decode()
