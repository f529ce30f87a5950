"""An article built alone has a second process for its PDF, and no edition can tell."""

import os
import signal
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

import pytest

from pressing import ROOT
from triptych.core.child_process import ChildGoneError
from triptych.core.errors import SourceError
from triptych.core.model import Override
from triptych.editions.formats import FORMATS
from triptych.press import helper_process, pipeline
from triptych.press.helper_process import HelperProcess, Skill
from triptych.press.orders import Result, Task
from triptych.settings.publication import bare

linux = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2,
    reason="a helper is begun only where processes fork and run side by side",
)
pytestmark = pytest.mark.usefixtures("forkable")
TEXT = "---\ntitle: Two hands\ndate: 2025-01-01\n---\nA word *with* a note.[^1]\n\n[^1]: It.\n"
ABLE = """\
from triptych.core.errors import SourceError

def prepare(_: object) -> None:
    raise ValueError("what goes wrong before it is asked is nobody's")

def assist(question: str) -> str:
    if question == "refuse":
        raise SourceError("refused")
    if question == "fail":
        raise KeyError("a fault")
    print("nobody sees this")
    return question.upper()
"""

WATCHFUL = """\
import time
from pathlib import Path

said = []

def prepare(is_asked) -> None:
    said.append(is_asked())
    Path(__file__).with_name("begun").touch()
    while not is_asked():
        time.sleep(0.01)
    said.append(True)

def assist(_: str) -> list[bool]:
    return said
"""


def _pdf_helper() -> Skill:
    """Load what the helper process of a build does."""
    from triptych.press import pdf_helper  # noqa: PLC0415  only the helper process loads it

    return pdf_helper


def _task(folder: Path) -> Task:
    """Return an article to press in all formats."""
    file = folder / "two-hands.md"
    file.write_text(TEXT, encoding="utf-8")
    return Task(file, file.name, bare(folder), Override(), tuple(FORMATS))


def _pressed(folder: Path, *, is_killed: bool = False) -> tuple[Result, HelperProcess]:
    """Press with a helper, which may be killed before it is asked."""
    with helper_process.started(_pdf_helper, is_wanted=True) as helper:
        assert helper
        if is_killed:
            os.kill(helper.pid, signal.SIGKILL)
        return pipeline.work(_task(folder), helper), helper


@linux
@pytest.mark.parametrize("fate", ["lives", "killed"])
def test_a_helper_changes_no_byte_whether_it_lives_or_dies(fate: str, tmp_path: Path) -> None:
    """Editions, findings and notes are those of one process alone, also when its helper was killed."""
    with_helper, _ = _pressed(tmp_path, is_killed=fate == "killed")
    alone = pipeline.work(_task(tmp_path))
    assert [a.data for a in with_helper.artifacts] == [a.data for a in alone.artifacts]
    assert (with_helper.common, with_helper.own) == (alone.common, alone.own)
    assert with_helper.dependencies == alone.dependencies
    assert set(with_helper.times) == set(alone.times)


@linux
def test_the_helper_sets_the_pages_and_is_gone_afterwards(tmp_path: Path) -> None:
    """Where there is one, this process never loads the typesetter; when it is done, there is none."""
    code = (
        "import os, sys\nfrom pathlib import Path\n"
        "from tests.processes.test_helper_process import _pressed\n"
        "result, helper = _pressed(Path(sys.argv[1]))\n"
        "assert not result.error and 'weasyprint' not in sys.modules\n"
        "print(helper.pid, os.path.exists(f'/proc/{helper.pid}'))\n"
    )
    places = os.pathsep.join([str(ROOT), str(ROOT / "tests/support")])
    environment = {**os.environ, "PYTHONPATH": places, "TMPDIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split()[1:] == ["False"], done.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["two-hands.md"]


@linux
def test_a_helper_answers_in_order_and_raises_what_the_question_raises(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """An error of a question comes to who asked it; what fails before or is printed comes to nobody."""
    (tmp_path / "able.py").write_text(ABLE, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    with helper_process.started(lambda: import_module("able"), is_wanted=True) as helper:
        assert helper
        for question in ("one", "refuse", "fail", "two"):
            helper.ask(question)
        assert helper.answer() == "ONE"
        with pytest.raises(SourceError, match="refused"):
            helper.answer()
        with pytest.raises(
            Exception, match=r"error in Triptych itself \(KeyError: 'a fault', able.py:10\)"
        ):
            helper.answer()
        assert helper.answer() == "TWO"
    helper.ask("after its end")
    with pytest.raises(ChildGoneError):
        helper.answer()
    assert capfd.readouterr() == ("", "")


@linux
def test_a_helper_knows_while_it_prepares_that_it_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told so once a question waits, and not before."""
    (tmp_path / "watchful.py").write_text(WATCHFUL, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    with helper_process.started(lambda: import_module("watchful"), is_wanted=True) as helper:
        assert helper
        while not (tmp_path / "begun").exists():
            time.sleep(0.01)
        helper.ask("what was said")
        assert helper.answer() == [False, True]


def test_who_waits_for_a_page_waits_for_no_practice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once a page is asked for none is set for practice, and one that is set is not written."""
    done: list[str] = []
    skill, edition = _pdf_helper(), "triptych.press.pdf_helper.edition"
    monkeypatch.setattr(f"{edition}.lay_out", lambda *_: done.append("lay_out"))
    monkeypatch.setattr(f"{edition}.press", lambda *_: done.append("press"))
    answers = [False, True]
    skill.prepare(lambda: answers.pop(0))
    skill.prepare(lambda: True)
    assert done == ["lay_out"]
    skill.prepare(lambda: False)
    assert done == ["lay_out", "lay_out", "press"]


def test_what_makes_a_pdf_loads_nothing_that_dresses_a_page() -> None:
    """It would load it for nothing, while somebody waits."""
    code = (
        "import sys\nfrom triptych.press import pdf_helper\n"
        "print(*{'jinja2', 'lxml', 'babel'}.intersection(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.split() == []


@linux
def test_a_helper_ends_when_the_process_that_began_it_is_killed() -> None:
    """Nobody waits for what it would answer: it reads the end of its pipe and is gone."""
    code = (
        "import os, time\nfrom triptych.press import helper_process\n"
        "with helper_process.started(lambda: None, is_wanted=True) as helper:\n"
        "    print(helper.pid, flush=True)\n    time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        pid = int(process.stdout.readline())
        process.kill()
    for _ in range(100):
        if (
            not Path(f"/proc/{pid}").exists()
            or "Z" in Path(f"/proc/{pid}/stat").read_text().split()
        ):
            return
        time.sleep(0.1)
    pytest.fail("the helper lives on")


def test_nobody_gets_a_helper_that_is_not_wanted() -> None:
    """Commands that set no page begin no process."""
    with helper_process.started(_pdf_helper, is_wanted=False) as helper:
        assert helper is None
