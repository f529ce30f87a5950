"""The objects of a PDF as bytes and back."""

import re
import zlib
from typing import Any

import pydyf  # type: ignore[import-untyped]  # it has no types
import pytest

from triptych.editions.pdf.binding.objects import close, freeze, thaw


@pytest.fixture(name="pdf")
def make_pdf() -> Any:
    """Return a file with an object of each kind."""
    pdf = pydyf.PDF()
    pdf.add_object(pydyf.Stream([b"q", "Q", 1.5], {"Type": "/XObject"}, compress=True))
    pdf.add_object(pydyf.Stream([b"raw\nendstream"], {"N": 3}))
    array = pydyf.Array([1, 0.25, b"4 0 R", "/Name", pydyf.String("L\u00f6t (1)"), True])
    pdf.add_object(pydyf.Dictionary({"A": array, "D": pydyf.Dictionary({"E": pydyf.String("x")})}))
    pdf.add_page(pydyf.Dictionary({"Type": "/Page", "Parent": pdf.pages.reference}))
    pdf.info["Title"] = pydyf.String("\u732b")
    return pdf


def test_each_object_comes_back_as_it_was(pdf: Any) -> None:
    """With its number and its bytes; a stream that was compressed is not compressed again."""
    made = thaw(freeze(pdf, pydyf), pydyf)
    assert [item.indirect for item in made.objects[1:]] == [o.indirect for o in pdf.objects[1:]]
    assert made.info.data == pdf.info.data
    assert made.page_references == pdf.page_references
    assert freeze(made, pydyf) == freeze(pdf, pydyf)


def test_an_object_that_came_back_can_be_changed(pdf: Any) -> None:
    """Pages, catalogue and dictionaries are those of the file."""
    made = thaw(freeze(pdf, pydyf), pydyf)
    made.catalog["Lang"] = pydyf.String("en")
    made.objects[5]["A"].append(2)
    made.objects[3].extra["Subtype"] = "/Form"
    assert b"/Lang (en)" in made.objects[2].data
    assert made.objects[5].data.count(b" 2]") == 1
    assert b"/Subtype /Form" in made.objects[3].indirect


@pytest.mark.parametrize("more", [0, 1, 900])
def test_a_closed_file_says_where_each_object_is(more: int, pdf: Any) -> None:
    """The table has a row for each: in the file, or in an object stream (ISO 32000-1, 7.5.8)."""
    for number in range(more):
        pdf.add_object(pydyf.Dictionary({"Number": number}))
    count = len(pdf.objects)
    data = close(pdf, "1.7")
    begin = int(data.rpartition(b"startxref\n")[2].split()[0])
    head, _, rest = data[begin:].partition(b"\nstream\n")
    table = zlib.decompress(rest.partition(b"\nendstream")[0])
    rows = [
        (table[at], table[at + 1 : at + 5], table[at + 5 :][:2]) for at in range(0, len(table), 7)
    ]
    assert int(re.findall(rb"/Size (\d+)", head)[0]) == len(rows) > count
    places = [int.from_bytes(place) for _, place, _ in rows]
    for number, (kind, _, index) in enumerate(rows[1:], 1):
        if kind == 1:
            assert data[places[number] :].startswith(b"%d 0 obj\n" % number)
            continue
        stream = data[places[places[number]] :].partition(b"\nstream\n")
        packed = zlib.decompress(stream[2].partition(b"\nendstream\nendobj")[0])
        first = int(re.findall(rb"/First (\d+)", stream[0])[0])
        known = list(map(int, packed[:first].split()))
        at = known[2 * int.from_bytes(index) + 1]
        assert known[2 * int.from_bytes(index)] == number
        assert packed[first + at :].startswith(b"<<")
