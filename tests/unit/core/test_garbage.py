"""Garbage is collected after the work, and as before where it was off."""

import gc
from contextlib import suppress

from triptych.core import garbage


def test_nothing_is_collected_within_and_all_is_as_before_afterwards() -> None:
    """Also where the work fails, and where somebody else had turned it off."""
    assert gc.isenabled()
    with suppress(KeyError), garbage.collected_later():
        assert not gc.isenabled()
        with garbage.collected_later():
            pass
        assert not gc.isenabled()
        raise KeyError
    assert gc.isenabled()
