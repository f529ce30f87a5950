"""Pictures are read once, sized into the page's classes, and described; the lead one is checked."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

from triptych.core import dependencies
from triptych.core.css_length import parse_length
from triptych.core.errors import AssetError, Finding, Place, Severity
from triptych.core.findings import collecting, report, warn
from triptych.core.model import Article, Asset, Picture, Tree
from triptych.core.site import Site
from triptych.markdown import tree
from triptych.markdown.places import ElementPlaces
from triptych.pictures import assets, remote
from triptych.pictures.read import check_picture, read_picture, read_picture_data
from triptych.settings.publication import setting_place
from triptych.sources import site_files
from triptych.sources.occurrences import PICTURE
from triptych.sources.places import place_of_key

_BLOCK_WIDTH = 369
_SMALL = (100, 60)
_DATA = "pf-data"
_ALT_HINT = 'Write it in the brackets: ![what it shows](file). Give {alt=""} if it only decorates.'


def read_header(article: Article) -> Article:
    """Read the publisher's image, and that for a dark screen, where the settings name them.

    The theme's dark one does not accompany another image. Raises ``AssetError`` when one cannot be used.
    """
    root, look = article.manuscript.root, article.manuscript.look
    if look.header_image:
        header = read_picture(root, root, look.header_image, setting_place(root, "header_image"))
        header = replace(header, name=f"header-{header.name}")
        article = replace(article, header=header, header_dark=None)
    if look.logo_dark:
        place = setting_place(root, "logo_dark")
        dark = read_picture(root, root, look.logo_dark, place)
        if article.header is None:
            hint = "Name the image for light screens and paper in `header_image`."
            warn("picture", "`logo_dark` has no effect without a `header_image`", place, hint)
        article = replace(article, header_dark=replace(dark, name=f"header-dark-{dark.name}"))
    return article


def read_lead(article: Article) -> Article:
    """Read the lead image.

    Raises ``AssetError`` when it cannot be used: the page would not be the one asked for. In a site of
    another tool, where it is often on the network or only for social media, it is then left out.
    """
    manuscript, picture = article.manuscript, article.meta.image
    root, folder = manuscript.root, manuscript.path.parent
    if picture is None:
        return article
    name = "src" if ("image", "src") in manuscript.key_lines else "path"
    place = place_of_key(manuscript, "image", name)
    if manuscript.site.dialect != Site().dialect:
        return _with_lead_of_site(article, picture, place)
    if assets.is_remote(picture.path):
        message = f"the lead image “{picture.path}” is not in the publication"
        raise AssetError(message, place, "Save it beside the article and name that file.")
    if picture.alt is None:
        message = f"the lead image “{picture.path}” has no alternative text"
        hint = 'Say what it shows in `alt:`, or `alt: ""` when it only decorates.'
        warn("no-alt", message, place, hint)
    lead = read_picture(root, folder, picture.path, place)
    return replace(article, lead=replace(lead, name=f"lead-{lead.name}"))


def read_cover(article: Article) -> Article:
    """Read the author's own cover of the EPUB; report one that libraries of e-readers show badly.

    Raises ``AssetError`` when it cannot be used.
    """
    manuscript, name = article.manuscript, article.meta.cover_image
    if not name:
        return article
    place = place_of_key(manuscript, "cover_image")
    if assets.is_remote(name):
        message = f"the cover “{name}” is not in the publication"
        raise AssetError(message, place, "Save it beside the article and name that file.")
    cover = read_picture(manuscript.root, manuscript.path.parent, name, place)
    if cover.media_type == "image/svg+xml":
        message = f"the cover “{name}” is a drawing, which many e-readers cannot show as a cover"
        raise AssetError(message, place, f"Export it as PNG or JPEG. {_COVER_SIZE}")
    size = f"the cover “{name}” has {cover.width} × {cover.height} pixels"
    if cover.width > cover.height:
        warn("cover", f"{size}, and is wider than it is high", place, _COVER_SIZE)
    elif cover.width < _LEAST_COVER[0] or cover.height < _LEAST_COVER[1]:
        least = f"fewer than {_LEAST_COVER[0]} × {_LEAST_COVER[1]}"
        warn("cover", f"{size}, {least}", place, _COVER_SIZE)
    return replace(article, cover=replace(cover, name=f"cover-{cover.name}"))


_LEAST_COVER = (600, 800)
"""The width and height in pixels below which a cover is blurred on e-readers of today."""

_COVER_SIZE = "Best are two to three, such as 1600 × 2400 pixels."


def _with_lead_of_site(article: Article, picture: Picture, place: Place) -> Article:
    """Return an article of another tool's site with its lead image, or without one that cannot be used.

    Such tools have no words for it, so that without any it decorates.
    """
    url = _spelled(article, picture.path)
    lead = None
    if _is_not_fetched(article, url):
        _report_absent({url: place})
    else:
        lead = _read(article, url, lambda: place)
    if not lead:
        return replace(article, meta=replace(article.meta, image=None))
    image = replace(picture, alt=picture.alt or "")
    lead = replace(lead, name=f"lead-{lead.name}")
    return replace(article, meta=replace(article.meta, image=image), lead=lead)


def read_pictures(article: Article) -> Article:
    """Read every picture of the text, and replace one that cannot be shown with its words."""
    found: dict[str, Asset] = {}
    lost: set[str] = set()
    given: dict[str, str] = {}
    absent: dict[str, Place] = {}
    places = ElementPlaces(article)

    def read(element: Tree) -> Tree | None:
        if element["t"] != "Image":
            return None
        (uid, names, pairs), alt, (url, title) = element["c"]
        spot, url = _Spot(places, element, url), given.get(url) or _spelled(article, url)
        if url not in found and url not in lost:
            if _is_not_fetched(article, url):
                asset, absent[url] = None, spot.find()
            else:
                asset = _read(article, url, spot.find)
            lost.update([] if asset else [url])
            if asset:
                typed = element["c"][2][0]
                name = f"{_DATA}/{len(found)}" if _is_data(url) else assets.plain_name(url)
                given[url] = given[typed] = name
                found[name] = _apart(asset, found)
                url = name
            if not asset:
                return _stand_in(tree.text_of(alt) or title, url)
        if url in lost:
            spot.leave()
            return _stand_in(tree.text_of(alt) or title, url)
        is_decoration = _is_decoration(pairs)
        alt = alt or tree.string(_values(pairs).get("alt", ""))
        if not tree.text_of(alt) and not is_decoration:
            message = f"the picture “{_short(url)}” has no alternative text"
            warn("no-alt", message, spot.find(), _ALT_HINT)
        spot.leave()
        role = ["pf-decorative"] if is_decoration else []
        attr = [uid, [*names, *_size_class(found[url], pairs), *role], pairs]
        return {"t": "Image", "c": [attr, [] if is_decoration else alt, [url, title]]}

    blocks = tuple(tree.replace(list(article.blocks), read, kinds=("Image",)))
    _report_absent(absent)
    return replace(article, blocks=blocks, assets=found)


def _spelled(article: Article, url: str) -> str:
    """Return the address of a picture beside the article as its file's name is spelled."""
    return site_files.picture_address(article.manuscript, url)


