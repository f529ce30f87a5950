"""Pictures that are decoration leave the structure, and what they are part of stays."""

from xml.etree.ElementTree import XML

import pytest

from triptych.editions.pdf.structure.figures import describe_pictures
from triptych.editions.pdf.structure.node import Annotated, Kid, Mark, Node, Structure

PICTURES = {
    "without a description": '<img alt=""/>',
    "with a role": '<img alt="x" role="none"/>',
    "with white space": '<img alt=" "/>',
}


@pytest.mark.parametrize("name", PICTURES)
def test_the_annotation_on_a_decoration_stays_in_its_link(name: str) -> None:
    """A link is clicked at its picture, too; the annotation is tagged with the link."""
    link, words, annotation = Node("Link", "a", XML("<a/>")), Mark(0, 2, "x"), Annotated(0, {})
    picture = Node("Figure", "img", XML(PICTURES[name]))
    drawn: list[Kid] = [Mark(0, 1), annotation]
    picture.adopt(drawn)
    link.adopt([picture, words])
    structure = Structure(link, "en")
    describe_pictures(structure)
    assert link.kids == [words, annotation]
    assert structure.artifacts == {Mark(0, 1): "Layout"}
