"""The pages before a last one give up room for its lines, and take back what is of no use."""

import pytest

from triptych.editions.pdf.pages.endings import ROUNDS, Ending

LINE = 10.0


def test_the_page_before_gives_up_what_the_last_one_lacks() -> None:
    """Again where that was not enough, and no more when it was."""
    ending = Ending(3)
    assert ending.goes_on(3, 4, LINE, [0.0, 0.0])
    assert ending.rooms == {2: 40.0}
    assert ending.goes_on(3, 1, LINE, [40.0, 0.0])
    assert ending.rooms == {2: 50.0}
    assert not ending.goes_on(3, 0, LINE, [40.0, 0.0])
    assert not ending.goes_on(3, 2, LINE, [0.0, 0.0])


SHARED = {0: 40.0, 1: 40.0, 2: 40.0}


@pytest.mark.parametrize(
    ("later", "rooms"), [([50.0, 45.0, 30.0], SHARED), ([115.0, 9.0, 0.0], {2: 40.0})]
)
def test_pages_share_a_hole_unless_one_of_them_has_it_then(
    later: list[float], rooms: dict[int, float]
) -> None:
    """Each gives up as much; where that opens another hole, the first way is taken again."""
    ending = Ending(3)
    ending.goes_on(3, 4, LINE, [60.0, 0.0, 0.0])
    assert ending.goes_on(3, 0, LINE, [120.0, 0.0, 0.0])
    assert ending.rooms == SHARED
    assert ending.goes_on(3, 0, LINE, later) is (rooms != SHARED)
    assert ending.rooms == rooms
    assert not ending.goes_on(3, 0, LINE, later)


def test_nothing_is_shared_where_one_page_is_before_the_last() -> None:
    """It has nothing to share it with."""
    ending = Ending(1)
    ending.goes_on(1, 4, LINE, [60.0])
    assert not ending.goes_on(1, 0, LINE, [120.0])
    assert ending.rooms == {0: 40.0}


def test_pages_that_share_give_up_more_for_a_last_page_that_lacks_lines() -> None:
    """A few times, as long as the lines are missing."""
    ending = Ending(2)
    ending.goes_on(2, 4, LINE, [60.0, 0.0])
    ending.goes_on(2, 0, LINE, [120.0, 0.0])
    assert ending.goes_on(2, 2, LINE, [50.0, 50.0])
    assert ending.rooms == {0: 70.0, 1: 70.0}


@pytest.mark.parametrize("last", [2, 3])
def test_room_is_taken_back_where_the_lines_do_not_come(last: int) -> None:
    """What belongs to them may be too high for one page, so that there is another one, or none come."""
    ending = Ending(2)
    rounds = 1
    while ending.goes_on(2 if rounds == 1 else last, 2, LINE, [90.0, 0.0]):
        rounds += 1
    assert ending.rooms == {}
    assert rounds == (ROUNDS + 2 if last == 2 else 3)


def test_the_page_before_takes_what_its_spaces_have_room_for() -> None:
    """That is asked once, and nothing else is done where there is no last page then."""
    ending = Ending(3)
    assert ending.joins(3, 8.0, LINE, [9.0, 30.0])
    assert ending.rooms == {2: -8.0}
    assert not ending.joins(2, 8.0, LINE, [9.0, 30.0])
    assert not ending.goes_on(2, 4, LINE, [0.0, 0.0])
    assert ending.rooms == {2: -8.0}


def test_two_lines_go_to_the_page_before_that() -> None:
    """A paragraph gives no single one; where they stay, the last page is given lines as ever."""
    ending = Ending(3)
    assert ending.joins(3, 15.0, LINE, [9.0, 29.0, 30.0])
    assert ending.rooms == {2: -9.0, 1: -20.0}
    assert ending.joins(3, 15.0, LINE, [9.0, 29.0, 30.0])
    assert ending.rooms == {}
    assert not ending.joins(3, 15.0, LINE, [9.0, 29.0, 30.0])
    assert ending.goes_on(3, 4, LINE, [0.0, 0.0])
    assert ending.rooms == {2: 40.0}


@pytest.mark.parametrize("spares", [[], [9.0], [9.0, 9.0]])
def test_spaces_that_have_no_room_stay(spares: list[float]) -> None:
    """Lines are not half on a page."""
    ending = Ending(3)
    assert not ending.joins(3, 15.0, LINE, spares)
    assert ending.rooms == {}


def test_a_part_that_ends_later_has_an_ending_of_its_own() -> None:
    """Such as the text behind a turned page; one that is being given lines is still this one."""
    ending = Ending(2)
    assert ending.is_of(4)
    assert not ending.goes_on(2, 0, LINE, [0.0])
    assert ending.is_of(2)
    assert not ending.is_of(4)
