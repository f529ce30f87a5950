"""The parts of an issue inserted into the file of its frame."""

from collections.abc import Mapping, Sequence
from functools import cache
from types import ModuleType
from typing import Any

from triptych.editions.pdf.binding.part import (
    BETWEEN,
    COLOURS,
    DOCUMENT,
    FRAMES,
    KEYS,
    NAMESPACE,
    PAGES,
    PROFILE,
    Objects,
    Part,
    PartPage,
    Template,
)


class Binder:
    """Inserts parts into a ``pydyf.PDF`` that has a page for each of theirs, and its own structure.

    ``elements`` are the structure elements by id, and ``marks`` those of the outline, both of all parts.
    ``away`` are the annotations of links between parts.
    """

    def __init__(self, pdf: Any, pydyf: ModuleType, document: bytes) -> None:
        self._pdf = pdf
        self._pydyf = pydyf
        self._pages = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
        self._root = pdf.objects[_number(pdf.catalog["StructTreeRoot"])]
        self._nums = pdf.objects[_number(self._root["ParentTree"])]["Nums"]
        self._document = pdf.objects[_number(document)]
        self._names: list[tuple[str, bytes]] = []
        self._seen: dict[tuple[bytes, bytes], int] = {}
        self._shared = self._known(document)
        self.elements: dict[str, bytes] = {}
        self.marks: list[bytes] = []
        self.away: list[tuple[Any, str]] = []

    def _known(self, document: bytes) -> dict[int, int]:
        """Return the numbers of what a file has once, by their codes."""
        resources = self._pdf.objects[_number(self._pages[0]["Resources"])]
        colours = _number(resources["ColorSpace"])
        known = {DOCUMENT: _number(document), COLOURS: colours}
        for space in self._root.get("Namespaces", ()):
            known[NAMESPACE] = _number(space)
        for space in self._pdf.objects[colours].values():
            if space[0] == "/ICCBased":
                known[PROFILE] = _number(space[1])
        return known

    def insert(self, part: Part, places: Sequence[int]) -> None:
        """Insert a part, whose pages are those of the file at ``places``."""
        numbers = self._numbers(part, places)
        look_up = numbers.__getitem__
        for at, page in zip(places, part.pages, strict=True):
            self._dress(at, page, look_up)
        self._add(part.objects, numbers)
        for key, template in enumerate(part.keyed):
            self._nums += [numbers[KEYS + key], _filled(template, numbers)]
        kids = self._document.setdefault("K", self._pydyf.Array())
        if not isinstance(kids, list):
            kids = self._document["K"] = self._pydyf.Array([kids])
        kids += [_reference(numbers[code]) for code in part.kids]
        self._names += [(name, _reference(numbers[code])) for name, code in part.names]
        if part.roles:
            known = {**self._root.get("RoleMap", {}), **dict(part.roles)}
            self._root["RoleMap"] = self._pydyf.Dictionary(dict(sorted(known.items())))
        self.elements |= {uid: _reference(numbers[code]) for uid, code in part.elements}
        self.marks += [_reference(numbers[code]) for code in part.marks]
        self.away += [(self._pdf.objects[numbers[code]], name) for code, name in part.away]

    def finish(self) -> None:
        """Write the names of elements, once all parts are there."""
        if not self._names:
            return
        own = self._root.get("IDTree", {}).get("Names", [])
        pairs = [(name.string, element) for name, element in zip(own[::2], own[1::2], strict=True)]
        array = self._pydyf.Array()
        for name, element in sorted([*pairs, *self._names]):
            array += [self._pydyf.String(name), element]
        self._root["IDTree"] = self._pydyf.Dictionary({"Names": array})

    def _numbers(self, part: Part, places: Sequence[int]) -> dict[int, int]:
        """Return the number in the file of each code of a part; equal streams are one object."""
        numbers, free = dict(self._shared), len(self._pdf.objects)
        heads = part.objects.texts.text.split(BETWEEN)
        alone = {each.code: each.content for each in part.objects.streams if each.is_alone}
        for code, head in enumerate(heads):
            known = self._seen.setdefault((head, alone[code]), free) if code in alone else free
            numbers[code] = known
            free += known == free
        kids = self._pdf.pages["Kids"][::3]
        for number, at in enumerate(places):
            numbers[PAGES + number] = kids[at]
            numbers[FRAMES + number] = _number(self._pages[at]["Contents"])
        first = self._nums[-2] + 1 if self._nums else 0
        numbers |= {KEYS + key: first + key for key in range(len(part.keyed))}
        return numbers

    def _add(self, objects: Objects, numbers: Mapping[int, int]) -> None:
        """Add the objects of a part to the file, which has those whose number it has already."""
        known, stream = _kinds(self._pydyf)
        contents = {each.code: each.content for each in objects.streams}
        for code, text in enumerate(_filled(objects.texts, numbers).split(BETWEEN)):
            if numbers[code] == len(self._pdf.objects):
                content = contents.get(code)
                self._pdf.add_object(
                    known(text)
                    if content is None
                    else stream(b"\n".join((text, b"stream", content, b"endstream")))
                )

    def _dress(self, at: int, page: PartPage, look_up: Any) -> None:
        """Print the part's page on a page of the file, and what the file has there over it."""
        sheet = self._pages[at]
        frame = self._pdf.objects[_number(sheet["Contents"])]
        frame.extra |= {
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": sheet["MediaBox"],
            "Resources": sheet["Resources"],
        }
        sheet["Contents"] = _reference(look_up(page.content))
        sheet["Resources"] = _reference(look_up(page.resources))
        if page.annotations:
            found = [_reference(look_up(code)) for code in page.annotations]
            sheet["Annots"] = self._pydyf.Array(found)
        self._nums[2 * at + 1] = page.owners.text % tuple(map(look_up, page.owners.codes))


@cache
def _kinds(pydyf: ModuleType) -> tuple[type, type]:
    """Return the classes of an object and of a stream whose bytes are known."""

    def known(kind: Any) -> Any:
        class Known(kind):  # type: ignore[misc]  # a kind of the typesetter's, known once it is imported
            """What has the bytes ``known``."""

            offset, generation, free = 0, 0, "n"  # not set for each of them, for they are many

            def __init__(self, data: bytes) -> None:
                self.known = data

            @property
            def data(self) -> bytes:
                """The bytes."""
                return self.known

        return Known

    return known(pydyf.Object), known(pydyf.Stream)


def _filled(template: Template, numbers: Mapping[int, int]) -> bytes:
    """Return a template with its numbers."""
    return template.text % tuple(map(numbers.__getitem__, template.codes))


def _reference(number: int) -> bytes:
    """Return a reference to an object."""
    return b"%d 0 R" % number


def _number(reference: Any) -> int:
    """Return the number of the object that is referred to."""
    return int(reference.split()[0])
