"""Diagrams are drawn by real renderers, or stay code and are reported; none reads a file."""

from pathlib import Path

import pytest

from commandline import triptych, write
from triptych.pictures import diagrams

HEAD = "---\ntitle: T\ndate: 2025-03-01\nidentifier: urn:x:a\n---\n"
SOURCES = {
    "mermaid": "flowchart LR\n  A[Begin] --> B{Choose}\n",
    "dot": "digraph { Begin -> Choose }\n",
    "graphviz": "graph { Begin -- Choose }\n",
    "plantuml": "@startuml\nBegin -> Choose : go\n@enduml\n",
}


def _build(folder: Path, text: str, **environment: str) -> tuple[str, str]:
    """Return the text of an edition, and what is reported."""
    write(folder, {"triptych.toml": "page_list = false\n", "a.md": HEAD + text})
    told = triptych(folder, "build", "a.md", "--formats", "html", environment=environment)
    assert told.code == 0, told.err
    page = (folder / "out/a/a.html").read_text(encoding="utf-8")
    return page.partition("<main")[2], told.err


@pytest.mark.parametrize("language", SOURCES)
def test_a_diagram_is_a_picture_with_its_source_as_words(language: str, tmp_path: Path) -> None:
    """The same source gives the same bytes."""
    text = f"```{language}\n{SOURCES[language]}```\n"
    page, told = _build(tmp_path, text)
    words = " ".join(SOURCES[language].split())
    assert f'alt="{words.replace("&", "&amp;").replace(">", "&gt;")}"' in page.replace(
        "->", "-&gt;"
    )
    assert "data:image/svg+xml" in page
    assert told == ""
    if language != "plantuml":  # which starts slowly
        assert _build(tmp_path, text)[0] == page


def test_a_caption_makes_a_figure_that_can_be_named(tmp_path: Path) -> None:
    """With its own words instead of the source."""
    page, _ = _build(
        tmp_path, '``` {.dot #fig:way caption="The way." alt="An arrow"}\ndigraph { a -> b }\n```\n'
    )
    assert 'id="fig-way"' in page
    assert 'alt="An arrow"' in page
    assert "The way." in page


BROKEN = {
    "mermaid": "flowchart LR\n  A -->\n",
    "dot": "digraph { a -> \n",
    "plantuml": "@startuml\nthis is no diagram\n@enduml\n",
}


@pytest.mark.parametrize("language", BROKEN)
def test_a_broken_diagram_stays_code(language: str, tmp_path: Path) -> None:
    """The renderer's reason is reported with the line."""
    page, told = _build(tmp_path, f"```{language}\n{BROKEN[language]}```\n")
    assert "<pre" in page
    assert "a.md:7: warning: the " in told
    assert "diagram is set as code: " in told


def test_without_a_renderer_all_are_one_note(tmp_path: Path) -> None:
    """It names what to install; the code stays."""
    text = "```dot\ndigraph { a }\n```\n\n```dot\ndigraph { b }\n```\n"
    page, told = _build(tmp_path, text, PATH=str(tmp_path))
    assert page.count("<pre") == 2
    assert "2 Graphviz diagrams are set as code" in told
    assert "Install Graphviz" in told


STEALING = {
    "dot": 'digraph { a [image="/etc/hostname", shape=none, label=""] }\n',
    "dot, a font": 'digraph { fontpath="/etc"; a [shapefile="/etc/passwd"] }\n',
    "plantuml": "@startuml\n!include /etc/passwd\nA -> B\n@enduml\n",
    "plantuml, an address": "@startuml\n!include http://127.0.0.1:9/x\nA -> B\n@enduml\n",
    "plantuml, a variable": "@startuml\n!$a = %getenv('TRIPTYCH_SECRET')\nA -> B : $a\n@enduml\n",
    "mermaid": 'flowchart LR\n  A["<img src=file:///etc/passwd>"] --> B\n',
}


@pytest.mark.parametrize("name", STEALING)
def test_a_diagram_reads_nothing(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file, no address and no variable of the user reaches the picture."""
    language = name.partition(",")[0]
    monkeypatch.setenv("TRIPTYCH_SECRET", "a secret of the user")
    kind = diagrams.KINDS[language]
    try:
        drawn = diagrams.draw(kind, STEALING[name]).decode()
    except diagrams.DiagramError as error:
        drawn = str(error)
    for secret in ("root:x:", "a secret", "<image", "href="):
        assert secret not in drawn


def test_a_diagram_that_is_too_long_is_refused() -> None:
    """Its length is told, and nothing is started."""
    with pytest.raises(diagrams.DiagramError, match="at most 100000 are drawn"):
        diagrams.draw("graphviz", "a" * 100_001)
