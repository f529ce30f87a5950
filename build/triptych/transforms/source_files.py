"""The files that an article is made of are collected with it."""

from dataclasses import replace

from triptych.core.errors import Place
from triptych.core.model import Article
from triptych.core.xml_characters import with_whole_letters
from triptych.pictures import assets
from triptych.pictures.source_copy import source_copy
from triptych.sources.files import path_in_publication


def collect_source_files(article: Article) -> Article:
    """Collect the article's file, settings, theme, pictures, style sheet and bibliography, by path."""
    manuscript = article.manuscript
    named = {url: asset for url, asset in article.assets.items() if not url.startswith("data:")}
    if article.lead and article.meta.image:
        named[article.meta.image.path] = article.lead
    if article.cover:
        named[article.meta.cover_image] = article.cover
    look = manuscript.look
    for name, asset in ((look.header_image, article.header), (look.logo_dark, article.header_dark)):
        if name and asset:
            named[f"/{name.lstrip('/')}"] = asset
    files = {**article.files, **manuscript.files}
    for url, asset in named.items():
        files[path_in_publication(url, manuscript)] = source_copy(asset)
    files |= _style_sheet(article)
    place, folder = Place(manuscript.place), manuscript.path.parent
    for name in filter(None, (*article.meta.bibliography, article.meta.csl)):
        data = assets.read_file(manuscript.root, folder, name, place)
        files[path_in_publication(name, manuscript)] = data
    whole = {with_whole_letters(name): data for name, data in files.items() if name and data}
    return replace(article, files=whole)


def _style_sheet(article: Article) -> dict[str, bytes]:
    """Return the file of the publisher's own CSS, if it is one; it has been read once already."""
    manuscript = article.manuscript
    css = manuscript.look.custom_css.strip()
    if not css.lower().endswith(".css") or "{" in css:
        return {}
    is_beside = assets.is_beside(manuscript.root, manuscript.path.parent, css)
    folder = manuscript.path.parent if is_beside else manuscript.root
    data = assets.read_file(manuscript.root, folder, css, Place(manuscript.place))
    return {path_in_publication(css if is_beside else f"/{css}", manuscript): data}
