"""What an article is called within an issue: its ids, its place in the page, its file in a book."""

from hashlib import sha256

ARTICLE = "data-pf-article"
"""The attribute of a link to another article: the folder of that one's editions."""

ISSUE = "data-pf-issue"
"""The attribute of a link to an article that has no editions of its own: the folder of its issue's."""

RELATIVE = "pf-article:"
"""What stands before a relative address in the PDF, until its links are written."""

_OWN_NAMES = frozenset(["article", "cover", "nav", "title"])
"""The files that a book has besides those of its members."""


def scope(slug: str) -> str:
    """Return the suffix of every id made for an article, so that joined articles share none."""
    return slug if slug.isascii() else sha256(slug.encode()).hexdigest()[:8]


def member_name(slug: str) -> str:
    """Return the id of a member in an issue's page, and the name of its file in a book.

    It is none of those that the page and the book have of their own.
    """
    name = scope(slug)
    is_own = name.casefold() in _OWN_NAMES or name.casefold().startswith(("pf-", "printfriendly"))
    return f"pf-member-{name}" if is_own else name


def slug_in_issue(folder: str, *, is_foreign: bool) -> str:
    """Return the slug that an article has in an issue, by the folder of its editions.

    On the sites of other tools pages of one name are common.
    """
    return folder.replace("/", "-") if is_foreign else folder.rpartition("/")[2]


def scoped(name: str, uid: str) -> str:
    """Return the id of an element of a member, ``name``, in a page of several articles."""
    return f"{name}--{uid}"
