"""How much of CommonMark's own examples is read as CommonMark says.

``python build/tools/commonmark.py spec.txt`` prints what differs, by section. The file is that of the npm
package ``commonmark-spec``. Curly quotation marks, dashes, figures and other names of languages are no
difference.
"""

import re
import sys
from collections import Counter
from pathlib import Path

from lxml import etree
from lxml.html import fragment_fromstring, tostring

from triptych.markdown import dialect, pandoc

_EXAMPLE = re.compile(
    r"^`{32} example\n(?P<text>.*?)^\.\n(?P<html>.*?)^`{32}$|^#{1,6} *(?P<section>.*?)$",
    re.MULTILINE | re.DOTALL,
)
_ATTRIBUTES = {"href", "src", "alt", "start"}
_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "–": "--", "—": "---"})
_FIGURE = re.compile(r"</?figure>|<figcaption>.*?</figcaption>|</?p>|<a href=\"#cb.*?</a>|\s+")


def main() -> None:
    """Print each example that is read otherwise, and how many are read alike."""
    section, differing, every = "", Counter[str](), Counter[str]()
    for found in _EXAMPLE.finditer(Path(sys.argv[1]).read_text(encoding="utf-8")):
        if found["section"] is not None:
            section = found["section"]
            continue
        text, html = (found[name].replace("→", "\t") for name in ("text", "html"))
        made = pandoc.to_html(pandoc.parse(dialect.normalise(text)))
        every[section] += 1
        if _plain(made) != _plain(html):
            differing[section] += 1
            print(f"## {every.total()} {section}\n{text}-- CommonMark\n{html}-- here\n{made}")
    for name, count in every.items():
        print(f"{name}: {count - differing[name]} of {count}")
    print(f"All: {every.total() - differing.total()} of {every.total()}")


def _plain(html: str) -> str:
    """Return HTML without what means the same."""
    body = fragment_fromstring(f"<i></i>{html}", create_parent="div")
    for element in list(body.iterdescendants(etree.Element)):
        for name in set(map(str, element.attrib)) - _ATTRIBUTES:
            del element.attrib[name]
        if element.tag in ("div", "span"):
            element.drop_tag()
    text = str(tostring(body, encoding="unicode")).translate(_PLAIN)
    return _FIGURE.sub("", re.sub(r"<!--.*?-->", "", text))


if __name__ == "__main__":
    main()
