"""Tags with a name that many themes and plugins have: pictures, videos, callouts, tabs, buttons."""

import re
from collections.abc import Callable

from triptych.dialects import blocks, embeds, paired, theme_tags
from triptych.dialects.figure_tags import figure, first
from triptych.dialects.paired import Tag
from triptych.dialects.word_tags import (
    button,
    code_title,
    diagram,
    element,
    formula,
    quotation,
    state,
    term,
    toggle,
    tree,
)

Make = Callable[[Tag], str]

NEXT_TAB = "\ue0f0"
"""What stands for the label of a tab that only the tabs around it know."""

_COLOURS = {
    **dict.fromkeys(("danger", "red", "error", "critical", "fatal"), "caution"),
    **dict.fromkeys(("warning", "warn", "yellow", "orange", "amber"), "warning"),
    **dict.fromkeys(("success", "green", "tip", "idea"), "tip"),
    **dict.fromkeys(("important", "alert", "attention", "purple"), "important"),
}
"""The kind of callout that a colour or a level means; any other is a note."""

_FORMS = ("md", "html", "markdown", "true", "false", "open", "left", "right", "center")
"""Arguments of callouts that are no words for their reader."""

_ICON = re.compile(r"[a-z\d]+(?:[-_][a-z\d]+)*")
"""The name of an icon, ``circle-info``, or another word that is no title."""

_FENCE = re.compile(r"^[ \t>]*(?:```|~~~)", re.MULTILINE)


def make(tag: Tag) -> str | None:
    """Return the Markdown of a tag with a known name, or None."""
    rule = _RULES.get(normal_name(tag.name))
    if tag.name.startswith("filetree/"):
        return tree(tag)
    made = rule(tag) if rule else None
    return None if rule in _LOUD and not made and tag.inner is None else made


def is_known(name: str) -> bool:
    """Whether a tag of a name has a rule."""
    return normal_name(name) in _RULES


def normal_name(name: str) -> str:
    """Return the name by which rules know a tag: ``figure.html`` and ``ui/Figure`` are ``figure``."""
    last = name.lower().rpartition("/")[2].replace("_", "-")
    return re.sub(r"\.(?:html?|liquid|njk|md)$", "", last).replace("_", "-")


def _callout(tag: Tag, kind: str = "") -> str:
    """Return a callout of a kind that its name, its first word or a value says."""
    words = list(tag.words)
    if not kind:
        said = first(tag, "type", "kind", "level", "color", "colour", "style", "context", "status")
        said = said or first(tag, "severity", "class", "variant", "theme", "icon")
        if not said and words and _is_kind(words[0]):
            said = words.pop(0)
        kind = next((part for part in re.split(r"[\s-]+", said.lower()) if _is_kind(part)), "note")
    title = first(tag, "title", "header", "heading", "summary", "label", "name")
    inner = tag.inner or first(tag, "content", "text", "body", "message", "msg", "description")
    if not inner.strip() and words:
        inner = words.pop()
    title = title or next((w for w in words if w not in _FORMS and not _ICON.fullmatch(w)), "")
    title = title[:1].upper() + title[1:]
    if _is_kind(title) and title.lower() == kind:
        title = ""
    kind = _COLOURS.get(kind, kind)
    kind = kind if kind in blocks.KINDS else "note"
    return blocks.callout(kind, title.strip(), inner, label=_label(kind)) if inner.strip() else ""


def _label(kind: str) -> str:
    """Return the name of a kind, where the callout that it becomes is named otherwise."""
    names = ("notice", "primary", "secondary", "alert", "details", "aside")
    return "Note" if kind in names else ""


def _is_kind(word: str) -> bool:
    """Whether a word is a kind of callout or a colour."""
    return word.lower() in blocks.KINDS or word.lower() in _COLOURS


def _named_callout(kind: str) -> Make:
    """Return the rule of a tag whose name is a kind."""
    return lambda tag: _callout(tag, kind)


def _details(tag: Tag) -> str:
    """Return text that is folded away, below its summary."""
    words = [word for word in tag.words if word.lower() not in ("open", "true", "false", "...")]
    is_quoted = re.search(r"[\"'=]", tag.rest)
    summary = first(tag, "summary", "title", "label", "header", "name", "text")
    summary = summary or " ".join(words[:1] if is_quoted else words)
    inner = paired.dedent(tag.inner or "")
    if not inner:
        return ""
    return f"\n\n<details>\n<summary>{summary or 'Details'}</summary>\n\n{inner}\n\n</details>\n\n"


