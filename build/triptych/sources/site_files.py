"""The files and pages of a site, which its articles name as its tool addresses them."""

import re
from posixpath import dirname, join, normpath
from urllib.parse import quote, unquote, urljoin, urlsplit

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


_FILE = re.compile(r"\.(?:md|mdx|markdown|mdown|qmd|rmd)$", re.IGNORECASE)
_INDEX = re.compile(r"(?:^|(?<=/))(?:_?index|readme)$", re.IGNORECASE)


def is_article_file(address: str) -> bool:
    """Whether an address names the file of an article."""
    return bool(_FILE.search(address.partition("#")[0].partition("?")[0]))


def web_address(manuscript: Manuscript, address: str) -> str:
    """Return the address on the web of a page or file of the site; "" where the site has none.

    An article's file is named from the folder it is in, a page from its own address.
    """
    site = manuscript.site
    try:
        if not site.url or urlsplit(address).scheme or address.startswith("//"):
            return ""
        origin, base = urljoin(site.url, "/").rstrip("/"), urlsplit(site.url).path.strip("/")
    except ValueError:
        return ""
    path, mark, fragment = address.partition("#")
    own = path_from_root(manuscript.path, manuscript.root)
    for folder in sorted(site.content, key=len, reverse=True):
        own = own.removeprefix(f"{folder}/") if folder else own
    if is_article_file(path):
        joined = normpath(join("/", "" if path.startswith("/") else dirname(own), path.lstrip("/")))
        path = _INDEX.sub("", _FILE.sub("", joined)).rstrip("/") + "/"
    elif not path.startswith("/"):
        page = _INDEX.sub("", own.rpartition(".")[0])
        path = urljoin(f"/{page}/" if page and not page.endswith("/") else f"/{page}", path)
    if base and not path.startswith(f"/{base}/"):
        path = f"/{base}{path}"
    return f"{origin}{path}{mark}{fragment}"
