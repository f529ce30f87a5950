"""A thousand saves in a few seconds, in every way that editors save."""

import time
from pathlib import Path

import pytest

from commandline import triptych
from previewing import PATIENCE, PUBLICATION, events, finals, preview

ARTICLE = "content/one.md"
FRONT = "---\ntitle: One\nlang: en\ndate: 2026-01-02\nidentifier: urn:one\npaper: a6\n---\n"
SAVES = 1000


def _save(path: Path, text: str, way: int) -> None:
    """Save by writing, by renaming another file, by a backup, or after truncating."""
    if way == 0:
        path.write_text(text)
    elif way == 1:
        other = path.with_name(".one.md.swp")
        other.write_text(text)
        other.rename(path)
    elif way == 2:
        path.rename(path.with_name("one.md~"))
        path.write_text(text)
        path.with_name("one.md~").unlink()
    else:
        path.write_text("")
        path.write_text(text)


@pytest.mark.sweep
def test_the_last_of_a_thousand_saves_is_everywhere(tmp_path: Path) -> None:
    """Whatever came before it, all three editions are of the last text, byte for byte those of a build."""
    path = tmp_path / ARTICLE
    path.parent.mkdir()
    (tmp_path / "triptych.toml").write_text(PUBLICATION)
    path.write_text(f"{FRONT}Save 0.\n")
    with preview(tmp_path) as server:
        connection, answer = server.listen(ARTICLE)
        for number in range(1, SAVES + 1):
            _save(path, f"{FRONT}Save {number}.\n", number % 4)
            time.sleep(0.004)
        assert triptych(tmp_path, "build", "--out", str(tmp_path / "out")).code == 0
        built = {
            n: (tmp_path / "out" / "one" / f"one.{n}").read_bytes() for n in ("html", "epub", "pdf")
        }
        latest = time.monotonic() + PATIENCE
        while finals(server, ARTICLE) != built and time.monotonic() < latest:
            time.sleep(0.2)
        assert finals(server, ARTICLE) == built
        report = events(server, ARTICLE, 1)[0]
        assert report["errors"] == []
        assert report["revision"] < SAVES
        answer.close()
        connection.close()
