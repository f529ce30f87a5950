"""Pieces of a page that are marked once."""

import pytest

from triptych.body.numbers import NUMBER
from triptych.core.page_starts import PageStart
from triptych.core.shelf import lending
from triptych.editions import marked_pieces
from triptych.editions.marked_pieces import Marking, marked_once
from triptych.editions.page_marks import ids_like_marks, mark_page, mark_piece

PIECES = [
    f'<article id="a"><h1 {NUMBER}="a:1">One</h1><p {NUMBER}="a:2">Two three</p></article>\n',
    (
        f'<div id="pf-part-1"><h1 {NUMBER}="pf-part-1">Part</h1></div>\n'
        f'<article id="b"><p {NUMBER}="b:2">Two three</p><p id="page-3">x</p></article>\n'
    ),
]
STARTS = (
    PageStart("1", "a:1", 0),
    PageStart("2", "a:2", 3),
    PageStart("3", "pf-part-1", 0),
    PageStart("4", "b:2", 3),
)


class Table(dict[str, bytes]):
    """A shelf in memory."""

    def put(self, key: str, data: bytes, /) -> None:
        """Store bytes under a key."""
        self[key] = data


def mark(start: PageStart, uid: str) -> str:
    """Return a mark with its id."""
    return f"[{start.label} {uid}]"


MARKING = Marking(mark, "here", ids_like_marks("".join(PIECES)))


def test_pieces_have_the_marks_of_the_whole() -> None:
    """An id in any of them is taken in all."""
    whole = mark_page("".join(PIECES), STARTS, mark)
    made = [marked_once(piece, STARTS, MARKING) for piece in PIECES]
    assert "".join(each.page for each in made) == whole.page
    assert sum((each.ids for each in made), ()) == whole.ids
    assert "[3 pf-page-3]" in whole.page


def test_a_piece_is_marked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is marked again where a page begins elsewhere in it, and not for one in another piece."""
    done: list[str] = []
    original = mark_piece

    def counted(piece: str, *rest: object, **more: object) -> object:
        """Mark a piece, and count it."""
        done.append(piece)
        return original(piece, *rest, **more)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(marked_pieces, "mark_piece", counted)
    moved = (*STARTS[:3], PageStart("4", "b:2", 0))
    with lending(Table()):
        first = [marked_once(piece, STARTS, MARKING) for piece in PIECES]
        assert [marked_once(piece, STARTS, MARKING) for piece in PIECES] == first
        assert done == PIECES
        made = [marked_once(piece, moved, MARKING) for piece in PIECES]
    assert done == [*PIECES, PIECES[1]]
    assert made[0] == first[0]
    assert "[4 page-4]Two" in made[1].page


@pytest.mark.parametrize("name", ["data-id", "aria-id", "idx"])
def test_only_an_id_is_one(name: str) -> None:
    """Other attributes may have such a value, and texts too."""
    assert ids_like_marks(f'<p {name}="page-1">id="page-2"</p>') == frozenset()
    assert ids_like_marks('<p id="page-1"></p> <i\nid=page-2 >') == {"page-1", "page-2"}
