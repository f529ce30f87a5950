"""An article's files travel to a cluster at the first go, or are asked for before an edition is made."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

from commandline import ARTICLE, write
from triptych.core.model import Galley, Override
from triptych.press import pipeline
from triptych.press.away import is_searching
from triptych.press.cluster import parcel as parcels
from triptych.press.helper_process import HelperProcess
from triptych.press.making import Made, make
from triptych.press.orders import Result, Task
from triptych.settings.publication import bare, find
from triptych.theme.load import Theme

AT_ONCE = {
    "plain": ARTICLE,
    "pictured": f"{ARTICLE}\n![A](p.png)\n\n![B](</content/a name.png>)\n\n<img src='p.png' alt='C'>\n",
    "led": ARTICLE.replace("date", "image: p.png\ndate"),
    "citing": ARTICLE.replace("date", "bibliography: refs.bib\ndate") + "\n[@key]\n",
    "dressed": ARTICLE.replace("date", "custom_css: a.css\ndate"),
    "linking": f"{ARTICLE}\n[P](plain.md) [C](citing.md#refs)\n",
}
"""Articles whose text names all that they need."""

LATER = {
    "escaped": f"{ARTICLE}\n![A](&#112;.png)\n",
    "wide": f"{ARTICLE}\n![A](deep\\_er/p.png)\n",
}
"""Articles that name a file in a way that only Markdown's reader understands."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a publication with such articles."""
    root = tmp_path_factory.mktemp("publication")
    texts: Mapping[str, str] = {**AT_ONCE, **LATER, "lost": f"{ARTICLE}\n![A](none.png)\n"}
    write(root, {"triptych.toml": 'header_image = "logo.png"\npage_list = false\n'})
    write(root, {f"content/{name}.md": text for name, text in texts.items()})
    write(root, {"content/a.css": "p { color: red }\n"})
    write(root, {"content/refs.bib": "@book{key, title = {T}, author = {A}, year = 2001}\n"})
    (root / "content" / "deep_er").mkdir()
    for name in ("logo.png", "content/p.png", "content/a name.png", "content/deep_er/p.png"):
        Image.new("RGB", (8, 8), (9, 9, 9)).save(root / name)
    return root


def _rounds(root: Path, name: str) -> tuple[int, int, Result]:
    """Return how often an article was sent, how often its editions were made, and its result."""
    made = []

    def counted(
        proof: Galley, theme: Theme, formats: tuple[str, ...], helper: HelperProcess | None
    ) -> Sequence[Made]:
        made.append(name)
        return make(proof, theme, formats, helper)

    path = root / "content" / f"{name}.md"
    task = Task(path, name, find(root) or bare(root), Override(), ("html", "epub"))
    shared, sent = parcels.common(task), 1
    parcel = parcels.pack(task, [])
    assert parcel
    while not isinstance(
        found := parcels.press(parcel, shared, partial(pipeline.work, maker=counted)), Result
    ):
        parcel, sent = parcels.with_files(parcel, found), sent + 1
        assert parcel
        assert sent < 9
    return sent, len(made), found


@pytest.mark.parametrize("name", AT_ONCE)
def test_what_a_text_names_travels_at_the_first_go(root: Path, name: str) -> None:
    """The article is sent once and made once."""
    sent, made, result = _rounds(root, name)
    assert (sent, made, result.error) == (1, 1, None)
    assert len(result.artifacts) == 2


@pytest.mark.parametrize("name", LATER)
def test_a_press_that_lacks_a_file_asks_before_it_makes_an_edition(root: Path, name: str) -> None:
    """The article is sent twice, but its editions are made once."""
    sent, made, result = _rounds(root, name)
    assert (sent, made, result.error) == (2, 1, None)
    assert len(result.artifacts) == 2


def test_an_article_with_a_file_that_nobody_has_is_left_to_home(root: Path) -> None:
    """It searches among names that only home has, and no edition is made in vain."""
    sent, made, result = _rounds(root, "lost")
    assert (sent, made) == (2, 0)
    assert is_searching(result.dependencies)
