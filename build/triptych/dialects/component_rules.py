"""Components that many sites of MDX and Vue have, and the text that each becomes."""

import html
import re

from triptych.dialects import blocks, inclusion, paired
from triptych.dialects.components import Reading, Rule, content, raw_value, value
from triptych.dialects.paired import Tag


def _part(tag: Tag, reading: Reading) -> str:
    """Return what a fragment encloses, under the name of its place where that is one of several."""
    slot = value(tag, "slot")
    return (
        blocks.labelled(slot, tag.inner or "")
        if slot.lower() not in _PLACES
        else content(tag, reading)
    )


_PLACES = (
    "",
    "default",
    "header",
    "title",
    "footer",
    "icon",
    "before",
    "after",
    "media",
    "content",
)
"""Names of places in a component that are no words for readers."""


def _since(tag: Tag, _: Reading) -> str:
    """Return since which version something is there."""
    version, package = value(tag, "v", "version"), value(tag, "pkg", "package")
    if not version:
        return _words(tag, _)
    return f"**Added in:** `{f'{package}@' if package else 'v'}{version.lstrip('v')}`"


def nothing(_: Tag, __: Reading) -> str:
    """Return nothing, for what has no text: a list that the tool makes, or a script."""
    return ""


def _label(tag: Tag, reading: Reading) -> str:
    """Return a tab under its label."""
    key = value(tag, "value", "name")
    label = value(tag, "label", "title", "heading") or reading.labels.get(key, "") or key
    return blocks.labelled(label, tag.inner or "")


def _titled(tag: Tag, _: Reading) -> str:
    """Return content below its title, which is a link where the component is one."""
    title, address = (
        value(tag, "title", "label", "name", "heading"),
        value(tag, "href", "to", "link", "url"),
    )
    words = value(tag, "description", "desc", "details", "text")
    head = blocks.link(title, address) if address and title else title
    inner = paired.dedent(tag.inner or "")
    parts = [f"**{head}**" if head else "", words, inner]
    made = "\n\n".join(part for part in parts if part)
    return f"\n\n{made}\n\n" if made else ""


def _link(tag: Tag, _: Reading) -> str:
    """Return a link."""
    address = value(tag, "to", "href", "page", "url", "link")
    inner = tag.inner or value(tag, "title", "text", "label", "children")
    is_block = "\n" in inner.strip()
    words = " ".join(inner.split())
    if is_block and re.search(r"^\s*(?:[-*+#]|\d+\.)\s", inner, re.MULTILINE):
        return f"\n\n{paired.dedent(inner)}\n\n"
    return blocks.link(words, address) if address else inner


def _picture(tag: Tag, reading: Reading) -> str | None:
    """Return a picture, of several for light and dark screens the light one."""
    address = raw_value(
        tag, "src", "img", "image", "source", "light", "lightsrc", "srclight", "url", "file"
    )
    if table := raw_value(tag, "sources", "srcset"):
        found = re.search(
            r"light\s*:\s*((?:\w+\()?['\"`][^'\"`]+['\"`]\)?(?:\.default)?|[\w.]+)", table
        )
        address = (reading.module.evaluate(found[1]) or "") if found else address
    known = (
        reading.module.evaluate(address)
        if re.match(r"[\w$]+(?:\.\w+)*$|[\w.$ ]+\(", address)
        else None
    )
    address = known or address
    if not address or (known is None and re.search(r"[(){}=]", address)):
        return "" if not address and tag.inner is None and not tag.rest else None
    alt = value(tag, "alt") or value(tag, "title")
    width = value(tag, "width")
    attributes = f'width="{width}"' if re.fullmatch(r"\d+(?:px|%|em)?", width) else ""
    if not tag.is_block:
        return blocks.inline_picture(address, alt, attributes)
    caption = value(tag, "caption", "figcaption") or " ".join((tag.inner or "").split())
    return blocks.picture(address, alt, caption, attributes)


