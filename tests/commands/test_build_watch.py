"""``triptych build --watch`` in its own process: a save is built, an error survived, Ctrl-C ends it."""

import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from commandline import TRIPTYCH, editions, triptych, write
from triptych.core import clock

SECONDS = 30
HEAD = "---\ntitle: {}\ndate: 2026-01-02\n---\n\n"
SETTINGS = 'title = "Desk"\nurl = "https://example.org"\nformats = ["html"]\npage_list = false\n'


class _Watch:
    """A build that watches, with what it printed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._log = folder.with_suffix(".log")
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [*TRIPTYCH, "build", "--watch"], cwd=folder, stdout=log, stderr=log
            )
        self.waits_for("Press Ctrl-C to stop.")

    def waits_for(self, text: str, count: int = 1) -> str:
        """Return all that was printed, once ``text`` is in it so many times."""
        latest = clock.now() + SECONDS
        while (printed := self._log.read_text("utf-8")).count(text) < count:
            assert clock.now() < latest, printed
            assert self.process.poll() is None, printed
            time.sleep(0.02)
        return printed

    def end(self) -> str:
        """Press Ctrl-C, and return all that was printed."""
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(SECONDS) == 0
        return self._log.read_text("utf-8")


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[_Watch]:
    """Watch a publication of one article."""
    files = {"triptych.toml": SETTINGS, "content/first.md": HEAD.format("First") + "Words."}
    begun = _Watch(write(tmp_path / "publication", files))
    yield begun
    begun.process.kill()
    begun.process.wait()


def test_a_save_is_built_and_an_error_survived(watch: _Watch) -> None:
    """The last editions stay while an article is wrong; no other file is left in the end."""
    article = watch.folder / "content" / "first.md"
    edition = watch.folder / "out" / "first" / "first.html"
    assert "Words." in edition.read_text("utf-8")
    article.write_text(HEAD.format("[First") + "Broken.")
    printed = watch.waits_for("Its last editions are unchanged.")
    assert "content/first.md:" in printed
    assert "Words." in edition.read_text("utf-8")
    article.write_text(HEAD.format("First") + "Repaired.")
    watch.waits_for("content/first.md: html in out/first/")
    assert "Repaired." in edition.read_text("utf-8")
    write(watch.folder, {"content/second.md": HEAD.format("Second") + "New."})
    watch.waits_for("content/second.md: html in out/second/")
    assert "Stopped watching." in watch.end()
    assert sorted(editions(watch.folder / "out")) == ["first/first.html", "second/second.html"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--json",), "--watch: error: cannot be used together with --json"),
        (("--out", "memory://x"), "--watch: error: cannot be used together with --out with a URL"),
    ],
)
def test_what_watching_cannot_do_is_refused(
    tmp_path: Path, words: tuple[str, ...], message: str
) -> None:
    """Options that need an end, or a folder, are named."""
    write(tmp_path, {"triptych.toml": SETTINGS, "content/first.md": HEAD.format("A") + "Words."})
    told = triptych(tmp_path, "build", "--watch", *words)
    assert told.code == 2
    assert message in told.err + told.out
