"""A part is the same after the cache, whatever bytes it has."""

from triptych.core.page_starts import PageStart
from triptych.editions.pdf.binding.codec import decode, encode
from triptych.editions.pdf.binding.part import (
    BETWEEN,
    KEYS,
    PAGES,
    Objects,
    Part,
    PartPage,
    Stream,
    Template,
)

PAGE = PartPage(
    "pf-articles",
    "left",
    0,
    (595.0, 842.0, 70.5, 70.0, 450.0, 700.0),
    (("pf-title", "Über “all”\n"),),
    (("a--title", (1.0, 2.5, 3.0, 4.0)),),
    ((1, "Über", (0.0, 1.5), "open"),),
    content=0,
    resources=2,
    annotations=(1,),
    owners=Template(b"[%d 0 R \xe4%%]", (1,)),
)


def test_a_part_is_the_same_after_it_was_bytes() -> None:
    """Text with numbers, streams with line ends and every byte, and what is known of its pages."""
    texts = BETWEEN.join((b"<</Length 3>>", b"<</P %d 0 R/K(100 %%)>>", b"<</F %d 0 R>>"))
    streams = (Stream(0, b"\n\0\n", is_alone=True), Stream(2, bytes(range(256)), is_alone=False))
    part = Part(
        (PAGE,),
        Objects(Template(texts, (PAGES, 1)), streams),
        kids=(1,),
        keyed=(Template(b"%d 0 R", (KEYS,)),),
        names=(("a--note-1", 1),),
        roles=(("Aside", "/Sect"),),
        elements=(("a--title", 1),),
        marks=(1,),
        away=((1, "b--title"),),
        starts=(PageStart("0", "a:17", 3, is_behind=True),),
        blocks=(("12", (0, 1.0, 2.0, 3.0, 4.0)),),
    )
    assert decode(encode(part)) == part


def test_a_part_without_objects_is_the_same_after_it_was_bytes() -> None:
    """Nothing between no texts."""
    assert decode(encode(Part((PAGE,)))) == Part((PAGE,))
