"""The installed family closest to one that a style sheet asks for."""

import pytest

from triptych.fonts.named import closest

CUTS = [(400, "normal"), (400, "italic"), (700, "normal")]


@pytest.mark.parametrize(
    ("stack", "family"),
    [
        (["Inter", "sans-serif"], "Inter"),
        (["literata"], "Literata"),
        (["Nosuch", "JetBrains Mono"], "JetBrains Mono"),
        (["Georgia", "serif"], "Literata"),
        (["Helvetica Neue", "Arial", "sans-serif"], "Inter"),
        (["-apple-system", "BlinkMacSystemFont", "Segoe UI"], "Inter"),
        (["Menlo", "monospace"], "JetBrains Mono"),
        (["Nosuch", "serif"], "Literata"),
        (["Nosuch", "sans-serif"], "Inter"),
    ],
)
def test_a_stack_has_a_closest_family(stack: list[str], family: str) -> None:
    """By its name where it is installed, else by its kind."""
    found = closest(stack, CUTS)
    assert found is not None
    assert found.family == family
    assert (400, "normal") in found.cuts


@pytest.mark.parametrize("stack", [[], ["Nosuch"], ["inherit"]])
def test_an_unknown_stack_has_none(stack: list[str]) -> None:
    """Then the parent's font stays."""
    assert closest(stack, CUTS) is None


def test_what_follows_is_of_the_same_kind() -> None:
    """A serif is followed by serifs, and cuts that a family lacks are left out."""
    found = closest(["Literata", "Georgia", "serif"], [*CUTS, (950, "normal")])
    assert found is not None
    assert found.fallback.endswith("serif")
    assert (950, "normal") not in found.cuts
