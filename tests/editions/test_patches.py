"""Patches of the typesetter: each is guarded, has its test, and is the only way a library is changed."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pymupdf
import pytest

from pressing import ROOT, press_text
from triptych.core.errors import ToolError
from triptych.editions.pdf import weasyprint
from triptych.editions.pdf.patches import guard
from triptych.editions.pdf.patches.table import PATCHES, SUPPORTED, apply_patches

TRIPTYCH = ROOT / "build" / "triptych"
TARGETS = sorted({target for patch in PATCHES for target in patch.targets})

ALTER = """\
import importlib.util, sys
from importlib.abc import MetaPathFinder
copies = {copies!r}

class Altered(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if not (copy := copies.pop(name, None)):
            return None
        inner = importlib.util.find_spec(name).submodule_search_locations
        return importlib.util.spec_from_file_location(name, copy, submodule_search_locations=inner)

sys.meta_path.insert(0, Altered())
"""
"""A ``sitecustomize`` that loads some modules of libraries from altered copies."""

LOAD = """\
import warnings
from triptych.core.errors import ToolError
from triptych.editions.pdf.patches import table
warnings.simplefilter("ignore")
with table.patched_import():
    import weasyprint, weasyprint.css, weasyprint.layout.inline, weasyprint.pdf, weasyprint.text.fonts
try:
    print("left out:", *table.apply_patches(weasyprint))
except ToolError as error:
    print(error.message, error.hint, sep="\\n")
"""
"""Loads the typesetter as the door does, and prints what patches are left out, or the error."""


@pytest.fixture(scope="module")
def package() -> ModuleType:
    """Return WeasyPrint with every patch in it."""
    return weasyprint._weasyprint()  # noqa: SLF001  the patched package has no public name


def _with_altered(targets: set[str], folder: Path) -> list[str]:
    """Load the typesetter with a line more in some of its functions; return what is printed, by lines."""
    copies = {}
    for module in {target.partition(":")[0] for target in targets}:
        origin = _origin(module)
        copy = folder / module / origin.name
        copy.parent.mkdir()
        for beside in origin.parent.iterdir():
            (copy.parent / beside.name).symlink_to(beside)
        copy.unlink()
        source = origin.read_text(encoding="utf-8").splitlines(keepends=True)
        ends = (_last_statement(origin, t[len(module) + 1 :]) for t in targets if f"{module}:" in t)
        for line, indent in sorted(ends, reverse=True):
            source.insert(line, f"{' ' * indent}altered = True\n")
        copy.write_text("".join(source), encoding="utf-8")
        copies[module] = str(copy)
    (folder / "sitecustomize.py").write_text(ALTER.format(copies=copies), encoding="utf-8")
    return _load(PYTHONPATH=str(folder))


def _origin(module: str) -> Path:
    """Return the file of a module that is loaded."""
    return Path(str(sys.modules[module].__file__))


def _last_statement(origin: Path, path: str) -> tuple[int, int]:
    """Return the index of the line where a function's last statement begins, and its indentation."""
    nodes: list[ast.stmt] = ast.parse(origin.read_text(encoding="utf-8")).body
    for name in path.split("."):
        node = next(
            n for n in nodes if isinstance(n, ast.ClassDef | ast.FunctionDef) and n.name == name
        )
        nodes = node.body
    return nodes[-1].lineno - 1, nodes[-1].col_offset


def _load(**environment: str) -> list[str]:
    """Load the typesetter in a process of its own; return what is printed, by lines."""
    done = subprocess.run(
        [sys.executable, "-c", LOAD],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def test_every_guard_fits_what_is_installed() -> None:
    """In the environment of the tests no patch is left out."""
    assert _load() == ["left out:"]
    assert guard.tested().functions.keys() == set(TARGETS)


@pytest.mark.usefixtures("package")
def test_a_patch_refuses_a_changed_function(tmp_path: Path) -> None:
    """A line more in a function that a required patch changes stops the PDF, and all are named."""
    targets = {patch.targets[0] for patch in PATCHES if patch.is_required}
    named = ", ".join(f"`{target.replace(':', '.')}`" for target in sorted(targets))
    version = guard.tested().versions["weasyprint"]
    first = f"WeasyPrint {version} is not supported: {named} have changed"
    second = f"Install the tested version: `pip install weasyprint=={version}`."
    assert _with_altered(targets, tmp_path) == [first, second]


@pytest.mark.usefixtures("package")
def test_a_patch_that_only_saves_time_is_left_out(tmp_path: Path) -> None:
    """Where the function that it changes has a line more."""
    saving = [patch for patch in PATCHES if not patch.is_required]
    required = {target for patch in PATCHES if patch.is_required for target in patch.targets}
    targets = {next(t for t in patch.targets if t not in required) for patch in saving}
    assert _with_altered(targets, tmp_path) == [f"left out: {' '.join(p.name for p in saving)}"]


@pytest.mark.usefixtures("package")
def test_a_function_is_changed_by_its_body_its_signature_or_its_absence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Guards compare the function that is there, however it came there."""
    target = "weasyprint.pdf.tags:add_tags"
    original = sys.modules["weasyprint.pdf.tags"].add_tags

    def add_tags(pdf: object, document: object, pdf_version: object, page_streams: object) -> None:
        """Have the same signature, and another body."""
        del pdf, document, pdf_version, page_streams

    assert guard.changed([target]) == frozenset()
    monkeypatch.setattr("weasyprint.pdf.tags.add_tags", add_tags)
    assert guard.changed([target]) == {target}
    monkeypatch.setattr("weasyprint.pdf.tags.add_tags", original)
    assert guard.changed([target]) == frozenset()
    monkeypatch.delattr("weasyprint.pdf.tags.add_tags")
    assert guard.changed([target]) == {target}
    assert guard.changed(["weasyprint.nowhere:add_tags"]) == {"weasyprint.nowhere:add_tags"}


def test_another_version_is_refused_in_one_line(package: ModuleType) -> None:
    """A major version that was never tested stops the PDF, before anything is patched."""
    other = ModuleType(package.__name__)
    vars(other)["__version__"] = "99.1"
    with pytest.raises(ToolError, match=r"^WeasyPrint 99\.1 is not supported$") as caught:
        apply_patches(other)
    assert caught.value.hint.startswith("Install the tested version: `pip install weasyprint==")


def test_the_supported_versions_are_those_of_the_package() -> None:
    """The range in the table is that of ``pyproject.toml``."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"weasyprint>={SUPPORTED[0]},<{SUPPORTED[-1] + 1}" in project["dependencies"]


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.name)
def test_every_patch_names_its_test(patch: guard.Patch) -> None:
    """The test that fails without a patch exists, and the row is complete."""
    file, _, name = patch.test.partition("::")
    assert f"def {name}(" in (ROOT / "tests" / file).read_text(encoding="utf-8")
    assert patch.upstream
    assert patch.reason
    assert patch.targets
    assert re.fullmatch(r"(https://github\.com/[\w/-]+/\d+)?", patch.issue)


SETTINGS = {"ImageFile.LOAD_TRUNCATED_IMAGES", "ziamath.config.svg2"}
"""Names that a library documents as its settings."""


def test_only_patches_change_a_library() -> None:
    """No module outside ``patches/`` assigns to a name in a module or a class of another package."""
    found = [
        f"{path.relative_to(TRIPTYCH)}: {name}"
        for path in TRIPTYCH.rglob("*.py")
        if path.parent.name != "patches"
        for name in _assigned(ast.parse(path.read_text(encoding="utf-8")))
        if name not in SETTINGS
    ]
    assert found == []
    assert _assigned(ast.parse("import cffi\ncffi.FFI = None")) == ["cffi.FFI"]
    assert _assigned(ast.parse("import cffi as c\nvars(c.api)['FFI'] = 0")) == ["c.api"]
    assert _assigned(ast.parse("from a import B\nsetattr(B, 'c', 0)")) == ["B"]


def _assigned(tree: ast.AST) -> list[str]:
    """Return the imported modules and classes of other packages that code assigns to, as written."""
    imported = {name for node in ast.walk(tree) for name in _imported(node)}
    found = [owner for node in ast.walk(tree) for owner in _owners(node)]
    return [
        name for name in found if re.fullmatch(r"[\w.]+", name) and name.split(".")[0] in imported
    ]


def _imported(node: ast.AST) -> list[str]:
    """Return the names that an import binds to something of a package that is not ours."""
    if isinstance(node, ast.Import):
        names = [alias for alias in node.names if alias.name.partition(".")[0] not in OURS]
        return [(alias.asname or alias.name).partition(".")[0] for alias in names]
    if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] not in OURS:
        return [alias.asname or alias.name for alias in node.names]
    return []


