"""What shows that pandoc makes a book of the Markdown in a folder, and which files are its chapters."""

import re
from pathlib import Path

_NO_CHAPTERS = frozenset(
    (
        "readme",
        "license",
        "licence",
        "changelog",
        "contributing",
        "code_of_conduct",
        "todo",
        "notes",
    )
)
UNREAD = frozenset(
    (
        *("build", "output", "out", "dist", "public", "templates", "template", "style", "styles"),
        *("filters", "node_modules", "venv", "env", "scripts", "bin", "docs", "examples"),
    )
)
_MOST = 1_000


def is_mark(mark: Path) -> bool:
    """Whether a file shows that pandoc makes a book of the Markdown beside it."""
    folder = mark.parent
    if (folder / "content").is_dir() or (folder / ".obsidian").is_dir():
        return False
    try:
        text = mark.read_text(encoding="utf-8", errors="ignore")[:100_000]
    except OSError:
        return False
    if mark.stem.startswith(("meta", "title")):
        return bool(re.search(r"^title\s*:|\A% ", text, re.MULTILINE)) and bool(chapters(folder))
    return bool(re.search(r"\bpandoc\b", text)) and any(map(_has_habits, chapters(folder)[:40]))


_HABITS = re.compile(
    r"\[[^\[\]\n]*@\w|\\(?:cite|ref|label|newpage|clearpage|begin|textbf|footnote)\b|\{#(?:fig|tbl|sec|eq):"
)


def _has_habits(path: Path) -> bool:
    """Whether a file has what only pandoc reads: citations, labels, LaTeX."""
    try:
        return bool(_HABITS.search(path.read_text(encoding="utf-8", errors="ignore")[:50_000]))
    except OSError:
        return False


def chapters(root: Path) -> list[Path]:
    """Return the files in Markdown of a book, by the numbers and letters of their paths."""
    found: list[Path] = []
    for path in root.glob("**/*.md"):
        parts = path.relative_to(root).parts
        if any(part.startswith((".", "_")) or part.lower() in UNREAD for part in parts[:-1]):
            continue
        if path.stem.lower() not in _NO_CHAPTERS and len(parts) <= 4:
            found.append(path)
        if len(found) >= _MOST:
            break
    return sorted(found, key=lambda path: _natural(path.relative_to(root).as_posix()))


def _natural(name: str) -> list[tuple[int, int, str]]:
    """Return the parts of a path by which ``2.md`` comes before ``10.md``."""
    parts = re.findall(r"\d+|\D+", name.lower())
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts]