def _is_not_fetched(article: Article, url: str) -> bool:
    """Whether a picture is on the network, and the publication fetches none."""
    return assets.is_remote(url) and not _is_data(url) and not article.manuscript.allow_remote


def _report_absent(absent: dict[str, Place]) -> None:
    """Report the pictures that were not fetched, by their addresses: all of a document as one."""
    if not absent:
        return
    first, place = next(iter(absent.items()))
    message = f"the picture “{_short(first)}” is on the network and not downloaded"
    if len(absent) > 1:
        message = (
            f"{len(absent)} pictures are on the network and not downloaded, first “{_short(first)}”"
        )
    hint = "Save it beside the article and name that file, or set `allow_remote`."
    if len(absent) > 1:
        hint = "Save them beside the article and name those files, or set `allow_remote`."
    warn("remote-picture", message, place, hint)


class _Spot:
    """The place of one picture in the text, looked for when something is reported there."""

    def __init__(self, places: ElementPlaces, element: Tree, url: str) -> None:
        self._places, self._element, self._url = places, element, url
        self._found: Place | None = None

    def find(self) -> Place:
        """Return the place."""
        if self._found is None:
            self._found = self._places.next(self._element, PICTURE, self._url)
        return self._found

    def leave(self) -> None:
        """Pass the place by, so that the next picture has its own."""
        if self._found is None:
            self._places.skip(self._element, PICTURE, self._url)


