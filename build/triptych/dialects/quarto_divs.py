"""Quarto's divisions: callouts, tabs, layouts, what is for some formats only, figures and theorems."""

import re
from collections.abc import Mapping
from typing import Any

from triptych.dialects import blocks, fenced, paired, quarto_shortcodes, scanner
from triptych.dialects.quarto_attributes import Attributes, attributes
from triptych.dialects.quarto_references import Labels

_SHOWN = ("html", "html:js", "html5", "epub", "all")
_DONE = ("content-visible", "content-hidden", "cell", "cell-output", "cell-output-display")
_ASIDES = ("column-margin", "margin-note", "aside", "marginnote", "sidenote", "marginfigure")
_CALLOUTS = re.compile(
    r"(?:callout-|rmd|info|blackbox-?)?(note|tip|warning|caution|important|info)(?:box|block)?$"
)


class Divisions:
    """Replaces the divisions of one document."""

    def __init__(self, meta: Mapping[str, Any], labels: Labels) -> None:
        self._meta = meta
        self._labels = labels

    def expand(self, text: str) -> str:
        """Return a text with Quarto's divisions as Triptych's own."""
        return fenced.expand(text, lambda mark, _: mark[0] == ":", self._make)

    def _make(self, block: fenced.Block) -> str | None:
        """Return what replaces a division."""
        attr = attributes(block.info)
        classes = set(attr.classes)
        if not self._is_visible(attr) or classes & {"dark-content", "hidden"}:
            return _macros(block.inner)
        made = _figure(attr, block.inner, self._labels)
        for rule in (_tabs, self._callout, self._labels.theorem, _layout):
            if made is None:
                made = rule(attr, block.inner)
        if made is not None:
            return made
        if classes & set(_ASIDES):
            return division("", block.inner)
        if attr.uid == "refs":
            return None
        named = [
            each for each in attr.classes if re.fullmatch(r"[\w-]+", each) and each not in _DONE
        ]
        own = [f"#{attr.uid}"] if attr.uid else []
        return division(" ".join([*own, *(f".{each}" for each in named)]), block.inner)

    def _is_visible(self, attr: Attributes) -> bool:
        """Whether a division is for our editions."""
        is_hidden = "content-hidden" in attr.classes
        if not is_hidden and "content-visible" not in attr.classes:
            return True
        answers = []
        for key, value in attr.values.items():
            word, _, about = key.partition("-")
            if word not in ("when", "unless") or about not in ("format", "meta", "profile"):
                continue
            holds = about == "format" and value in _SHOWN
            if about == "meta":
                known = quarto_shortcodes.value_at(self._meta, value)
                holds = known not in (None, "", "false", "no")
            answers.append(holds if word == "when" else not holds)
        return all(answers) != is_hidden

    def _callout(self, attr: Attributes, inner: str) -> str | None:
        """Return a callout of Quarto's, or of the usual style sheets of bookdown."""
        kinds = [found[1] for each in attr.classes if (found := _CALLOUTS.match(each))]
        kind = next((each for each in kinds if each != "info"), "".join(kinds[:1]))
        if not kind or (
            attr.classes[0] == "note" and "title" not in attr.values and not inner.strip()
        ):
            return None
        own = blocks.KINDS.get(kind, "note")
        title = attr.values.get("title", "")
        title = self._labels.callout(attr.uid, title, inner) if attr.uid else title
        name = f"{{.{own}{f' #{attr.uid}' if attr.uid else ''}}}"
        if not title:
            return division(name.strip("{}"), inner)
        if self._labels.is_numbered(attr.uid):
            inner = _without_heading(inner)
        return division(
            name.strip("{}"), f"#### {' '.join(title.split())}\n\n{paired.dedent(inner)}"
        )


def division(name: str, inner: str) -> str:
    """Return a division of attributes as in braces; the text alone where there are none."""
    body = paired.dedent(inner)
    if not name:
        return f"\n\n{body}\n\n"
    runs = re.findall(r"^[ \t>]*(:{3,})", body, re.MULTILINE)
    colons = ":" * (max((len(run) for run in runs), default=2) + 1)
    return f"\n\n{colons} {{{name}}}\n\n{body}\n\n{colons}\n\n"


_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*(?:\{[^{}]*\})?[ \t]*$")


def headings(inner: str) -> list[tuple[int, int, str]]:
    """Return the number of each line that is a heading, its level and its words."""
    lines = inner.split("\n")
    found = []
    depth = 0
    for number, (line, is_code) in enumerate(zip(lines, scanner.code_lines(inner), strict=True)):
        if is_code:
            continue
        if line.lstrip().startswith(":::"):
            depth += 1 if line.strip(" \t:") else -1
        elif depth <= 0 and (match := _HEADING.match(line)):
            found.append((number, len(match[1]), match[2]))
    return found


def _without_heading(inner: str) -> str:
    """Return a text without the heading that it begins with."""
    known = headings(inner)
    lines = inner.split("\n")
    if known and not "".join(lines[: known[0][0]]).strip():
        return "\n".join(lines[known[0][0] + 1 :])
    return inner


def _tabs(attr: Attributes, inner: str) -> str | None:
    """Return tabs one after the other, each under its label."""
    if not {"panel-tabset", "tabset"} & set(attr.classes):
        return None
    known = headings(inner)
    if not known:
        return division("", inner)
    level = known[0][1]
    starts = [each for each in known if each[1] == level]
    lines = inner.split("\n")
    out = ["\n".join(lines[: starts[0][0]])]
    for number, (at, _, words) in enumerate(starts):
        end = starts[number + 1][0] if number + 1 < len(starts) else len(lines)
        out.append(blocks.labelled(words.replace("**", ""), "\n".join(lines[at + 1 : end])))
    return division("", "".join(out))


