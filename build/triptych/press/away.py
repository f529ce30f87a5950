"""What an article lacks that is pressed where only some of its publication's files are.

It is asked for before an edition is made, for those would be thrown away.
"""

from triptych.core import dependencies
from triptych.core.dependencies import Dependencies
from triptych.pictures import assets
from triptych.press.orders import Task

LOOK_UP = "\0"
"""The prefix of a look-up in the index of articles among names of files."""


def is_waiting(task: Task) -> bool:
    """Whether an article read in vain what its publication may have, so that no edition would be right."""
    found = dependencies.recorded()
    return task.absent is not None and (is_searching(found) or bool(lacking(found, task)))


def lacking(found: Dependencies, task: Task) -> frozenset[str]:
    """Return the files and look-ups that an article asked for in vain, of which nothing is known here."""
    absent = task.absent or frozenset()
    sought = {name for (kind, name), state in found.items() if state == assets.MISSING}
    looked = {name for kind, name in found if kind == dependencies.LINK}
    return frozenset(sought - absent) | {
        f"{LOOK_UP}{query}" for query in looked - task.answers.keys()
    }


def is_searching(found: Dependencies) -> bool:
    """Whether an article searched through all files of the publication, of which only some are here."""
    return any(kind == dependencies.NEARBY for kind, _ in found)
