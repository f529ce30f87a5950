"""Hostile templates: what a template can reach has no way to a file, to Python, or to endless work."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import FunctionType, MappingProxyType
from typing import TYPE_CHECKING, Any

import jinja2
import pytest
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from triptych.core import model
from triptych.core.certifier import Certifier
from triptych.core.errors import ThemeError
from triptych.core.model import Override
from triptych.core.printed_in import PrintedIn
from triptych.editions.formats import FORMATS
from triptych.editions.template_values import PictureValue, ThemeValue, freeze_all
from triptych.press import publishing
from triptych.press.orders import Order, Outcome
from triptych.sources import discover

if TYPE_CHECKING:
    from collections.abc import Mapping

SETTINGS = """\
title = "A paper"
publisher = "Ann & Sons"
url = "https://paper.example/"
issn = "2049-3630"
certified_by = "C"
header_image = "/logo.png"
custom_css = "p { color: red }"
bibliography = "/works.bib"
"""
ARTICLE = """\
---
title: Dressed
author: [{name: Jane, organisation: O, bio: B, url: "https://j.example/"}]
date: 2025-01-01
updated: 2025-02-01
tags: [a, b]
image: {path: /logo.png, alt: A, caption: C, credit: D}
identifier: ["urn:x:1", "9783161484100"]
series: {title: S, number: 1}
issue: {volume: 1, number: 2}
---
## One

Some text.
"""

PLAIN = {str, Markup, int, float, Decimal, bool, type(None), date, datetime}
"""The types that have no door: text, numbers, days."""

FIELDS: dict[type, set[str]] = {
    PictureValue: {"name", "media_type", "width", "height"},
    ThemeValue: {"name", "tokens", "dark", "settings"},
    model.Person: {"name", "organisation", "bio", "url", "file_as"},
    model.Identifier: {"kind", "value", "uri"},
    model.Series: {"title", "number"},
    model.Issue: {"volume", "number", "name"},
    Certifier: {"name", "credential", "report"},
    PrintedIn: {"title", "editors", "identifier", "url", "is_periodical", "first", "last"},
    model.Picture: {"path", "alt", "caption", "credit"},
    model.Heading: {"level", "id", "text"},
    model.Look: set(model.Look.__slots__),
    model.Metadata: set(model.Metadata.__slots__),
}
"""The tables of values that a template may see, each with all its attributes."""


@pytest.fixture
def publication(tmp_path: Path, png: bytes) -> Path:
    """Return a publication with one article that has every kind of value."""
    (tmp_path / "content").mkdir()
    (tmp_path / "triptych.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "content" / "dressed.md").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "logo.png").write_bytes(png)
    (tmp_path / "works.bib").write_text("", encoding="utf-8")
    return tmp_path


@pytest.fixture
def png() -> bytes:
    """Return a small picture."""
    from io import BytesIO  # noqa: PLC0415  for this fixture alone

    from PIL import Image  # noqa: PLC0415  the same

    data = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(data, "PNG")
    return data.getvalue()


def _build(root: Path, page: str = "", formats: tuple[str, ...] = ("html",)) -> Outcome:
    """Build the article in a theme whose page is the given template."""
    folder = root / "templates" / "evil"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "theme.toml").write_text('description = "x"\n[mine]\nlist = [1, [2.5]]\n', "utf-8")
    if page:
        (folder / "article.html.j2").write_text(page, encoding="utf-8")
    publication, files = discover.locate((root,), root)
    order = Order(publication, tuple(files), formats, root / "out", Override(theme="evil"))
    (outcome,) = publishing.publish(order)
    return outcome


def _walk(value: Any, path: str, environment: ImmutableSandboxedEnvironment) -> list[str]:
    """Return the path of everything that a template reaches from a value and that is not plain."""
    if type(value) in PLAIN:
        return []
    if type(value) is tuple:
        return [bad for n, v in enumerate(value) for bad in _walk(v, f"{path}[{n}]", environment)]
    if type(value) is MappingProxyType:
        pairs = [*value.items()]
        return [bad for k, v in pairs for bad in _walk(v, f"{path}.{k}", environment)] + [
            f"{path} has the key {key!r}" for key in value if type(key) is not str
        ]
    open_names = {n for n in dir(value) if environment.is_safe_attribute(value, n, None)}
    known = FIELDS.get(type(value))
    if known is None or open_names != known:
        return [f"{path}: {type(value).__name__} {sorted(open_names)}"]
    return [bad for n in known for bad in _walk(getattr(value, n), f"{path}.{n}", environment)]


def test_templates_reach_plain_values_only(
    publication: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From every name of every template of every edition, only plain values are reached."""
    seen: dict[str, list[tuple[Mapping[str, Any], jinja2.Environment]]] = {}
    generate = jinja2.Template.generate

    def spy(template: jinja2.Template, values: dict[str, Any]) -> Any:
        seen.setdefault(str(template.name), []).append((values, template.environment))
        return generate(template, values)

    monkeypatch.setattr(jinja2.Template, "generate", spy)
    outcome = _build(publication, formats=tuple(FORMATS))
    assert outcome.error is None, outcome.error
    assert {"article.html.j2", "epub/article.xhtml.j2", "epub/nav.xhtml.j2"} <= set(seen)
    calls = [call for several in seen.values() for call in several]
    for values, environment in calls:
        assert isinstance(environment, ImmutableSandboxedEnvironment)
        assert values["lead"].width
        assert values["meta"].series.title == "S"
        assert set(environment.globals) == {"range", "dict", "cycler", "joiner", "namespace"}
        link = values["link"]
        assert type(link) is FunctionType
        assert not [n for n in dir(link) if environment.is_safe_attribute(link, n, None)]
        for name, value in values.items():
            assert name == "link" or not _walk(value, name, environment)


