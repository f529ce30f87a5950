"""Sites of other tools in small: each is built as it is, and reads as it should.

``tests/sites/NAME/site/`` is a site in its own layout; ``expected/`` has the text of each article as HTML
and what is reported. ``--update-cases`` writes it, to be read before it is committed.
"""

import re
import shutil
from pathlib import Path

import pytest
from lxml import etree, html

from commandline import triptych

SITES = Path(__file__).parents[1] / "sites"
NAMES = sorted(path.parent.name for path in SITES.glob("*/site"))


def _text(page: Path) -> str:
    """Return title, standfirst and text of an edition as HTML, a block a line."""
    root = html.document_fromstring(page.read_text(encoding="utf-8"))
    main = root.find(".//main")
    assert main is not None
    etree.strip_elements(main, "svg", "script", "style", with_tail=False)
    for image in main.iter("img"):
        image.set("src", str(image.get("src"))[:30])
    text = html.tostring(main, encoding="unicode")
    return re.sub(
        r"\s*\n\s*",
        "\n",
        re.sub(r">\s*(?=<(?:p|h\d|ul|ol|li|div|table|figure|pre|aside))", ">\n", text),
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_site_is_read_as_it_is(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Every article is built without any setting, and its text and findings are those expected."""
    folder = shutil.copytree(SITES / name / "site", tmp_path / "site")
    told = triptych(folder, "build", "--formats", "html")
    made = {page.stem: _text(page) for page in sorted((folder / "out").rglob("*.html"))}
    made = {f"{stem}.html": text for stem, text in made.items()} | {"findings.txt": told.err}
    expected = SITES / name / "expected"
    if request.config.getoption("--update-cases"):
        shutil.rmtree(expected, ignore_errors=True)
        expected.mkdir()
        for file, text in made.items():
            (expected / file).write_text(text, encoding="utf-8")
    known = {path.name: path.read_text(encoding="utf-8") for path in expected.iterdir()}
    assert made == known
    assert len(made) > 1
