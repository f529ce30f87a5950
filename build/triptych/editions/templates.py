"""The templates of themes, through Jinja: compiled, sandboxed, and filled with values."""

import re
import traceback
from collections.abc import Iterator, Mapping, Sized
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
)
from jinja2 import __version__ as jinja_version
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from triptych.core import installation_cache
from triptych.core.digits import write_digits
from triptych.core.errors import Place, ThemeError
from triptych.core.findings import warn
from triptych.core.model import Look, Metadata
from triptych.editions.dates import long_date
from triptych.settings.fields import nearest
from triptych.theme.find import built_in_folder
from triptych.theme.load import Theme


@cache
def _environment(folders: tuple[Path, ...]) -> ImmutableSandboxedEnvironment:
    """Return the environment of a theme's templates: sandboxed, escaping, strict about names.

    Templates are compiled once a process and again when a file changes, built-in ones once an installation.
    A template is found in the closest folder that has it, or as ``THEME/template`` in that theme only, so
    that it can be extended.
    """
    inherited = {folder.name: FileSystemLoader(folder) for folder in reversed(folders)}
    environment = _Sandbox(
        loader=ChoiceLoader([FileSystemLoader(folders), PrefixLoader(inherited)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=_Compiled(),
    )

    for name in _RANDOM_GLOBALS:
        del environment.globals[name]
    for name in _RANDOM_FILTERS:
        del environment.filters[name]
    environment.filters["long_date"] = long_date
    environment.filters["digits"] = write_digits
    environment.filters["fill"] = _fill
    environment.filters["bound"] = _bound
    environment.filters["css_string"] = _css_string
    environment.filters["outline"] = _outline
    return environment


_RANDOM_GLOBALS, _RANDOM_FILTERS = ("lipsum",), ("random",)
"""What of Jinja's own differs from build to build."""


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's immutable sandbox, in which no product or power grows without bound."""

    intercepted_binops = frozenset(["*", "**"])

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Return a product or a power; raises ``SecurityError`` for an unreasonably large one."""
        sizes = [len(value) for value in (left, right) if isinstance(value, Sized)]
        numbers = [abs(value) for value in (left, right) if isinstance(value, int | float)]
        is_large = any(size * number > _LARGEST for size in sizes for number in numbers)
        if is_large or (operator == "**" and max([0, *numbers]) > _HIGHEST):
            raise SecurityError(f"the result of `{operator}` is too large")
        return super().call_binop(context, operator, left, right)


_LARGEST, _HIGHEST = 1_000_000, 1000
"""The most characters or entries that a product may have, and the highest operand of a power."""

_LONGEST = 64 * 1024 * 1024
"""The most characters that a template may make of one page, beside the text of the article."""


class _Compiled(BytecodeCache):
    """Caches the compiled built-in templates by installation; no others."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with the cached code of its template, if there is any."""
        if data := installation_cache.look_up("template", _key(bucket)):
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Cache the code of a bucket when its template is built in."""
        if bucket.code and Path(bucket.code.co_filename).is_relative_to(built_in_folder()):
            installation_cache.store(
                "template",
                _key(bucket),
                bucket.bytecode_to_string(),
            )


def _key(bucket: Bucket) -> tuple[str, ...]:
    """Return all that the compiled code of a template depends on."""
    return (jinja_version, *sorted(_Sandbox.intercepted_binops), bucket.key, bucket.checksum)


def fill_template(name: str, values: dict[str, Any], theme: Theme) -> str:
    """Return a template filled with values; raises ``ThemeError`` with file and line of a fault in it."""
    environment = _environment(theme.folders)
    try:
        page = _bounded(environment.get_template(name).generate(values), values)
    except (Exception, MemoryError) as error:  # noqa: BLE001  whatever it is, the template did it
        raise _fault(error, name, theme, list(values)) from None
    if not page.strip() and name not in _MAY_BE_EMPTY:
        place = Place(str(theme.folders[0]))
        raise ThemeError(f"the output of template {name} is empty", place, "Write the page in it.")
    return page


def report_unknown_blocks(theme: Theme) -> None:
    """Report each block in a theme's own templates that no template which they extend has."""
    for place, name, known in _unknown_blocks(theme.folders):
        meant = nearest(name, sorted(known))
        hint = f"Did you mean `{meant}`?" if meant else f"It has {', '.join(sorted(known))}."
        warn("theme", f"no parent template has a block `{name}`", place, hint)


def _unknown_blocks(folders: tuple[Path, ...]) -> Iterator[tuple[Place, str, set[str]]]:
    """Yield the place and name of each block that is never printed, with the blocks there are."""
    environment = _environment(folders)
    own = [f for f in folders if not f.resolve().is_relative_to(built_in_folder().resolve())]
    for path in [path for folder in own for path in sorted(folder.rglob("*.j2"))]:
        try:
            page = environment.parse(path.read_text(encoding="utf-8"))
            known = _inherited_blocks(page, environment)
        except (TemplateSyntaxError, TemplateNotFound, OSError, ValueError, RecursionError):
            continue  # it is an error when the page is filled
        for block in page.body if known else []:
            if isinstance(block, nodes.Block) and block.name not in known:
                yield Place(str(path), block.lineno), block.name, known


def _inherited_blocks(page: nodes.Template, environment: Environment) -> set[str]:
    """Return the names of all blocks of the templates that one extends; none when it extends none."""
    found: set[str] = set()
    for _ in range(_DEEPEST):
        extends = page.find(nodes.Extends)
        if (
            extends is None
            or not isinstance(extends.template, nodes.Const)
            or not environment.loader
        ):
            break
        source = environment.loader.get_source(environment, str(extends.template.value))[0]
        page = environment.parse(source)
        found |= {block.name for block in page.find_all(nodes.Block)}
    return found


_DEEPEST = 10
"""The most templates that are followed from one to the one it extends."""


def _bounded(parts: Iterator[str], values: Mapping[str, Any]) -> str:
    """Return the parts of a page as one; raises ``SecurityError`` when they are too long."""
    room = _LONGEST + 4 * sum(len(value) for value in values.values() if isinstance(value, str))
    made: list[str] = []
    for part in parts:
        room -= len(part)
        if room < 0:
            raise SecurityError("its output is too long")
        made.append(part)
    return "".join(made)


_MAY_BE_EMPTY = {"epub/cover.xhtml.j2", "epub/title.xhtml.j2"}
"""Templates whose output may be empty; then there is no such page."""


def _fault(error: Exception, name: str, theme: Theme, known: list[str]) -> ThemeError:
    """Return the error for a fault in a template, with its file and line."""
    roots = tuple(str(folder) for folder in theme.folders)
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.startswith(roots)]
    own = next((f / name for f in theme.folders if (f / name).is_file()), theme.folders[0])
    place = Place(frames[-1].filename, frames[-1].lineno or 0) if frames else Place(str(own))
    hint = "The chapter “Themes” of the handbook lists the names."
    if isinstance(error, TemplateNotFound):
        return ThemeError(
            f"theme “{theme.name}” has no template {error.name}",
            place,
            "Create it, or correct its name.",
        )
    if isinstance(error, TemplateSyntaxError):
        place = Place(str(error.filename or own), error.lineno)
        return ThemeError(
            f"the template does not parse: {error.message}", place, "Correct that line."
        )
    for kind, message, advice in _FAULTS:
        if isinstance(error, kind):
            return ThemeError(message, place, advice)
    if unknown := _UNKNOWN.search(str(error)):
        word = unknown[1] or unknown[2]
        meant = nearest(word, [*known, *Metadata.__slots__, *Look.__slots__])
        hint = f"Did you mean `{meant}`? {hint}" if meant else hint
        return ThemeError(f"`{word}` is undefined", place, hint)
    reason = str(error) or type(error).__name__
    return ThemeError(f"the template fails: {reason[:_LONGEST_REASON]}", place, hint)


_FAULTS = (
    (UnicodeDecodeError, "the template is not UTF-8", "Save the file as UTF-8."),
    (
        RecursionError,
        "the template, or a macro of it, calls itself without end",
        "Remove that include or call.",
    ),
    (MemoryError, "the template takes too much memory", "Take out its large values."),
)
"""The faults that have a message of their own, with their hints."""

_LONGEST_REASON = 300
"""The most characters of an error of Jinja's that are printed."""

_UNKNOWN = re.compile(r"has no attribute '(\w+)'|^'(\w+)' is undefined")


def _bound(title: str) -> str:
    """Return a title of more than a line with a short last word bound to the one before it."""
    words = title.split(" ")
    is_short = len(title) > _LINE and len(words[-1]) <= _SHORT_WORD
    return "\u00a0".join([" ".join(words[:-1]), words[-1]]) if is_short else title


_LINE, _SHORT_WORD = 36, 9


def _fill(label: str, mark: str, value: str) -> Markup:
    """Return a label with ``value`` instead of ``mark``, as markup: what is markup is not escaped again."""
    return escape(value).join(escape(part) for part in label.split(mark))


def _css_string(text: str) -> Markup:
    """Return ``text`` as a CSS string that cannot end itself or its style element (CSS Syntax 3)."""
    safe = "".join(c if c.isalnum() or c in " .,-–—" else f"\\{ord(c):x} " for c in text)
    return Markup(f'"{safe}"')


def _outline(headings: tuple[Any, ...], deepest: int) -> list[dict[str, Any]]:
    """Return headings down to level ``deepest`` as a tree: ``{"heading": …, "inner": […]}``."""
    roots: list[dict[str, Any]] = []
    open_ones: list[dict[str, Any]] = []
    for heading in headings:
        if heading.level > deepest or not heading.text:
            continue
        entry: dict[str, Any] = {"heading": heading, "inner": []}
        while open_ones and open_ones[-1]["heading"].level >= heading.level:
            open_ones.pop()
        (open_ones[-1]["inner"] if open_ones else roots).append(entry)
        open_ones.append(entry)
    return roots
