"""What a new publication need not ask."""

import subprocess
from pathlib import Path

import pytest

from triptych.desk import guesses


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("my-magazine", "My magazine"),
        ("Flüsse & Seen", "Flüsse & Seen"),
        ("نئی_کتاب", "نئی کتاب"),
        ("📚", "📚"),
        ("--", "--"),
        ("2026", "2026"),
    ],
)
def test_a_folder_s_name_becomes_a_title(name: str, title: str) -> None:
    """Hyphens are spaces, the first letter is large, and something is always left."""
    assert guesses.title_of(Path("/somewhere") / name) == title


@pytest.mark.parametrize(
    ("value", "lang", "paper"),
    [
        ("de_DE.UTF-8", "de-DE", ""),
        ("en_US.UTF-8", "en-US", "letter"),
        ("fr_CA", "fr-CA", "letter"),
        ("sr_RS@latin", "sr-RS", ""),
        ("ur", "ur", ""),
        ("C.UTF-8", "en", ""),
        ("POSIX", "en", ""),
        ("", "en", ""),
        ("nonsense of a value", "en", ""),
    ],
)
def test_language_and_paper_are_those_of_the_system(
    value: str, lang: str, paper: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The locale that is set says both; one that says nothing is English on the theme's paper."""
    for name in ("LC_ALL", "LC_MESSAGES", "LC_PAPER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", value)
    assert (guesses.lang(), guesses.paper()) == (lang, paper)
    monkeypatch.setenv("LC_ALL", "pt_BR.UTF-8")
    assert (guesses.lang(), guesses.paper()) == ("pt-BR", "")


def test_the_author_is_that_of_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder need not exist; without git the system's name of a person counts."""
    config = tmp_path / "config"
    config.write_text('[user]\n\tname = "Zoë  O\'Neil"\n', encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    assert guesses.author(tmp_path / "not" / "there") == "Zoë O'Neil"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert " " in guesses.author(tmp_path) or not guesses.author(tmp_path)


def test_a_repository_is_found_with_its_home(tmp_path: Path) -> None:
    """Its top folder is above, and its first remote says where it is at home."""
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    assert guesses.repository_of(below) == tmp_path
    assert not guesses.is_on_gitlab(below)
    home = ["git", "remote", "add", "origin", "https://gitlab.example/a/b.git"]
    subprocess.run(home, cwd=tmp_path, check=True)
    assert guesses.is_on_gitlab(below)
