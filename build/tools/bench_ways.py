"""The ways to make editions that ``bench.py`` times: Triptych's, and those of tools in common use."""

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pypandoc
from bench_cost import Command

ENVIRONMENT = {
    **dict.fromkeys(("http_proxy", "https_proxy"), "http://127.0.0.1:9"),
    "QT_QPA_PLATFORM": "offscreen",
    "QTWEBENGINE_CHROMIUM_FLAGS": "--no-sandbox",
    "QTWEBENGINE_DISABLE_SANDBOX": "1",
}
"""The environment of other tools: nothing is fetched, and calibre runs without a screen."""

TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"


@dataclass(frozen=True)
class Sample:
    """Articles, Triptych's pages of them, and a folder for what is made of them."""

    files: tuple[Path, ...]
    pages: tuple[Path, ...]
    folder: Path

    def target(self, file: Path, suffix: str) -> str:
        """Return where to write an edition of a file."""
        return str(self.folder / f"{file.stem}{suffix}")


@dataclass(frozen=True)
class Peer:
    """A tool, the formats that it makes, its commands a document, and what it needs to be installed."""

    name: str
    formats: str
    commands: Callable[[Sample], list[Command]]
    missing: str = ""


def by_triptych(files: tuple[Path, ...], out: Path, *options: str) -> list[Command]:
    """Return the one command that makes editions of files."""
    words = [sys.executable, "-m", "triptych", "build", *map(str, files), "--out", str(out)]
    return [[*words, *options]]


def by_pandoc(*suffixes: str) -> Callable[[Sample], list[Command]]:
    """Return the commands in common use: one for each file and format."""
    engine = {".pdf": ["--pdf-engine=weasyprint"], ".html": ["--embed-resources"]}

    def commands(sample: Sample) -> list[Command]:
        return [
            [*_pandoc(file), *engine.get(suffix, []), "-o", sample.target(file, suffix)]
            for file in sample.files
            for suffix in suffixes
        ]

    return commands


def _pandoc(file: Path) -> list[str]:
    """Return the call of pandoc for a document that is complete."""
    return [str(pypandoc.get_pandoc_path()), "-s", f"--resource-path={file.parent}", str(file)]


def _by_typst(sample: Sample) -> list[Command]:
    """Return pandoc's and typst's command for each file, in one shell."""
    return [_both(_pandoc(f), sample.target(f, ".typ"), [sys.executable, "-c", TYPST, "{0}", "{1}"],
                  sample.target(f, ".typst.pdf")) for f in sample.files]  # fmt: skip


def _by_asciidoctor(sample: Sample) -> list[Command]:
    """Return pandoc's and Asciidoctor's command for each file, in one shell."""
    second = ["asciidoctor-pdf", "-q", "{0}", "-o", "{1}"]
    return [
        _both(
            [*_pandoc(f), "-t", "asciidoc"],
            sample.target(f, ".adoc"),
            second,
            sample.target(f, ".adoc.pdf"),
        )
        for f in sample.files
    ]


def _both(first: list[str], between: str, second: list[str], target: str) -> Command:
    """Return a shell that runs a command, and a second on what the first wrote."""
    words = [word.format(between, target) if word in ("{0}", "{1}") else word for word in second]
    script = 'n=$1; shift; "${@:1:n}" && "${@:n+1}"'
    return ["bash", "-c", script, "bash", str(len(first) + 2), *first, "-o", between, *words]


def _by_weasyprint(sample: Sample) -> list[Command]:
    """Return WeasyPrint's command for each of Triptych's pages."""
    words = [sys.executable, "-m", "weasyprint"]
    return [[*words, str(page), sample.target(page, ".weasyprint.pdf")] for page in sample.pages]


def _by_chromium(sample: Sample) -> list[Command]:
    """Return Chromium's command that prints each of Triptych's pages."""
    words = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    return [
        [*words, f"--print-to-pdf={sample.target(page, '.chromium.pdf')}", page.as_uri()]
        for page in sample.pages
    ]


def _by_calibre(suffix: str) -> Callable[[Sample], list[Command]]:
    """Return calibre's command for each of Triptych's pages."""
    return lambda sample: [
        ["ebook-convert", str(page), sample.target(page, f".calibre{suffix}")]
        for page in sample.pages
    ]


def _absent(program: str) -> str:
    """Return a program's name where it is not installed, else nothing."""
    return "" if shutil.which(program) else program


def peers() -> list[Peer]:
    """Return every tool but pandoc, with what is missing of those that are not installed."""
    typst = "" if find_spec("typst") else "typst"
    return [
        Peer("WeasyPrint alone, on Triptych’s page", "pdf", _by_weasyprint),
        Peer("pandoc and typst", "pdf", _by_typst, typst),
        Peer("Chromium’s print of Triptych’s page", "pdf", _by_chromium, _absent("chromium")),
        Peer("pandoc and asciidoctor-pdf", "pdf", _by_asciidoctor, _absent("asciidoctor-pdf")),
        Peer(
            "calibre, from Triptych’s page", "epub", _by_calibre(".epub"), _absent("ebook-convert")
        ),
        Peer("calibre, from Triptych’s page", "pdf", _by_calibre(".pdf"), _absent("ebook-convert")),
    ]
