"""The PDF's writer as another process runs it (``mate.py``): it tries its hand before it is asked."""

import pickle
from importlib import import_module

from triptych import clock, kept
from triptych.model import Artifact, Document
from triptych.write_pdf import door, edition


def prepare() -> None:
    """Load the typesetter, and make a page that nobody will see; raises ``ToolError`` without Pango.

    The page is kept, for to dress one takes longer than all the rest. One that was kept of another
    version does no harm: what it loads is of less use then.
    """
    door.producer()
    data = kept.kept("practice", "", lambda: import_module("triptych.editions").practice())
    document: Document = pickle.loads(data)  # noqa: S301  our own
    edition.write(document)


def assist(document: Document) -> Artifact:
    """Write a document as PDF; raises as ``edition.write`` does."""
    with clock.step("write pdf"):
        return edition.write(document)