def _callout(tag: Tag, _: Reading) -> str:
    """Return a callout, whose kind is an attribute or the component's name."""
    kind = (
        value(tag, "type", "kind", "variant", "intent", "status", "severity", "level") or tag.name
    )
    kind = (
        kind
        if kind.lower() in blocks.KINDS
        else {"default": "note", "idea": "tip"}.get(kind.lower(), "note")
    )
    return blocks.callout(
        kind, value(tag, "title", "header", "heading"), tag.inner or value(tag, "text")
    )


def _details(tag: Tag, _: Reading) -> str:
    """Return blocks below a summary, which are open in print."""
    summary = html.escape(
        value(tag, "summary", "title", "header", "label", "question") or "Details", quote=False
    )
    inner = paired.dedent(tag.inner or "")
    if "<summary" in inner:
        return f"\n\n<details>\n{inner}\n</details>\n\n"
    return f"\n\n<details>\n<summary>{summary}</summary>\n\n{inner}\n\n</details>\n\n"


def _code(tag: Tag, reading: Reading) -> str:
    """Return code, given as an attribute, as a text in braces or as the words of the component."""
    given = raw_value(tag, "code", "content") or paired.dedent(html.unescape(tag.inner or ""))
    bare = given.strip()
    is_braced = bare.startswith("{") and bare.endswith("}")
    bare = bare[1:-1].strip() if is_braced else bare
    is_expression = is_braced or (value(tag, "code", "content") == "" != raw_value(tag, "code"))
    imports = reading.module.imports
    path = imports.get(bare) or (bare if bare in imports.values() else "")
    known = reading.module.evaluate(bare) if is_expression and not path else None
    if path:
        given = reading.includes.read(reading.page, _file(path, reading), tag.markup, ()) or ""
    elif known is not None:
        given = known
    elif is_expression:
        reading.unread.append(given.strip())
        return ""
    if re.match(r"\s*(?:`{3}|~{3})", given):
        return f"\n\n{given}\n\n"
    language = value(tag, "language", "lang", "classname", "class").removeprefix("language-")
    return blocks.fenced(given, re.sub(r"[^\w+#-]", "", language), value(tag, "title", "filename"))


def _file(path: str, reading: Reading) -> str:
    """Return the path of a file that an import names, after ``/`` where it is from the root.

    An import may leave the end of the name out.
    """
    folder = reading.page.site.values.get("folder", "")
    place = re.sub(r"^(?:@site|~|@)/", f"/{folder}/" if folder else "/", path)
    own = inclusion.path_of(reading.page, place)
    ends = ("", ".js", ".jsx", ".ts", ".tsx", ".css", ".json")
    end = next((end for end in ends if (reading.page.root / f"{own}{end}").is_file()), "")
    return f"/{own}{end}"


def _words(tag: Tag, _: Reading) -> str:
    """Return a badge or a mark as its words, in small letters."""
    inner = (tag.inner or "").strip() or html.escape(
        value(tag, "text", "label", "content", "title"), quote=False
    )
    return f"<small>{inner}</small>" if inner else ""


def _key(tag: Tag, _: Reading) -> str:
    """Return a key."""
    return f"<kbd>{tag.inner or html.escape(value(tag, 'k', 'key', 'text'))}</kbd>"


def _film(tag: Tag, _: Reading) -> str | None:
    """Return a link to a film or a post elsewhere."""
    place = value(tag, "url", "src", "href", "id", "videoid", "youtubeid", "video", "tweetid")
    title = value(tag, "title", "caption", "playlabel")
    if not place:
        return None
    name = tag.name.lower()
    if not re.match(r"https?://|/|\.", place):
        vimeo = "https://vimeo.com/" if "vimeo" in name else "https://www.youtube.com/watch?v="
        place = (
            f"https://x.com/i/status/{place}"
            if "tweet" in name or name == "x"
            else f"{vimeo}{place}"
        )
    return f"\n\n{blocks.link(title, place)}\n\n" if tag.is_block else blocks.link(title, place)


