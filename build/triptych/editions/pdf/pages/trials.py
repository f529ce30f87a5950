"""A page that is laid out several times: what that changes beside the page, and the way back."""

from typing import Any

_SHARED = ("footnotes", "reported_footnotes", "broken_out_of_flow", "page_footnotes")
"""What of its state the layout of a page changes."""

_FOUND = ("anchors", "content_lookups")
"""What the typesetter records of a page, so that the pages behind it look for the rest alone."""

State = dict[str, Any]
"""A copy of what the layout of a page changes."""


def state_of(context: Any) -> State:
    """Return a copy of the state that a page begins with."""
    return {name: getattr(context, name).copy() for name in _SHARED}


def set_back(context: Any, state: State) -> None:
    """Set what the layout of a page changes back to a copy."""
    for name, value in state.items():
        setattr(context, name, value.copy())


def restore(context: Any, index: int, state: State) -> None:
    """Restore the state that page ``index`` begins with, to lay it out again."""
    set_back(context, state)
    for name in _FOUND:
        context.page_maker[index][-1][name] = []


def renew(following: list[Any]) -> None:
    """Have the typesetter lay out again the pages behind one whose text was set in another order."""
    for begin, *_, state in following:
        if begin is not None:
            state["content_changed"] = True


def is_forced(page: Any, following: Any) -> bool:
    """Whether a page ends where its text asks for that."""
    is_other = following["page"] not in (None, "", page.page_type.name)
    return following["break"] != "any" or is_other