@pytest.mark.parametrize("value", [Path("/x"), b"bytes", iter([]), {"a": [Path("/x")]}, {1}, open])
def test_what_is_not_plain_is_refused(value: object) -> None:
    """A value that a later change adds by mistake ends the build and is not handed out."""
    with pytest.raises(TypeError, match="must not see"):
        freeze_all({"value": value})


ATTACKS = {
    "folders": "{{ theme.folders[0].joinpath('x').write_text('x') }}",
    "style": "{{ theme.style('../../../../../../etc/hostname') }}",
    "manuscript": "{{ manuscript.path.write_text('x') }}",
    "path of meta": "{{ meta.path.read_text() }}",
    "class": "{{ meta.__class__.__mro__[1].__subclasses__() }}",
    "attr filter": "{{ (meta|attr('__class__')).__name__ }}",
    "attr by map": "{{ [meta]|map(attribute='__class__')|list|first|attr('x') }}",
    "attr in a map": "{{ ([meta]|map('attr', '__init__')|list|first).__globals__ }}",
    "globals of link": "{{ link.__globals__ }}",
    "closure of link": "{{ link.__closure__[0].cell_contents }}",
    "index": "{{ meta['__class__']['x'] }}",
    "lipsum": "{{ lipsum.__globals__ }}",
    "cycler": "{{ cycler.__init__.__globals__ }}",
    "namespace": "{{ namespace.__init__.__globals__ }}",
    "macro": "{% macro m() %}{% endmacro %}{{ m._func.__globals__ }}",
    "self": "{{ self._TemplateReference__context.environment }}",
    "loop": "{% for x in [1] %}{{ loop._iterable.gi_frame }}{% endfor %}",
    "generator": "{% set g = [1]|map('string') %}{{ g.gi_frame.f_globals }}",
    "bytes of a picture": "{{ lead.data.decode('latin-1') }}",
    "write to a value": "{% set meta.title = 'x' %}",
    "a table's own": "{{ theme.tokens.pop('accent') }}",
    "include above": "{% include '../../triptych.toml' %}",
    "include absolute": "{% include '/etc/hostname' %}",
    "import above": "{% import 'printfriendly/../../x' as x %}",
    "include of a folder": "{% include 'css' %}",
    "a name with a NUL": "{% include 'a\\0b' %}",
    "range": "{% for i in range(10**9) %}{% endfor %}x",
    "power": "{{ 10**10**10 }}",
    "product": "{{ 'x' * 10**10 }}",
    "product of a list": "{{ ([1] * 10**10)|length }}",
    "a macro in itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a long page": "{% for i in range(90000) %}{{ 'x' * 1000 }}{% endfor %}",
    "link of another": "{{ link(meta) }}",
    "unhashable": "{{ link([]) }}",
    "an error of Python": "{{ {}.popitem() }}{{ {}['a'].b }}",
}


@pytest.mark.parametrize("page", ATTACKS.values(), ids=ATTACKS)
def test_an_attack_is_an_error_in_the_theme(page: str, publication: Path) -> None:
    """Each ends as one error of the theme; nothing is written beside the theme's own files."""
    before = set(publication.rglob("*"))
    outcome = _build(publication, page)
    assert isinstance(outcome.error, ThemeError), outcome.error
    after = {path.name for path in publication.rglob("*")} - {path.name for path in before}
    assert after <= {"templates", "evil", "theme.toml", "article.html.j2", "out"}


@pytest.mark.parametrize(
    "page", ["{{ '{0.__class__}'.format(meta) }}", "{{ '{0.__init__.__globals__}'|format(meta) }}"]
)
def test_a_format_string_gives_nothing_away(page: str, publication: Path) -> None:
    """A format string reaches no attribute that the template itself does not."""
    outcome = _build(publication, page)
    texts = [path.read_text("utf-8") for _, path in outcome.editions]
    assert not [text for text in texts if "class '" in text or "builtins" in text]
