"""Measurements of ``bench.py`` in one warm process: an edit to all editions, and where its time goes."""

import gc
import json
import os
import pickle
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import bench_corpus
import bench_memory

import triptych
from triptych.body.compose import compose
from triptych.core import findings
from triptych.core.model import Article, Document, Manuscript, Override
from triptych.editions import render
from triptych.editions.formats import FORMATS
from triptych.editions.pdf import edition
from triptych.editions.pdf.page_names import PAGE
from triptych.markdown import dialect, pandoc
from triptych.press import pipeline
from triptych.settings.publication import bare
from triptych.sources import manuscripts
from triptych.theme.load import load_theme
from triptych.theme.paper import dress_look
from triptych.transforms.sequence import transform

_ALONE = Path(__file__).with_name("bench_alone.py")


@dataclass(frozen=True)
class Inside:
    """Medians in seconds: an edit by wall clock and processor, and WeasyPrint's page alone."""

    edit: float
    whole: float
    weasyprint: float


def measure(folder: Path, count: int) -> Inside:
    """Press articles of the median length one after another, each new to the process."""
    files = [_file(folder, number) for number in range(count + 1)]
    _press(files[0])
    pressed = [_timed(partial(_press, file)) for file in files[1:]]
    alone = _alone([_dressed(file) for file in files], folder)[0][1:]
    edit, whole = (statistics.median(each) for each in zip(*pressed, strict=True))
    return Inside(edit, whole, statistics.median(alone))


def long_work(folder: Path, words: int) -> str:
    """Print the processor time and memory for the PDF of a long work, beside WeasyPrint alone.

    Memory is the most that this process held so far, so that of several works the longest comes last.
    """
    file = folder / "long.md"
    file.write_text(bench_corpus.article(1, words), encoding="utf-8")
    document = _dressed(file)
    begin = time.process_time()
    made = edition.write(document)
    used, held = time.process_time() - begin, bench_memory.most()
    ((alone,), held_alone) = _alone([document], folder)
    return (
        f"A work of {made.pages} pages: {used:.1f} s of the processor for the PDF, "
        f"{used / made.pages:.3f} s a page, {held:.0f} MiB at the most; "
        f"WeasyPrint alone {alone:.1f} s, {held_alone:.0f} MiB.\n"
    )


def _alone(documents: list[Document], folder: Path) -> tuple[list[float], float]:
    """Return WeasyPrint's seconds for pages in a process of its own, and its memory in MiB."""
    pages = [
        (d.pages[PAGE], {n: (a.data, a.media_type) for n, a in d.resources.items()})
        for d in documents
    ]
    (folder / "pages.pickle").write_bytes(pickle.dumps(pages))
    fonts = Path(triptych.__file__).with_name("fonts.conf")
    done = subprocess.run(
        [sys.executable, str(_ALONE), str(folder / "pages.pickle")],
        env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    seconds, held = json.loads(done.stdout)
    return seconds, held


def _file(folder: Path, number: int) -> Path:
    """Write an article of the median length."""
    file = folder / f"median-{number:03d}.md"
    file.write_text(bench_corpus.article(number, bench_corpus.MEDIAN), encoding="utf-8")
    return file


def _timed(call: Callable[[], object]) -> tuple[float, float]:
    """Return the wall-clock and processor seconds of a call."""
    wall, used = time.perf_counter(), time.process_time()
    call()
    return time.perf_counter() - wall, time.process_time() - used


def _press(file: Path) -> None:
    """Build every edition of an article."""
    pipeline.press(_read(file), tuple(FORMATS))


def _read(file: Path) -> Manuscript:
    """Read an article, ignoring findings in its front matter."""
    with findings.collecting():
        return manuscripts.read(file, bare(file.parent), Override())


def _dressed(file: Path) -> Document:
    """Return an article dressed for the PDF."""
    manuscript = _read(file)
    dressed_by = load_theme(manuscript.look.theme, manuscript.root)
    manuscript = replace(manuscript, look=dress_look(manuscript.look, dressed_by))
    blocks = tuple(pandoc.parse(dialect.normalise(manuscript.text)))
    labels = dressed_by.labels(manuscript.meta.lang)
    with findings.collecting():
        proof = compose(transform(Article(manuscript, manuscript.meta, blocks, labels=labels)))
        return render.render(proof, dressed_by, FORMATS["pdf"].dress)


def press(folder: Path, made: str, count: int) -> None:
    """Press one article, and then a number of others, to some formats."""
    formats = {"all": tuple(FORMATS), "html": ("html", "epub"), "pdf": ("pdf",)}[made]
    for number in range(count + 1):
        manuscript = _read(_file(folder, number))
        look = replace(manuscript.look, page_list=manuscript.look.page_list and made != "html")
        pipeline.press(replace(manuscript, look=look), formats)
        gc.collect()


def main() -> None:
    """Print the cost of an edit and of a long work, or press articles for another to count it."""
    if sys.argv[1] == "press":
        press(Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
        return
    folder, count, words = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    inside = measure(folder, count)
    print(
        f"One edit to all editions in a warm process, median of {count}: {inside.edit:.3f} s, "
        f"{inside.whole:.3f} s of the processor; WeasyPrint alone on that page {inside.weasyprint:.3f} s.\n"
    )
    for long in (words // 2, words) if words else ():
        print(long_work(folder, long), flush=True)


if __name__ == "__main__":
    main()
