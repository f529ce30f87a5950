"""Postponed errors are raised together, and none is lost."""

import pytest

from triptych.core.errors import (
    AssetError,
    Finding,
    Place,
    Severity,
    SourceError,
    ToolError,
    TriptychError,
)
from triptych.core.postponed import (
    are_pending,
    collecting_errors,
    combine,
    postpone,
    raise_pending,
    raising_together,
)


def _raised(*errors: TriptychError, found: tuple[Finding, ...] = ()) -> TriptychError:
    """Return what is raised at the end of a block in which errors are postponed."""
    try:
        with raising_together():
            for error in errors:
                postpone(error)
            if found:
                raise_pending(found)
    except TriptychError as error:
        return error
    raise AssertionError("nothing was raised")


def test_an_error_is_raised_at_once_where_nothing_collects() -> None:
    """So that it cannot be lost."""
    with pytest.raises(SourceError, match="a"):
        postpone(SourceError("a"))


def test_errors_are_raised_together_at_the_end() -> None:
    """The first with the others; its kind decides the exit code."""
    error = _raised(SourceError("a"), AssetError("b"))
    assert [each.message for each in error.all_errors()] == ["a", "b"]
    assert error.exit_code == SourceError.exit_code


def test_the_error_that_ends_the_block_comes_last() -> None:
    """One of another program's that an incomplete article causes is no cause itself."""
    for last, expected in ((ToolError("c"), ["a", "c"]), (KeyError("c"), ["a"])):
        with pytest.raises(SourceError) as error, raising_together():
            _postpone_and_raise(last)
        assert [each.message for each in error.value.all_errors()] == expected


def _postpone_and_raise(last: Exception) -> None:
    """Postpone an error, and end with another."""
    postpone(SourceError("a"))
    raise last


def test_nothing_is_raised_without_an_error() -> None:
    """And any other exception passes unchanged."""
    with raising_together():
        assert not are_pending()
    with pytest.raises(KeyError), raising_together():
        raise KeyError("x")


def test_what_was_found_beside_an_error_goes_with_it() -> None:
    """The first of the errors carries it, once."""
    found = Finding("picture", Severity.ERROR, "m", Place("a.md", 3))
    error = _raised(SourceError("a"), SourceError("b"), found=(found,))
    assert error.findings == (found,)
    assert [each.message for each in error.all_errors()] == ["a", "b"]


def test_collected_errors_may_be_ignored() -> None:
    """By whoever reads an article for its name alone."""
    with collecting_errors() as errors:
        postpone(SourceError("a"))
    assert [each.message for each in errors] == ["a"]


def test_equal_errors_are_one() -> None:
    """A missing file that two steps need is reported once."""
    errors = [AssetError("a", Place("a.md", 1)), AssetError("a"), SourceError("a")]
    assert [type(each) for each in combine(errors).all_errors()] == [AssetError, SourceError]


def test_the_others_survive_the_way_from_another_process() -> None:
    """By what pickle takes along."""
    error = combine([SourceError("a", Place("a.md", 1), "h"), AssetError("b")])
    rebuild, values, state = error.__reduce__()
    copy = rebuild(*values)
    vars(copy).update(state)
    assert [(type(e), e.message, e.place) for e in copy.all_errors()] == [
        (SourceError, "a", Place("a.md", 1)),
        (AssetError, "b", None),
    ]