_PICTURE = re.compile(
    r"\s*\[?!\[(?:[^\[\]]|\[[^\[\]]*\])*\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)(?:\{[^{}\n]*\})?(?:\]\([^()\n]*\))?(?:\{[^{}\n]*\})?\s*$"
)


def _paragraphs(inner: str) -> list[str]:
    """Return the blocks of a text that are separated by blank lines outside code."""
    out: list[list[str]] = [[]]
    for line, is_code in zip(inner.split("\n"), scanner.code_lines(inner), strict=True):
        if line.strip() or is_code:
            out[-1].append(line)
        elif out[-1]:
            out.append([])
    return ["\n".join(each) for each in out if each]


def _layout(attr: Attributes, inner: str) -> str | None:
    """Return a layout: pictures alone in a row, anything else one below the other."""
    if not any(key.startswith("layout") for key in attr.values):
        return None
    return _row(attr, _paragraphs(inner), inner)


def _row(attr: Attributes, parts: list[str], inner: str) -> str:
    """Return pictures side by side where a layout says so, anything else one below the other."""
    name = f"#{attr.uid}" if attr.uid and not attr.uid.startswith("fig") else ""
    asked = any(key.startswith("layout") for key in attr.values)
    if asked and 1 < len(parts) <= 4 and all(_PICTURE.match(each) for each in parts):
        return division(f"{name} .row".strip(), inner)
    return division(name, inner)


def _figure(attr: Attributes, inner: str, labels: Labels) -> str | None:
    """Return a labelled figure, table or listing whose caption is its last paragraph."""
    found = re.match(r"(fig|tbl|tab|lst)[-:](.+)$", attr.uid)
    if not found:
        return None
    kind = {"tab": "tbl"}.get(found[1], found[1])
    parts = _paragraphs(inner)
    given = attr.values.get(f"{kind}-cap", "")
    caption = given or (parts.pop() if len(parts) > 1 and _is_caption(parts[-1]) else "")
    body = "\n\n".join(parts)
    if len(parts) == 1 and _PICTURE.match(body) and kind == "fig" and body.strip()[0] == "!":
        return _labelled_picture(body.strip(), caption, f"{kind}:{found[2]}")
    subs = _row(Attributes("", (), attr.values), parts, body)
    subs = _sub_figures(subs, f"{kind}:{found[2]}", labels)
    return division(f"#{kind}:{found[2]}", f"{subs}\n\n{caption}\n" if caption else subs)


def _labelled_picture(typed: str, caption: str, label: str) -> str:
    """Return the one picture of a figure, with the figure's label and caption."""
    words = typed[2 : typed.index("](")]
    rest = typed[typed.index("](") + 1 :]
    body, _, attr = rest.partition("{")
    known = re.sub(r"#[^\s}]+", "", attr.rstrip("} ")).strip()
    alt = f"alt={blocks.quoted(words)}" if caption and words and "alt=" not in known else ""
    tail = " ".join(filter(None, (f"#{label}", known.replace("fig-alt=", "alt="), alt)))
    return f"\n\n![{' '.join((caption or words).split())}]{body.strip()}{{{tail}}}\n\n"


def _is_caption(part: str) -> bool:
    """Whether a block is a paragraph, which may be a caption."""
    return not re.match(
        r"[ \t]*(?:!\[|\[!\[|:{3,}|`{3,}|~{3,}|\||#{1,6} |[-+*] |\d+\. |<|\{\{<|\$\$|: )", part
    )


_SUB = re.compile(
    r"(?P<start>!\[)(?P<words>(?:[^\[\]]|\[[^\[\]]*\])*)(?P<place>\]\([^()\n]*\))"
    r"\{(?P<before>[^{}\n]*)#(?P<label>fig[-:][^\s{}]+)(?P<after>[^{}\n]*)\}"
)

_SUB_TABLE = re.compile(
    r"^(?P<start>(?:Table)?:[ \t]+)(?P<words>[^\n{]*)\{[^{}\n]*#(?P<label>tbl[-:][^\s{}]+)[^{}\n]*\}",
    re.MULTILINE,
)


def _sub_figures(body: str, whole: str, labels: Labels) -> str:
    """Return the content of a figure, each of its own labelled pictures with a letter for its label."""
    count = 0

    def letter(found: scanner.Found) -> str:
        nonlocal count
        sign = chr(ord("a") + count % 26)
        count += 1
        labels.add_part(found["label"], whole, sign)
        attr = f"{found['before']}{found['after']}".strip()
        tail = f"{{{attr}}}" if attr else ""
        return f"![({sign}) {found['words']}{found['place']}{tail}"

    def table(found: scanner.Found) -> str:
        nonlocal count
        sign = chr(ord("a") + count % 26)
        count += 1
        labels.add_part(found["label"], whole, sign)
        return f"{found['start']}({sign}) {found['words'].strip()}"

    body = scanner.substitute(body, _SUB_TABLE, table)
    return scanner.substitute(body, _SUB, letter, indented=False)


def _macros(inner: str) -> str:
    """Return what hidden text says to formulas: the macros that it defines."""
    bare = inner.replace("$$", "").strip()
    if re.match(
        r"(?:\\(?:newcommand|renewcommand|providecommand|def|DeclareMathOperator)\b)", bare
    ):
        return f"\n\n{bare}\n\n"
    return ""
