"""Judge what people use today, and Triptych, by the outside judges, on the same documents.

Run it in a checkout that `make test` has set up: `.venv/bin/python build/tools/peers.py`. It makes each
document by each tool that is there, twice, has the results judged, and prints tables in Markdown as the
handbook has them. `--manual` takes pandoc's own manual as a man page, for a long document; typst is among
the peers where its Python package is. No test depends on any of it.
"""

import argparse
import gzip
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import pypandoc

from triptych.checks import ace, axe, epubcheck, nu, verapdf
from triptych.core.errors import Finding, Severity

SECONDS = 600
"""How long one tool may take for one document."""

ALL_OF_THEM = "-Dtriptych.shown=1000000"
"""Makes the driver of veraPDF tell every failed check, and not the first twenty of each rule."""

Make = Callable[[Path, Path], None]
"""Makes an edition of a Markdown file: called with the source and the target."""


@dataclass(frozen=True)
class Peer:
    """A way to make one kind of edition."""

    name: str
    kind: str
    make: Make


@dataclass(frozen=True)
class Tried:
    """What came of one document: its two files, or why there are none."""

    files: tuple[Path, ...] = ()
    reason: str = ""

    @property
    def is_same(self) -> bool:
        """Whether both files have the same bytes."""
        return len({path.read_bytes() for path in self.files}) == 1


def run(*words: str | Path, cwd: Path | None = None) -> None:
    """Run a program; raises ``CalledProcessError`` or ``TimeoutExpired`` when it fails."""
    subprocess.run(
        [str(w) for w in words], cwd=cwd, check=True, capture_output=True, timeout=SECONDS
    )


def pandoc(source: Path, target: Path, *words: str) -> None:
    """Make an edition by pandoc alone, with its citations and what the source names beside it."""
    citations = ["--citeproc"] if "bibliography:" in source.read_text(encoding="utf-8") else []
    run(
        pypandoc.get_pandoc_path(),
        source.name,
        "-s",
        *citations,
        *words,
        "-o",
        target,
        cwd=source.parent,
    )


def page(source: Path, target: Path) -> Path:
    """Return the HTML page that pandoc makes, with all it needs inside, beside the target."""
    html = target.with_suffix(".pandoc.html")
    pandoc(source, html, "--embed-resources", "--mathml", "--toc")
    return html


def by_pandoc_as_page(source: Path, target: Path) -> None:
    """Make pandoc's page itself the edition."""
    shutil.copy(page(source, target), target)


def by_weasyprint(*words: str) -> Make:
    """Return the way over pandoc's page and WeasyPrint."""

    def make(source: Path, target: Path) -> None:
        run(sys.executable, "-m", "weasyprint", *words, page(source, target), target)

    return make


def by_chromium(source: Path, target: Path) -> None:
    """Print pandoc's page by Chromium."""
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    run("chromium", *options, f"--print-to-pdf={target}", page(source, target).as_uri())


def by_typst(source: Path, target: Path) -> None:
    """Set the document by typst, which promises both standards or refuses."""
    code = (
        "import sys, typst\n"
        "typst.compile(sys.argv[1], output=sys.argv[2], pdf_standards=['ua-1', 'a-3a'])"
    )
    text = source.with_suffix(".typ")
    pandoc(source, text)
    run(sys.executable, "-c", code, text, target)


def by_calibre(source: Path, target: Path) -> None:
    """Convert pandoc's page by calibre."""
    run("ebook-convert", page(source, target), target)


def by_ebooklib(source: Path, target: Path) -> None:
    """Put pandoc's page into a book as EbookLib's own sample does."""
    code = (
        "import sys; from ebooklib import epub; from pathlib import Path\n"
        "book = epub.EpubBook(); book.set_title(sys.argv[3]); book.set_language('en')\n"
        "page = epub.EpubHtml(title=sys.argv[3], file_name='page.xhtml', lang='en')\n"
        "page.content = Path(sys.argv[1]).read_text(encoding='utf-8'); book.add_item(page)\n"
        "book.toc = [page]; book.spine = ['nav', page]\n"
        "book.add_item(epub.EpubNcx()); book.add_item(epub.EpubNav())\n"
        "epub.write_epub(sys.argv[2], book)"
    )
    run(sys.executable, "-c", code, page(source, target), target, source.stem)


def by_triptych(source: Path, target: Path) -> None:
    """Make one edition by Triptych, as it comes."""
    kind = target.suffix[1:]
    words: list[str | Path] = [
        "build",
        source,
        "--formats",
        kind,
        "--out",
        target.parent / "made",
        "--no-cache",
    ]
    run(sys.executable, "-m", "triptych", *words)
    (made,) = (target.parent / "made").rglob(f"*.{kind}")
    shutil.copy(made, target)


def peers() -> Iterator[Peer]:
    """Return every way there is on this machine, ours last."""
    yield Peer("pandoc with WeasyPrint", "pdf", by_weasyprint())
    yield Peer("WeasyPrint, `pdf/ua-1`", "pdf", by_weasyprint("--pdf-variant", "pdf/ua-1"))
    yield Peer("WeasyPrint, `pdf/a-3a`", "pdf", by_weasyprint("--pdf-variant", "pdf/a-3a"))
    if shutil.which("chromium"):
        yield Peer("Chromium’s print", "pdf", by_chromium)
    if find_spec("typst"):
        yield Peer("typst, `ua-1, a-3a`", "pdf", by_typst)
    if shutil.which("ebook-convert"):
        yield Peer("calibre", "pdf", by_calibre)
    yield Peer("**Triptych**", "pdf", by_triptych)
    yield Peer("pandoc", "epub", lambda source, target: pandoc(source, target, "--mathml"))
    yield Peer("EbookLib, used plainly", "epub", by_ebooklib)
    if shutil.which("ebook-convert"):
        yield Peer("calibre", "epub", by_calibre)
    yield Peer("**Triptych**", "epub", by_triptych)
    yield Peer("pandoc", "html", by_pandoc_as_page)
    yield Peer("**Triptych**", "html", by_triptych)


