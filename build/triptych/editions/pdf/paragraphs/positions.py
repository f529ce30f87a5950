"""Places in a line box, as the typesetter counts them and as characters of its flattened string.

WeasyPrint goes on with a line box at a nested index: child by child, and last the bytes of a text that are
set already (``{2: {0: {17: None}}}``); ``None`` is the beginning.
"""

from typing import Any

from triptych.editions.pdf.paragraphs.flatten import Branch, Flat, Leaf, Run


def character_at(flat: Flat, position: Any) -> int:
    """Return the character at a position, after the spaces that no line begins with."""
    branch: Leaf = flat.root
    at = branch.begin
    while position is not None:
        ((index, position),) = position.items()
        if not isinstance(branch, Branch):
            at = _after_bytes(branch, index)
            break
        if index >= len(branch.starts):
            at = branch.end
            break
        at = branch.starts[index]
        child = branch.child(index)
        if child is None:
            break
        branch = child
    return after_spaces(flat, at)


def after_spaces(flat: Flat, at: int) -> int:
    """Return the first character from ``at`` on that is not a space."""
    while at < len(flat.text) and flat.text[at] == " ":
        at += 1
    return at


def position_of(flat: Flat, at: int) -> Any:
    """Return the position of a character, the shortest of those that mean it; None at the end."""
    return None if at >= len(flat.text) else _position(flat.root, at)


def _after_bytes(leaf: Leaf, count: int) -> int:
    """Return the character of a run after a number of its bytes."""
    return leaf.begin + len(leaf.box.text.encode()[:count].decode())


def _position(branch: Branch, at: int) -> Any:
    """Return the position of a character inside a branch."""
    leaf = next(
        leaf for leaf in branch.following(at) if _begins_at(leaf, at) or leaf.begin < at < leaf.end
    )
    index = leaf.number
    if leaf.begin == at:
        return {index: None}
    if isinstance(leaf, Branch):
        return {index: _position(leaf, at)}
    if isinstance(leaf, Run):
        return {index: {len(leaf.box.text[: at - leaf.begin].encode()): None}}
    return {index + 1: None}


def _begins_at(leaf: Leaf, at: int) -> bool:
    """Whether a line that begins at a character begins with a box."""
    return leaf.begin == at and (leaf.end > at or leaf.owner == at)
