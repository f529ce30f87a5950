"""What a fault of a paragraph costs: one table, of which a line break chooses the cheapest sum."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Costs:
    """The price of each fault. A line costs the square of its ``line`` and its badness, plus its faults.

    The badness of a justified line is 100 where its spaces are wider by ``stretch`` of their natural
    width, or narrower by ``shrink``, and grows with the cube. The badness of a ragged line is 100 where
    it falls short by ``rag`` em. Below, 1,000 is what a line costs whose spaces are wider by a third, and
    4,000,000 what one costs whose spaces are 2.6 times their natural width. What no paragraph should ever
    have costs more than any spaces that are met: 100,000,000 is 3.8 times their natural width.
    """

    line: float = 10
    """What a line costs in any case, so that fewer lines are cheaper."""

    stretch: float = 0.6
    """How much wider, in natural spaces, the spaces of a line may be before it is noticed."""

    shrink: float = 0.08
    """How much narrower spaces may be at most; at 15 % a line looks tight beside its neighbours."""

    rag: float = 4
    """How far, in em, a ragged line may fall short without being looked at."""

    calm: float = 0.75
    """No word is divided in a paragraph whose spaces need not be wider than by this."""

    calm_sum: float = 200_000
    """What the lines of such a paragraph may cost together."""

    calm_rag: float = 1
    """The same for a ragged paragraph, in units of ``rag``."""

    division: float = 2_500
    """A word is divided: as bad as spaces wider by two fifths."""

    ragged_division: float = 10_000
    """A word is divided where lines are ragged, so that hardly anything is gained by it."""

    own_hyphen: float = 900
    """A compound is broken at a hyphen that it has."""

    name: float = 5_000
    """The divided word is a name: the reader cannot guess how it goes on."""

    second_hyphen: float = 6_000
    """The line before ends in a hyphen too."""

    ladder: float = 1_000_000_000
    """The two lines before end in hyphens too; only spaces of five times their width are worse."""

    contrast: float = 4_000
    """A loose line is beside a tight one."""

    hyphen_before_last: float = 10_000
    """The last but one line ends in a hyphen."""

    half_word: float = 100_000_000
    """The last line is the second half of a word."""

    half_compound: float = 100_000_000
    """The last line is the second half of a compound that has a hyphen."""

    short_word: float = 10_000_000
    """The last line is one word of at most ``short`` letters, and shorter than two stubs, or a stub."""

    lone_word: float = 6_000
    """The last line is one word."""

    short_page: float = 60_000
    """A page ends a line higher than it could: as bad as two lines whose spaces are wider by two thirds."""

    short: int = 5
    """How many letters a short word has."""

    stub: float = 2.5
    """Below which length, in em, a last line is a stub."""


COSTS = Costs()
"""The prices that editions are set by."""
