"""Bytes in a ZIP archive with fixed order, moment and rights: equal files give equal bytes."""

import zipfile
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO

_PLAIN_FILE = 0o100644 << 16
_UNIX = 3


def pack(files: Mapping[str, bytes], moment: datetime, *, stored: tuple[str, ...] = ()) -> bytes:
    """Return ``files`` as a ZIP archive in the mapping's order, all of one ``moment`` (UTC).

    Those named in ``stored`` are not compressed, as EPUB 3.3, section 4.3.3 asks of ``mimetype``.
    """
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, moment.timetuple()[:6])
            entry.create_system = _UNIX
            entry.external_attr = _PLAIN_FILE
            is_stored = name in stored
            entry.compress_type = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, compresslevel=None if is_stored else 9)
    return out.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    """Return the files of a ZIP archive by name, in the archive's order."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
