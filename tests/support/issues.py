"""An issue of three articles whose headings, notes, tables and labels have the same names."""

from io import BytesIO
from pathlib import Path

from PIL import Image

from commandline import write

_ARTICLE = """\
---
title: {title}
author: {author}
lang: {lang}
date: 2026-05-01
{more}---
First words of {title}, with a note[^1], @tbl:same, @fig:same, @eq:same, @lst:same,
and [a place](#the-same).

![A dot](dot.png){{#fig:same}}

| a | b |
|---|---|
| 1 | 2 |

: Words of {title} {{#tbl:same}}

$$ x = 1 $$ {{#eq:same}}

```{{#lst:same .python caption="A listing"}}
print("{title}")
```

## The same

{link}

[^1]: Note of {title}.
"""

ISSUE = """\
---
title: Crossings
author: The editors
date: 2026-05-01
issue: {volume: 3, number: 2}
contents:
  - part: Essays
  - harbour.md
  - bridges/index.md
  - part: Notes
  - ufer.md
recto: true
---
The foreword names [the harbour](harbour.md) and [its place](harbour.md#the-same).
"""

SETTINGS = 'title = "The Quay"\nurl = "https://quay.example"\nlang = "en-GB"\n'


def dot(colour: tuple[int, int, int]) -> bytes:
    """Return a small picture of one colour as PNG."""
    out = BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "PNG")
    return out.getvalue()


def article(title: str, author: str, link: str, lang: str = "en-GB", more: str = "") -> str:
    """Return an article with one of each thing that can be referred to."""
    return _ARTICLE.format(title=title, author=author, lang=lang, link=link, more=more)


def lay(folder: Path, issue: str = ISSUE) -> Path:
    """Write a publication with an issue, and return its folder."""
    write(
        folder,
        {
            "triptych.toml": SETTINGS,
            "content/spring.md": issue,
            "content/harbour.md": article(
                "Harbour", "Ada Quint", "To [bridges](bridges/index.md#the-same)."
            ),
            "content/bridges/index.md": article(
                "Bridges", "Ben Low", "To [the harbour](../harbour.md)."
            ),
            "content/ufer.md": article(
                "Ufer", "Eva Strom", "Zum [Hafen](harbour.md#the-same).", "de"
            ),
            "content/dot.png": dot((200, 30, 30)),
            "content/bridges/dot.png": dot((30, 30, 200)),
        },
    )
    return folder
