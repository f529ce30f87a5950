"""Pictures of a site, which its pages name as its tool addresses them."""

from posixpath import dirname, join, normpath
from urllib.parse import quote, unquote, urlsplit

from triptych.core.model import Manuscript
from triptych.core.site import Site
from triptych.pictures import assets
from triptych.sources import article_index
from triptych.sources.files import path_from_root


def picture_address(manuscript: Manuscript, url: str) -> str:
    """Return the address of a picture from the article or, after ``/``, from the root.

    It is looked for where the article names it, from the page's address, in the site's folders of
    files, and by its name anywhere. What is on the network is left as it is.
    """
    site = manuscript.site
    local = _within_site(url, site)
    if assets.is_remote(local):
        return url
    root, folder = manuscript.root, manuscript.path.parent
    if site.dialect == Site().dialect:
        return assets.existing_name(root, folder, url)
    name = path_from_root(manuscript.path, root)
    for candidate in _candidates(local, name, site):
        if (root / unquote(candidate)).is_file():
            return assets.existing_name(root, folder, f"/{candidate}")
    found = article_index.find_in(root, manuscript.path, local.partition("?")[0].partition("#")[0])
    if found:
        return f"/{quote(found)}"
    return assets.existing_name(root, folder, local)


def _within_site(url: str, site: Site) -> str:
    """Return an address on the site itself as a path from it."""
    if site.url and url.startswith(f"{site.url}/"):
        return url.removeprefix(site.url)
    return url


def _candidates(url: str, name: str, site: Site) -> list[str]:
    """Return the paths from the root at which a picture may be, as the site's tool would look."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return []
    base = site.base.strip("/")
    if path.startswith("/"):
        plain = path.lstrip("/")
        inner = plain.removeprefix(f"{base}/") if base else plain
        folders = ["", *site.statics, *site.content]
        found = [join(folder, each) for each in (plain, inner) for folder in folders]
    else:
        own = name.rpartition(".")[0]
        statics = [join(folder, path) for folder in site.statics]
        found = [join(dirname(name), path), join(own, path), join(dirname(own), path), *statics]
        found += [join(dirname(name), unquote(path))]
    inside = [normpath(each) for each in dict.fromkeys(found)]
    return [each for each in inside if not each.startswith(("..", "/"))]
