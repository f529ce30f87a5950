"""What is corrected in a file before it is closed, each with the clause that requires it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from types import ModuleType
from typing import Any

from triptych.core.model import BEGINNING, Article, Metadata
from triptych.editions.pdf import xmp
from triptych.editions.pdf.attachments import attach
from triptych.editions.pdf.profiles import Profile


@dataclass(frozen=True, slots=True)
class Work:
    """A file being written, a ``pydyf.PDF``, with its article and profile.

    ``front`` pages are numbered in Roman numerals, those behind them from 1.
    """

    pdf: Any
    pydyf: ModuleType
    article: Article
    profile: Profile
    producer: str
    front: int = 0

    @property
    def meta(self) -> Metadata:
        """The metadata of the article."""
        return self.article.meta

    def moment(self) -> datetime | None:
        """Return the date of the file; None when its article has none."""
        return self.meta.moment if self.meta.moment > BEGINNING else None


Correction = Callable[[Work], None]


def write_packet(work: Work) -> None:
    """Name both standards in one XMP packet (PDF/UA-1, 5-1; PDF/A-3, 6.6.4 and 6.6.2.3.1)."""
    data = xmp.packet(work.meta, work.producer, work.moment(), work.profile)
    stream = work.pydyf.Stream([data], {"Type": "/Metadata", "Subtype": "/XML"})
    work.pdf.add_object(stream)
    work.pdf.catalog["Metadata"] = stream.reference


def write_information(work: Work) -> None:
    """Repeat the packet in the information dictionary (PDF/A-3, 6.6.3).

    A file of PDF 2.0 has no entries there (PDF/A-4, 6.1.3-4).
    """
    work.pdf.info.clear()
    if work.profile.is_pdf2:
        return
    entries = xmp.information(work.meta, work.producer, work.moment())
    work.pdf.info.update({key: work.pydyf.String(text) for key, text in entries.items()})


def forbid_interpolation(work: Work) -> None:
    """Forbid viewers to smooth pictures (PDF/A-3, 6.2.8-3)."""
    forbid_smoothing(work.pdf)


def forbid_smoothing(pdf: Any) -> None:
    """Forbid viewers to smooth the pictures of a file."""
    for item in pdf.objects:
        extra = getattr(item, "extra", None)
        if extra and extra.get("Interpolate") == "true":
            extra["Interpolate"] = "false"


def set_up_view(work: Work) -> None:
    """Show the title, not the file's name (PDF/UA-1, 7.1-10); number pages as they print it."""
    dictionary, array = work.pydyf.Dictionary, work.pydyf.Array
    view = {"DisplayDocTitle": "true"}
    if work.meta.direction == "rtl":
        view["Direction"] = "/R2L"
    work.pdf.catalog["ViewerPreferences"] = dictionary(view)
    work.pdf.catalog["Lang"] = work.pydyf.String(work.meta.lang)
    ranges = [0, dictionary({"S": "/D"})]
    if work.front:
        ranges = [0, dictionary({"S": "/r"}), work.front, *ranges[1:]]
    work.pdf.catalog["PageLabels"] = dictionary({"Nums": array(ranges)})


def attach_source(work: Work) -> None:
    """Attach the files that this one was made from (PDF/A-3, 6.8; PDF/A-4f, 6.9-5 requires one)."""
    if work.profile.attaches:
        attach(work.pdf, work.pydyf, work.article.files, work.meta.moment)


CORRECTIONS: tuple[Correction, ...] = (
    write_packet,
    write_information,
    forbid_interpolation,
    set_up_view,
    attach_source,
)
