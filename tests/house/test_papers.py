"""The project's papers keep up with the code: dependencies, doors, modules, targets and links."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from urllib.parse import unquote

import pytest
from PIL import Image
from tests.house.test_rules import DOORS

ROOT = Path(__file__).parents[2]
PAPERS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")


def _paper(name: str) -> str:
    """Give a paper as it is written."""
    return (ROOT / name).read_text(encoding="utf-8")


def _dependencies() -> list[str]:
    """Give the name of every package that the project or its tests depend on."""
    project = tomllib.loads(_paper("pyproject.toml"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["check"]]
    wanted += project["optional-dependencies"]["dev"]
    return [re.split(r"[<>=!~\[; ]", line)[0] for line in wanted]


def test_every_dependency_says_why_it_is_there() -> None:
    """A package cannot be depended on without a row in the tables of the doors."""
    section = _paper("ARCHITECTURE.md").partition("## Doors")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("|")]
    named = {word.strip("`;,.") for row in rows for word in row.split()}
    ends = tuple(word for word in named if word.startswith("-"))
    missing = [n for n in _dependencies() if n not in named and not n.endswith(ends)]
    assert [name for name in missing if name != "triptych-press"] == []


@pytest.mark.parametrize("door", sorted(set(DOORS.values())))
def test_every_door_stands_in_the_architecture(door: str) -> None:
    """The module that alone imports an outside package is the one that the table names."""
    assert re.search(rf"\| `(\w+/)*{door}` \|", _paper("ARCHITECTURE.md"))


def test_every_module_has_its_rank_in_the_architecture() -> None:
    """The picture of the ranks names every module and folder of the program."""
    ranks = _paper("ARCHITECTURE.md").partition("## Ranks")[2].partition("\n## ")[0]
    drawn = set(re.findall(r"\w+", ranks.split("```")[1]))
    folder = ROOT / "build" / "triptych"
    paths = [p for p in folder.iterdir() if p.suffix == ".py" or (p / "__init__.py").is_file()]
    names = {path.stem for path in paths} - {"__init__"}
    assert names - drawn == set()


@pytest.mark.parametrize("name", PAPERS)
def test_links_of_a_paper_lead_to_files(name: str) -> None:
    """A relative link names a file of the repository."""
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)[^)]*\)", _paper(name))
    assert [link for link in links if not (ROOT / unquote(link)).is_file()] == []


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


def test_the_article_of_the_readme_builds_without_warning(tmp_path: Path) -> None:
    """The first article that a reader tries gives three editions and nothing to mend."""
    (article,) = re.findall(r"```markdown\n(.*?)```", _paper("README.md"), re.DOTALL)
    (tmp_path / "article.md").write_text(article, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "triptych", "build", "article.md", "--strict"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert len(list((tmp_path / "out" / "article").iterdir())) == 3
