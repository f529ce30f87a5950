"""The publisher's own CSS, without what would load anything from elsewhere or grow without bound."""

from dataclasses import replace

from triptych.core import css as core_css
from triptych.core.errors import AssetError, Place
from triptych.core.findings import warn
from triptych.core.model import Article
from triptych.pictures import assets
from triptych.sources.places import place_of_key


def read_custom_css(article: Article) -> Article:
    """Take ``custom_css`` as the name of a ``.css`` file, else as CSS itself.

    Raises ``AssetError`` when it names a file that cannot be read, or is nested too deep.
    """
    manuscript = article.manuscript
    css = manuscript.look.custom_css.strip()
    place = Place(manuscript.place)
    if css.lower().endswith(".css") and "{" not in css:
        place = Place(css)
        beside = assets.is_beside(manuscript.root, manuscript.path.parent, css)
        folder = manuscript.path.parent if beside else manuscript.root
        named_at = place_of_key(manuscript, "custom_css")
        css = assets.read_file(manuscript.root, folder, css, named_at).decode(
            "utf-8-sig", "replace"
        )
    try:
        safe, faults = core_css.filter_sheet(css)
    except RecursionError:
        hint = "Remove some levels of its blocks or custom properties."
        raise AssetError("custom CSS is nested too deeply", place, hint) from None
    for fault in faults:
        at = Place(place.path, fault.line)
        warn("custom-css", f"custom CSS {fault.message}", at, "Ignored.")
    return replace(article, custom_css=safe.strip().replace("</", "<\\/"))