def _emphasised(tag: Tag, _: Reading) -> str:
    """Return a heading written as a component."""
    level = re.search(r"[1-6]", value(tag, "as", "level"))
    uid = value(tag, "id")
    tail = f" {{#{uid}}}" if uid else ""
    return f"\n\n{'#' * int(level[0] if level else '2')} {' '.join((tag.inner or '').split())}{tail}\n\n"


def _unknown(tag: Tag, reading: Reading) -> str | None:
    """Return what a component encloses; of one that encloses nothing the code and words that it is given.

    An attribute that is an expression is no words.
    """
    given = {name: text for name, text in tag.values.items() if value(tag, name)}
    title = given.get("title") or given.get("heading") or given.get("header") or ""
    if (tag.inner or "").strip():
        is_titled = bool(title) and tag.is_block
        return blocks.labelled(title, tag.inner or "") if is_titled else content(tag, reading)
    code = html.unescape(given.get("code") or given.get("snippet") or given.get("source") or "")
    if "\n" in code or "<" in code:
        language = given.get("lang") or given.get("language")
        return blocks.fenced(code, language or ("html" if code.lstrip()[:1] == "<" else ""))
    if _PICTURE.search(given.get("src") or given.get("image") or given.get("img") or ""):
        return _picture(tag, reading)
    has_expression = not _WORDS.isdisjoint(tag.values.keys() - given.keys())
    return _titled(tag, reading) if _WORDS & given.keys() and not has_expression else ""


_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|avif)(?:[?#]|$)", re.IGNORECASE)
_WORDS = frozenset(("title", "heading", "description", "desc", "details", "text"))
"""Attributes whose values readers of a page see."""


def _each(rule: Rule, names: str) -> dict[str, Rule]:
    """Return the same rule for several names, separated by spaces."""
    return dict.fromkeys(names.split(), rule)


RULES: dict[str, Rule] = {
    "": _unknown,
    **_each(_label, "tabitem tab tabpanel codegroupitem tabspanel"),
    **_each(_titled, "card linkcard step doccard feature cardlink linkbox article"),
    **_each(_link, "link a navlink routerlink nuxtlink linkbutton button anchor clink"),
    **_each(
        _picture, "image img themedimage idealimage picture zoomimage figure screenshot imagezoom"
    ),
    **_each(_picture, "darkimage themeimage docimage zoomableimage photo thumbnail"),
    **_each(
        _callout, "admonition callout aside alert note tip info warning caution danger important"
    ),
    **_each(_callout, "hint banner notice highlightbox check error"),
    **_each(
        _details, "details accordion accordionitem expandable collapse collapsible toggle spoiler"
    ),
    **_each(_details, "dropdown disclosure"),
    **_each(_code, "codeblock code codesnippet syntaxhighlighter prism pre codesample"),
    **_each(_words, "badge chip pill label availability version"),
    **_each(_since, "since"),
    **_each(_key, "kbd key keyboard"),
    **_each(_film, "youtube youtubeembed liteyoutubeembed liteyoutube vimeo reactplayer"),
    **_each(_film, "youtubevideo tweet video embed youtubeplayer"),
    **_each(_emphasised, "heading"),
    **_each(_part, "fragment"),
    **_each(nothing, "doccardlist tocinline toc tableofcontents head icon comments giscus hr br"),
    **_each(nothing, "spacer divider script style analytics disqus seo metadata"),
    **_each(
        content, "tabs tabgroup codegroup codetabs cardgrid cardgroup cards steps filetree files"
    ),
    **_each(content, "columns column col row grid griditem box center container section"),
    **_each(
        content, "clientonly browseronly browserwindow frame translate highlight span div p text"
    ),
    **_each(
        content, "stack flex small trans accordiongroup teleport suspense template slot noprose"
    ),
    **_each(content, "wrapper layout fullwidth blockquote quote ul ol li table strong em b i u"),
}
"""What replaces each component that many sites have, by its name in lower case without hyphens."""