def _tabs(tag: Tag) -> str:
    """Return the tabs of a group one after the other; labels that it lists go to those without one."""
    labels = iter(re.split(r"\s*,\s*", first(tag, "items", "labels", "tabs", "names")))
    inner = paired.dedent(tag.inner or "")

    def label(_: re.Match[str]) -> str:
        words = next(labels, "")
        return f"**{words}**" if words else ""

    return f"\n\n{re.sub(NEXT_TAB, label, inner)}\n\n"


def _tab(tag: Tag) -> str:
    """Return one tab under its label."""
    label = first(tag, "header", "title", "name", "label", "tabname", "lang") or " ".join(
        tag.words[:1]
    )
    language = first(tag, "codelang", "lang")
    inner = paired.dedent(tag.inner or "")
    if not inner:
        return ""
    if language and first(tag, "header", "name", "title") and not _FENCE.search(inner):
        inner = blocks.fenced(inner, language)
    label = re.sub(r"^(\*{1,2})(.*)\1$", r"\2", label)
    return blocks.labelled(label, inner) if label else f"\n\n{NEXT_TAB}\n\n{inner}\n\n"


def _text(tag: Tag) -> str:
    """Return code in a language, as ``text bash`` has it; else the text within."""
    is_code = tag.inner and "\n" in tag.inner and tag.words and tag.is_block
    return _code(tag) if is_code else _content(tag)


def _quote(tag: Tag) -> str:
    """Return a quotation, or a callout where the first word is its kind."""
    return _callout(tag) if tag.inner and tag.words and _is_kind(tag.words[0]) else quotation(tag)


def _content(tag: Tag) -> str:
    """Return the text within, or that of its values."""
    if tag.inner is not None:
        inner = re.sub(r"^[ \t]*<?-{3}>[ \t]*$", "", paired.dedent(tag.inner), flags=re.MULTILINE)
        return f"\n\n{inner}\n\n" if tag.is_block else tag.inner.strip()
    is_word = len(tag.words) == 1 and normal_name(tag.name) not in _LAYOUT
    return first(tag, "text", "content", "label", "caption") or (tag.words[0] if is_word else "")


_LAYOUT = frozenset(("section", "columns", "column", "row", "col", "grid", "cards", "steps", "div"))
"""Tags whose only word says how their text is set."""


def _titled(tag: Tag) -> str:
    """Return text under its title, which may be a link."""
    title = " – ".join(filter(None, [first(tag, "header", "heading"), first(tag, "title", "name")]))
    title = re.sub(r"^(\*{1,2})([^*]*)\1", r"\2", title) or " ".join(tag.words[:1])
    address = first(tag, "link", "href", "url")
    lines = [first(tag, "subtitle", "description", "text"), paired.dedent(tag.inner or "")]
    if first(tag, "code") == "true":
        lines[1] = blocks.fenced(lines[1], first(tag, "lang").lower())
    inner = "\n\n".join([*filter(None, lines), *filter(None, [first(tag, "footer")])])
    if address:
        title = blocks.link(title, address)
    if not inner:
        return f"\n\n{title}\n\n" if title else ""
    return blocks.labelled(title, inner)


def _code(tag: Tag) -> str:
    """Return code in its language: ``highlight go "linenos=table"``, ``codeblock lamp.py lang:python``."""
    found = re.search(r"\blang:(\S+)", tag.rest)
    words = [word for word in tag.words if ":" not in word]
    language = found[1] if found else first(tag, "lang", "language", "type")
    title = first(tag, "title", "filename", "file", "name")
    if not language and words and "codeblock" not in tag.name.lower():
        language = words[0]
    inner = tag.inner or first(tag, "code")
    if not inner.strip():
        return ""
    if "hl_inline=true" in tag.rest.replace(" ", ""):
        return f"`{inner.strip()}`"
    if _FENCE.match(inner.strip()) and len(_FENCE.findall(inner)) % 2 == 0:
        return f"\n\n{inner}\n\n"
    plain = language if re.fullmatch(r"[\w+#.-]+", language) else ""
    return blocks.fenced(inner.rstrip().strip("\n"), plain, title)


