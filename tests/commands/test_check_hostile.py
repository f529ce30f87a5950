"""What is no edition, or was made as a trap, gets one clear line in bounded time and memory."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject

from commandline import triptych, write
from samples import GOOD, OWN, PAGE, XHTML, book


def _deep(count: int) -> bytes:
    """Return a PDF whose structure tree leads in a circle of so many elements."""
    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(200, 200)
    nodes = [DictionaryObject() for _ in range(count)]
    places = [writer._add_object(node) for node in nodes]  # noqa: SLF001  there is no other way
    for number, node in enumerate(nodes):
        node[NameObject("/K")] = places[(number + 1) % count]
    writer.root_object[NameObject("/StructTreeRoot")] = places[0]
    writer.write(out)
    return out.getvalue()


_LOL = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
HOSTILE: dict[str, tuple[str, bytes | Callable[[], bytes], str]] = {
    "a zip bomb": ("a.epub", lambda: book({**GOOD, "x.bin": bytes(1100 * 1024**2)}), "epub-large"),
    "many files": (
        "a.epub",
        lambda: book({**GOOD, **{f"{n}.css": "" for n in range(21_000)}}),
        "epub-large",
    ),
    "a page that unpacks to 40 MB": (
        "a.epub",
        lambda: book({**GOOD, "a.xhtml": XHTML.replace("<body>", f"<body>{' ' * 40 * 1024**2}")}),
        "epub-large",
    ),
    "entities in entities": (
        "a.epub",
        book(
            {
                **GOOD,
                "p.opf": f'<!DOCTYPE package [<!ENTITY l0 "lol">{_LOL}]><package>&l11;</package>',
            }
        ),
        "epub-package",
    ),
    "an entity that is a file": (
        "a.epub",
        book(
            {**GOOD, "a.xhtml": f'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>{XHTML}'}
        ),
        "",
    ),
    "a page nested 100 000 deep": ("a.html", (PAGE.format("<div>" * 100_000)).encode(), ""),
    "a PDF in a circle": ("a.pdf", lambda: _deep(2000), "pdf-untagged"),
    "a mark of 5 000 letters": (
        "a.epub",
        book(dict(GOOD), "application/epub+zip" * 250),
        "epub-mimetype",
    ),
    "a book by the name of a page": ("a.html", book(dict(GOOD)), "html-broken"),
    "a page by the name of a PDF": ("a.pdf", PAGE.format("x").encode(), "pdf-broken"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gives_a_clear_line_in_bounded_time(tmp_path: Path, name: str) -> None:
    """Neither a trap nor rubbish brings the check down, and the good file beside it is judged."""
    file, made, code = HOSTILE[name]
    data = made if isinstance(made, bytes) else made()  # a large one for its own test alone
    write(tmp_path, {file: data, "good.epub": book(dict(GOOD))})
    told = triptych(tmp_path, *OWN, ".")
    assert told.code in (0, 1)
    assert f"[{code}]" in told.err if code else True
    assert "root:" not in told.err + told.out
    assert "good.epub    0" in told.out


def test_paths_that_cannot_be_judged_are_told_and_keep_no_other_back(tmp_path: Path) -> None:
    """What is not there, no file, or nothing that we know is one line each; the exit code is 2."""
    write(tmp_path, {"good.epub": book(dict(GOOD)), "a.doc": "words", "none/a.txt": ""})
    (tmp_path / "gone.epub").symlink_to("nowhere")
    told = triptych(tmp_path, *OWN, "good.epub", "a.doc", "none", "gone.epub", "/dev/null", "x.pdf")
    assert told.code == 2
    lines = [line for line in told.err.splitlines() if not line.startswith(" ")]
    assert lines == [
        "a.doc: error: neither EPUB nor PDF nor HTML",
        "none: error: the folder has no EPUB, PDF or HTML",
        "gone.epub: error: no such file",
        "/dev/null: error: not a file",
        "x.pdf: error: no such file",
    ]
    assert "good.epub    0" in told.out


def test_without_editions_the_check_says_what_to_do(tmp_path: Path) -> None:
    """Neither an empty folder nor a publication that was never built is a success."""
    told = triptych(tmp_path, *OWN)
    assert (told.code, told.err.splitlines()[0].endswith("no publication here")) == (
        2,
        True,
    )
    write(tmp_path, {"triptych.toml": ""})
    told = triptych(tmp_path, *OWN)
    hint = "Run `triptych build` first, or name files to judge."
    assert told.err == f"out: error: no editions yet\n  {hint}\n"
    told = triptych(tmp_path, "check", "--judges", "epubchek")
    assert (told.code, "Did you mean `epubcheck`?" in told.err) == (2, True)


def test_what_an_edition_says_steers_no_terminal(tmp_path: Path) -> None:
    """Control characters in its text, its names and its claims are told as spaces."""
    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Title": "A\x1b[31mred\u202etitle"})
    writer.write(out)
    page = PAGE.format('<a href="#\x1b[31m\u202ex">x</a>')
    write(tmp_path, {"a.html": page, "a.pdf": out.getvalue(), "-h.html": page})
    told = triptych(tmp_path, *OWN, ".")
    assert "“A [31mred title” in a.pdf" in told.err
    assert "\u202e" not in told.err
    assert "-h.html" in told.out


def test_a_module_that_lies_beside_an_edition_is_not_run(tmp_path: Path) -> None:
    """Files of the current folder are judged, and none of them is taken for a part of the program."""
    planted = "open('planted', 'w').close()\nraise SystemExit\n"
    write(tmp_path, {"a.pdf": _deep(2), "pypdf.py": planted, "lxml.py": planted})
    told = triptych(tmp_path, *OWN, ".")
    assert "[pdf-untagged]" in told.err
    assert not (tmp_path / "planted").exists()


@pytest.mark.parametrize("name", ["a\rb/c.epub", "a\nb/c.epub", "a\u2028b.epub"])
def test_a_line_break_in_a_path_is_refused(tmp_path: Path, name: str) -> None:
    """Judges are told a path a line, so that another's answer would be taken for this one's."""
    write(tmp_path, {name: book(dict(GOOD)), "z.epub": book({**GOOD, "p.opf": "<package/>"})})
    folder = (tmp_path / name).parent
    told = triptych(folder, *OWN, Path(name).name, str(tmp_path / "z.epub"))
    assert told.code == 2
    assert "its path has a line break" in told.err
    assert "z.epub" in told.out
    assert "[epub-metadata]" in told.err


def test_what_an_edition_says_is_told_in_bounds(tmp_path: Path) -> None:
    """A name of a million letters, or a million faults, fill no terminal."""
    long = f'<p id="{"x" * 1_000_000}">x</p>' * 2
    write(tmp_path, {"a.html": PAGE.format(f"<h1>T</h1>{long}{'<img src=a>' * 3000}")})
    told = triptych(tmp_path, *OWN, "a.html")
    assert "[html-id-twice]" in told.err
    assert len(told.err) < 10_000
    assert "997 more of [html-alt]" in told.err
