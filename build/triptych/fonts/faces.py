"""The faces of one document: the font files to embed, and findings for missing letters."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape, unescape

from triptych.core.findings import warn
from triptych.core.model import Article, Asset, Face, Metadata
from triptych.fonts import families, web_fonts
from triptych.fonts.fallback import STAND_IN, Fallback, Text, choose_fallback
from triptych.fonts.formula_faces import formula_faces
from triptych.sources.places import place_of
from triptych.theme.load import Theme

_CODE = re.compile(r"<(?:pre|code|kbd|samp)\b.*?</(?:pre|code|kbd|samp)>", re.DOTALL)
_DRAWN = re.compile(r"<(math|svg)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_LANG = re.compile(r'<[^>]*\blang="([A-Za-z0-9-]+)"')
_ALWAYS = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0–—‘’‚“”„«»…·•§©↩\ufe0e"
"""Letters that any page may need, whatever its article."""

_NAMED = 5
_FORMULA = re.compile(r"<math\b.*?</math>", re.DOTALL)
_VARIANT = "\ufe0f"
_UNIT = re.compile(rf"[^{_VARIANT}]{_VARIANT}?|{_VARIANT}")
"""A letter with what makes it emoji."""

_NO_SOURCE = "It is printed as a crossed box. Use a theme with a font that has it."


@dataclass(frozen=True, slots=True)
class DocumentFaces:
    """The faces for a document's letters, and the theme with stacks that name them."""

    text: Text
    fallback: Fallback

    @property
    def theme(self) -> Theme:
        """The theme with stacks that serve every letter."""
        return self.fallback.theme

    def complete_files(self) -> list[tuple[Face, Asset]]:
        """Return every face as a complete file for paper, with crossed boxes for missing letters."""
        missing = frozenset(self.fallback.missing)
        own = families.theme_faces(self.theme)
        faces = [families.without(face, self._narrow(face)) for face in own]
        faces += self.fallback.faces
        faces += [families.stand_in(STAND_IN, missing)] if missing else []
        return [(f, Asset(f"fonts/{f.name}.ttf", "font/ttf", f.data)) for f in faces]

    def web_faces(self) -> list[Face]:
        """Return the faces that a screen may need: those of code only where there is some."""
        code_family = self.theme.settings["fonts"].get("code", {}).get("family")
        own = families.theme_faces(self.theme)
        own = [face for face in own if self.text.code or face.family != code_family]
        return [*own, *self.fallback.faces, *formula_faces(self.text.maths)]

    def web_files(
        self, faces: Iterable[Face], features: tuple[str, ...]
    ) -> list[tuple[Face, Asset]]:
        """Return faces as WOFF, subset to the text and to the common features and those named.

        On a screen the reader's own fonts may have what is missing.
        """
        own = {face.name for face in families.theme_faces(self.theme)}
        letters = web_fonts.rounded(frozenset(self.text.prose + self.text.code))

        def data(face: Face) -> bytes:
            if face.name not in own:
                return web_fonts.woff(face.data)
            served = families.served_by(self.theme, face, self._wanted(face, letters))
            return web_fonts.web_font(face, served, features)

        return [(f, Asset(f"fonts/{f.name}.woff", "font/woff", data(f))) for f in faces]

    def _wanted(self, face: Face, characters: frozenset[str]) -> frozenset[str]:
        """Return the characters that a face serves: few where it only helps a theme's own files out."""
        fonts = self.theme.settings["fonts"].values()
        lent = [font.get("lends") for font in fonts if font["family"] == face.family]
        return characters.intersection("".join(lent)) if lent and all(lent) else characters

    def _narrow(self, face: Face) -> frozenset[str]:
        """Return the letters of the text that a face of the theme draws without a width."""
        return families.narrow_in(self.theme, face) & frozenset(self.text.prose + self.text.code)

    def css(self, faces: Iterable[tuple[Face, str]]) -> str:
        """Return the ``@font-face`` rules for faces by address, and the rules for other languages."""
        return "\n".join(
            [*(font_face(face, address) for face, address in faces), self.fallback.rules]
        )


