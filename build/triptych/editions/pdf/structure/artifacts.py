"""Content that is only decoration is marked so in the pages themselves (ISO 32000-1, 14.8.2.2)."""

from types import ModuleType

from triptych.editions.pdf.structure.content import Content
from triptych.editions.pdf.structure.node import Structure


def mark_artifacts(structure: Structure, content: Content, pydyf: ModuleType) -> None:
    """Mark the content of artifacts, in the pages' streams, as what readers ignore."""
    kinds = {(mark.page, mark.mcid): kind for mark, kind in structure.artifacts.items()}
    for page, stream in content.streams:
        parts = stream.stream
        for at, part in enumerate(parts):
            if not isinstance(part, dict) or (page, part.get("MCID")) not in kinds:
                continue
            kind, _, subtype = kinds[page, part["MCID"]].partition("/")
            parts[at - 1] = "/Artifact"
            del part["MCID"]
            if kind:
                part["Type"] = f"/{kind}"
            if subtype:
                part |= {"Attached": pydyf.Array([_EDGE[subtype]]), "Subtype": f"/{subtype}"}


_EDGE = {"Header": "/Top", "Footer": "/Bottom"}
