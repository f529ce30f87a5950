"""Subsets depend on the letters that a font has, and are shared by texts that differ in others."""

import pytest

from triptych.core import installation_cache
from triptych.core.model import Face
from triptych.fonts import families, scripts
from triptych.fonts.cutter import cutter
from triptych.fonts.scripts import Cut
from triptych.fonts.web_fonts import web_font
from triptych.theme.load import Theme, load_theme

ABSENT = "\U000f0000\U000fff00"
"""Characters that no font has."""


@pytest.fixture(scope="module", name="theme")
def _theme() -> Theme:
    """Return the built-in theme."""
    return load_theme("printfriendly", None)


def _cuts(theme: Theme) -> dict[str, Cut]:
    """Return the first cut of each installed script, by its key."""
    found = {each.key: each.text.cuts[0] for each in scripts.read(theme) if each.covers}
    assert found
    return found


def _bytes_of(face: Face, letters: frozenset[str]) -> bytes:
    """Return a subset of a face, made anew."""
    made: bytes = cutter().subset(face.data, letters, ())
    return made


def test_letters_that_a_file_lacks_change_no_face(theme: Theme) -> None:
    """Two editions whose texts differ in them have one face, and its bytes are those of all letters."""
    for key, cut in _cuts(theme).items():
        own = frozenset(sorted(families.file_letters(cut.file, cut.number))[:40]) | {"\ufe0f"}
        face = families.cut_file(key, cut.weight, cut.file, cut.number, own)
        more = own.union(ABSENT)
        assert families.cut_file(key, cut.weight, cut.file, cut.number, more) is face
        path = families._package_path(cut.file)  # noqa: SLF001  to cut it without what is shared
        assert cutter().part(path, cut.number, float(cut.weight), more) == face.data, key


def test_letters_without_a_width_are_in_a_face_that_is_asked_for_them(theme: Theme) -> None:
    """A face has what its file has, also what counts as no letter of it."""
    for key, cut in _cuts(theme).items():
        path = families._package_path(cut.file)  # noqa: SLF001  the same
        narrow = frozenset(cutter().narrow_letters(path, cut.number))
        if narrow:
            face = families.cut_file(key, cut.weight, cut.file, cut.number, narrow)
            assert face.data == cutter().part(path, cut.number, float(cut.weight), narrow)
            return
    pytest.fail("no installed font has letters without a width")


def test_a_web_font_depends_on_the_letters_of_its_face(theme: Theme) -> None:
    """Letters of other scripts are left out of the question, and change no byte of what is cut."""
    wanted = (
        frozenset("Plain words, “quoted” \ufe0e\u200d") | frozenset(ABSENT) | frozenset("水語한글")
    )
    for face in families.theme_faces(theme):
        served = families.served_by(theme, face, wanted)
        assert {"P", "\ufe0e"} <= served <= wanted
        assert served.isdisjoint("水語한글" + ABSENT)
        drawn = wanted - families.narrow_in(theme, face)
        assert _bytes_of(face, served) == _bytes_of(face, drawn)
        assert web_font(face, served)


def test_what_set_up_keeps_is_what_a_text_asks_for(
    theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After it no letters of a font are read again."""
    scripts.prepare(theme)
    families._letters.cache_clear()  # noqa: SLF001  as in another process
    families._narrow_letters.cache_clear()  # noqa: SLF001  the same
    asked = list[str]()
    kept = installation_cache.look_up

    def look_up(kind: str, key: object) -> bytes | None:
        found = kept(kind, key)
        asked.append(f"{kind} {found is not None}")
        return found

    monkeypatch.setattr(installation_cache, "look_up", look_up)
    scripts.prepare(theme)
    assert {"letters True", "narrow True"} == set(asked)
