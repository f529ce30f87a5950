"""The font files that a theme names: those of the closest theme, an error for each that is missing."""

from pathlib import Path

import pytest

from triptych.core.errors import ThemeError
from triptych.theme.load import Theme, load_theme


def _theme(root: Path, files: str, *, name: str = "mine", more: str = "") -> Theme:
    """Load a theme with these font files for its text."""
    folder = root / "templates" / name
    (folder / "fonts").mkdir(parents=True, exist_ok=True)
    (folder / "fonts" / "house-regular.woff2").write_bytes(b"wOF2")
    text = f"# ours\n{more}[fonts.text]\nfiles = [{files}]\n"
    (folder / "theme.toml").write_text(text, encoding="utf-8")
    return load_theme(name, root)


def test_files_stand_beside_what_is_inherited(tmp_path: Path) -> None:
    """The family of the parent stays, for letters that the files lack."""
    theme = _theme(tmp_path, '"fonts/house-regular.woff2"')
    (file,) = theme.files["text"].files
    assert file.path == tmp_path / "templates" / "mine" / "fonts" / "house-regular.woff2"
    assert (file.place.line, theme.settings["fonts"]["text"]["family"]) == (3, "Literata")


def test_a_child_inherits_files_until_it_names_a_family(tmp_path: Path) -> None:
    """The closest table that names a family or files decides."""
    _theme(tmp_path, '"fonts/house-regular.woff2"')
    child = tmp_path / "templates" / "child"
    child.mkdir()
    (child / "theme.toml").write_text('inherits = "mine"\n', encoding="utf-8")
    assert load_theme("child", tmp_path).files["text"].files[0].path.is_file()
    (child / "theme.toml").write_text(
        'inherits = "mine"\n[fonts.text]\nfamily = "Inter"\ncuts = [[400, "normal"]]\n',
        encoding="utf-8",
    )
    theme = load_theme("child", tmp_path)
    assert (dict(theme.files), theme.settings["fonts"]["text"]["family"]) == ({}, "Inter")


def test_a_role_of_ones_own_needs_files_alone(tmp_path: Path) -> None:
    """What else a role has is that of the text."""
    folder = tmp_path / "templates" / "mine"
    (folder / "fonts").mkdir(parents=True)
    (folder / "fonts" / "a.ttf").write_bytes(b"")
    (folder / "theme.toml").write_text('[fonts.poem]\nfiles = ["fonts/a.ttf"]\n', encoding="utf-8")
    theme = load_theme("mine", tmp_path)
    assert theme.files["poem"].files[0].name == "fonts/a.ttf"
    assert theme.settings["fonts"]["poem"]["fallback"].startswith("Georgia")


BAD = {
    '"fonts/house-regulr.woff2"': ("does not exist", "Did you mean “fonts/house-regular.woff2”?"),
    '"house-regular.woff2"': ("does not exist", "Did you mean “fonts/house-regular.woff2”?"),
    '"fonts/xyz.ttf"': ("does not exist", "The theme has fonts/house-regular.woff2."),
    '"fonts"': ("does not exist", "The theme has"),
    '"../other/fonts/a.ttf"': ("is outside the theme", "Copy it into the theme's folder."),
    '"/etc/a.ttf"': ("is outside the theme", "Copy it into the theme's folder."),
    '"https://fonts.example/a.woff2"': ("no font is fetched", "Save the font"),
    '"//fonts.example/a.woff2"': ("no font is fetched", "Save the font"),
    '"data:font/woff2;base64,AAAA"': ("no font is fetched", "Save the font"),
    f'"{"a" * 5000}.ttf"': ("does not exist", "The theme has"),
    '"a\\u0000.ttf"': ("does not exist", "The theme has"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_not_there_is_an_error_of_its_line(name: str, tmp_path: Path) -> None:
    """The message names the file, the hint the one that was meant."""
    message, hint = BAD[name]
    with pytest.raises(ThemeError) as caught:
        _theme(tmp_path, f'"fonts/house-regular.woff2",\n  {name}')
    assert message in caught.value.message
    assert caught.value.hint.startswith(hint)
    is_escaped = "\\" in name
    assert str(caught.value.place).endswith("theme.toml:2" if is_escaped else "theme.toml:4")


def test_every_missing_file_is_reported(tmp_path: Path) -> None:
    """Not only the first one."""
    with pytest.raises(ThemeError) as caught:
        _theme(tmp_path, '"fonts/a.ttf", "fonts/b.ttf"')
    assert [e.message for e in caught.value.all_errors()] == [
        "the font file “fonts/a.ttf” does not exist",
        "the font file “fonts/b.ttf” does not exist",
    ]


def test_a_link_out_of_the_publication_is_refused(tmp_path: Path) -> None:
    """Whatever it leads to."""
    outside = tmp_path / "outside.ttf"
    outside.write_bytes(b"")
    root = tmp_path / "root"
    (root / "templates" / "mine" / "fonts").mkdir(parents=True)
    (root / "templates" / "mine" / "fonts" / "a.ttf").symlink_to(outside)
    with pytest.raises(ThemeError, match="leads out of the publication"):
        _theme(root, '"fonts/a.ttf"')


@pytest.mark.parametrize("files", ["3", "true", '["a.ttf", ["b.ttf"]]', "{ a = 1 }"])
def test_files_of_the_wrong_type_are_an_error(files: str, tmp_path: Path) -> None:
    """With the line of the key."""
    folder = tmp_path / "templates" / "mine"
    folder.mkdir(parents=True)
    (folder / "theme.toml").write_text(f"[fonts.text]\nfiles = {files}\n", encoding="utf-8")
    with pytest.raises(ThemeError) as caught:
        load_theme("mine", tmp_path)
    assert str(caught.value.place).endswith("theme.toml:2")
