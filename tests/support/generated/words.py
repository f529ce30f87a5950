"""Words made for the laws: each stands once in its document, and is known again wherever it is met."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Script:
    """How words of a language are made: a letter that begins each, syllables, and what parts them."""

    first: str
    syllables: tuple[str, ...]
    space: str = " "


_LATIN = tuple(c + v for c in "bdfglmnprstvz" for v in "aeiou")


def _script(first: str, syllables: str, space: str = " ") -> Script:
    """Return a script whose syllables are written in one string."""
    return Script(first, tuple(syllables.split()), space)


SCRIPTS = {
    "en": Script("x", (*_LATIN, "ffi", "flu", "tta", "cki")),
    "de": Script("x", (*_LATIN, "schä", "ße", "öff", "üch")),
    "fr": Script("x", (*_LATIN, "œu", "çai", "é", "eî")),
    "pl": Script("x", (*_LATIN, "żó", "ści", "łę", "ąć")),
    "tr": Script("x", (*_LATIN, "ğı", "şü", "ça", "ıl")),
    "vi": _script("x", "bất đường việt ngữ ươm ẵng tự ổn lễ phở mỹ nhẫn"),
    "el": _script("ξ", "βά γε δή κι λό μυ νώ πα ρέ σί το φύ χω θα"),
    "ru": _script("щ", "ба ве гё ди жо зу кы лэ мю ня пой ра сте ти"),
    "ar": _script("ظ", "با تر جم دو سي عل فن قه كا لا مو نش هم يد"),
    "ur": _script("ظ", "پا ٹر چم ڈو گی لے فں قہ کا لا مو نش ہم یہ"),
    "fa": _script("ظ", "پا تر چم دو گی عل فن قه کا لا مو نش هم ید"),
    "he": _script("צ", "בא גד הש וט זר חל יק כה לג מב נד סת עפה קו"),
    "hi": _script("ख", "का मी तु पे रो लै बं डा ति ग्रा स्थ क्षी ज्ञा हृ"),
    "th": _script("ฬ", "กา มี ดู เท โล ไป ที่ น้ำ ต้น พื้ วัน ชื่ กั๊ รุ่", ""),
    "ja": _script("覚", "あい うえ かき くけ さし 本日 東京 タナ ヒラ ッポ 語学 ゃん", ""),
    "zh-Hans": _script("龙", "火水 木金 土山 川人 口手 目耳 门马 风雨 书画 东西 鱼鸟", ""),
    "ko": _script("쌍", "가나 다라 마바 사아 자차 카타 파하 값이 닭을 읽고 쓰다 서울"),
}
"""By language: a first letter that no word of the theme begins with in that script, and syllables."""

RIGHT_TO_LEFT = frozenset(["ar", "fa", "he", "ur"])


def word(number: int, lang: str, length: int) -> str:
    """Return the word of this number in a language: no other number has it, whatever the length."""
    script = SCRIPTS[lang]
    base = len(script.syllables)
    digits = [number % base, number // base % base, number // base**2 % base]
    more = [(number * 7 + 3 * place) % base for place in range(length)]
    return script.first + "".join(script.syllables[digit] for digit in (*digits, *more))


def squeezed(text: str) -> str:
    """Return the letters of a text, with marks upon them, case folded and ligatures parted (NFKC)."""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(c for c in plain if unicodedata.category(c)[0] in "LM")


def found(text: str, known: Iterable[str]) -> list[str]:
    """Return the known words that stand in a text, in their order, whatever stands between them."""
    by_letters = {squeezed(each): each for each in known}
    longest_first = sorted(by_letters, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first)) or "(?!)")
    return [by_letters[match] for match in pattern.findall(squeezed(text))]
