"""The project's papers keep up with the code: dependencies, doors, modules, targets and links."""

import re
import runpy
import shlex
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path
from urllib.parse import unquote

import pytest
from PIL import Image

ROOT = Path(__file__).parents[2]
FOLDERS = [ROOT / name for name in ("build", "build/triptych", "build/tools", "tests", "templates")]
DESIGN = sorted(f"docs/design/{path.name}" for path in (ROOT / "docs" / "design").glob("*.md"))
PAPERS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", *DESIGN)
OF_NO_FILE = {"triptych.toml", "theme.toml", "transforms/NAME.py", "build/__init__.py"}
"""Files of a publication, a placeholder, and one that must not exist."""

TOOL = runpy.run_path(str(ROOT / "build" / "tools" / "dependencies.py"))


def _paper(name: str) -> str:
    """Return the text of a file of the repository."""
    return (ROOT / name).read_text(encoding="utf-8")


def _dependencies() -> set[str]:
    """Return the name of every package that the project or its tests depend on."""
    project = tomllib.loads(_paper("pyproject.toml"))["project"]
    rows = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    return {re.split(r"[<>=!~\[; ]", row)[0] for row in rows} - {"triptych-press"}


def test_every_dependency_says_why_it_is_there() -> None:
    """The list with the reasons names exactly the packages that are depended on."""
    assert set(TOOL["packages"]()) == _dependencies()


def test_the_page_of_dependencies_is_made_from_the_list() -> None:
    """`make papers` would change nothing."""
    assert _paper("docs/design/dependencies.md") == TOOL["page"]()


def test_the_page_of_patches_is_made_from_the_table() -> None:
    """`make papers` would change nothing."""
    made = runpy.run_path(str(ROOT / "build" / "tools" / "patches.py"))["page"]()
    assert _paper("docs/design/patches.md") == made


def test_the_architecture_draws_the_rooms_of_the_contract() -> None:
    """The picture of the rooms has the lines of the import contract, in their order."""
    picture = _paper("ARCHITECTURE.md").partition("## Rooms")[2].split("```")[1]
    drawn = [re.split(r" {3,}", line)[0].split() for line in picture.strip().splitlines()]
    contracts = tomllib.loads(_paper("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    (layers,) = [c["layers"] for c in contracts if c.get("containers") == ["triptych"]]
    assert drawn == [row.replace("|", " ").split() for row in layers]


@pytest.mark.parametrize(("name", "most"), [("README.md", 80), ("ARCHITECTURE.md", 130)])
def test_the_papers_that_are_read_first_are_short(name: str, most: int) -> None:
    """The README fits on a screen and the architecture on two pages."""
    assert len(_paper(name).splitlines()) <= most


@pytest.mark.parametrize("name", [n for n in PAPERS if n != "CHANGELOG.md"])
def test_files_that_a_paper_names_exist(name: str) -> None:
    """A path in code style is a file of the program, of the tests or of the repository."""
    named = re.findall(r"`([\w./-]*\w\.(?:py|toml|lua|j2))`", _paper(name))
    files = {path.name: path for root in FOLDERS for path in root.rglob("*")}
    missing = []
    for path in set(named) - OF_NO_FILE:
        places = (ROOT / path, *(root / path for root in FOLDERS))
        if not any(place.is_file() for place in places) and ("/" in path or path not in files):
            missing.append(path)
    assert missing == []


def test_nothing_says_to_install_by_a_bare_name() -> None:
    """The package is in no index, so a bare name would install a stranger's package."""
    listed = ["git", "ls-files", "-z", "*.md", "build", "Makefile", "pyproject.toml", ":!tests"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    bare = re.compile(r"install [^\n`]*[\"' ]triptych-press")
    texts = [name for name in names.split("\0") if name and not name.endswith(".png")]
    assert [name for name in texts if bare.search(_paper(name))] == []


def test_every_package_to_install_is_one_that_is_depended_on() -> None:
    """What the program and the handbook say to install are packages that are known, and no others."""
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "build/triptych").rglob("*.py")]
    texts += [path.read_text(encoding="utf-8") for path in (ROOT / "content").rglob("*.md")]
    lines = [line for text in texts for line in re.findall(r"pip install ([^`\n\"#(]+)", text)]
    named = {word for line in lines for word in line.split() if not set(word) & set("{}'")}
    named = {word for word in named if not word.startswith("-")}
    assert len(named) > 4
    by_example = {"s3fs", "fontpkg-crimson-pro", "dist/triptych_press-*.whl"}
    assert named - by_example - _dependencies() == set()


@pytest.mark.parametrize("name", PAPERS)
def test_links_of_a_paper_lead_to_files(name: str) -> None:
    """A relative link names a file of the repository."""
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)[^)]*\)", _paper(name))
    folder = (ROOT / name).parent
    assert [link for link in links if not (folder / unquote(link)).is_file()] == []


@pytest.mark.parametrize(
    "name", ["README.md", "CONTRIBUTING.md", "content/handbook/getting-started.md"]
)
def test_targets_of_make_that_a_paper_names_exist(name: str) -> None:
    """Every `make TARGET` that is told can be typed."""
    targets = set(re.findall(r"^([a-z-]+):", _paper("Makefile"), re.MULTILINE))
    told = set(re.findall(r"^make ([a-z-]+)|`make ([a-z-]+)`", _paper(name), re.MULTILINE))
    assert {one or other for one, other in told} - targets == set()


def test_the_picture_of_the_readme_is_small() -> None:
    """It is a real picture, wide enough to see the pages, and loads at once."""
    path = ROOT / "build" / "tools" / "editions.png"
    assert path.stat().st_size < 400 * 1024
    with Image.open(path) as picture:
        assert picture.width > 1200


def test_the_commands_of_the_readme_lead_to_editions_without_a_finding(tmp_path: Path) -> None:
    """What a reader types first: a publication, an article of their own, three editions of each."""
    typed = re.findall(r"^triptych [^#\n]*", _paper("README.md"), re.MULTILINE)
    assert [line.split()[1] for line in typed] == ["init", "new", "preview", "build", "check"]
    folder = tmp_path
    for line in typed:
        words = shlex.split(line)
        if words[1] == "preview":
            continue  # it runs until it is stopped
        words += {"build": ["--strict"], "check": ["--no-judges"]}.get(words[1], [])
        done = subprocess.run(
            [sys.executable, "-m", *words], cwd=folder, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, ""), line
        folder = tmp_path / "my-magazine"
    made = [path for path in (folder / "out").rglob("*") if path.is_file()]
    assert len(made) == 6
