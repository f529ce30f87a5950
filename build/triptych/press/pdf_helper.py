"""The PDF's writer as another process runs it (``helper.py``): it tries its hand before it is asked."""

import pickle
from pathlib import Path

from triptych.core import fork, installation_cache, model
from triptych.core.model import Artifact, Document
from triptych.core.shelf import Shelf, lending
from triptych.editions.formats import practice
from triptych.editions.pdf import edition, weasyprint
from triptych.press.making import paper


def prepare() -> None:
    """Load the typesetter, and lay out a practice page; raises ``ToolError`` without Pango.

    The page is kept, for to dress one takes longer than all the rest. One that was kept of another
    theme does no harm: what it loads is of less use then.
    """
    weasyprint.producer()
    values = Path(str(model.__file__)).stat()
    key = (values.st_size, values.st_mtime_ns)
    data = installation_cache.cached("practice", key, practice)
    document: Document = pickle.loads(data)  # noqa: S301  our own
    edition.write(document)


def assist(question: tuple[Document, bool, int, Shelf | None]) -> Artifact:
    """Write a document as PDF, or where it is not ordered find its pages; raises as ``paper`` does.

    The number is that of the processes which may share the work; on the shelf are parts of earlier PDFs.
    """
    document, is_ordered, processes, shelf = question
    with fork.sharing(processes), lending(shelf):
        return paper(document, is_ordered=is_ordered)
