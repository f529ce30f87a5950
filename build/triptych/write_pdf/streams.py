"""The parts of a file are written out once.

pydyf writes each object out, compressed, and then does so a second time for the hash that identifies
the file: a twentieth of the time that an article takes.
"""

from types import ModuleType
from typing import Any


def write_once(pydyf: ModuleType) -> None:
    """Mend ``PDF.write`` of pydyf: what the objects hold is asked for before, and once."""
    write = pydyf.PDF.write
    written = type("Written", (pydyf.Object,), {"data": b""})

    def as_bytes(item: Any) -> Any:
        if item.free == "f":
            return item
        whole = written()
        whole.number, whole.generation, whole.data = item.number, item.generation, item.data
        return whole

    def write_file(pdf: Any, output: Any, version: Any, identifier: Any, compress: Any) -> None:
        if not compress:  # else the kinds of object would count
            pdf.objects = [as_bytes(item) for item in pdf.objects]
        write(pdf, output, version, identifier, compress)

    pydyf.PDF.write = write_file
