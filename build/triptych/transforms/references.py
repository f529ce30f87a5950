"""``@fig:coast`` becomes a link that names what has the label: “Figure 1”."""

from dataclasses import replace
from typing import Any

from triptych.core.errors import Place
from triptych.core.findings import warn
from triptych.core.model import Article, Target, Tree
from triptych.core.reference_ids import kind_of, tied
from triptych.markdown import tree
from triptych.markdown.places import ElementPlaces
from triptych.settings.fields import nearest
from triptych.sources.occurrences import REFERENCE

_NONE = Target("", "", "")


def resolve_references(article: Article) -> Article:
    """Replace references with links; one to nothing stays as typed, with a finding."""
    point = _Pointer(article)
    blocks = tuple(tree.replace(list(article.blocks), point.resolve, kinds=("Cite", "Link")))
    return replace(article, blocks=blocks)


class _Pointer:
    """Replaces references with links."""

    def __init__(self, article: Article) -> None:
        self._places = ElementPlaces(article)
        self._labels = article.labels
        self._targets = article.targets

    def resolve(self, element: Tree) -> Tree | list[Tree] | None:
        """Return the words of a reference; a plain link to a label gets the label's id."""
        if element["t"] == "Link":
            attr, words, (url, title) = element["c"]
            target = self._targets.get(url.removeprefix("#"))
            if target and url.startswith("#"):
                return {"t": "Link", "c": [attr, words, [f"#{target.id}", title]]}
        if element["t"] != "Cite":
            return None
        citations, typed = element["c"]
        ours = [one for one in citations if kind_of(one["citationId"])]
        if not ours:
            return None
        missing = [one for one in ours if self._find(one["citationId"]) is None]
        if not missing and len(ours) == len(citations):
            for one in ours:
                self._places.skip(element, REFERENCE, one["citationId"])
            return self._words(citations)
        places = [self._places.next(element, REFERENCE, one["citationId"]) for one in citations]
        for one, place in zip(citations, places, strict=True):
            if one in missing:
                self._report_missing(one["citationId"], place)
        if len(ours) < len(citations):
            self._report_mixed(citations, places[0])
        return list(typed)

    def _find(self, label: str) -> Target | None:
        """Return the thing that a reference means; the prefix may be in capitals, as at a beginning."""
        prefix, _, name = label.partition(":")
        return self._targets.get(f"{prefix.lower()}:{name}")

    def _words(self, citations: list[Any]) -> list[Tree]:
        """Return the words of a reference to one thing or to several."""
        targets = [t for one in citations if (t := self._find(one["citationId"]))]
        plain = all(not one["citationPrefix"] and not one["citationSuffix"] for one in citations)
        kinds = {target.kind for target in targets}
        is_group = len(targets) > 1 and plain and len(kinds) == 1 and all(t.number for t in targets)
        if is_group and citations[0]["citationMode"]["t"] != "SuppressAuthor":
            before, _, after = self._labels[f"{targets[0].kind}s"].partition("{numbers}")
            numbers = self._listed([[_link(t, t.number)] for t in targets])
            return [*_word(before), *numbers, *_word(after)]
        return self._listed([self._one(one) for one in citations])

    def _one(self, citation: Any) -> list[Tree]:
        """Return the words of one reference: “see Figure 1, right”."""
        target = self._find(citation["citationId"]) or _NONE
        is_number = citation["citationMode"]["t"] == "SuppressAuthor"
        prefix = citation["citationPrefix"]
        if not target.number:
            words = list(target.words) or tree.string(target.id)
            quoted = words if is_number else [{"t": "Quoted", "c": [{"t": "DoubleQuote"}, words]}]
            named = {"t": "Link", "c": [["", ["pf-ref"], []], quoted, [f"#{target.id}", ""]]}
        elif is_number:
            named = _link(target, target.number)
        else:
            named = _link(target, self._labels[target.kind].replace("{number}", target.number))
        return [*prefix, *([{"t": "Space"}] if prefix else []), named, *citation["citationSuffix"]]

    def _listed(self, parts: list[list[Tree]]) -> list[Tree]:
        """Return parts as the language lists them: “1, 2 and 3”."""
        out: list[Tree] = []
        for number, part in enumerate(parts):
            if number and number == len(parts) - 1:
                out += [{"t": "Space"}, {"t": "Str", "c": self._labels["and"]}, {"t": "Space"}]
            elif number:
                out += [{"t": "Str", "c": self._labels["comma"]}, {"t": "Space"}]
            out += part
        return out

    def _report_mixed(self, citations: list[Any], place: Place) -> None:
        """Report brackets that contain both references and citations."""
        names = ", ".join(f"@{one['citationId']}" for one in citations)
        hint = "Give each kind its own brackets."
        message = f"references and citations in the same brackets: {names}"
        warn("unresolved-reference", message, place, hint)

    def _report_missing(self, label: str, place: Place) -> None:
        """Report a reference to nothing, and what it was probably meant to be."""
        known = list(self._targets)
        meant = nearest(label, known)
        hint = f"Did you mean `@{meant}`?" if meant else f"Label something {{#{label}}}."
        message = f"no element has the label “{label}”"
        warn("unresolved-reference", message, place, hint)


def _link(target: Target, words: str) -> Tree:
    """Return a link to a labelled thing, its words joined by no-break spaces."""
    label = [{"t": "Str", "c": tied(words)}]
    return {"t": "Link", "c": [["", ["pf-ref"], []], label, [f"#{target.id}", ""]]}


def _word(text: str) -> list[Tree]:
    """Return a word before or after a list of numbers, joined to it by a no-break space."""
    return [{"t": "Str", "c": tied(text)}] if text else []
