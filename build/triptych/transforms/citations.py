"""``[@doe99]`` becomes a citation in the requested style, linked to its entry, and the entry back to it.

Only where a bibliography is given; else ``@name`` is text as typed, and pandoc is not run again.
"""

from collections import defaultdict
from dataclasses import replace
from typing import Any

from triptych.core.errors import Place, SourceError
from triptych.core.findings import warn
from triptych.core.member_names import ARTICLE, scope
from triptych.core.model import Article, Tree
from triptych.core.shared_works import FOLDER, SharedWorks, work_id
from triptych.markdown import bibliography, pandoc, tree
from triptych.settings.fields import nearest
from triptych.sources.occurrences import REFERENCE, Occurrences

_BACK = "↩\ufe0e"


def cite_works(article: Article) -> Article:
    """Set citations and the list of works cited; raises ``SourceError`` as ``bibliography`` does."""
    if not article.meta.bibliography:
        return article
    known = bibliography.entries(article.manuscript)
    style = bibliography.style(article.manuscript)
    works = article.works
    asked = [key for e in tree.elements_of(list(article.blocks), "Cite") for key in _keys(e)]
    missing = [key for key in dict.fromkeys(asked) if key not in known]
    for key in missing:
        _report_missing(key, list(known), article)
    for rival in bibliography.rivals(article.manuscript, frozenset(asked)):
        _report_rival(*rival)
    wanted = [*works.keys, *asked] if works else asked
    if not set(wanted if works and works.is_list else asked) & set(known):
        return article
    cited = {key: known[key] for key in dict.fromkeys(wanted) if key in known}
    blocks = tree.replace(list(article.blocks), lambda e: _as_typed(e, cited))
    meta = {
        "references": {"t": "MetaList", "c": list(cited.values())},
        "link-citations": {"t": "MetaBool", "c": True},
        "lang": {"t": "MetaString", "c": article.meta.lang},
        **({"csl": {"t": "MetaString", "c": style}} if style else {}),
    }
    first = [_mentioned(list(cited))] if works and not bibliography.is_in_notes(style) else []
    if works and not first:
        meta["nocite"] = {"t": "MetaInlines", "c": _mentioned(list(cited))["c"]}
    try:
        blocks = pandoc.cite([*first, *blocks], meta)[len(first) :]
    except SourceError as error:
        message = f"the citations cannot be typeset: {error.message.partition(': ')[2]}"
        place = Place((article.meta.csl or article.manuscript.place).lstrip("/"))
        raise SourceError(message, place, error.hint or "Try another citation style.") from None
    linker = _SharedLinker(article) if works else _Linker(article)
    return replace(article, blocks=tuple(linker.link(blocks)))


def _mentioned(keys: list[str]) -> Tree:
    """Return a paragraph that cites works, so that they are numbered and told apart in this order."""
    cites = [
        {"citationId": key, "citationPrefix": [], "citationSuffix": [], **_CITED} for key in keys
    ]
    return {"t": "Para", "c": [{"t": "Cite", "c": [[each], []]} for each in cites]}


_CITED = {"citationMode": {"t": "NormalCitation"}, "citationNoteNum": 0, "citationHash": 0}


def _keys(element: Tree) -> list[str]:
    """Return the keys that an element cites."""
    if element["t"] != "Cite":
        return []
    return [str(citation["citationId"]) for citation in element["c"][0]]


def _as_typed(element: Tree, cited: dict[str, Any]) -> list[Tree] | None:
    """Return a citation as typed when none of its keys is known."""
    keys = _keys(element)
    return list(element["c"][1]) if keys and not any(key in cited for key in keys) else None


def _report_missing(key: str, known: list[str], article: Article) -> None:
    """Report a key that no bibliography has."""
    meant = nearest(key, known)
    hint = f"Did you mean `@{meant}`?" if meant else "Write \\@ if it is not a citation."
    message = f"the bibliography has no entry “{key}”"
    place = Occurrences(article.manuscript).next(REFERENCE, key)
    warn("missing-citation", message, place, hint)


def _report_rival(key: str, home: str, other: str) -> None:
    """Report a cited key that has another entry than the one that counts."""
    where = "the same file" if home == other else home
    message = f"the entry “{key}” differs from that in {where}, which is used"
    warn("citation-twice", message, Place(other), "Give one of them another key.")


