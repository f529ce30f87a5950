"""Pandoc kept open gives what one of a text's own gives, within the same bounds, and is never left."""

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from commandline import ARTICLE, triptych, write
from triptych.core import processor_time
from triptych.core.errors import SourceError
from triptych.markdown import pandoc
from triptych.markdown.server import PandocServer

ROOT = Path(__file__).parents[2]
WORK = {
    "t": "MetaMap",
    "c": {
        "id": {"t": "MetaString", "c": "doe"},
        "type": {"t": "MetaString", "c": "book"},
        "title": {"t": "MetaString", "c": "A Book"},
    },
}


@pytest.fixture
def converter() -> Iterator[PandocServer]:
    """Yield a converter of the test's own."""
    own = _converter()
    yield own
    own.close()


def _converter(*options: str) -> PandocServer:
    """Return a converter as ``pandoc`` makes it, with further options."""
    program = pandoc._program()  # noqa: SLF001  the very program and dialect of the door
    return PandocServer([program], [program, pandoc.MARKDOWN, *options])


def _alone(verb: str, text: str) -> str:
    """Return what a pandoc of its own makes of a text."""
    return pandoc._run(pandoc._ARGUMENTS[verb], text)  # noqa: SLF001  the other way to the same


def _document(blocks: list[Any], meta: dict[str, Any]) -> str:
    """Return a document as pandoc's JSON."""
    empty = json.loads(_alone("parse", ""))
    return json.dumps({**empty, "meta": meta, "blocks": blocks})


def _pid(converter: PandocServer) -> int:
    """Return the number of a converter's process."""
    process = converter._child  # noqa: SLF001  the process itself is what is looked at
    assert process is not None
    return process.pid


@pytest.mark.parametrize("step", [10, pytest.param(1, marks=pytest.mark.sweep)])
def test_texts_are_read_and_written_as_by_a_process_of_its_own(
    converter: PandocServer, step: int
) -> None:
    """Each text of cases and handbook (every tenth) gives the same tree, and the tree the same HTML."""
    cases = sorted(c for c in ROOT.glob("tests/cases/*/in/**/*.md") if "-error" not in str(c))
    files = [*cases[::step], *sorted(ROOT.glob("content/**/*.md"))[::step]]
    texts = [file.read_text(encoding="utf-8", errors="replace") for file in files]
    for text in (*texts, "", "A\tB\n\n\tcode\n", "e.g. x, p. 5, Jan. 3", '"q" -- ...'):
        tree = converter.ask("parse", text, 60)
        assert tree == _alone("parse", text).rstrip("\n")
        page = converter.ask("html", tree, 60)
        assert page is not None
        assert page.rstrip("\n") == _alone("html", tree).rstrip("\n")


@pytest.mark.parametrize("lang", ["en", "de", "fr-CA", "ja"])
def test_citations_are_set_as_by_a_process_of_its_own(converter: PandocServer, lang: str) -> None:
    """References in a language come out the same."""
    blocks = json.loads(_alone("parse", "As said [@doe, p. 3], and by @doe."))["blocks"]
    meta = {
        "references": {"t": "MetaList", "c": [WORK]},
        "lang": {"t": "MetaString", "c": lang},
        "link-citations": {"t": "MetaBool", "c": True},
    }
    text = _document(blocks, meta)
    cited = converter.ask("cite", text, 60)
    assert cited == _alone("cite", text).rstrip("\n")
    assert "A Book" in cited


@pytest.mark.parametrize("key", ["csl", "bibliography", "citation-abbreviations"])
def test_no_file_is_read_whatever_a_document_names(
    converter: PandocServer, key: str, tmp_path: Path
) -> None:
    """A document that names a file is refused, as by the sandbox, or set without it."""
    (tmp_path / "secret.json").write_text('[{"id": "doe", "type": "book", "title": "SECRET"}]')
    blocks = json.loads(_alone("parse", "[@doe]"))["blocks"]
    named = {"t": "MetaString", "c": str(tmp_path / "secret.json")}
    for verb in ("cite", "html"):
        assert "SECRET" not in (converter.ask(verb, _document(blocks, {key: named}), 60) or "")


