"""The letters of one document: the font files that go along with it, and a finding for each it lacks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

from triptych.core.findings import warn
from triptych.core.model import Article, Asset, Face
from triptych.fonts import families
from triptych.fonts.fallback import STAND_IN, Lettering, Text, letter
from triptych.fonts.formula_faces import formula_faces
from triptych.sources.places import place_of
from triptych.theme.load import Theme

_CODE = re.compile(r"<(?:pre|code|kbd|samp)\b.*?</(?:pre|code|kbd|samp)>", re.DOTALL)
_DRAWN = re.compile(r"<(math|svg)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_LANG = re.compile(r'<[^>]*\blang="([A-Za-z0-9-]+)"')
_ALWAYS = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0–—‘’‚“”„«»…·•§©↩\ufe0e"
"""Letters every page may need whatever its article holds."""

_NAMED = 5
_FORMULA = re.compile(r"<math\b.*?</math>", re.DOTALL)
_NO_SOURCE = "A crossed box stands for it in print; a theme of yours may bring a font that has it."


@dataclass(frozen=True, slots=True)
class DocumentFaces:
    """What a document's letters come to: the theme with its stacks, and the faces."""

    text: Text
    lettering: Lettering

    @property
    def theme(self) -> Theme:
        """The theme with stacks that serve every letter."""
        return self.lettering.theme

    def files(self, *, whole: bool) -> list[tuple[Face, Asset]]:
        """Give every face as a file: TrueType or OpenType for the PDF, else WOFF with its letters alone.

        In the PDF a crossed box stands for each letter that is missing; on a screen the reader's
        own fonts may have it.
        """
        if whole:
            missing = frozenset(self.lettering.missing)
            faces = [*families.theme_faces(self.theme), *self.lettering.faces]
            faces += [families.stand_in(STAND_IN, missing)] if missing else []
            return [(f, Asset(f"fonts/{f.name}.ttf", "font/ttf", f.data)) for f in faces]
        characters = frozenset(self.text.prose + self.text.code)
        code_family = self.theme.settings["fonts"].get("code", {}).get("family")
        small = [
            (face, families.web_font(face, characters))
            for face in families.theme_faces(self.theme)
            if self.text.code or face.family != code_family
        ]
        cut = [*self.lettering.faces, *formula_faces(self.text.maths)]
        small += [(face, families.woff(face.data)) for face in cut]
        return [(f, Asset(f"fonts/{f.name}.woff", "font/woff", data)) for f, data in small]

    def css(self, faces: Iterable[tuple[Face, str]]) -> str:
        """Give the CSS that names faces at their addresses, and the rules of the languages inside."""
        return "\n".join(
            [*(_font_face(face, address) for face, address in faces), self.lettering.rules]
        )


def choose_faces(article: Article, body: str, theme: Theme, said: list[str]) -> DocumentFaces:
    """Choose the faces for a document with this body, whose templates also print what is ``said``."""
    text = _text(article, body, theme, said)
    lettering = letter(theme, text)
    _report_missing(article, lettering)
    return DocumentFaces(text, lettering)


def _text(article: Article, body: str, theme: Theme, said: list[str]) -> Text:
    """Give what a page prints, prose and code apart, with the languages it is in."""
    meta, look = article.meta, article.manuscript.look
    maths = unescape(_TAG.sub("", "".join(_FORMULA.findall(body))))
    body = _DRAWN.sub("", body)
    code = "".join(_CODE.findall(body))
    told = [meta.title, meta.subtitle, meta.short_title, meta.kicker, meta.standfirst, look.tagline]
    told += [part for p in meta.authors for part in (p.name, p.organisation, p.bio)]
    told += [meta.image.caption, meta.image.credit] if meta.image else []
    told += [meta.publisher, meta.rights, meta.source if look.show_source else ""]
    told += [*theme.labels(meta.lang).values(), *said, _ALWAYS]
    prose = unescape(_TAG.sub("", _CODE.sub("", body)))
    langs = tuple(dict.fromkeys(_LANG.findall(body)))
    return Text(prose + "".join(told), unescape(_TAG.sub("", code)), meta.lang, langs, maths)


def _report_missing(article: Article, lettering: Lettering) -> None:
    """Report which letters no font of the theme has, those that one package would bring together."""
    by_source: dict[str, list[str]] = {}
    for character, source in lettering.missing.items():
        by_source.setdefault(source, []).append(character)
    text = article.manuscript.text
    for source, characters in by_source.items():
        names = ", ".join(f"{c} ({families.character_name(c)})" for c in characters[:_NAMED])
        others = ", ".join(f"U+{ord(c):04X}" for c in characters[_NAMED:])
        message = f"no font of the theme has {names}{', ' if others else ''}{others}"
        hint = f"Type `pip install {source}`." if source else _NO_SOURCE
        standing = [c for c in characters if c in text]
        place = place_of(article.manuscript, min(standing, key=text.find, default=""))
        warn("missing-glyph", message, place, hint)


def _font_face(face: Face, address: str) -> str:
    """Give the CSS that names a font file (CSS Fonts 4, section 4)."""
    return (
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; '
        f'font-style: {face.style}; font-display: swap; src: url("{address}"); }}'
    )
