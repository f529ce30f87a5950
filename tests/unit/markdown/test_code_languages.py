"""The language of code is found under every name that authors give it, without reading all of pandoc's."""

import subprocess

import pytest
from lxml.html import fragment_fromstring, tostring

from triptych.markdown import code_languages, pandoc


def _written(*classes: str, name: str = "", kind: str = "CodeBlock") -> str:
    """Return the HTML of a piece of code with classes."""
    code = {"t": kind, "c": [[name, list(classes), []], "let x = 1"]}
    block = code if kind == "CodeBlock" else {"t": "Para", "c": [code]}
    html = pandoc.to_html(code_languages.resolve_languages([block]))
    body = fragment_fromstring(html, create_parent="div")
    code_languages.restore_classes(body)
    return " ".join(str(tostring(body, encoding="unicode")).split()).replace("> <", "><")


def test_the_names_are_those_of_pandoc() -> None:
    """The table holds each name that the bundled pandoc lists, and aliases lead to these only."""
    listed = subprocess.run(
        [pandoc._program(), "--list-highlight-languages"],  # noqa: SLF001  the program itself
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert frozenset(listed) == code_languages.NAMES
    assert set(code_languages.ALIASES.values()) <= code_languages.NAMES
    assert not set(code_languages.ALIASES) & code_languages.NAMES


@pytest.mark.parametrize(
    ("name", "language"),
    {
        "js": "javascript",
        "py": "python",
        "sh": "bash",
        "yml": "yaml",
        "ts": "typescript",
        "jsx": "javascriptreact",
        "c++": "cpp",
        "C#": "cs",
        "rb": "ruby",
        "golang": "go",
        "Dockerfile": "dockerfile",
        "JSON5": "json",
    }.items(),
)
def test_other_names_are_resolved(name: str, language: str) -> None:
    """A short name, an old one or one in capitals gives the language, and remains as a class."""
    assert code_languages.language_of(name) == language
    html = _written(name)
    assert f'<code class="sourceCode {language}">' in html
    kept = f" {name}" if name != language else ""
    assert f'<pre class="sourceCode {language}{kept}">' in html


@pytest.mark.parametrize("name", ["text", "console", "plain", "nonsense", "output", "mermaid"])
def test_an_unknown_name_remains_as_a_class(name: str) -> None:
    """Pandoc does not see it, and the HTML is as if it had."""
    assert code_languages.language_of(name) is None
    assert _written(name) == f'<div><pre class="{name}"><code>let x = 1</code></pre></div>'
    assert f'<pre id="a" class="{name} wide">' in _written(name, "wide", name="a")
    assert f'<code class="{name}">let x = 1</code>' in _written(name, kind="Code")


def test_the_language_comes_before_other_classes() -> None:
    """Whatever the order in the source, pandoc meets the language first and needs no other."""
    assert '<pre class="sourceCode numberSource python numberLines">' in _written(
        "numberLines", "python"
    )
    assert '<pre class="numberLines">' in _written("numberLines")
    assert '<code class="sourceCode python key py">' in _written("key", "py", kind="Code")
