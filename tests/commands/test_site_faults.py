"""Sites of other tools that are broken, hostile, very large or of two kinds at once."""

from pathlib import Path

import pytest

from commandline import triptych, write

PNG = b"\x89PNG\r\n\x1a\n"
BUILD = ("build", "--formats", "html")


def _page(folder: Path, slug: str) -> str:
    """Return the text of an edition."""
    return (folder / f"out/{slug}/{slug}.html").read_text(encoding="utf-8").partition("<main")[2]


def test_a_site_with_two_marks_is_read_as_the_stronger(tmp_path: Path) -> None:
    """A line says which it is and which it may be; the setting decides."""
    note = "# One\n\n!!! tip\n    Words of advice.\n"
    write(
        tmp_path, {"mkdocs.yml": "site_name: S\n", ".obsidian/app.json": "{}", "docs/one.md": note}
    )
    told = triptych(tmp_path, *BUILD)
    assert told.code == 0
    assert "MkDocs site (mkdocs.yml): 1 article" in told.err
    assert "It also has a mark of Obsidian (.obsidian): set `dialect` to choose." in told.err
    assert "pf-callout-tip" in _page(tmp_path, "one")
    write(tmp_path, {"triptych.toml": 'dialect = "obsidian"\ncontent = "docs"\n'})
    told = triptych(tmp_path, *BUILD)
    assert "pf-callout-tip" not in _page(tmp_path, "one")


@pytest.mark.parametrize(
    "name", ["README.md", "readme.md", "notes.md", "one.markdown", "docs/a.md"]
)
def test_a_folder_of_markdown_needs_no_mark(name: str, tmp_path: Path) -> None:
    """It is read as GitHub shows it, and a line says so."""
    write(tmp_path, {name: "# One\n\n> [!TIP]\n> Words of advice.\n"})
    told = triptych(tmp_path, *BUILD)
    assert told.code == 0
    assert f"Folder of Markdown, read as GitHub shows it ({name}): 1 article" in told.err
    page = next(tmp_path.rglob("out/**/*.html")).read_text(encoding="utf-8")
    assert "pf-callout-tip" in page


def test_a_folder_with_content_is_a_publication_of_ours(tmp_path: Path) -> None:
    """What lies beside its articles is none, and no line names a site."""
    write(
        tmp_path,
        {"README.md": "# R\n", "content/one.md": "---\ndate: 2025-01-01\n---\na ==b== c\n"},
    )
    told = triptych(tmp_path, *BUILD)
    assert told.code == 0
    assert "Folder of Markdown" not in told.err
    assert [path.name for path in tmp_path.rglob("out/**/*.html")] == ["one.html"]


def test_an_empty_folder_is_no_publication(tmp_path: Path) -> None:
    """Nor is one of other files: the message says what would make it one."""
    write(tmp_path, {"a.txt": "Words.\n", "b/c.md": "# C\n"})
    told = triptych(tmp_path, *BUILD)
    assert told.code
    assert "there is no publication here" in told.err
    assert "make a folder content/" in told.err


