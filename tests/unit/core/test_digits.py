"""Numbers in a language's own digits."""

import pytest

from triptych.core.digits import write_digits


@pytest.mark.parametrize(
    ("digits", "written"),
    [("٠١٢٣٤٥٦٧٨٩", "٢.١٠"), ("0123456789", "2.10"), ("", "2.10"), ("٠١", "2.10")],
)
def test_ten_digits_replace_the_western_ones(digits: str, written: str) -> None:
    """Fewer than ten change nothing, so that an incomplete theme still prints numbers."""
    assert write_digits("2.10", digits) == written