def _output(tag: Tag) -> str:
    """Return what is between two tags as code; of a tag alone nothing."""
    return _code(tag) if tag.inner is not None else ""


def _nothing(_: Tag) -> str:
    """Return nothing: the tag only decorates, or repeats what an edition has of its own."""
    return ""


_NAMES: tuple[tuple[Make, str], ...] = (
    (figure, "figure image img imgproc picture photo fig bundle-image imgcap screenshot zoom-img"),
    (
        figure,
        "responsive-image resize-image figure-image lightbox img-caption captioned-image imgur",
    ),
    (
        _callout,
        "notice callout alert admonition message box panel infobox hint-box pageinfo prompt",
    ),
    (_callout, "hint notification blockquote-alert callout-box adm alertbox highlight-box msg"),
    (_details, "details expand collapse toggle accordion-item spoiler fold dropdown collapsible"),
    (_details, "expandable expander details-block accordionitem hidden"),
    (_tabs, "tabs tabpane tabset tabgroup tab-group codetabs tabbed code-group code-tabs tab-set"),
    (_tab, "tab tabitem tab-item codetab code-tab tab-content"),
    (
        _content,
        "columns column col row grid flex steps cards cardpane card-grid section div blocks",
    ),
    (
        _content,
        "center lead typeit raw rawhtml html md markdown container wrapper accordion aligned",
    ),
    (
        _content,
        "block half left right aside-content list-group gallery-grid small large span mark-text",
    ),
    (
        _content,
        "badge label tag chip pill color bigtext caption u rtl ltr justify fullwidth wide",
    ),
    (
        _content,
        "capture-content sidenote marginnote newthought table responsive-table table-responsive",
    ),
    (
        _titled,
        "card step cover feature link-card linkcard hextra-feature-card feature-card timeline-item",
    ),
    (_content, "capture keyword keywordlist timeline hero-badge hero-headline hero-subtitle"),
    (_content, "hero-section hero-container hero feature-grid conditional-text"),
    (code_title, "codetitle code-title filename"),
    (_text, "text"),
    (toggle, "code-toggle"),
    (
        state,
        "feature-state feature-gate version-added addedin deprecatedin since new-in added-in deprecated-in",
    ),
    (term, "glossary-tooltip gloss glossary term tooltip abbr-term tippy"),
    (_titled, "timelineitem infocard card-code tile bookmark"),
    (
        button,
        "button btn hero-button link-button buttonlink cta external-link link a button-link download",
    ),
    (_quote, "quote blockquote pullquote epigraph q citation"),
    (_code, "highlight code codeblock code-block prism source-code"),
    (
        _output,
        "snippet console terminal shell output command cmd codefrominline codeinline codeview",
    ),
    (
        _output,
        "codesnippet codefence codearea codebox code-inline code-snippet code-fence code-box",
    ),
    (formula, "math katex latex mathjax equation eq"),
    (
        _nothing,
        "icon fa fas fab far tableofcontents svg-icon material-icon bi octicon toc table-of-contents",
    ),
    (
        _nothing,
        "clear clearfix br link-down space spacer divider seo feed-meta comment comments disqus ads ad",
    ),
    (_nothing, "toc-html analytics css js style script children sectionlist childpages"),
)
_RULES: dict[str, Make] = {
    **{name: rule for rule, names in _NAMES for name in names.split()},
    **{
        kind: _named_callout(kind)
        for kind in blocks.KINDS
        if kind not in ("quote", "details", "key")
    },
    **{name: _named_callout(kind) for name, kind in (("notes", "note"), ("warn-box", "warning"))},
    **dict.fromkeys(("notice", "alert", "hint", "primary", "secondary", "aside"), _callout),
    **{name: diagram(name) for name in ("mermaid", "plantuml", "graphviz", "dot", "d2", "ditaa")},
    **{name: element(name) for name in ("kbd", "mark", "sub", "sup", "abbr")},
    **embeds.RULES,
    **theme_tags.RULES,
}
_LOUD = (_content, _output, *theme_tags.RULES.values())
"""Rules of tags that are reported where they are alone and nothing is made of them."""