class _Linker:
    """Sets the ids of citations and entries, and links each to the other."""

    def __init__(self, article: Article) -> None:
        self._labels = article.labels
        self._suffix = scope(article.meta.slug)
        self._ids: dict[str, str] = {}
        self._places: defaultdict[str, list[str]] = defaultdict(list)
        self._count = 0
        places = tree.elements_of(list(article.blocks), "Div")
        self._has_place = any(tree.attr(e)[0] == "refs" for e in places)

    def link(self, blocks: list[Tree]) -> list[Tree]:
        """Return blocks from citeproc with links both ways, and the list of works under a heading."""
        entries = [e for e in tree.elements_of(blocks, "Div") if "csl-entry" in tree.classes(e)]
        for number, entry in enumerate(entries, 1):
            self._ids[f"#{tree.attr(entry)[0]}"] = self._name(number)
        linked = tree.replace(blocks, self._mark)
        listed: list[Tree] = tree.replace(linked, self._list)
        return listed

    def _name(self, number: int) -> str:
        """Return the id of an entry, by its number in the list."""
        return f"{work_id(number)}-{self._suffix}"

    def _mark(self, element: Tree) -> Tree | None:
        """Return a citation with an id, and without the link of a key that has no entry."""
        if element["t"] == "Link":
            return self._lead(element)
        if element["t"] != "Cite":
            return None
        self._count += 1
        mark = f"pf-cite-{self._count}-{self._suffix}"
        for key in dict.fromkeys(_keys(element)):
            self._places[f"#ref-{key}"].append(mark)
        nowhere = {f"#ref-{key}" for key in _keys(element)} - set(self._ids)
        words = tree.replace(element["c"][1], lambda e: _unlinked(e, nowhere))
        cited = {"t": "Cite", "c": [element["c"][0], words]}
        return {"t": "Span", "c": [[mark, ["pf-cite"], []], [cited]]}

    def _lead(self, link: Tree) -> Tree | None:
        """Return a link to an entry with the entry's id as its target; no link contains another."""
        attr, words, (url, title) = link["c"]
        bare = tree.replace(words, lambda e: list(e["c"][1]) if e["t"] == "Link" else None)
        if url in self._ids:
            role = [attr[0], attr[1], [*attr[2], ["role", "doc-biblioref"]]]
            return {"t": "Link", "c": [role, bare, [f"#{self._ids[url]}", title]]}
        return None if bare == words else {"t": "Link", "c": [attr, bare, [url, title]]}

    def _list(self, element: Tree) -> Tree | list[Tree] | None:
        """Return an entry with its id and links back, or the list with a heading where it has none."""
        if element["t"] != "Div":
            return None
        (mark, names, pairs), blocks = element["c"]
        if "csl-entry" in names and f"#{mark}" in self._ids:
            places = enumerate(self._places[f"#{mark}"], 1)
            back = [part for number, place in places for part in self._back(number, place)]
            return {"t": "Div", "c": [[self._ids[f"#{mark}"], names, pairs], _ended(blocks, back)]}
        if mark == "refs" and "csl-bib-body" in names:
            listed = {"t": "Div", "c": [[f"pf-works-{self._suffix}", names, pairs], blocks]}
            return listed if self._has_place else self._headed(listed)
        return None

    def _headed(self, listed: Tree) -> list[Tree]:
        """Return the list of works as a section with a heading (DPUB-ARIA 1.1, ``doc-bibliography``)."""
        mark = f"pf-references-{self._suffix}"
        heading = {"t": "Header", "c": [2, [mark, [], []], tree.string(self._labels["references"])]}
        opening = (
            f'<section class="pf-references" role="doc-bibliography" aria-labelledby="{mark}">'
        )
        return [tree.raw_html(opening), heading, listed, tree.raw_html("</section>")]

    def _back(self, number: int, mark: str) -> list[Tree]:
        """Return the link from an entry to a place that cites it, the first on the entry's last line."""
        name = self._labels["back_to_citation"].replace("{number}", str(number))
        attr = ["", ["pf-back"], [["role", "doc-backlink"], ["aria-label", name]]]
        raised = [{"t": "Superscript", "c": [{"t": "Str", "c": str(number)}]}] if number > 1 else []
        tie, space = ("", [{"t": "Space"}]) if number > 1 else ("\u00a0", [])
        words = [{"t": "Str", "c": tie + _BACK}, *raised]
        return [*space, {"t": "Link", "c": [attr, words, [f"#{mark}", ""]]}]


class _SharedLinker(_Linker):
    """Leads citations to the list that the issue has for all, or sets that list."""

    def __init__(self, article: Article) -> None:
        super().__init__(article)
        self._works = article.works or SharedWorks(())

    def _name(self, number: int) -> str:
        """Return the id of an entry in the list, by its number."""
        return work_id(number)

    def _lead(self, link: Tree) -> Tree | None:
        """Return a link to an entry as one to the list's page."""
        led = super()._lead(link)
        if led and link["c"][2][0] in self._ids:
            led["c"][0][2].append([ARTICLE, FOLDER])
        return led

    def _list(self, element: Tree) -> Tree | list[Tree] | None:
        """Return nothing for the list, which is the issue's, or in its place the list with links back."""
        if element["t"] != "Div" or tree.attr(element)[0] != "refs":
            return None
        if not self._works.is_list:
            return []
        (_, names, pairs), blocks = element["c"]
        return {"t": "Div", "c": [["pf-works", names, pairs], tree.replace(blocks, self._entry)]}

    def _entry(self, element: Tree) -> Tree | None:
        """Return an entry of the list with links to the places that cite it."""
        if element["t"] != "Div" or f"#{tree.attr(element)[0]}" not in self._ids:
            return None
        (mark, names, pairs), blocks = element["c"]
        uid = self._ids[f"#{mark}"]
        found = [each for each in self._works.mentions if work_id(each.number) == uid]
        back: list[Tree] = []
        for number, mention in enumerate(found, 1):
            *space, link = self._back(number, mention.place)
            link["c"][0][2].append([ARTICLE, mention.folder])
            back += [*space, link]
        return {"t": "Div", "c": [[uid, names, pairs], _ended(blocks, back)]}


def _unlinked(element: Tree, urls: set[str]) -> list[Tree] | None:
    """Return the words of a link to one of ``urls``."""
    is_one = element["t"] == "Link" and element["c"][2][0] in urls
    return list(element["c"][1]) if is_one else None


def _ended(blocks: list[Tree], inlines: list[Tree]) -> list[Tree]:
    """Return blocks with inlines at the end of the last paragraph."""
    last = blocks[-1] if blocks else {"t": "Para", "c": []}
    if last["t"] in ("Para", "Plain"):
        return [*blocks[:-1], {"t": last["t"], "c": [*last["c"], *inlines]}]
    return [*blocks, {"t": "Plain", "c": inlines}]
