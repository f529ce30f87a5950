"""A publication whose articles depend on different things, and what may be done to it between builds."""

import shutil
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from commandline import write

NAMES = ("plain", "pictured", "citing", "dressed", "raw", "formulas", "extra")
ALL = frozenset(NAMES)
EVER = ALL | {"other", "added"}
"""The articles that there are at first, and those that there may be."""

BIBLIOGRAPHY = "@book{{key, title = {{Title {0}}}, author = {{A. Author}}, year = 2001}}\n"
THEME = 'description = "Ours"\n[tokens]\ngap = "{0}px"\n'
FONT = '[fonts.text]\nfamily = "Inter"\ncuts = [[{0}00, "normal"]]\nfallback = "serif"\n'
UNPAGED = "---\npage_list: false\n"
"""Front matter of an article of which no page is laid out; so most builds take less."""
ARTICLES = {
    "content/plain.md": UNPAGED + "title: Plain\n---\nText {0}. <script>x</script>\n",
    "content/pictured/index.md": "---\ntitle: Pictured\ndate: 2025-01-02\n---\nA {0}.\n\n![](a.png)\n",
    "content/citing.md": UNPAGED + "title: Citing\nbibliography: refs.bib\n---\nSee [@key] {0}.\n",
    "content/dressed.md": "---\ntitle: Dressed\ntheme: ours\ncustom_css: own.css\n---\nText {0}.\n",
    "content/raw.md": UNPAGED + 'title: Raw\n---\n<p>Raw {0}: <img src="b.png" alt="B"></p>\n',
    "content/formulas.md": UNPAGED
    + "title: F\n---\n\\newcommand{{\\R}}{{x_{{{0}}}}}\n\nSee $\\R + 1$.\n",
    "content/extra.md": UNPAGED + "title: Extra\n---\nText.\n",
}
WAIVED = (
    UNPAGED + 'title: Plain\nwaivers:\n  no-date: "Reason {0}"\n---\nText. <script>x</script>\n'
)


def lay(root: Path) -> None:
    """Write a publication of articles, each of which depends on something else."""
    files = {name: text.format(0) for name, text in ARTICLES.items()}
    files |= {"content/refs.bib": BIBLIOGRAPHY.format(0)}
    files |= {"triptych.toml": 'title = "P"\n', "templates/ours/theme.toml": THEME.format(0)}
    write(root, files | {"own.css": "p { color: red }\n"})
    _draw("pictured/a.png")(root, 0)
    _draw("b.png")(root, 0)


def _draw(name: str) -> Callable[[Path, int], None]:
    """Return an edit that draws the picture of an article."""

    def edit(root: Path, number: int) -> None:
        Image.new("RGB", (8, 8), (number % 256, 0, 0)).save(root / "content" / name)

    return edit


def _rewrite(name: str, text: str) -> Callable[[Path, int], None]:
    """Return an edit that writes a file anew, with a number in it."""

    def edit(root: Path, number: int) -> None:
        write(root, {name: text.format(number)})

    return edit


def _touch(root: Path, _: int) -> None:
    """Touch every file, changing none."""
    for path in [*root.rglob("*.*")]:
        path.write_bytes(path.read_bytes()) if path.is_file() else None


def _remark(root: Path, number: int) -> None:
    """Put a remark into the settings, which changes none."""
    path = root / "triptych.toml"
    write(root, {"triptych.toml": path.read_text(encoding="utf-8") + f"# {number}\n"})


def _lose(root: Path, _: int) -> None:
    """Take the picture away."""
    (root / "content" / "pictured" / "a.png").unlink(missing_ok=True)


def _move(root: Path, _: int) -> None:
    """Move the whole publication elsewhere and back, so that each file has another inode."""
    shutil.copytree(root, root.with_name("moved"))
    shutil.rmtree(root)
    root.with_name("moved").rename(root)


def _rename(root: Path, _: int) -> None:
    """Return an article another name, or its first one back."""
    names = [root / "content" / name for name in ("extra.md", "other.md")]
    here, there = sorted(names, key=lambda path: not path.exists())
    here.rename(there)


def _add_or_remove(root: Path, number: int) -> None:
    """Add an article, or take it away."""
    path = root / "content" / "added.md"
    if path.exists():
        path.unlink()
    else:
        write(root, {"content/added.md": f"{UNPAGED}title: Added\n---\nText {number % 2}.\n"})


def _spoil(root: Path, _: int) -> None:
    """Change an edition on the disc."""
    for path in root.with_name("out").rglob("*.html"):
        path.write_bytes(b"spoilt")
        break


EDITS: dict[str, tuple[Callable[[Path, int], None], frozenset[str]]] = {
    "article": (_rewrite("content/plain.md", ARTICLES["content/plain.md"]), frozenset({"plain"})),
    "picture": (_draw("pictured/a.png"), frozenset({"pictured"})),
    "picture of raw HTML": (_draw("b.png"), frozenset({"raw"})),
    "macros": (
        _rewrite("content/formulas.md", ARTICLES["content/formulas.md"]),
        frozenset({"formulas"}),
    ),
    "waivers": (_rewrite("triptych.toml", 'title = "P"\nwaivers.no-date = "R {0}"\n'), EVER),
    "an article's waivers": (_rewrite("content/plain.md", WAIVED), frozenset({"plain"})),
    "renamed": (_rename, frozenset({"extra", "other"})),
    "added or removed": (_add_or_remove, frozenset({"added"})),
    "theme's style": (
        _rewrite("templates/ours/css/extra.css", "p {{ margin: {0}px }}\n"),
        frozenset({"dressed"}),
    ),
    "theme's words": (
        _rewrite("templates/ours/labels.toml", '[en]\ncontents = "Contents {0}"\n'),
        frozenset({"dressed"}),
    ),
    "theme's font": (_rewrite("templates/ours/theme.toml", FONT), frozenset({"dressed"})),
    "theme's own file": (
        _rewrite("templates/ours/fonts/notes.txt", "{0}"),
        frozenset({"dressed"}),
    ),
    "picture lost": (_lose, frozenset({"pictured"})),
    "bibliography": (_rewrite("content/refs.bib", BIBLIOGRAPHY), frozenset({"citing"})),
    "theme": (_rewrite("templates/ours/theme.toml", THEME), frozenset({"dressed"})),
    "style sheet": (_rewrite("own.css", "p {{ margin: {0}px }}\n"), frozenset({"dressed"})),
    "nearer style sheet": (
        _rewrite("content/own.css", "p {{ margin: {0}em }}\n"),
        frozenset({"dressed"}),
    ),
    "settings": (_rewrite("triptych.toml", 'title = "P"\ntagline = "{0}"\n'), EVER),
    "settings' lines": (_remark, frozenset()),
    "front matter": (
        _rewrite(
            "content/citing.md", ARTICLES["content/citing.md"].replace("Citing", "Citing {0}")
        ),
        frozenset({"citing"}),
    ),
    "touch": (_touch, frozenset()),
    "move": (_move, frozenset()),
    "edition": (_spoil, frozenset()),
}
"""Every edit with the articles that it concerns."""
