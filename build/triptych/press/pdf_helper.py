"""The PDF's writer as another process runs it (``helper_process.py``): it tries its hand until it is asked.

It loads nothing that dresses a page, for it is asked for pages that are dressed.
"""

import pickle
from collections.abc import Callable
from pathlib import Path

from triptych.core import fork, installation_cache, model
from triptych.core.model import Artifact, Document
from triptych.core.shelf import Shelf, lending
from triptych.editions.pdf import edition, weasyprint
from triptych.editions.pdf.profiles import PROFILES


def _never() -> bool:
    """Return False: nobody asks who waits for the end of the preparation."""
    return False


def prepare(is_asked: Callable[[], bool] = _never) -> None:
    """Load the typesetter, and set a practice page; raises ``ToolError`` without Pango.

    Once somebody waits for an answer no further step is taken, for most of what it would load is loaded
    by the page in question too. The practice page is kept, for to dress one takes longer than all the
    rest. One that was kept of another theme does no harm: what it loads is of less use then.
    """
    weasyprint.producer()
    if is_asked():
        return
    values = Path(str(model.__file__)).stat()
    key = (values.st_size, values.st_mtime_ns)
    data = installation_cache.cached("practice", key, _practice)
    document: Document = pickle.loads(data)  # noqa: S301  our own
    profile = PROFILES[document.article.manuscript.look.pdf_profile]
    sheets = edition.lay_out(document, profile)
    if not is_asked():
        edition.press(sheets, document.article, profile)


def _practice() -> bytes:
    """Return the practice page."""
    from triptych.editions.formats import practice  # noqa: PLC0415  only where none is kept

    return practice()


def assist(question: tuple[Document, bool, int, Shelf | None]) -> Artifact:
    """Write a document as PDF, or where it is not ordered find its pages; raises as the PDF edition does.

    The number is that of the processes which may share the work; on the shelf are parts of earlier PDFs.
    """
    document, is_ordered, processes, shelf = question
    with fork.sharing(processes), lending(shelf):
        return edition.paper(document, is_ordered=is_ordered)
