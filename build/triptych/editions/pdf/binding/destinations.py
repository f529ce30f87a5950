"""Links and bookmarks of a bound PDF 2.0 lead to elements of any part (PDF/UA-2, 8.8-1 and 8.2.5.8-1)."""

from collections.abc import Sequence
from types import ModuleType
from typing import Any

from triptych.editions.pdf.binding.insert import Binder
from triptych.editions.pdf.pressing import Tagger
from triptych.editions.pdf.structure.destinations import lead, lead_bookmarks, lead_links, spots
from triptych.editions.pdf.structure.node import Node
from triptych.editions.pdf.structure.targets import Targets

Away = Sequence[tuple[Any, str]]
"""Annotations with the ids that they lead to."""


def lead_within(pdf: Any, pydyf: ModuleType, tagger: Tagger, binder: Binder, away: Away) -> None:
    """Write what links and bookmarks lead to, once all parts are in the file.

    ``away`` are the annotations of the frame, which is ``tagger``'s, that lead into parts.
    """
    structure, references = tagger.structure, tagger.emitter.references
    lead_links(pdf, pydyf, structure, references)
    targets, known = Targets(structure), spots(pdf)

    def action(name: str) -> Any:
        """Return the action that leads to an id."""
        element = binder.elements.get(name)
        if element is None:
            element = references[targets.named(name) or structure.root]
        return lead(pydyf, pydyf.String(name), element, known.get(name, []))

    for annotation, name in away:
        annotation["A"] = action(name)
    for made, name in binder.away:
        made.known = made.known.removesuffix(b">>") + b"/A " + action(name).data + b">>"
    own = [references[targets.of(element)] for element in structure.bookmarks]
    lead_bookmarks(pdf, pydyf, [*own, *binder.marks])


def refer_to_parts(
    pdf: Any, pydyf: ModuleType, tagger: Tagger, binder: Binder, entries: Sequence[tuple[Node, str]]
) -> None:
    """Refer from each entry of the contents to the element of a part that it leads to."""
    for node, name in entries:
        if name in binder.elements:
            number = int(tagger.emitter.references[node].split()[0])
            pdf.objects[number]["Ref"] = pydyf.Array([binder.elements[name]])
