"""Where a line of Chinese or Japanese is widened: between its letters (CSS Text 3, 6.4.2)."""

import re

WIDE = re.compile(
    "[\u2e80-\u2fff\u3001-\u30ff\u3105-\u312f\u31a0-\u9fff\uf900-\ufaff\uff01-\uffee]+"
)
"""Letters and marks that are as wide as high; Korean has spaces between its words."""


def count_gaps(text: str) -> float:
    """Return how many gaps between wide letters a run has; Pango widens half a gap beside one.

    At either end of the run nothing is widened.
    """
    runs = list(WIDE.finditer(text))
    if not runs:
        return 0.0
    ends = (runs[0].start() == 0) + (runs[-1].end() == len(text))
    return sum(run.end() - run.start() for run in runs) - ends / 2
