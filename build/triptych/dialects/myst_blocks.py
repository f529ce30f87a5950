"""What each directive of MyST becomes in Triptych's Markdown."""

import re
from collections import Counter
from collections.abc import Callable

from triptych.dialects import (
    blocks,
    fenced,
    myst_directives,
    myst_names,
    myst_simple,
    myst_tables,
    paired,
)
from triptych.dialects.myst_directives import Directive
from triptych.dialects.myst_targets import Labels, Target, target_of, uid_of
from triptych.dialects.page import Page, read_text
from triptych.dialects.tally import Tally


class Directives:
    """Replaces the directives of one document."""

    def __init__(self, page: Page, tally: Tally, labels: Labels) -> None:
        self._page = page
        self._tally = tally
        self._labels = labels
        self._counts: Counter[str] = Counter()

    def expand(self, text: str) -> str:
        """Return a text with its directives as Triptych's Markdown."""
        return fenced.expand(
            text,
            myst_directives.is_directive,
            self._make,
            is_code=myst_directives.is_code,
            exactly=True,
        )

    def _make(self, block: fenced.Block) -> str | None:
        """Return what replaces a directive."""
        each = myst_directives.read(block)
        name = each.name
        for names, rule in self._rules:
            if name in names:
                return rule(each)
        kind = name.rpartition(":")[2]
        if kind in myst_names.THEOREMS and (name.startswith(("prf:", "proof:")) or ":" not in name):
            return self._theorem(each, kind)
        if ":" in name and each.argument:
            return self._object(each)
        self._tally.add(f"directive `{name}`", each.opening.strip(), myst_names.HINT)
        if name in (
            "eval-rst",
            "jupyter-execute",
            *myst_names.GENERATED,
        ) or myst_directives.is_code("", f"{{{name}}}"):
            return ""
        words = f"**{each.argument}**\n\n" if each.argument and " " in each.argument else ""
        return f"\n\n{words}{paired.dedent(each.body)}\n\n"

    @property
    def _rules(self) -> tuple[tuple[tuple[str, ...], Callable[[Directive], str]], ...]:
        """The rules by the names of directives."""
        return (
            (myst_names.ADMONITIONS, self._admonition),
            (("admonition", "topic", "sidebar", "margin"), self._titled),
            (("dropdown", "details", "toggle", "collapse"), self._dropdown),
            (("tab-item", "tab", "tabbed", "card", "grid-item-card"), self._card),
            (("figure", "figure-md", "subfigure"), self._figure),
            (("image",), self._image),
            (("iframe", "video", "youtube", "audio"), myst_simple.embed),
            (("table", "list-table", "csv-table"), self._table),
            (
                (
                    "code-block",
                    "code",
                    "sourcecode",
                    "parsed-literal",
                    "prompt",
                    "doctest",
                    "testcode",
                    "testoutput",
                ),
                self._code,
            ),
            (("code-cell", "jupyter-execute"), self._cell),
            (("literalinclude",), self._literal),
            (("mermaid", "graphviz", "plantuml", "digraph"), myst_simple.diagram),
            (("math",), self._math),
            (("epigraph",), myst_simple.epigraph),
            (("pull-quote", "blockquote"), myst_simple.quotation),
            (("glossary",), myst_simple.glossary),
            (
                ("rubric", "centered", "subtitle"),
                lambda each: f"\n\n**{each.argument or each.body.strip()}**\n\n",
            ),
            (tuple(myst_simple.VERSIONS), myst_simple.version),
            (("button-link", "button-ref", "button"), myst_simple.button),
            (myst_names.CONTENT, lambda each: f"\n\n{paired.dedent(each.body)}\n\n"),
            (myst_names.OUT, lambda _: ""),
        )

    def _name(self, each: Directive) -> str:
        """Return the id of a labelled directive in braces, and record it; "" without one."""
        if not each.label:
            return ""
        target = target_of(each.label, each.name)
        self._labels.add(each.label, target)
        return f"#{target.uid}"

    def _admonition(self, each: Directive) -> str:
        """Return an admonition, whose argument is its title or the beginning of its text."""
        title, body = each.argument, paired.dedent(each.body)
        if title and not body.strip():
            title, body = "", title
        kind = each.name
        label = {"seealso": "See also", "todo": "To do"}.get(kind, "")
        return self._anchor(each) + blocks.callout(kind, title, body, label=label)

    def _titled(self, each: Directive) -> str:
        """Return an admonition with a title of its own, or text beside the text."""
        classes = each.option("class").replace(",", " ").split()
        kind = next((name for name in classes if name in blocks.KINDS), "note")
        if each.name == "margin" and not each.argument:
            return f"\n\n{paired.dedent(each.body)}\n\n"
        return self._anchor(each) + blocks.callout(kind, each.argument, each.body)

    def _anchor(self, each: Directive) -> str:
        """Return the place of a labelled directive that has no number."""
        if not each.label:
            return ""
        uid = uid_of(each.label).replace(":", "-")
        self._labels.add(each.label, Target("", uid, each.argument))
        return f"\n\n[]{{#{uid}}}\n\n"

    def _dropdown(self, each: Directive) -> str:
        """Return a block that unfolds, open under its title."""
        return self._anchor(each) + blocks.labelled(each.argument, each.body)

    def _card(self, each: Directive) -> str:
        """Return a card or a tab under its title, which links where the card does."""
        body = paired.dedent(each.body)
        parts = re.split(r"^(?:\^{3,}|\+{3,})[ \t]*$", body, flags=re.MULTILINE)
        title, link = each.argument, each.option("link", "url")
        inner = "\n\n".join(part.strip() for part in parts if part.strip())
        if link:
            how = {"doc": "doc", "ref": "ref"}.get(each.option("link-type"), "")
            words = title or link
            title = f"{{{how}}}`{words} <{link}>`" if how else f"[{words}]({link})"
        return self._anchor(each) + blocks.labelled(title, inner)

    def _figure(self, each: Directive) -> str:
        """Return a figure: its picture, its caption and what is said below it."""
        name = self._name(each)
        parts = [part for part in re.split(r"\n[ \t]*\n", paired.dedent(each.body)) if part.strip()]
        address, alt = each.argument, each.option("alt")
        if each.name == "figure-md" or not address:
            if address and not each.label:
                name = f"#{target_of(address, 'figure').uid}"
                self._labels.add(address, target_of(address, "figure"))
            inner = "\n\n".join(parts)
            head = name or ".pf-figure"
            return f"\n\n:::::::: {{{head}}}\n\n{inner}\n\n::::::::\n\n"
        caption = (
            " ".join(parts[0].split())
            if parts and not re.match(r"\s*(?:[-*+|`]|:::)", parts[0])
            else ""
        )
        attr = " ".join(filter(None, (name, myst_simple.size(each))))
        legend = "\n\n".join(parts[1:] if caption else parts)
        return blocks.picture(address, alt, caption, attr) + (f"{legend}\n\n" if legend else "")

    def _image(self, each: Directive) -> str:
        """Return a picture without a caption."""
        attr = " ".join(
            filter(
                None,
                (
                    self._name(each),
                    myst_simple.size(each),
                    f"alt={blocks.quoted(each.option('alt'))}",
                ),
            )
        )
        return f"\n\n{blocks.inline_picture(each.argument, '', attr)}\n\n"

    def _table(self, each: Directive) -> str:
        """Return a table with its caption and its label."""
        heads = each.option("header-rows")
        count = int(heads) if heads.isdecimal() and len(heads) < 4 else 0
        body = each.body
        if each.name == "csv-table":
            if each.option("file"):
                body = read_text(self._page, each.option("file"), each.opening) or ""
            body = myst_tables.separated(
                body, count, each.option("delim") or ",", each.option("header")
            )
        elif each.name == "list-table":
            body = myst_tables.listed(body, count)
        name = self._name(each)
        caption = " ".join(filter(None, (each.argument, f"{{{name}}}" if name else "")))
        return f"\n\n{paired.dedent(body)}\n\n" + (f": {caption}\n\n" if caption else "")

    def _code(self, each: Directive) -> str:
        """Return a block of code with its caption and its label."""
        return self._listing(each, each.body, each.argument)

    def _listing(self, each: Directive, code: str, language: str) -> str:
        """Return code with its language, its caption and its label."""
        known = myst_names.LANGUAGES.get(language.lower(), language).split(" ")[0]
        caption = each.option("caption", "filename").replace("`", "")  # which no fence's info has
        if not caption:
            self._name(each)
            return (
                self._anchor(each) + blocks.fenced(code, known)
                if each.label
                else blocks.fenced(code, known)
            )
        fence = blocks.fenced(code, known).strip("\n").split("\n", maxsplit=1)
        marks = fence[0].removesuffix(known)
        attr = [f".{known}"] if known else []
        attr += filter(None, (self._name(each), f"caption={blocks.quoted(caption)}"))
        return f"\n\n{marks}{{{' '.join(attr)}}}\n{fence[1]}\n\n"

    def _cell(self, each: Directive) -> str:
        """Return the code of a cell, which is never run."""
        tags = re.findall(r"[\w-]+", each.option("tags"))
        if not {"remove-cell", "remove-output", "skip-execution"} & set(tags) and each.body.strip():
            self._tally.add(
                "output of the cell", each.body.strip().split("\n")[0], "Nothing is run."
            )
        if {"remove-cell", "remove-input", "remove_input", "remove_cell"} & set(tags):
            return ""
        return blocks.fenced(each.body, myst_names.LANGUAGES.get(each.argument, each.argument))

    def _literal(self, each: Directive) -> str:
        """Return a file as code, or those of its lines that are asked for."""
        text = read_text(self._page, each.argument, each.opening)
        if text is None:
            return ""
        language = each.option("language") or each.argument.rpartition(".")[2]
        return self._listing(
            each, myst_simple.part_of(text, each), language if "/" not in language else ""
        )

    def _math(self, each: Directive) -> str:
        """Return a displayed formula with its label."""
        name = self._name(each)
        tex = "\n".join(filter(None, (each.argument, *each.body.split("\n"))))
        tex = "\n".join(line for line in tex.split("\n") if line.strip())
        is_aligned = ("\\\\" in tex or "&" in tex) and "\\begin" not in tex
        tex = f"\\begin{{aligned}}\n{tex}\n\\end{{aligned}}" if is_aligned else tex
        return f"\n\n$$\n{tex}\n$$" + (f" {{{name}}}" if name else "") + "\n\n"

    def _theorem(self, each: Directive, kind: str) -> str:
        """Return a theorem or the like with its name and number before its text."""
        number, uid = "", ""
        if kind not in ("proof", "solution") and "nonumber" not in each.options:
            self._counts[kind] += 1
            number = f" {self._counts[kind]}"
        if each.label:
            uid = uid_of(each.label).replace(":", "-")
            self._labels.add(each.label, Target("", uid, f"{kind.capitalize()}{number}"))
        words = f" ({each.argument})" if each.argument and kind != "solution" else ""
        start = f"**{kind.capitalize()}{number}**{words}." if kind != "proof" else "*Proof.*"
        body = paired.dedent(each.body)
        is_text = re.match(r"[^\s#>|:`~$*+\[-]|\*\*?\w|\$[^$]", body)
        name = f"#{uid} .{kind}" if uid else f".{kind}"
        runs = [len(run) for run in re.findall(r"^[ \t>]*(:{3,})", body, re.MULTILINE)]
        colons = ":" * (max(runs, default=2) + 1)
        return f"\n\n{colons} {{{name}}}\n\n{start}{' ' if is_text else chr(10) * 2}{body}\n\n{colons}\n\n"

    def _object(self, each: Directive) -> str:
        """Return the description of a function or the like under its name."""
        body = paired.dedent(each.body)
        return f"\n\n`{each.argument}`\n\n" + (f"{body}\n\n" if body else "")
