"""The handbook tells all there is: every key, option, exit code, token, template and hook."""

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import message_words
import messages
from commandline import triptych
from triptych.cli.main import cli
from triptych.core.errors import EXIT_CODES
from triptych.settings.fields import IssueKeys, Keys, PersonKeys, PictureKeys, SeriesKeys
from triptych.settings.front_matter import FrontMatter
from triptych.settings.kinds import PAPERS
from triptych.settings.publication import Settings

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "content" / "handbook"
THEME = ROOT / "templates" / "printfriendly"


_TABLES = (PersonKeys, PictureKeys, SeriesKeys, IssueKeys)


def _page(name: str) -> str:
    """Return a page of the handbook as it is written."""
    return (PAGES / f"{name}.md").read_text(encoding="utf-8")


def _rows(page: str) -> dict[str, list[str]]:
    """Return the cells of every table row by the first code in it."""
    rows = {}
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and (first := re.match(r"`([^`]+)`", cells[0])):
            rows[first[1]] = cells[1:]
    return rows


def _default(model: type[Keys], name: str) -> object:
    """Return a key's default as its page should write it, or None where there is nothing to write."""
    if model.model_fields[name].is_required():
        return None
    default = model.model_fields[name].get_default(call_default_factory=True)
    named = {size: paper for paper, size in PAPERS.items()}
    if default is None or default in ("", [], {}):
        return None
    return json.dumps(named.get(default, default) if isinstance(default, str) else default)


@pytest.mark.parametrize(
    ("page", "model"),
    [
        ("front-matter", FrontMatter),
        ("front-matter", PersonKeys),
        ("front-matter", PictureKeys),
        ("front-matter", SeriesKeys),
        ("front-matter", IssueKeys),
        ("settings", Settings),
    ],
)
def test_every_key_has_a_row_with_its_default(page: str, model: type[Keys]) -> None:
    """A key cannot be added, or its default changed, without the page that tells of it."""
    rows = _rows(_page(page))
    assert [name for name in model.model_fields if name not in rows] == []
    for name in model.model_fields:
        if (default := _default(model, name)) is not None:
            assert rows[name][1] == f"`{default}`", name


def test_every_other_name_of_a_key_and_every_paper_is_told() -> None:
    """What a key is also called, and what paper is called, stands in the pages."""
    page = _page("front-matter")
    aliases = [f.alias for model in _TABLES for f in model.model_fields.values()]
    assert [alias for alias in aliases if alias and f"`{alias}`" not in page] == []
    assert [paper for paper in PAPERS if f"`{paper}`" not in _page("settings")] == []


def _commands() -> Iterator[tuple[str, click.Command]]:
    """Yield every command by the words that call it."""
    pending: list[tuple[str, click.Command]] = [("triptych", cli)]
    while pending:
        words, command = pending.pop()
        yield words, command
        if isinstance(command, click.Group):
            context = click.Context(command)
            for name in command.list_commands(context):
                inner = command.get_command(context, name)
                assert inner is not None
                pending.append((f"{words} {name}", inner))


def test_every_command_and_option_is_told() -> None:
    """A command or an option cannot be added without its place in the handbook."""
    page = _page("command-line")
    for words, command in _commands():
        assert f"`{words}" in page, words
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert re.search(rf"[ `]{parameter.opts[-1]}[ `]", page), parameter.opts


def test_every_exit_code_is_told_in_the_words_of_the_program() -> None:
    """The table of exit codes is the program's own."""
    rows = dict(re.findall(r"^\| (\d+) +\| (.+?)\.? \|$", _page("command-line"), re.MULTILINE))
    told = {int(code): words.lower() for code, words in rows.items()}
    assert told == {code: words.rstrip(".").lower() for code, words in EXIT_CODES.items()}


