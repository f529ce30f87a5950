"""What set-up does for articles to come: all fonts and hyphenation are read, and an article is pressed.

What that loads is compiled and cached by then. The article holds what few have and every installation may
meet: a formula, pictures, a table, a citation, a drawing with words, and letters of other scripts, some in
fonts with outlines of each kind.
"""

import base64
from pathlib import Path
from tempfile import TemporaryDirectory

from triptych.editions.pdf import hyphens
from triptych.fonts import scripts
from triptych.press import publishing, requests
from triptych.press.requests import Request
from triptych.theme.find import built_in_folder
from triptych.theme.load import load_theme

_PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP4z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg=="
)
"""A picture of four pixels, as PNG."""

_DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 20"><text x="5" y="15">A drawing, 水</text></svg>
"""
_WORKS = "@book{press, title = {Rehearsals}, author = {Press, A.}, year = {2001}}\n"
_ARTICLE = """\
---
title: Rehearsal
author: A. Press
date: 2001-01-01
lang: en
toc: true
dropcap: true
bibliography: works.bib
image: {path: picture.png, alt: Four pixels., caption: Four pixels}
---

A first paragraph with a note[^1], a citation [@press], $\\sqrt{a^2 + b^2}$, and emoji 🎉.

[^1]: The note, with *letters* that **many** articles have: ſ Ω Я → ✓ ½ x² ﬁ.

# Scripts

[日本語の文字。]{lang=ja} [العربية]{lang=ar} [עברית]{lang=he} [हिन्दी]{lang=hi} [ไทย]{lang=th}

| A | B |
|---|--:|
| 1 | 2 |

: A table

```python
print("code")
```

$$\\int_0^1 \\frac{x}{2}\\,dx = \\sum_{k} \\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}$$

![A drawing](drawing.svg)

- [x] done
"""


def press() -> None:
    """Press the article in all editions, and throw it away; raises ``TriptychError``."""
    with TemporaryDirectory(prefix="triptych-") as folder:
        root = Path(folder)
        article = root / "content" / "rehearsal" / "index.md"
        article.parent.mkdir(parents=True)
        (root / "triptych.toml").write_text('title = "R"\nlang = "en"\n', encoding="utf-8")
        for name, text in (
            ("index.md", _ARTICLE),
            ("works.bib", _WORKS),
            ("drawing.svg", _DRAWING),
        ):
            (article.parent / name).write_text(text, encoding="utf-8")
        (article.parent / "picture.png").write_bytes(_PICTURE)
        order = requests.order_of(Request((article,), out=str(root / "out")))
        for outcome in publishing.publish(order):
            if outcome.error:
                raise outcome.error


def read_fonts() -> None:
    """Read the fonts of all built-in themes, and the hyphenation of all languages: for seconds, once.

    Raises ``ThemeError`` where a font of a theme is not installed.
    """
    for folder in sorted(built_in_folder().glob("*/")):
        scripts.prepare(load_theme(folder.name, None))
    hyphens.prepare()
