"""Names by which e-readers sort authors."""

import pytest

from triptych.core.model import Person
from triptych.editions.epub.opf import sorted_name


@pytest.mark.parametrize(
    ("person", "name"),
    [
        (Person("Ada Quint"), "Quint, Ada"),
        (Person("Éva Szűcs"), "Szűcs, Éva"),
        (Person("Jean-Luc O’Neil"), "O’Neil, Jean-Luc"),
        (Person("Ludwig van Beethoven"), ""),
        (
            Person("Gabriel García Márquez", file_as="García Márquez, Gabriel"),
            "García Márquez, Gabriel",
        ),
        (Person("The editors"), ""),
        (Person("Plato"), ""),
        (Person("山田 太郎"), ""),
        (Person("Gauge Office", organisation="Gauge Office"), ""),
        (Person("Studio 54"), ""),
    ],
)
def test_only_a_first_and_a_last_name_are_turned(person: Person, name: str) -> None:
    """Of any other name the order is not known; an author can give it."""
    assert sorted_name(person) == name
