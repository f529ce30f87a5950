"""A table that is too wide for its column gets smaller letters before its words are broken."""

from collections import Counter
from xml.etree.ElementTree import XML

import pytest

from triptych.editions.pdf.wide_tables import tighten

STEPS = ["pf-table", "pf-table pf-fit-1", "pf-table pf-fit-2", "pf-table pf-fit-2 pf-tight"]


@pytest.mark.parametrize("begin", range(3))
@pytest.mark.parametrize("times", range(3))
def test_a_table_is_smaller_before_its_words_are_broken(begin: int, times: int) -> None:
    """Each time that it was too wide is one step, from whatever size its characters asked for."""
    text = f'<body><table/><div class="{STEPS[begin]}"><table/></div></body>'
    page = XML(text)
    tighten(page, Counter({1: min(times, 3 - begin)}))
    (box,) = page.iter("div")
    assert box.get("class") == STEPS[begin + min(times, 3 - begin)]
