"""What is done while the open pandoc is waited for."""

from collections.abc import Iterator

import pytest

from triptych.core.child_process import ChildProcess
from triptych.markdown import pandoc
from triptych.markdown.server import PandocServer


@pytest.fixture(name="server")
def _server() -> Iterator[PandocServer]:
    """Yield an open pandoc of the test's own."""
    program = pandoc._program()  # noqa: SLF001  the very program and dialect of the door
    server = PandocServer([program], [program, pandoc.MARKDOWN])
    yield server
    server.close()


def test_steps_are_done_once_and_the_answer_is_the_same(server: PandocServer) -> None:
    """Each is given the text that is read, while pandoc starts or reads it."""
    done = list[tuple[str, str]]()
    server.meanwhile += [
        lambda text: done.append(("a", text)),
        lambda text: done.append(("b", text)),
    ]
    first = server.ask("parse", "One *text*.", 10)
    alone = pandoc._run(pandoc._ARGUMENTS["parse"], "One *text*.")  # noqa: SLF001  the other way to the same
    assert first == alone.rstrip()
    assert done == [("a", "One *text*."), ("b", "One *text*.")]
    assert server.ask("parse", "Another.", 10)
    assert len(done) == 2


def test_no_step_keeps_an_answer_waiting(
    server: PandocServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is not begun when the answer is there is left for the next time."""
    done = list[str]()
    server.meanwhile.append(done.append)
    with monkeypatch.context() as patch:
        patch.setattr(ChildProcess, "has_reply", lambda _: True)
        assert server.ask("parse", "One.", 10)
    assert not done
    server.ask("parse", "Two.", 10)
    assert done == ["Two."]


def test_the_process_that_every_text_is_asked_of_takes_steps(
    monkeypatch: pytest.MonkeyPatch, server: PandocServer
) -> None:
    """They come behind those that it has."""
    monkeypatch.setattr(pandoc, "_converter", lambda: server)
    pandoc.do_meanwhile(print, len)
    pandoc.do_meanwhile(repr)
    assert server.meanwhile == [print, len, repr]