def test_the_json_in_the_handbook_has_the_shape_of_the_programs(tmp_path: Path) -> None:
    """Each object of the example has exactly the keys that ``--json`` prints."""
    (tmp_path / "good.md").write_text("---\ntitle: A\n---\nText.\n", encoding="utf-8")
    (tmp_path / "bad.md").write_text("", encoding="utf-8")
    done = triptych(tmp_path, "build", "good.md", "bad.md", "--json")
    real = json.loads(done.out)
    (example,) = re.findall(r"```json\n(.*?)```", _page("command-line"), re.DOTALL)
    told = json.loads(example)
    assert done.code == real["exit_code"] == told["exit_code"]
    assert list(told) == list(real)
    for kind in ("editions", "findings", "errors"):
        assert list(told[kind][0]) == list(real[kind][0]), kind


def test_every_file_and_token_of_the_theme_is_told() -> None:
    """What a theme can override stands in the page on themes."""
    page = _page("themes")
    files = [str(path.relative_to(THEME)) for path in THEME.rglob("*") if path.is_file()]
    assert [name for name in files if f"`{name}`" not in page] == []
    settings = tomllib.loads((THEME / "theme.toml").read_text(encoding="utf-8"))
    assert [name for name in settings["tokens"] if f"`{name}`" not in page] == []
    assert [role for role in settings["fonts"] if f"`{role}`" not in page] == []


def test_every_block_and_hook_of_the_page_is_told() -> None:
    """Ids of the page, and blocks that a theme may fill, stand in the page on themes."""
    page = _page("themes")
    templates = [path.read_text(encoding="utf-8") for path in THEME.rglob("*.j2")]
    blocks = {name for text in templates for name in re.findall(r"{% block (\w+)", text)}
    assert [name for name in sorted(blocks) if f"`{name}`" not in page] == []
    parts = (THEME / "article.html.j2", THEME / "parts.j2")
    ids = {i for p in parts for i in re.findall(r'id="(pf-[\w-]+)"', p.read_text(encoding="utf-8"))}
    hidden = {"pf-toc-title"}
    assert [name for name in sorted(ids - hidden) if f"`#{name}`" not in page] == []


def test_every_name_that_a_template_knows_is_told() -> None:
    """What is handed to templates stands in the page on themes, with the filters of our own."""
    editions = ROOT / "build" / "triptych" / "editions"
    source = (editions / "render.py").read_text(encoding="utf-8")
    (values,) = [
        node.value
        for function in ast.walk(ast.parse(source))
        if isinstance(function, ast.FunctionDef) and function.name == "template_values"
        for node in ast.walk(function)
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Dict)
    ]
    names = [key.value for key in values.keys if isinstance(key, ast.Constant)]
    rows = _rows(_page("themes"))
    assert names
    assert [name for name in names if name not in rows] == []
    filters = re.findall(
        r'\.filters\["(\w+)"\]', (editions / "templates.py").read_text(encoding="utf-8")
    )
    assert filters
    assert [name for name in filters if f"|{name}" not in _page("themes")] == []


def _quoted() -> Iterator[tuple[str, str]]:
    """Yield each message that a page quotes as printed, with its hint, or "" where it quotes none."""
    line = re.compile(
        r"^\S+: (?:error|warning|note): (.+) \[[\w-]+\]\n(?:  (?!in )(.+)\n)?", re.MULTILINE
    )
    for path in sorted(PAGES.glob("*.md")):
        yield from line.findall(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("message", "hint"), list(_quoted()))
def test_messages_are_quoted_as_the_program_prints_them(message: str, hint: str) -> None:
    """What a page quotes as printed is a message of the program, and below it a hint of the program."""
    for text, kinds in ((message, {"message"}), (hint, {"hint"})):
        forms = [re.escape(found.words) for found in messages.texts() if found.kind in kinds]
        forms = [form.replace(re.escape(message_words.VALUE), ".*") for form in forms]
        assert not text or any(re.fullmatch(form, text) for form in forms), text
