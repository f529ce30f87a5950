"""Blocks of code in the language of a diagram become the picture that it describes."""

import base64
from collections import defaultdict
from dataclasses import replace

from triptych.core.findings import note, warn
from triptych.core.model import Article, Tree
from triptych.markdown import tree
from triptych.pictures import diagrams
from triptych.pictures.diagrams import KINDS, RENDERERS, DiagramError
from triptych.sources.places import place_of

_CAPTIONS = ("caption", "fig-cap", "title")


def draw_diagrams(article: Article) -> Article:
    """Draw each diagram whose renderer is installed, its source as its alternative text.

    One whose renderer is not, or that cannot be drawn, stays code, and is reported.
    """
    absent: defaultdict[str, list[str]] = defaultdict(list)

    def draw(element: Tree) -> Tree | None:
        if element["t"] != "CodeBlock":
            return None
        (uid, classes, pairs), source = element["c"]
        kind = next((KINDS[name] for name in classes[:1] if name in KINDS), "")
        if not kind or not source.strip():
            return None
        if not diagrams.is_installed(kind):
            absent[kind].append(source)
            return None
        try:
            data = diagrams.draw(kind, source)
        except DiagramError as error:
            place = place_of(article.manuscript, source.strip().split("\n")[0])
            message = f"the {RENDERERS[kind].label} diagram is set as code: {error}"
            warn("diagram", message, place, "Check it in the program's own editor.")
            return None
        return _picture(uid, pairs, source, data)

    blocks = tuple(tree.replace(list(article.blocks), draw, kinds=("CodeBlock",)))
    for kind, sources in absent.items():
        label, count = RENDERERS[kind].label, len(sources)
        counted = f"a {label} diagram is" if count == 1 else f"{count} {label} diagrams are"
        place = place_of(article.manuscript, sources[0].strip().split("\n")[0])
        message = f"{counted} set as code, because nothing is installed that draws it"
        note("diagram", message, place, RENDERERS[kind].install)
    return replace(article, blocks=blocks)


def _picture(uid: str, pairs: list[list[str]], source: str, data: bytes) -> Tree:
    """Return a diagram as a picture, in a figure where it has a caption."""
    given = dict(pairs)
    words = next((given[key] for key in _CAPTIONS if given.get(key)), "")
    alt = " ".join((given.get("alt") or given.get("fig-alt") or source).split())
    url = f"data:image/svg+xml;base64,{base64.b64encode(data).decode()}"
    image = {"t": "Image", "c": [["", ["pf-diagram"], [["alt", alt]]], [], [url, ""]]}
    if not words:
        attr = [uid, [], []]
        return {"t": "Div", "c": [attr, [{"t": "Para", "c": [image]}]]}
    caption = [None, [{"t": "Plain", "c": tree.string(words)}]]
    return {"t": "Figure", "c": [[uid, [], []], caption, [{"t": "Plain", "c": [image]}]]}