def test_a_home_folder_is_no_publication(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that is below it would be built."""
    write(tmp_path, {"notes.md": "# One\n"})
    monkeypatch.setenv("HOME", str(tmp_path))
    assert "there is no publication here" in triptych(tmp_path, *BUILD).err


def test_our_own_markdown_stays_where_settings_ask(tmp_path: Path) -> None:
    """With ``dialect = "triptych"`` nothing is rewritten, and nothing is said of a site."""
    settings = 'dialect = "triptych"\ncontent = "docs"\n'
    files = {
        "mkdocs.yml": "site_name: S\n",
        "triptych.toml": settings,
        "docs/one.md": "a ++b++ c\n",
    }
    write(tmp_path, files)
    told = triptych(tmp_path, *BUILD)
    assert "MkDocs" not in told.err
    assert "++b++" in _page(tmp_path, "one")


def test_an_article_may_name_its_dialect(tmp_path: Path) -> None:
    """Front matter decides for one article; a name that is none is told with those that are."""
    write(
        tmp_path, {"a.md": "---\ndialect: obsidian\ndate: 2025-01-01\n---\n==marked== %%gone%%\n"}
    )
    assert triptych(tmp_path, *BUILD, "a.md").code == 0
    assert "<mark>marked</mark>" in _page(tmp_path, "a")
    assert "gone" not in _page(tmp_path, "a")
    write(tmp_path, {"b.md": "---\ndialect: obsidiam\n---\nText.\n"})
    told = triptych(tmp_path, *BUILD, "b.md")
    assert told.code
    assert "b.md:2" in told.err
    assert "`dialect`: expected triptych, astro," in told.err


FRONT = {
    "JSON": '{\n  "title": "Named",\n  "date": "2024-05-01"\n}\nText.\n',
    "a byte order mark": "\ufeff---\ntitle: Named\ndate: 2024-05-01\n---\nText.\n",
    "Windows lines": "---\r\ntitle: Named\r\ndate: 2024-05-01\r\n---\r\nText.\r\n",
    "TOML": '+++\ntitle = "Named"\ndate = 2024-05-01\n+++\nText.\n',
    "values of other types": "---\ntitle: Named\ndate: [x]\nauthor: {a: b}\nimage: true\n---\nText.\n",
    "a key of ours for something else": "---\ntitle: Named\ntheme: dark blue\npaper: x\n---\nText.\n",
}


@pytest.mark.parametrize("name", FRONT)
def test_front_matter_of_every_kind_is_read(name: str, tmp_path: Path) -> None:
    """Whatever cannot be used is left out, and the title is found."""
    write(tmp_path, {"hugo.toml": "title = 'S'\n", "content/one.md": FRONT[name]})
    told = triptych(tmp_path, *BUILD)
    assert told.code == 0, told.err
    assert ">Named</h1>" in (tmp_path / "out/one/one.html").read_text(encoding="utf-8")


def test_json_that_does_not_parse_is_told(tmp_path: Path) -> None:
    """With its line; a text that only begins with a brace is text."""
    write(tmp_path, {"hugo.toml": "", "content/a.md": '{\n"title": "x",\n]\n}\nText.\n'})
    told = triptych(tmp_path, *BUILD)
    assert "content/a.md:3: error: front matter is not JSON" in told.err
    write(tmp_path, {"content/a.md": "{\nthis is text\n"})
    assert triptych(tmp_path, *BUILD).code == 0


NAMES = ["[[Grüße]]", "[[gru\u0308ße]]", "[t](Gr%C3%BC%C3%9Fe.md)", "[t](<Grüße.md>)", "[[GRÜßE]]"]


@pytest.mark.parametrize("link", NAMES)
def test_links_are_found_in_every_form(link: str, tmp_path: Path) -> None:
    """Whatever the case, the form of Unicode and the encoding."""
    write(tmp_path, {".obsidian/app.json": "{}", "one.md": f"See {link}.\n", "Grüße.md": "Text.\n"})
    told = triptych(tmp_path, *BUILD)
    assert "../Grüße/Grüße.html" in _page(tmp_path, "one").replace("%C3%BC", "ü").replace(
        "%C3%9F", "ß"
    )
    assert "leads" not in told.err


def test_of_two_notes_of_one_name_the_nearest_is_meant(tmp_path: Path) -> None:
    """A path in the link chooses the other."""
    files = {"a/two.md": "A\n", "b/two.md": "B\n", "b/one.md": "[[two]] and [[a/two]]\n"}
    write(tmp_path, {".obsidian/app.json": "{}", **files})
    triptych(tmp_path, *BUILD)
    page = _page(tmp_path, "one")
    assert page.index("b/two/two.html") < page.index("a/two/two.html")


LONG = {
    "hugo": ("hugo.toml", "content/a.md", "{{< x >}}"),
    "hugo, open": ("hugo.toml", "content/a.md", "{{% x %}} a "),
    "obsidian": (".obsidian/app.json", "a.md", "[[x]] %% "),
    "jekyll": ("_config.yml", "a.md", "{% x %}{{ y }}"),
    "mkdocs": ("mkdocs.yml", "docs/a.md", '!!! x "y"\n    '),
    "docusaurus": ("docusaurus.config.js", "docs/a.md", "<X><Y a={1}>"),
    "vitepress": (".vitepress/config.js", "a.md", "::: x\n"),
    "quarto": ("_quarto.yml", "a.qmd", "{{< x >}} @fig-x "),
    "mdbook": ("book.toml", "src/a.md", "{{#include x}}"),
    "myst": ("myst.yml", "a.md", "{x}`y` ```{z}\n"),
}


@pytest.mark.sweep
@pytest.mark.parametrize("name", LONG)
def test_a_megabyte_of_markup_takes_seconds(name: str, tmp_path: Path) -> None:
    """It is built, or refused with one message; how long that takes is counted of the processor."""
    mark, place, markup = LONG[name]
    listed = {"src/SUMMARY.md": "- [A](a.md)\n"} if name == "mdbook" else {}
    write(tmp_path, {mark: "", **listed, place: markup * (1_000_000 // len(markup))})
    told = triptych(tmp_path, *BUILD, "--time-limit", "80")
    assert "Traceback" not in told.err
    assert "error in Triptych" not in told.err
    assert told.seconds < 120


@pytest.mark.parametrize("link", ["/book/part/two", "/part/two.md", "/a/b/part/two/#head"])
def test_a_part_of_a_site_finds_its_pages_by_longer_addresses(link: str, tmp_path: Path) -> None:
    """Where a folder of a larger site is built, its links begin above it."""
    files = {"one.md": f"See [it]({link}).\n", "part/two.md": "# Two\n\n## Head\n\nText.\n"}
    write(tmp_path, {".github/x": "", **files})
    told = triptych(tmp_path, *BUILD)
    assert "../two/two.html" in _page(tmp_path, "one")
    assert "leads" not in told.err