@pytest.mark.parametrize(
    "text",
    [
        "![x](secret.md)",
        '<iframe src="secret.md"></iframe>',
        "\\input{secret.md}",
        "$\\input{secret.md}$",
    ],
)
def test_no_file_is_read_whatever_a_text_says(
    converter: PandocServer, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a text would take from beside it does not come into the tree or the page."""
    (tmp_path / "secret.md").write_text("SECRET")
    monkeypatch.chdir(tmp_path)
    tree = converter.ask("parse", text, 60)
    assert tree is not None
    assert "SECRET" not in tree
    assert "SECRET" not in (converter.ask("html", tree, 60) or "")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets one process bound another")
def test_the_open_process_may_open_nothing(converter: PandocServer) -> None:
    """It has pipes and no file or socket, and the system would give it none."""
    converter.ask("parse", "Text", 60)
    here = Path(f"/proc/{_pid(converter)}")
    limits = (here / "limits").read_text().splitlines()
    (line,) = [line for line in limits if line.startswith("Max open files")]
    assert line.split()[3:5] == ["0", "0"]
    names = {str(fd.readlink()).partition(":")[0] for fd in (here / "fd").iterdir()}
    assert names <= {"pipe", "anon_inode", "/dev/null"}


def test_a_process_that_died_is_replaced(converter: PandocServer) -> None:
    """After a crash between two texts the next is still answered, at the latest by the one after."""
    first = converter.ask("parse", "Text", 60)
    os.kill(_pid(converter), signal.SIGKILL)
    assert converter.ask("parse", "Text", 60) is None
    assert converter.ask("parse", "Text", 60) == first


def test_a_text_that_takes_too_long_is_given_up_and_the_next_is_read(
    converter: PandocServer,
) -> None:
    """The bound of time ends the process, not what comes after."""
    converter.ask("parse", "Text", 60)
    began = time.monotonic()
    with nullcontext() if sys.platform == "linux" else pytest.raises(TimeoutError):
        assert converter.ask("parse", "[" * 50_000, 1) is None
    assert time.monotonic() - began < 60
    assert converter.ask("parse", "Text", 60) is not None


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits processor time")
def test_time_that_a_text_did_not_take_does_not_refuse_it(
    converter: PandocServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process ended at its limit by a computer that stood still is followed by one that answers."""
    expected = _alone("parse", "Text")
    converter.ask("parse", "Text", 60)
    monkeypatch.setattr(pandoc, "_converter", lambda: converter)
    left = [_pid(converter)]

    def end_first(pid: int, _: int) -> None:
        """Reach the limit of the open process, not of the one that follows."""
        if pid in left:
            left.remove(pid)
            os.kill(pid, signal.SIGXCPU)

    monkeypatch.setattr(processor_time, "limit", end_first)
    assert pandoc.parse("Text") == json.loads(expected)["blocks"]
    assert not left


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits processor time")
def test_a_process_that_waits_for_a_processor_is_waited_for(converter: PandocServer) -> None:
    """Time that passes while the process cannot compute is not counted."""
    expected = converter.ask("parse", "Text", 60)
    pid = _pid(converter)
    os.kill(pid, signal.SIGSTOP)
    timer = threading.Timer(3.5, os.kill, (pid, signal.SIGCONT))
    timer.start()
    assert converter.ask("parse", "Text", 1) == expected
    timer.join()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits processor time")
def test_a_process_that_never_computes_is_given_up(
    converter: PandocServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without an answer the wait ends, and the text is not called too slow."""
    converter.ask("parse", "Text", 60)
    monkeypatch.setattr(processor_time, "_PATIENCE", 1)
    os.kill(_pid(converter), signal.SIGSTOP)
    with pytest.raises(TimeoutError):
        converter.ask("parse", "Text", 1)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits processor time")
def test_a_pandoc_of_its_own_is_waited_for_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that starts seconds late gives its answer; one that computes for seconds is given up."""
    expected = _alone("parse", "Text")
    late = tmp_path / "late"
    late.write_text(f'#!/bin/sh\nsleep 3\nexec "{pandoc._program()}" "$@"\n')  # noqa: SLF001  the program itself
    late.chmod(0o755)
    monkeypatch.setattr(pandoc, "SECONDS", 1)
    with pytest.raises(SourceError, match="processor time"):
        _alone("parse", "[" * 50_000)
    monkeypatch.setattr(pandoc, "_program", lambda: str(late))
    assert _alone("parse", "Text") == expected


def test_a_text_that_takes_too_much_memory_is_given_up_and_the_next_is_read() -> None:
    """The bound of memory ends the process, not what comes after."""
    small = _converter("+RTS", "-M64m", "-RTS")
    assert small.ask("parse", "a" * 80_000_000, 60) is None
    assert small.ask("parse", "Text", 60) is not None
    small.close()


def test_threads_get_each_its_own_answer(converter: PandocServer) -> None:
    """Questions from several threads at once are not mixed up."""
    with ThreadPoolExecutor(4) as pool:
        trees = list(pool.map(lambda n: converter.ask("parse", f"Text{n}", 60), range(40)))
    assert [f'"Text{n}"' in (tree or "") for n, tree in enumerate(trees)] == [True] * 40


def _ask_in_child(converter: PandocServer) -> None:
    """Ask from a forked process."""
    assert converter.ask("parse", "Child", 60)
    converter.close()


def test_a_forked_process_has_its_own(converter: PandocServer) -> None:
    """A fork asks another process, and its parent's goes on."""
    converter.ask("parse", "Text", 60)
    pid = _pid(converter)
    child = multiprocessing.get_context("fork").Process(target=_ask_in_child, args=(converter,))
    child.start()
    child.join()
    assert child.exitcode == 0
    assert converter.ask("parse", "Text", 60)
    assert _pid(converter) == pid


ENDINGS = {
    "by itself": "",
    "by a fault": "raise SystemExit(3)",
    "killed": "os.kill(os.getpid(), 9)",
    "killed in the middle": "os.kill(os.getpid(), 9) if os.fork() else ask('parse', '[' * 50_000, 2)",
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_nothing_is_left_when_a_process_ends(ending: str) -> None:
    """However a process ends, its pandoc ends soon after."""
    program = (
        "import os; from triptych.markdown import pandoc; c = pandoc._converter(); ask = c.ask\n"
        f"ask('parse', 'Text', 60); print(c._child.pid, flush=True)\n{ENDINGS[ending]}"
    )
    done = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, check=False)
    pid = int(done.stdout.split()[0])
    ends = time.monotonic() + 20
    while Path(f"/proc/{pid}").exists() and time.monotonic() < ends:
        time.sleep(0.05)
    assert not Path(f"/proc/{pid}").exists()


def test_another_pandoc_on_the_path_is_not_asked(tmp_path: Path) -> None:
    """Editions are made by the program that comes along, however new another one says it is."""
    fake = tmp_path / "bin" / "pandoc"
    write(tmp_path, {"bin/pandoc": "#!/bin/sh\necho pandoc 99.0\n", "a.md": ARTICLE})
    fake.chmod(0o755)
    where = {"PATH": f"{fake.parent}{os.pathsep}{os.environ['PATH']}"}
    told = triptych(tmp_path, "build", "--formats", "html", "a.md", environment=where)
    assert told.code == 0
    assert "Text of the article." in (tmp_path / "out" / "a" / "a.html").read_text(encoding="utf-8")
