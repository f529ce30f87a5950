"""The processor time of processes with all that they started, and whether one waits for a processor."""

import os
import subprocess
import sys
import time

import pytest

from triptych.core import processor_time

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells it")

BUSY = "import time\nwhile time.process_time() < 0.3: pass\n"
STARTER = f"""\
import subprocess, sys
subprocess.run([sys.executable, "-c", {BUSY!r}])
print("done", flush=True)
input()
"""


def test_what_a_process_started_counts() -> None:
    """The time of a program that a process started and waited for is its own."""
    with subprocess.Popen(
        [sys.executable, "-c", STARTER], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        process.stdout.readline()
        used = processor_time.of_all([process.pid])
        process.communicate(b"\n")
    assert used is not None
    assert used >= 0.29


def test_a_running_child_counts() -> None:
    """So does a child that runs, for its parent and with its parent beside."""
    begun = time.monotonic()
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as child:
        while (processor_time.of_all([child.pid]) or 0) < 0.1:
            assert time.monotonic() - begun < 60
        whole = processor_time.of_all([os.getpid()])
        child.kill()
    assert whole
    assert whole >= 0.1


def test_a_process_that_is_gone_has_no_time() -> None:
    """Nothing is known of a process that there is not."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    assert processor_time.of_all([process.pid]) is None


def test_who_waits_for_a_busy_processor_is_not_hung() -> None:
    """Sixty processes may share a processor; one that uses less of it waits for something else."""
    assert not processor_time.hung(1.1, 60)
    assert processor_time.hung(0.9, 60)