OURS = {"triptych", *sys.stdlib_module_names}
"""Packages that are not another's library; the standard library has rules of its own."""


def _owners(node: ast.AST) -> list[str]:
    """Return what a node sets an attribute of: ``a.b = …``, ``vars(a)[…] = …`` or ``setattr(a, …)``."""
    if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
        return [ast.unparse(node)]
    if isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
        call = node.value
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "vars" and call.args:
            return [ast.unparse(call.args[0])]
    if isinstance(node, ast.Call) and ast.unparse(node.func) in ("setattr", "delattr"):
        return [ast.unparse(node.args[0])]
    return []


@pytest.mark.parametrize(
    ("sheet", "size"),
    [
        ("@layer a { #x { font-size: 9px } @media print { p { font-size: 7px } } }", 9),
        (
            "@layer a { @media print { @media all { p { font-size: 7px } } #x { font-size: 9px } } }",
            9,
        ),
        ("@layer a { p { font-size: 9px } @media print { p { font-size: 7px } } }", 7),
        ("@layer a { @media screen { p { font-size: 7px } } p { font-size: 9px } }", 9),
        ("@layer a { @media print { #x { font-size: 7px } } } p { font-size: 9px }", 9),
        ("@media print { p { font-size: 9px } } @layer a { #x { font-size: 7px } }", 9),
    ],
)
def test_a_rule_for_print_stays_in_its_layer(package: ModuleType, sheet: str, size: int) -> None:
    """Within a layer the more specific rule wins, and what is in no layer wins over one."""
    page = package.HTML(string=f"<style>{sheet}</style><p id=x>Text").render().pages[0]
    boxes = [page._page_box]  # noqa: SLF001  the boxes have no public name
    while boxes[-1].element_tag != "p":
        boxes.append(boxes[-1].children[0])
    assert boxes[-1].style["font_size"] == size


