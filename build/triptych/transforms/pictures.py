"""Pictures are read once, sized into the page's classes, and described; the lead one is checked."""

from dataclasses import replace
from pathlib import Path

from triptych import assets, pictures, tree
from triptych.errors import AssetError, Finding, Place, Severity
from triptych.model import Article, Asset, Tree
from triptych.places import place_of
from triptych.settings.publication import told

_BLOCK_WIDTH = 369
_SMALL = (100, 60)


def read_lead(article: Article) -> tuple[Article, list[Finding]]:
    """Read the lead image and the publisher's header image.

    Raises ``AssetError`` when either cannot be used: the page would not be the one asked for.
    """
    manuscript, picture = article.manuscript, article.meta.image
    root, folder = manuscript.root, manuscript.path.parent
    findings: list[Finding] = []
    if manuscript.look.header_image:
        place = told(root, "header_image")
        header = pictures.read_file(root, root, manuscript.look.header_image, place)
        article = replace(article, header=replace(header, name=f"header-{header.name}"))
    if picture is None:
        return article, findings
    place = Place(manuscript.place, _front_line(manuscript.path, picture.path))
    if assets.is_remote(picture.path):
        message = f"the lead image “{picture.path}” is not in the publication"
        raise AssetError(message, place, "Save it beside the article and name that file.")
    if picture.alt is None:
        message = f"the lead image “{picture.path}” has no alternative text"
        hint = 'Say what it shows in `alt:`, or `alt: ""` when it only decorates.'
        findings.append(Finding("no-alt", Severity.WARNING, message, place, hint))
    lead = pictures.read_file(root, folder, picture.path, place)
    return replace(article, lead=replace(lead, name=f"lead-{lead.name}")), findings


def read_pictures(article: Article) -> tuple[Article, list[Finding]]:
    """Read every picture of the text, and put a note in the place of one that cannot be shown."""
    found: dict[str, Asset] = {}
    findings: list[Finding] = []

    def read(element: Tree) -> Tree | None:
        if element["t"] != "Image":
            return None
        attr, alt, (url, title) = element["c"]
        place = place_of(article.manuscript, url)
        if url not in found:
            asset, finding = _read(article, url, place)
            if asset is None:
                findings.extend(finding)
                return _stand_in(tree.text_of(alt) or title, url)
            found[url] = _apart(asset, found)
        if url in found and not tree.text_of(alt) and ["role", "presentation"] not in attr[2]:
            message = f"the picture “{url}” has no alternative text"
            findings.append(Finding("no-alt", Severity.WARNING, message, place, _ALT_HINT))
        sized = [attr[0], [*attr[1], *_size_class(found.get(url))], attr[2]]
        return {"t": "Image", "c": [sized, alt, [url, title]]}

    blocks = tuple(tree.replace(list(article.blocks), read))
    return replace(article, blocks=blocks, assets=found), findings


_ALT_HINT = (
    "Write it in the brackets: ![what it shows](file). Give {role=presentation} if it decorates."
)


def _read(article: Article, url: str, place: Place) -> tuple[Asset | None, list[Finding]]:
    """Read one picture of the text, or find why it cannot be shown."""
    manuscript = article.manuscript
    is_data = url[:5].lower() == "data:"
    if assets.is_remote(url) and not is_data:
        message = f"the picture “{url}” is on the network, and is not fetched"
        hint = "Save it beside the article and name that file."
        return None, [Finding("remote-picture", Severity.WARNING, message, place, hint)]
    try:
        if is_data:
            return pictures.read_data(url, place), []
        return pictures.read_file(manuscript.root, manuscript.path.parent, url, place), []
    except AssetError as error:
        return None, [Finding("picture", Severity.ERROR, error.message, place, error.hint)]


def _apart(asset: Asset, others: dict[str, Asset]) -> Asset:
    """Give the asset a name that no other picture of the article has."""
    taken = {other.name for other in others.values() if other.data != asset.data}
    stem, dot, suffix = asset.name.rpartition(".")
    names = (f"{stem}-{n}{dot}{suffix}" for n in range(2, len(taken) + 3))
    free = asset.name if asset.name not in taken else next(n for n in names if n not in taken)
    return replace(asset, name=free)


def _stand_in(words: str, url: str) -> Tree:
    """Give what stands for a picture that cannot be shown: its words, as a link where it has a URL."""
    label = tree.string(f"[{words or url}]")
    if url.startswith(("https://", "http://")):
        return {"t": "Link", "c": [["", ["pf-missing"], []], label, [url, ""]]}
    return {"t": "Span", "c": [["", ["pf-missing"], []], label]}


def _size_class(asset: Asset | None) -> list[str]:
    """Give the class that the print-friendly page has for a picture of this size in pixels."""
    if asset is None or asset.width > _BLOCK_WIDTH:
        return ["blockImage"]
    is_small = asset.width < _SMALL[0] and asset.height < _SMALL[1]
    return ["smallImage"] if is_small else ["mediumImage"]


def _front_line(path: Path, needle: str) -> int:
    """Give the line of the file at which ``needle`` first stands."""
    with path.open(encoding="utf-8-sig") as file:
        return next((n for n, line in enumerate(file, 1) if needle in line), 1)
