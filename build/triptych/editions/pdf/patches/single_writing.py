"""An object of a PDF is turned into bytes once, not once for the file and again for its identifier.

pydyf writes each object, and then asks all of them once more for their data, of which the identifier is a
digest. Streams are compressed both times.
"""

from functools import cache
from types import ModuleType
from typing import Any

from triptych.editions.pdf.patches.guard import Patch

_KEPT = "triptych_data"


@cache
def _once(kind: Any) -> type[Any]:
    """Return a kind of object that remembers its data."""

    def data(self: Any) -> bytes:
        kept = vars(self)
        if _KEPT not in kept:
            kept[_KEPT] = kind.data.fget(self)
        found: bytes = kept[_KEPT]
        return found

    return type(kind.__name__, (kind,), {"data": property(data)})


def _patch(weasyprint: ModuleType) -> None:
    """Replace ``PDF.write`` in pydyf."""
    file = weasyprint.pdf.pydyf.PDF
    write, add_object = file.write, file.add_object

    def write_once(self: Any, *rest: Any, **more: Any) -> None:
        changed: list[tuple[Any, Any]] = []

        def remember(item: Any) -> None:
            kind: Any = type(item)
            changed.append((item, kind))
            item.__class__ = _once(kind)

        def add(item: Any) -> None:
            add_object(self, item)
            remember(item)

        for item in self.objects:
            remember(item)
        self.add_object = add
        try:
            write(self, *rest, **more)
        finally:
            del self.add_object
            for item, own in reversed(changed):
                item.__class__ = own
                vars(item).pop(_KEPT, None)

    file.write = write_once


PATCH = Patch(
    name="single_writing",
    upstream="Compresses and serialises each object twice: for the file, and for its identifier",
    reason="Saves a fiftieth of the time of a PDF",
    test="editions/test_typesetter_speed.py::test_an_object_is_written_once",
    targets=("pydyf:PDF.write_line", "pydyf:PDF.write", "pydyf:PDF.add_object"),
    apply=_patch,
    is_required=False,
)
