"""What waits to be settled: every article is, whatever was dressed in between."""

from pathlib import Path

from triptych.desk.proofs import Proofs
from triptych.desk.settling import Settling


def _proofs(name: str, revision: int) -> Proofs:
    """Return the proofs of an article at a revision."""
    return Proofs(Path(name), name, revision=revision)


def test_the_article_that_is_dressed_is_settled_first() -> None:
    """The other one is pressed again, and none is forgotten."""
    settling, one, two = Settling(), _proofs("one", 1), _proofs("two", 3)
    settling.dress("two", 3)
    settling.add(two, 3, ())
    settling.add(one, 1, ())
    assert settling.dressed() == (two, 3, ())
    assert settling.dressed() is None
    assert settling.undressed() is one
    assert settling.undressed() is None


def test_an_article_that_was_saved_meanwhile_waits_for_its_next_print() -> None:
    """What was printed of the revision before is of no use."""
    settling, one = Settling(), _proofs("one", 2)
    settling.add(one, 1, ())
    settling.dress("one", 2)
    assert settling.dressed() is None
    assert settling.undressed() is None