def attempt(peer: Peer, source: Path, folder: Path) -> Tried:
    """Make an edition twice, in two folders and at two moments."""
    files = []
    for name in ("first", "second"):
        target = folder / name / f"{source.stem}.{peer.kind}"
        target.parent.mkdir(parents=True)
        try:
            peer.make(source, target)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            told = (error.stderr or b"").decode(errors="replace").strip().splitlines()
            return Tried(reason=told[-1] if told else "no answer in time")
        files.append(target)
        time.sleep(1.1)
    return Tried(tuple(files))


def documents(folder: Path, manual: Path | None) -> list[Path]:
    """Lay the documents down: the sample, the showcase, and pandoc's manual where it is given."""
    sources = []
    for name in ("pakistan-washington", "showcase"):
        shutil.copytree(Path("content") / name, folder / name)
        (folder / name / "index.md").rename(folder / name / f"{name}.md")
        sources.append(folder / name / f"{name}.md")
    if manual:
        text = gzip.decompress(manual.read_bytes()).decode()
        body = pypandoc.convert_text(text, "markdown", format="man")
        front = "---\ntitle: Pandoc’s manual\nauthor: John MacFarlane\ndate: 2022-01-01\nlang: en\n---\n\n"
        sources.append(folder / "manual" / "manual.md")
        sources[-1].parent.mkdir()
        sources[-1].write_text(front + body, encoding="utf-8")
    return sources


def grave(findings: list[Finding]) -> int:
    """Count errors and warnings."""
    return sum(finding.severity is not Severity.NOTE for finding in findings)


def judged_pdfs(tried: list[Tried]) -> list[list[str]]:
    """Count failed checks of PDF/UA-1 and of PDF/A-3a, a column each."""
    with verapdf.engine() as engine:
        failures = [engine.judge(t.files[0]) if t.files else None for t in tried]
    flavours = (verapdf.UA_1, verapdf.A_3A)
    return [[_count(f, flavour) for f in failures] for flavour in flavours]


def _count(failures: "list[verapdf.Failure] | None", flavour: str) -> str:
    """Return a number of failures as a cell; a dash where there is no file."""
    if failures is None:
        return "–"
    return f"{sum(failure.flavour == flavour for failure in failures):,}"


def judged_epubs(tried: list[Tried]) -> list[list[str]]:
    """Count what EPUBCheck and Ace say, a column each."""
    columns = []
    for judge in (epubcheck, ace):
        with judge.start() as worker:
            columns.append(
                [str(grave(judge.judge(worker, t.files[0]))) if t.files else "–" for t in tried]
            )
    return columns


def judged_pages(tried: list[Tried]) -> list[list[str]]:
    """Count what the Nu checker and axe-core say, a column each."""
    paths = [t.files[0] for t in tried if t.files]
    found = nu.judge(paths)
    with axe.start() as worker:
        seen = {path: axe.judge(worker, path) for path in paths}
    said: list[dict[Path, list[Finding]]] = [found, seen]
    return [[str(grave(s[t.files[0]])) if t.files else "–" for t in tried] for s in said]


TABLES = {
    "pdf": ("PDF made by", ("failed checks of PDF/UA-1", "of PDF/A-3a"), judged_pdfs),
    "epub": ("EPUB made by", ("EPUBCheck: errors and warnings", "Ace: violations"), judged_epubs),
    "html": ("Page made by", ("Nu: errors and warnings", "axe-core: violations"), judged_pages),
}


def main() -> None:
    """Print a table for each kind of edition."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--manual", type=Path, help="pandoc's manual, as pandoc.1.gz")
    parser.add_argument(
        "--kinds", default="pdf,epub,html", help="which tables, with commas between"
    )
    options = parser.parse_args()
    os.environ["JAVA_TOOL_OPTIONS"] = ALL_OF_THEM
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room)
        sources = documents(folder, options.manual)
        for kind in options.kinds.split(","):
            head, columns, judge = TABLES[kind]
            print(f"\n| {head} | {' | '.join(columns)} | same bytes twice |")
            print(f"|---{'|---' * (len(columns) + 1)}|")
            for number, peer in enumerate(peers()):
                if peer.kind != kind:
                    continue
                places = [folder / str(number) / source.stem for source in sources]
                tried = [attempt(peer, s, p) for s, p in zip(sources, places, strict=True)]
                cells = [" / ".join(column) for column in judge(tried)]
                made = [t for t in tried if t.files]
                same = "yes" if made and all(t.is_same for t in made) else "no" if made else "–"
                print(f"| {peer.name} | {' | '.join(cells)} | {same} |", flush=True)
                for one in tried:
                    if one.reason:
                        print(f"{peer.name}: {one.reason}", file=sys.stderr)
    names = ("weasyprint", "pypandoc-binary", "ebooklib")
    print("\n", ", ".join(f"{name} {version(name)}" for name in names), sep="")


if __name__ == "__main__":
    main()
