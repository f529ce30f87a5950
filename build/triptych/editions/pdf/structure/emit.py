"""A structure tree as the objects of a PDF file (ISO 32000-1, 14.7)."""

from collections import defaultdict
from types import ModuleType
from typing import Any

from triptych.editions.pdf.structure.content import Content
from triptych.editions.pdf.structure.node import Annotated, Mark, Node, Structure
from triptych.editions.pdf.structure.roles import OWN, PDF2_TYPES

_PDF2_NAMESPACE = "http://iso.org/pdf2/ssn"
"""The namespace of PDF 2.0 (ISO 32000-2, 14.8.6.3)."""


class Emitter:
    """Writes one structure tree into one file; ``references`` are its elements' once it is written."""

    def __init__(self, pdf: Any, pydyf: ModuleType, content: Content, *, is_pdf2: bool) -> None:
        self._pdf = pdf
        self._pydyf = pydyf
        self._pages = pdf.page_references
        self._groups = content.groups
        self._owners: dict[int, dict[int, Any]] = defaultdict(dict)
        self._grouped: dict[Any, dict[int, Any]] = defaultdict(dict)
        self._annotations: list[tuple[Any, Any]] = []
        self._names: dict[str, Any] = {}
        self._used: set[str] = set()
        self._space = pydyf.Dictionary({"Type": "/Namespace", "NS": pydyf.String(_PDF2_NAMESPACE)})
        self._is_second = is_pdf2
        self.references: dict[Node, bytes] = {}

    def emit(self, structure: Structure) -> None:
        """Add the tree to the file, its role map and the trees that find elements."""
        dictionary, array, string = self._pydyf.Dictionary, self._pydyf.Array, self._pydyf.String
        root = dictionary({"Type": "/StructTreeRoot"})
        self._pdf.add_object(root)
        if self._is_second:
            self._pdf.add_object(self._space)
            root["Namespaces"] = array([self._space.reference])
        root["K"] = array([self._element(structure.root, root.reference)])
        parents = dictionary({"Nums": array(self._parent_numbers())})
        self._pdf.add_object(parents)
        root["ParentTree"] = parents.reference
        if self._names:
            pairs = sorted(self._names.items())
            names = [item for name, element in pairs for item in (string(name), element)]
            root["IDTree"] = dictionary({"Names": array(names)})
        roles = {own: f"/{OWN[own]}" for own in sorted(self._used & OWN.keys())}
        if roles and not self._is_second:
            root["RoleMap"] = dictionary(roles)
        self._refer()
        self._pdf.catalog["StructTreeRoot"] = root.reference
        self._pdf.catalog["MarkInfo"] = dictionary({"Marked": "true"})

    def _element(self, node: Node, parent: Any) -> Any:
        """Add a node and all below it; return its reference."""
        element = self._pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.role}", "P": parent})
        self._pdf.add_object(element)
        self._used.add(node.role)
        self.references[node] = element.reference
        if self._is_second and node.role in PDF2_TYPES:
            element["NS"] = self._space.reference
        page = next((kid.page for kid in node.kids if not isinstance(kid, Node)), None)
        if page is not None:
            element["Pg"] = self._pages[page]
        kids = [self._kid(kid, element, page) for kid in node.kids]
        if kids:
            element["K"] = kids[0] if len(kids) == 1 else self._pydyf.Array(kids)
        for name, text in node.entries.items():
            element[name] = self._pydyf.String(text)
        if "ID" in node.entries:
            self._names[node.entries["ID"]] = element.reference
        if node.attributes:
            objects = [self._attributes(o, a) for o, a in node.attributes.items()]
            element["A"] = objects[0] if len(objects) == 1 else self._pydyf.Array(objects)
        return element.reference

    def _kid(self, kid: Node | Mark | Annotated, element: Any, page: int | None) -> Any:
        """Return the entry of a kid in its parent's list, and record its owner."""
        if isinstance(kid, Node):
            return self._element(kid, element.reference)
        if isinstance(kid, Annotated):
            self._annotations.append((kid.annotation, element.reference))
            entries = {
                "Type": "/OBJR",
                "Obj": kid.annotation.reference,
                "Pg": self._pages[kid.page],
            }
            return self._pydyf.Dictionary(entries)
        group = self._groups.get((kid.page, kid.mcid))
        owners = self._owners[kid.page] if group is None else self._grouped[group]
        owners[kid.mcid] = element.reference
        if kid.page == page and group is None:
            return kid.mcid
        entries = {"Type": "/MCR", "Pg": self._pages[kid.page], "MCID": kid.mcid}
        within = {} if group is None else {"Stm": group.reference}
        return self._pydyf.Dictionary({**entries, **within})

    def _refer(self) -> None:
        """Add to elements those that they refer to, once all have a reference."""
        for node, reference in self.references.items():
            if found := [self.references[each] for each in node.refs if each in self.references]:
                number = int(reference.split()[0])
                self._pdf.objects[number]["Ref"] = self._pydyf.Array(found)

    def _parent_numbers(self) -> list[Any]:
        """Return the parent tree (14.7.4.4): the owner of each marked content and of each annotation."""
        numbers: list[Any] = []
        for page in range(len(self._pages)):
            numbers += [page, self._listed(self._owners[page])]
        for number, (annotation, owner) in enumerate(self._annotations, len(self._pages)):
            annotation["StructParent"] = number
            numbers += [number, owner]
        for number, (group, owners) in enumerate(self._grouped.items(), len(numbers) // 2):
            group.extra["StructParents"] = number
            numbers += [number, self._listed(owners)]
        return numbers

    def _listed(self, owners: dict[int, Any]) -> Any:
        """Return owners in the order of the content's numbers."""
        last = max(owners, default=-1)
        return self._pydyf.Array([owners.get(mcid, "null") for mcid in range(last + 1)])

    def _attributes(self, owner: str, values: dict[str, Any]) -> Any:
        """Return an attribute object (14.7.5)."""
        entries = {"O": f"/{owner}"}
        for name, value in values.items():
            if isinstance(value, list):
                texts = [self._pydyf.String(v) if isinstance(v, str) else v for v in value]
                entries[name] = self._pydyf.Array(texts)
            else:
                entries[name] = value
        return self._pydyf.Dictionary(entries)