def _read(article: Article, url: str, find: Callable[[], Place]) -> Asset | None:
    """Return one picture of the text, or report why it cannot be shown."""
    place = Place(article.manuscript.place)
    is_remote = assets.is_remote(url) and not _is_data(url)
    try:
        with collecting() as brought:
            asset = _fetched(article, url, place, is_remote=is_remote)
    except AssetError as error:
        kind = "remote-picture" if is_remote else "picture"
        if is_remote:
            dependencies.record(
                dependencies.FILE, remote.cache_name(url), dependencies.UNSTEADY
            )  # it may be available later
        report(Finding(kind, Severity.ERROR, error.message, find(), error.hint))
        return None
    for finding in brought:
        report(replace(finding, place=find()))
    return asset


def _fetched(article: Article, url: str, place: Place, *, is_remote: bool) -> Asset:
    """Return one picture from the network, from its data or from its file; raises ``AssetError``."""
    manuscript = article.manuscript
    if is_remote:
        data = remote.fetch(url, manuscript.root / remote.CACHE, place)
        dependencies.record(dependencies.FILE, remote.cache_name(url), dependencies.state_of(data))
        return check_picture(data, urlsplit(url).path, place)
    if _is_data(url):
        return read_picture_data(url, place)
    return read_picture(manuscript.root, manuscript.path.parent, url, place)


def _is_data(url: str) -> bool:
    """Whether an address is the picture itself."""
    return url[:5].lower() == "data:"


def _is_decoration(pairs: list[list[str]]) -> bool:
    """Whether a picture is said to show nothing: by an empty text, or by its role."""
    values = _values(pairs)
    return values.get("alt") == "" or values.get("role") in ("presentation", "none")


def _values(pairs: list[list[str]]) -> dict[str, str]:
    """Return an attribute triple's last part by name."""
    return {key: value for key, value in pairs}  # noqa: C416  mypy knows no pairs in lists


def _short(url: str) -> str:
    """Return a picture's address as a message can hold it."""
    return f"{url[:60]}…" if len(url) > 80 else url


def _apart(asset: Asset, others: dict[str, Asset]) -> Asset:
    """Return the asset a name that no other picture of the article has."""
    taken = {other.name for other in others.values() if other.data != asset.data}
    stem, dot, suffix = asset.name.rpartition(".")
    names = (f"{stem}-{n}{dot}{suffix}" for n in range(2, len(taken) + 3))
    free = asset.name if asset.name not in taken else next(n for n in names if n not in taken)
    return replace(asset, name=free)


def _stand_in(words: str, url: str) -> Tree:
    """Return what stands for a picture that cannot be shown: its words, as a link where it has a URL."""
    label = tree.string(f"[{words or _short(url)}]")
    is_address = url.startswith(("https://", "http://"))
    pairs = [["data-pf-address", url]] if is_address else []  # no link, for it may be in one
    return {"t": "Span", "c": [["", ["pf-missing"], pairs], label]}


def _size_class(asset: Asset, pairs: list[list[str]]) -> list[str]:
    """Return the class that the print-friendly page has for a picture of this size in pixels.

    A picture that is asked to be so many pixels wide counts as that wide; one given a share of the
    page or a length on paper stands as a block of its own.
    """
    wanted = _values(pairs).get("width", "")
    length = parse_length(wanted)
    pixels = length.pixels if length else None
    width = asset.width if pixels is None else pixels
    if width > _BLOCK_WIDTH or (wanted and pixels is None):
        return ["blockImage"]
    height = asset.height * width / max(1, asset.width)
    is_small = width < _SMALL[0] and height < _SMALL[1]
    return ["smallImage"] if is_small else ["mediumImage"]
