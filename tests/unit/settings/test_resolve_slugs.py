"""Slugs: names of files on every system."""

import pytest

from triptych.settings.resolve import slugify

SLUGS = {
    "con": "con_",
    "Nul": "Nul_",
    "COM1": "COM1_",
    "lpt9": "lpt9_",
    "com²": "com²_",
    "aux.": "aux_",
    "prn  ": "prn_",
    " nul . . ": "nul_",
    "con.txt": "con-txt",
    "console": "console",
    "com10": "com10",
    "a. ": "a",
    "../../etc/passwd": "etc-passwd",
    "a\x1b[31mb": "a-31mb",
    "a\u202eb": "a-b",
    "a\nb": "a-b",
}


@pytest.mark.parametrize("name", SLUGS)
def test_a_slug_is_a_file_name_everywhere(name: str) -> None:
    """No device of Windows, no dot or space at the end, no path, nothing that steers a terminal."""
    assert slugify(name) == SLUGS[name]
