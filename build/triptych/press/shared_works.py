"""One list of works for all articles of an issue, which is set as a further article behind them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from posixpath import dirname, join, normpath

from triptych.core import findings
from triptych.core.contents import Contents
from triptych.core.html_parser import fragment
from triptych.core.member_names import ARTICLE
from triptych.core.model import Galley, Manuscript, Metadata
from triptych.core.shared_works import FOLDER, Mention, SharedWorks
from triptych.markdown import bibliography, reading, tree
from triptych.press.members import Member
from triptych.sources.files import path_from_root

_WORK = re.compile(r"#pf-work-(\d+)$")


def share_works(
    issue: Manuscript, members: tuple[Member, ...]
) -> tuple[Member, tuple[Member, ...]]:
    """Return an issue, and its members, with the bibliographies and the style of all.

    They are unchanged unless the issue lists the works of all together. Of two entries with one key the
    first counts, in the order of the issue.
    """
    front = Member(issue)
    if issue.contents.references != "together":
        return front, members
    several = (front, *members)
    read = [each.manuscript for each in several]
    files = tuple(dict.fromkeys(_rooted(name, m) for m in read for name in m.meta.bibliography))
    csl = next((_rooted(m.meta.csl, m) for m in read if m.meta.csl), "")
    if not files:
        return front, members
    works = SharedWorks(tuple(dict.fromkeys(key for m in read for key in _keys(m))))
    front, *others = [_sharing(each, files, csl, works) for each in several]
    return front, tuple(others)


def _sharing(member: Member, files: tuple[str, ...], csl: str, works: SharedWorks) -> Member:
    """Return a member that has bibliographies, a style and a list of works with others."""
    own = member.manuscript
    own = replace(own, meta=replace(own.meta, bibliography=files, csl=csl))
    return replace(member, manuscript=own, works=works)


def list_of_works(
    front: Member, members: Sequence[Member], proofs: Sequence[Galley], title: str
) -> Member | None:
    """Return the list of the works that members cite as a further member; None where none cites any.

    ``front`` is the issue with its foreword, ``proofs`` are all articles as composed. Raises as
    ``bibliography.entries`` does.
    """
    works, issue = front.works, front.manuscript
    mentions = tuple(each for proof in proofs for each in _mentions(proof))
    if not works or not bibliography.entries(issue).keys() & set(works.keys):
        return None
    taken = {each.manuscript.meta.slug.casefold() for each in members}
    slug = next(s for s in ("references", "list-of-references", FOLDER) if s not in taken)
    own = issue.meta
    meta = Metadata(
        title,
        slug,
        own.lang,
        own.direction,
        own.moment,
        publication=own.publication,
        publication_url=own.publication_url,
        bibliography=own.bibliography,
        csl=own.csl,
    )
    manuscript = replace(
        issue,
        text="",
        meta=meta,
        look=replace(issue.look, toc=False, tagline="", custom_css="", number_sections=False),
        files={},
        extensions="",
        line_numbers=(),
        contents=Contents(),
        out_folder=FOLDER,
    )
    listed = SharedWorks(works.keys, is_list=True, mentions=mentions)
    return Member(manuscript, works=listed)


def _rooted(name: str, manuscript: Manuscript) -> str:
    """Return the name of a file from the root of the publication: ``/refs.bib``."""
    if name.startswith("/"):
        return name
    folder = dirname(path_from_root(manuscript.path, manuscript.root))
    return f"/{normpath(join(folder, name))}"


def _keys(manuscript: Manuscript) -> list[str]:
    """Return the keys that an article cites, in order."""
    with findings.collecting():
        blocks, _ = reading.read(manuscript)
    cites = tree.elements_of(list(blocks), "Cite")
    return [str(citation["citationId"]) for cite in cites for citation in cite["c"][0]]


def _mentions(proof: Galley) -> list[Mention]:
    """Return the places of an article that cite works of the list, each with one once."""
    folder = proof.article.manuscript.out_folder
    found = []
    for span in fragment(proof.body).iter("span"):
        place = str(span.get("id", ""))
        if not place.startswith("pf-cite-"):
            continue
        for link in span.iter("a"):
            number = _WORK.search(str(link.get("href", "")))
            if number and link.get(ARTICLE) == FOLDER:
                found.append(Mention(int(number[1]), folder, place))
    return list(dict.fromkeys(found))
