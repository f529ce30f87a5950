"""The links of MyST: to labels, and to documents by their path."""

import re
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from triptych.dialects import blocks, config, scanner
from triptych.dialects.myst_targets import Labels, Target
from triptych.dialects.page import Page
from triptych.settings import front_tables

_LINK = re.compile(
    r"(?<!!)\[(?P<words>(?:[^\[\]]|\[[^\[\]]*\])*)\]\((?P<place><[^<>\n]*>|[^()\s]+)\)"
)
_AUTO = re.compile(r"<(?:project|path|inv|doc|ref|(?=xref:)):?(?P<place>[^<>\s]*)>")
_DEFINITION = re.compile(
    r"^(?P<start>[ ]{0,3}\[[^\]\n]+\]:[ \t]*)#(?P<label>\S+)[ \t]*$", re.MULTILINE
)
_WORDLESS = re.compile(r"(?<![\w\]!\\])\[\]\[(?P<name>[^\[\]\n]+)\]")
_EMBED = re.compile(r"!\[(?P<words>[^\[\]\n]*)\]\(#(?P<label>[^()\s]+)\)")
_NESTED = re.compile(
    r"(?<![!\\])\[(?P<words>(?:[^\[\]]|(?<!\^)\[[^\[\]]*\](?:\([^()\s]*\))?)*)\](?=\([^()\s]+\))"
)
_INNER = re.compile(r"(?<!!)\[([^\[\]]*)\]\([^()\s]*\)")
_OF_SPHINX = {"genindex": "Index", "modindex": "Module Index", "search": "Search Page"}
"""The pages that Sphinx makes itself, with their titles."""
_NUMBER = re.compile(r"(\s*)(?:%s|\{number\})")