def test_a_theme_is_parsed_once_for_two_documents(
    package: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Of the sheets of a second article in the same theme, none is parsed again."""
    press_text(tmp_path, "One.", ("pdf",))
    parsed: list[str] = []
    parse = package.css.tinycss2.parse_stylesheet

    def counting(text: str, *rest: object, **options: object) -> object:
        parsed.append(text)
        return parse(text, *rest, **options)

    monkeypatch.setattr(package.css.tinycss2, "parse_stylesheet", counting)
    press_text(tmp_path, "Two.", ("pdf",))
    assert len(parsed) > 0
    assert not [text for text in parsed if text.lstrip().startswith("@layer theme {")]


def test_hyphenation_patterns_are_parsed_once(
    package: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A second process, which finds the patterns cached, has the same without parsing any."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    pyphen = package.text.line_break.pyphen
    first = vars(pyphen.HyphDict(pyphen.LANGUAGES["en_US"]))
    monkeypatch.setattr(pyphen, "parse_hex", None)
    assert vars(pyphen.HyphDict(pyphen.LANGUAGES["en_US"])) == first
    assert len(first["patterns"]) > 1_000


def test_a_long_word_behind_a_bracket_stays_in_its_column(tmp_path: Path) -> None:
    """A word that is too long is broken though an element and a bracket stand before its beginning."""
    text = f"Before it ([*{'x' * 200}*](https://example.org)) and after."
    data = press_text(tmp_path, text, ("pdf",))["pdf"]
    with pymupdf.open(stream=data, filetype="pdf") as pdf:
        page = pdf[0]
        words = page.get_text("words")
        assert sum(str(word[4]).count("x") for word in words) >= 200
        assert max(word[2] for word in words) <= page.rect.width - 40
