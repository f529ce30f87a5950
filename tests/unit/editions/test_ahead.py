"""What is loaded ahead for a text: what it needs, and nothing else."""

import subprocess
import sys

import pytest

LOAD = """
import sys
from triptych.editions import ahead
for step in ahead.STEPS:
    step(sys.argv[1])
names = ("triptych.fonts.subset", "ziamath")
print(*(name.rpartition(".")[2] for name in names if name in sys.modules))
print("triptych.editions.pdf_format" in sys.modules)
"""


@pytest.mark.parametrize(
    ("text", "loaded"),
    [
        ("Plain words, “quoted” — naïve, Ω and я.", ""),
        ("Some 日本語", "subset"),
        ("Joy 🎉, שלום", "subset"),
        ("The root $\\sqrt 2$", "ziamath"),
        ("A formula \\(x\\) in ไทย", "subset ziamath"),
    ],
)
def test_a_text_has_loaded_what_it_needs(text: str, loaded: str) -> None:
    """All formats in any case."""
    words = [sys.executable, "-c", LOAD, text]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [loaded, "True"]
