"""A part taken from the file that the typesetter makes of its sheets."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from triptych.editions.pdf import weasyprint
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
    Stream,
    Template,
    UnboundError,
)
from triptych.editions.pdf.pressing import Tagger
from triptych.editions.pdf.structure.targets import Targets

_NUMBERS = re.compile(
    rb"\((?:[^()\\]|\\.)*\)|(?P<key>/StructParents?) (?P<at>\d+)|(?P<object>\d+) 0 R|@(?P<frame>\d+)@",
    re.DOTALL,
)
"""What has a number that depends on the whole file; texts in parentheses are left alone."""


def overlay(number: int) -> str:
    """Return the name of what the frame prints on a page, as a resource of the page."""
    return f"pf{number}"


class Harvester:
    """Takes a part from a ``pydyf.PDF`` once its structure is written."""

    def __init__(self, tagger: Tagger, pages: Sequence[PartPage], ids: Sequence[str]) -> None:
        self._tagger = tagger
        self._pages = pages
        self._ids = ids
        self._codes: dict[int, int] = {}
        self.marks: list[Any] = []
        self.away: list[tuple[Any, str]] = []

    def harvest(self, pdf: Any) -> Part:
        """Return the part, and leave the file empty."""
        numbers = list(pdf.pages["Kids"][::3])
        sheets = [pdf.objects[number] for number in numbers]
        resources = pdf.objects[_number(sheets[0]["Resources"])]
        for number, sheet in enumerate(sheets):
            stream = pdf.objects[_number(sheet["Contents"])].stream
            stream.insert(0, b"q")
            stream += [b"Q", f"/{overlay(number)} Do".encode()]
            resources["XObject"][overlay(number)] = f"@{number}@"
        root, parents = self._shared(pdf, numbers, resources)
        kept = [n for n in range(3, len(pdf.objects)) if n not in self._codes]
        kept = [n for n in kept if _field(pdf.objects[n], "Type") != "/Metadata"]
        self._codes |= {number: code for code, number in enumerate(kept)}
        nums = parents["Nums"]
        pages = [
            self._page(page, sheet, nums[2 * number + 1])
            for number, (page, sheet) in enumerate(zip(self._pages, sheets, strict=True))
        ]
        keyed = [self._template(_data(value)) for value in nums[1::2][len(sheets) :]]
        objects = self._objects([pdf.objects[number] for number in kept], len(sheets))
        part = Part(tuple(pages), objects, keyed=tuple(keyed), **self._structure(pdf, root))
        del pdf.objects[3:]
        pdf.info.clear()
        return part

    def _shared(self, pdf: Any, numbers: list[int], resources: Any) -> tuple[Any, Any]:
        """Record the codes of what a file has once; return the structure's root and its parent tree."""
        root_number = _number(pdf.catalog["StructTreeRoot"])
        root = pdf.objects[root_number]
        parents_number = _number(root["ParentTree"])
        document = self._tagger.emitter.references[self._tagger.structure.root]
        self._codes |= {number: PAGES + at for at, number in enumerate(numbers)}
        self._codes[root_number] = self._codes[parents_number] = DOCUMENT
        self._codes[_number(document)] = DOCUMENT
        for space in root.get("Namespaces", ()):
            self._codes[_number(space)] = NAMESPACE
        colours = _number(resources["ColorSpace"])
        self._codes[colours] = COLOURS
        for space in pdf.objects[colours].values():
            if space[0] == "/ICCBased":
                self._codes[_number(space[1])] = PROFILE
        return root, pdf.objects[parents_number]

    def _structure(self, pdf: Any, root: Any) -> dict[str, Any]:
        """Return what a part has of its structure beside the objects."""
        structure, references = self._tagger.structure, self._tagger.emitter.references
        document = pdf.objects[_number(references[structure.root])]
        kids = document.get("K", [])
        kids = kids if isinstance(kids, list) else [kids]
        names = root.get("IDTree", {}).get("Names", [])
        made: dict[str, Any] = {
            "kids": tuple(map(self._code, kids)),
            "names": tuple(
                (n.string, self._code(r)) for n, r in zip(names[::2], names[1::2], strict=True)
            ),
            "roles": tuple(root.get("RoleMap", {}).items()),
            "away": tuple((self._codes[item.number], name) for item, name in self.away),
        }
        if self._tagger.profile.is_pdf2:
            targets = Targets(structure)
            found = [(uid, node) for uid in self._ids if (node := targets.named(uid)) is not None]
            made["elements"] = tuple((uid, self._code(references[node])) for uid, node in found)
            made["marks"] = tuple(
                self._code(references[targets.of(element)]) for element in self.marks
            )
        return made

    def _code(self, reference: Any) -> int:
        """Return the code of an object that is referred to."""
        return self._codes[_number(reference)]

    def _page(self, page: PartPage, sheet: Any, owners: Any) -> PartPage:
        """Return a page with its objects."""
        return replace(
            page,
            content=self._code(sheet["Contents"]),
            resources=self._code(sheet["Resources"]),
            annotations=tuple(self._code(each) for each in sheet.get("Annots", ())),
            owners=self._template(_data(owners)),
        )

    def _objects(self, items: Sequence[Any], pages: int) -> Objects:
        """Return the objects of a file of ``pages`` pages; raises ``UnboundError`` for ``BETWEEN``."""
        stream = weasyprint.pydyf().Stream
        texts, codes, streams = list[bytes](), list[int](), list[Stream]()
        for number, item in enumerate(items):
            text: bytes = item.data
            content = b""
            if isinstance(item, stream):
                text, _, content = text.partition(b"\nstream\n")
            if BETWEEN in text:
                raise UnboundError
            made = self._template(text, pages)
            if isinstance(item, stream):
                content = content.removesuffix(b"\nendstream")
                streams.append(Stream(number, content, not made.codes))
            texts.append(made.text)
            codes += made.codes
        return Objects(Template(BETWEEN.join(texts), tuple(codes)), tuple(streams))

    def _template(self, text: bytes, pages: int = 0) -> Template:
        """Return text of a file of ``pages`` pages as a template."""
        codes: list[int] = []

        def swap(found: re.Match[bytes]) -> bytes:
            """Return what is found with a place for its number."""
            if found["object"]:
                codes.append(self._codes[int(found["object"])])
                return b"%d 0 R"
            if found["frame"]:
                codes.append(FRAMES + int(found["frame"]))
                return b"%d 0 R"
            if found["key"]:
                codes.append(KEYS + int(found["at"]) - pages)
                return found["key"] + b" %d"
            return found[0]

        made = _NUMBERS.sub(swap, text.replace(b"%", b"%%"))
        return Template(made, tuple(codes))


def _number(reference: Any) -> int:
    """Return the number of the object that is referred to."""
    return int(reference.split()[0])


def _field(item: Any, name: str) -> Any:
    """Return an entry of a dictionary or of a stream's dictionary; None where there is none."""
    entries = item if isinstance(item, dict) else getattr(item, "extra", None) or {}
    return entries.get(name)


def _data(value: Any) -> bytes:
    """Return a direct object as bytes."""
    return value if isinstance(value, bytes) else bytes(value.data)
