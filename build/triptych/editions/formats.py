"""The table of formats: how a galley is dressed for each edition, and how the document is written.

A row is imported when its edition is first made, and so are issues and the typesetter: a build of one
format loads no other.
"""

import pickle
from collections.abc import Iterator, Mapping, Sequence

from triptych.core import clock, findings
from triptych.core.model import Article, Artifact, Document, Galley, Manuscript, Override
from triptych.editions import render
from triptych.editions.dress import Format
from triptych.settings import resolve
from triptych.settings.front_matter import FrontMatter
from triptych.settings.publication import Settings
from triptych.theme.load import Theme, load_theme
from triptych.theme.paper import dress_look

_NAMES = ("html", "epub", "pdf")


class _Formats(Mapping[str, Format]):
    """The rows of the table by name, in the order in which editions are listed."""

    def __getitem__(self, name: str) -> Format:
        """Return a row, imported now; raises ``KeyError`` for an unknown name."""
        match name:
            case "html":
                from triptych.editions import html_format  # noqa: PLC0415  as above

                return html_format.FORMAT
            case "epub":
                from triptych.editions import epub_format  # noqa: PLC0415  as above

                return epub_format.FORMAT
            case "pdf":
                from triptych.editions import pdf_format  # noqa: PLC0415  as above

                return pdf_format.FORMAT
            case _:
                raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        """Yield every name."""
        return iter(_NAMES)

    def __len__(self) -> int:
        """Return the number of formats."""
        return len(_NAMES)


FORMATS = _Formats()
"""Every format by name, in the order in which editions are listed."""


PAPER = "pdf"
"""The format that has pages."""


def load(names: Sequence[str]) -> None:
    """Import what the editions need, before processes are forked that share it."""
    rows = [FORMATS[name] for name in names]
    if any(row.dress.edition == PAPER for row in rows):
        from triptych.editions.pdf import edition  # noqa: F401, PLC0415  as above
        from triptych.editions.pdf.binding import bound  # noqa: F401, PLC0415  the same


def dress_edition(name: str, proof: Galley, theme: Theme) -> Document:
    """Dress a galley for one edition; raises ``ThemeError``."""
    with clock.step(f"dress {name}"):
        dress = FORMATS[name].dress
        if not proof.members:
            return render.render(proof, theme, dress)
        from triptych.editions import issues  # noqa: PLC0415  as above

        return issues.render_issue(proof, theme, dress)


def write_edition(name: str, document: Document) -> Artifact:
    """Write a document as one edition; raises ``TriptychError``."""
    with clock.step(f"write {name}"):
        return FORMATS[name].write(document)


def practice() -> bytes:
    """Return a pickled document in the built-in theme, with which a typesetter warms up."""
    front, settings = FrontMatter(title="Practice"), Settings()
    meta = resolve.metadata(front, settings, Override(), "practice", _PRACTICE)
    look = resolve.look(front, settings, Override(), 0)
    dressed_by = load_theme(look.theme, None)
    look = dress_look(look, dressed_by)
    root = dressed_by.folders[0]
    manuscript = Manuscript(root / "practice.md", "practice.md", root, "Practice", 1, meta, look)
    article = Article(manuscript, meta, (), labels=dressed_by.labels(meta.lang))
    with findings.collecting():  # and dropping those of a page that is never saved
        return pickle.dumps(dress_edition("pdf", Galley(article, _PRACTICE, ()), dressed_by))


_PRACTICE = (
    "<p>Everything that a first page loads is <em>loaded</em> by <strong>this</strong> one, "
    "which has lines enough for hyphenation to be asked about.</p>"
    "<h2>A heading</h2><pre><code>and code</code></pre>"
)
