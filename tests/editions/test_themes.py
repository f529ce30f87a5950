"""Themes override one template, style, token or label, and inherit everything else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from commandline import triptych
from triptych.core import zip_archive
from triptych.core.errors import ThemeError
from triptych.core.model import Override
from triptych.editions.formats import FORMATS
from triptych.press import publishing
from triptych.press.orders import Order, Outcome
from triptych.sources import discover
from triptych.theme.find import theme_files

ARTICLE = "---\ntitle: Dressed\ndate: 2025-01-01\nauthor: Jane Doe\n---\nSome text.\n"


@pytest.fixture
def publication(tmp_path: Path) -> Path:
    """Return a publication with one article."""
    (tmp_path / "content").mkdir()
    (tmp_path / "triptych.toml").write_text('title = "A paper"\n', encoding="utf-8")
    (tmp_path / "content" / "dressed.md").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def _theme(root: Path, name: str, files: dict[str, str]) -> Path:
    """Write a theme with some files, and return its folder."""
    folder = root / "templates" / name
    for path, text in {"theme.toml": 'description = "Ours"\n', **files}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def _build(root: Path, name: str) -> Outcome:
    """Build the article in a theme."""
    publication, files = discover.locate((root,), root)
    order = Order(publication, tuple(files), tuple(FORMATS), root / "out", Override(theme=name))
    (outcome,) = publishing.publish(order)
    return outcome


def _html(outcome: Outcome) -> str:
    """Return the HTML edition's text."""
    assert outcome.error is None, outcome.error
    return outcome.editions[0][1].read_text(encoding="utf-8")


def test_a_theme_fills_one_block_anew_and_inherits_the_rest(publication: Path) -> None:
    """A theme that extends the built-in page changes one part of it in HTML and PDF."""
    page = (
        '{% extends "printfriendly/article.html.j2" %}'
        "{% block footer %}<p>Our colophon for {{ meta.title }}</p>{% endblock %}"
    )
    _theme(publication, "ours", {"article.html.j2": page})
    html = _html(_build(publication, "ours"))
    assert "<p>Our colophon for Dressed</p>" in html
    assert '<h1 id="pf-title"><span id="page-1"></span>Dressed</h1>' in html
    assert "#pf-title {" in html


def test_a_theme_overrides_tokens_for_all_three_editions(publication: Path) -> None:
    """One token changed in theme.toml reaches the page's variables and the EPUB's flat sheet."""
    sheet = "#pf-title { margin-top: var(--pf-gap); }"
    settings = 'description = "Ours"\n[tokens]\ngap = "17px"\nbanner = "#004225"\n'
    files = {"theme.toml": settings, "css/extra.css": sheet, "css/epub-extra.css": sheet}
    _theme(publication, "ours", files)
    outcome = _build(publication, "ours")
    assert "--pf-banner: #004225;" in _html(outcome)
    assert "--pf-gap: 17px;" in _html(outcome)
    style = zip_archive.unpack(outcome.editions[1][1].read_bytes())[
        "EPUB/styles/article.css"
    ].decode()
    assert "margin-top: 17px" in style
    assert "line-height: 1.25" in style


def test_a_theme_speaks_its_own_words(publication: Path) -> None:
    """A label of the theme's wins, and the others stay."""
    _theme(publication, "ours", {"labels.toml": '[en]\nby = "Words by {name}"\n'})
    assert "Words by Jane Doe" in _html(_build(publication, "ours"))


def test_a_theme_may_inherit_from_another(publication: Path) -> None:
    """Templates, tokens and styles come from the nearest theme in the line."""
    _theme(publication, "base", {"theme.toml": '[tokens]\nink = "#010101"\nquiet = "#020202"\n'})
    child = 'inherits = "base"\n[tokens]\nquiet = "#030303"\n'
    _theme(publication, "child", {"theme.toml": child})
    html = _html(_build(publication, "child"))
    assert "--pf-ink: #010101;" in html
    assert "--pf-quiet: #030303;" in html


def test_a_theme_may_be_any_folder(
    publication: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """``--theme DIR`` dresses in a theme that lies outside the publication."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    folder = _theme(elsewhere, "far", {"css/extra.css": "#far { color: red }"})
    assert "#far { color: red }" in _html(_build(publication, str(folder)))


def test_an_installed_package_offers_a_theme(publication: Path, tmp_path: Path) -> None:
    """A package with an entry point in ``triptych.themes`` brings a theme by name."""
    site = tmp_path / "site"
    package = site / "aurora_theme"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / "theme.toml").write_text('[tokens]\nink = "#0a0b0c"\n', encoding="utf-8")
    info = site / "aurora_theme-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: aurora-theme\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[triptych.themes]\naurora = aurora_theme\n")
    paths = os.pathsep.join(filter(None, [str(site), os.environ.get("PYTHONPATH", "")]))
    command = [sys.executable, "-m", "triptych", "build", "--theme", "aurora", "--formats", "html"]
    subprocess.run(
        command,
        cwd=publication,
        env={**os.environ, "PYTHONPATH": paths},
        check=True,
        capture_output=True,
    )
    html = (publication / "out" / "dressed" / "dressed.html").read_text(encoding="utf-8")
    assert "--pf-ink: #0a0b0c;" in html


def test_the_look_of_a_template_s_fault_is_its_file_and_line(publication: Path) -> None:
    """A name that no template knows is told with the theme's file and the line it stands on."""
    block = "{% block footer %}\n{{ nothing }}\n{% endblock %}"
    page = f'{{% extends "printfriendly/article.html.j2" %}}\n{block}'
    folder = _theme(publication, "ours", {"article.html.j2": page})
    error = _build(publication, "ours").error
    assert isinstance(error, ThemeError)
    assert str(error.place) == f"{folder / 'article.html.j2'}:3"
    assert "nothing" in error.message


def test_a_template_cannot_reach_beyond_its_values(publication: Path) -> None:
    """Templates run in a sandbox: the way from a value to Python's own parts is closed."""
    page = "{{ meta.__class__.__mro__[1].__subclasses__() }}"
    _theme(publication, "ours", {"article.html.j2": page})
    assert isinstance(_build(publication, "ours").error, ThemeError)


def test_theme_new_makes_a_theme_that_builds_and_theme_list_names_it(publication: Path) -> None:
    """What ``triptych theme new`` lays down is listed, dresses an article, and is never overwritten."""
    assert triptych(publication, "theme", "new", "mine").code == 0
    assert "mine" in triptych(publication, "theme", "list").out
    assert triptych(publication, "build", "--theme", "mine", "--formats", "html").code == 0
    again = triptych(publication, "theme", "new", "mine")
    assert again.code == 7
    assert "already" in again.err


def test_what_an_editor_leaves_in_a_theme_does_no_harm(publication: Path) -> None:
    """A file whose name an address would read otherwise, and a link to nowhere, are no fault."""
    left = {"css/#base.css#": "p {}", "css/a%41.css": "p {}", "css/b?.css": "p {}"}
    folder = _theme(publication, "ours", left)
    (folder / "css" / ".#base.css").symlink_to("me@machine.1234")
    assert _build(publication, "ours").error is None
    assert "css/.#base.css" not in theme_files(folder)