def choose_faces(article: Article, body: str, theme: Theme, printed: list[str]) -> DocumentFaces:
    """Return the faces for a document with this body, whose templates also print ``printed``."""
    text = _text(article, body, theme, printed)
    fallback = choose_fallback(theme, text)
    report_missing(article, fallback)
    return DocumentFaces(text, fallback)


def _text(article: Article, body: str, theme: Theme, printed: list[str]) -> Text:
    """Return the text that a page prints, prose and code apart, with its languages."""
    meta, look = article.meta, article.manuscript.look
    maths = unescape(_TAG.sub("", "".join(_FORMULA.findall(body))))
    body = _DRAWN.sub("", body)
    code = "".join(_CODE.findall(body))
    texts = [*words_of_metadata(meta), look.tagline]
    texts += [*theme.labels(meta.lang).values(), *printed, _ALWAYS]
    prose = unescape(_TAG.sub("", _CODE.sub("", body)))
    langs = tuple(dict.fromkeys(_LANG.findall(body)))
    return Text(prose + "".join(texts), unescape(_TAG.sub("", code)), meta.lang, langs, maths)


def essence(body: str) -> str:
    """Return a body without all that is the same for its faces: each letter once, and each language.

    A letter that is displayed as emoji stays before what makes it one.
    """
    langs = "".join(f'<i lang="{lang}"></i>' for lang in dict.fromkeys(_LANG.findall(body)))
    maths = _letters("".join(_FORMULA.findall(body)))
    rest = _DRAWN.sub("", body)
    code, prose = _letters("".join(_CODE.findall(rest))), _letters(_CODE.sub("", rest))
    code, maths = code and f"<code>{code}</code>", maths and f"<math>{maths}</math>"
    return f"{langs}{prose}{code}{maths}"


def _letters(markup: str) -> str:
    """Return each letter of markup once, as markup."""
    return escape(letters_once(unescape(_TAG.sub("", markup))))


def letters_once(text: str) -> str:
    """Return each letter of a text once, with what makes it emoji where that is behind it."""
    return "".join(sorted(set(_UNIT.findall(text)), key=lambda unit: (unit != _VARIANT, unit)))


def words_of_metadata(meta: Metadata) -> list[str]:
    """Return what a page prints of an article's metadata, but dates."""
    texts = [meta.title, meta.subtitle, meta.short_title, meta.kicker, meta.standfirst]
    texts += [part for p in meta.authors for part in (p.name, p.organisation, p.bio)]
    texts += [meta.image.caption, meta.image.credit] if meta.image else []
    texts += [meta.publisher, meta.publication, meta.rights, meta.version, meta.source]
    texts += [meta.issue.volume, meta.issue.number] if meta.issue else []
    texts += [meta.series.title, meta.series.number] if meta.series else []
    if within := meta.printed_in:
        texts += [within.title, *within.editors, within.first, "–", within.last]
    return texts


def report_missing(article: Article, fallback: Fallback) -> None:
    """Report which letters no font of the theme has, those that one package would bring together."""
    by_source: dict[str, list[str]] = {}
    for character, source in fallback.missing.items():
        by_source.setdefault(source, []).append(character)
    text = article.manuscript.text
    for source, characters in by_source.items():
        names = ", ".join(f"{c} ({families.character_name(c)})" for c in characters[:_NAMED])
        others = ", ".join(f"U+{ord(c):04X}" for c in characters[_NAMED:])
        message = f"no font of the theme has {names}{', ' if others else ''}{others}"
        hint = f"Run `pip install {source}`." if source else _NO_SOURCE
        in_source = [c for c in characters if c in text]
        place = place_of(article.manuscript, min(in_source, key=text.find, default=""))
        warn("missing-glyph", message, place, hint)


def font_face(face: Face, address: str) -> str:
    """Return the CSS that names a font file (CSS Fonts 4, section 4)."""
    return (
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; '
        f'font-style: {face.style}; font-display: swap; src: url("{address}"); }}'
    )
