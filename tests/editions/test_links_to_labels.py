"""A link to a labelled place of another article leads to the id that the place has there."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from commandline import write
from pressing import press
from triptych.sources import article_index, discover

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
PLACES = """---
title: Places
---
Words.

## A heading {#sec:one}

Under one {#sec:two}
---------

<h2 id="sec:raw">Raw</h2>

![A figure.](a.svg){#fig:alone}

![a](a.svg){#fig:inside} in a line, and a line with ![a](a.svg){#fig:end}

$$x$$ {#eq:x}

```{.python #lst:code}
a = 1
```

| a |
|---|
| 1 |

: A table {#tbl:t}

::: {#tbl:division}
Words.
:::

[Words]{#sec:words}, `code`{#lst:word}, <a id="fig:anchor">raw</a>, [other]{#any:thing}.

## Another heading {#sec-plain}
"""
LABELS = re.findall(r"(?:#|id=\")(\w+[:-]\w+)", PLACES)


def test_every_label_is_found_in_the_other_article(tmp_path: Path) -> None:
    """What is numbered has an id without a colon, and all else the one that was written."""
    links = "\n".join(f"[to {label}](places.md#{label})\n" for label in LABELS)
    root = write(
        tmp_path,
        {
            "triptych.toml": "",
            "content/a.svg": PICTURE,
            "content/places.md": PLACES,
            "content/links.md": f"---\ntitle: Links\n---\n{links}",
        },
    )
    publication, files = discover.locate((root,), root)
    article_index.forget()
    pages = {
        file.stem: press(file, publication, ("html",)).of("html").data.decode() for file in files
    }
    ids = set(re.findall(r'\sid="([^"]+)"', pages["places"]))
    led = dict(re.findall(r'href="[^"#]*places\.html#([^"]+)"[^>]*>to ([^<]+)<', pages["links"]))
    assert sorted(led.values()) == sorted(LABELS)
    assert [fragment for fragment in led if unquote(fragment) not in ids] == []
    assert len(LABELS) == 15


@pytest.fixture(autouse=True)
def _forgotten() -> None:
    """Leave no index behind."""
    article_index.forget()