class Links:
    """Replaces the links of one document, whose labels are known by then."""

    def __init__(self, page: Page, labels: Labels) -> None:
        self._page = page
        self._labels = labels
        self._targets: dict[str, Target] = {}

    def expand(self, text: str) -> str:
        """Return a text with its links as Triptych's Markdown."""
        text = scanner.substitute(text, _DEFINITION, self._defined)
        text = scanner.substitute(text, _WORDLESS, self._worded)
        text = scanner.substitute(text, _AUTO, lambda f: self._automatic(f["place"]))
        text = scanner.substitute(text, _EMBED, self._embedded)
        text = scanner.substitute(text, _LINK, self._link)
        return scanner.substitute(text, _NESTED, _without_links) if "](" in text else text

    def _embedded(self, found: scanner.Found) -> str:
        """Return a link to what a page sets in by its label, where that is no picture."""
        return self.reference(found["words"], unquote(found["label"]))

    def _worded(self, found: scanner.Found) -> str:
        """Return a reference link without words with those of what it leads to."""
        target = self._targets.get(found["name"])
        words = target.words if target and target.words else found["name"]
        return f"[{words}][{found['name']}]"

    def _defined(self, found: scanner.Found) -> str | None:
        """Return the address of a reference link, where it is that of a label."""
        target = self._labels.find(found["label"])
        if not target:
            return None
        self._targets[found["start"].strip()[1:-2]] = target
        return f"{found['start']}{f'/{target.name}' if target.name else ''}#{target.uid}"

    def _automatic(self, place: str) -> str:
        """Return what ``<project:#label>`` and ``<inv:…#name>`` read."""
        return self._linked("", place) or place.rpartition("#")[2].lstrip("*.") or place

    def reference(self, words: str, label: str) -> str:
        """Return a reference to what has a label."""
        target = self._labels.find(label.strip())
        if target is None and label.strip() in _OF_SPHINX:
            return words or _OF_SPHINX[label.strip()]
        if target is None:
            return f"[{words or label}](#{label})"
        return self._refer(target, words)

    def _refer(self, target: Target, words: str) -> str:
        """Return a reference to a target, with its own words or those given; ``%s`` is its number."""
        words = words.replace("{name}", target.words)
        shown = _NUMBER.sub("", words) or target.words or target.uid
        if target.name:
            return blocks.link(shown, f"/{target.name}#{target.uid}")
        if not target.kind or target.kind == "sec" or (words and not _NUMBER.search(words)):
            return f"[{shown}](#{target.uid})"
        if words:
            return _NUMBER.sub(lambda match: f"{match[1]}[-@{target.uid}]", words)
        return f"[-@{target.uid}]" if target.kind == "eq" else f"@{target.uid}"

    def document(self, words: str, target: str) -> str:
        """Return a link to a document, which reads its title where no words are given."""
        name = self._found(target)
        if not name:
            return words or target
        return blocks.link(words or self._title(name), f"/{name}")

    def _found(self, target: str) -> str:
        """Return the path from the root of a document that is named from the page or the sources."""
        source = config.text_at(self._page.site.values, "source")
        bare = unquote(target.partition("#")[0])
        bases = [source, ""] if bare.startswith("/") else [dirname(self._page.name), source]
        for base in bases:
            own = normpath(join(base, bare.lstrip("/")))
            for end in ("", ".md", ".myst", "/index.md"):
                path = self._page.root / f"{own}{end}"
                if (
                    own[:2] != ".."
                    and path.suffix in (".md", ".myst", ".markdown")
                    and path.is_file()
                ):
                    return f"{own}{end}"
        return ""

    def _title(self, name: str) -> str:
        """Return the title of a document."""
        text = config.read_script(self._page.root / name, self._page.root)
        front = re.match(r"---[ \t]*\n(.*?)\n---[ \t]*(?:\n|$)", text, re.DOTALL)
        title = str(front_tables.loose_yaml(front[1]).get("title") or "") if front else ""
        heading = re.search(r"^#[ \t]+(.+?)[ \t]*(?:\{[^{}\n]*\})?[ \t]*$", text, re.MULTILINE)
        return title or (heading[1] if heading else name.rpartition("/")[2].rpartition(".")[0])

    def _link(self, found: scanner.Found) -> str | None:
        """Return a link to a label, or to a document without words; None for any other."""
        return self._linked(found["words"], found["place"].strip("<>"))

    def _linked(self, words: str, typed: str) -> str | None:
        """Return a link to a label or a document; None where it needs nothing."""
        if typed.startswith("inv:"):
            return words or typed.rpartition("#")[2]
        place = re.sub(r"^(?:project|path|doc|ref):", "", typed)
        name, mark, label = place.partition("#")
        if place.startswith("xref:"):
            return self._project_link(words, place.removeprefix("xref:"))
        if re.match(r"[a-z][\w+.-]*:", place):
            return None
        if not name or (not mark and not place.rpartition("/")[2].count(".")):
            target = self._labels.find(unquote(label if mark else place))
            if target:
                return self._refer(target, words)
            return f"[{label}](#{label})" if mark and not words else None
        return self._document_link(words, name, unquote(label))

    def _project_link(self, words: str, place: str) -> str:
        """Return a link to a page of another project, which the configuration gives an address."""
        path, _, label = place.partition("#")
        project, _, path = path.partition("/")
        known = config.table_at(self._page.site.values, "references")
        url = config.text_at(known, project, "url") or config.text_at(known, project)
        shown = words or (label or path or project).rpartition("/")[2].replace("-", " ")
        address = config.address(url)
        tail = f"/{path}" if path else ""
        return (
            blocks.link(shown, f"{address}{tail}{f'#{label}' if label else ''}")
            if address
            else shown
        )

    def _document_link(self, words: str, name: str, label: str) -> str | None:
        """Return a link to a document that reads its title, or to a label in it; None for any other."""
        document = self._found(name) if label or not words else ""
        target = self._labels.find(label) if label else None
        if not document or (words and not target):
            return None
        shown = words or (target.words if target else "") or self._title(document)
        uid = target.uid if target else label
        return blocks.link(shown, f"/{document}{f'#{uid}' if label else ''}")


def _without_links(found: scanner.Found) -> str | None:
    """Return a link's words without the links that roles became in them."""
    words = found["words"]
    return f"[{_INNER.sub(lambda inner: inner[1], words)}]" if "](" in words else None
