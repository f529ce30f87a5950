"""A PDF carries the files that it was made from (PDF/A-3, 6.8): source, settings, pictures, style sheet."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import md5
from pathlib import PurePosixPath
from types import ModuleType
from typing import Any

from triptych.core.site import MARKDOWN

_TYPES = {
    ".bib": "application/x-bibtex",
    ".csl": "application/vnd.citationstyles.style+xml",
    ".json": "application/json",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".avif": "image/avif",
    ".css": "text/css",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".j2": "text/x-jinja2",
    ".jpg": "image/jpeg",
    **dict.fromkeys(MARKDOWN, "text/markdown"),
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".toml": "application/toml",
    ".webp": "image/webp",
}
_DESCRIPTIONS = {
    "text/markdown": "The text that this document was made from",
    "application/toml": "The settings that this document was made with",
    "text/css": "The style sheet that this document was dressed in",
}

_PICTURE = "A picture in this document"
_OTHER = "A file that this document was made from"


def attach(pdf: Any, pydyf: ModuleType, files: Mapping[str, bytes], moment: datetime) -> None:
    """Attach files to a PDF, by their path in the publication, as the source of the document.

    ``moment`` is the date of each: ISO 19005-3 requires one (6.8), and the clock must not reach a file.
    """
    stamp = pydyf.String(f"D:{moment:%Y%m%d%H%M%S}Z")
    names: list[Any] = []
    for name, data in sorted(files.items(), key=lambda item: item[0].encode("utf-16-be")):
        media_type = _TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")
        is_picture = media_type.startswith("image/")
        checksum = md5(data, usedforsecurity=False).hexdigest()
        params = {"Size": len(data), "CreationDate": stamp, "ModDate": stamp}
        extra = {
            "Type": "/EmbeddedFile",
            "Subtype": pydyf.name(media_type),
            "Params": pydyf.Dictionary({**params, "CheckSum": f"<{checksum}>"}),
        }
        stream = pydyf.Stream([data], extra, compress=not is_picture)
        pdf.add_object(stream)
        specification = pydyf.Dictionary(
            {
                "Type": "/Filespec",
                "F": pydyf.String(name),
                "UF": pydyf.String(name),
                "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
                "Desc": pydyf.String(
                    _DESCRIPTIONS.get(media_type, _PICTURE if is_picture else _OTHER)
                ),
                "AFRelationship": "/Source",
            }
        )
        pdf.add_object(specification)
        names += [pydyf.String(name), specification.reference]
    tree = pydyf.Dictionary({"Names": pydyf.Array(names)})
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = tree
    pdf.catalog["AF"] = pydyf.Array(names[1::2])
