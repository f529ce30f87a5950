"""Divisions in list items begin where the item's text does."""

import pytest

from triptych.dialects import divisions

ALIGNED = {
    "below a number": (
        "1. a\n\n    ::: note\n\n    b\n\n    :::\n\n2. c",
        "1. a\n\n   ::: note\n\n   b\n\n   :::\n\n2. c",
    ),
    "with tabs": ("1. a\n\n\t::: note\n\tb\n\t:::", "1. a\n\n   ::: note\n   b\n   :::"),
    "below a bullet": ("- a\n\n    ::: note\n    b\n    :::", "- a\n\n  ::: note\n  b\n  :::"),
    "of the outer item": (
        "- a\n    - b\n\n    ::: note\n    c\n    :::\n- d",
        "- a\n    - b\n\n  ::: note\n  c\n  :::\n- d",
    ),
    "of the inner item": (
        "1. a\n    - b\n\n        ::: note\n        c\n        :::",
        "1. a\n    - b\n\n      ::: note\n      c\n      :::",
    ),
    "with code": (
        "1. a\n\n    ::: note\n\n    ```\n      ::: x\n    ```\n\n    :::\n",
        "1. a\n\n   ::: note\n\n   ```\n     ::: x\n   ```\n\n   :::\n",
    ),
    "within another": (
        "1. a\n\n    :::: note\n\n    1. b\n\n        ::: tip\n        c\n        :::\n\n    ::::\n\nd",
        "1. a\n\n   :::: note\n\n   1. b\n\n      ::: tip\n      c\n      :::\n\n   ::::\n\nd",
    ),
    "at the beginning of an item": ("- ::: note\n  a\n  :::\n- b", "- ::: note\n  a\n  :::\n- b"),
    "already": ("1. a\n\n   ::: note\n   b\n   :::", "1. a\n\n   ::: note\n   b\n   :::"),
    "outside lists": (
        "::: note\n- a\n:::\n\n  ::: tip\n  b\n  :::",
        "::: note\n- a\n:::\n\n::: tip\nb\n:::",
    ),
    "a fence": ("1. a\n    ```\n      b\n    ```\n2. c", "1. a\n   ```\n     b\n   ```\n2. c"),
    "a fence at its place": ("- a\n  ```\n  b\n  ```", "- a\n  ```\n  b\n  ```"),
    "a fence that begins an item": ("- ```\n  b\n  ```\n- c", "- ```\n  b\n  ```\n- c"),
    "a fence after a list": ("- a\n\nb\n\n  ```\n  c\n  ```", "- a\n\nb\n\n  ```\n  c\n  ```"),
    "a fence to the left": ("1. a\n```\nb\n```", "1. a\n```\nb\n```"),
    "in code": (
        "1. a\n\n        ::: note\n\n```\n    ::: x\n```",
        "1. a\n\n        ::: note\n\n```\n    ::: x\n```",
    ),
    "after a rule": ("- - -\n\n::: note\na\n:::", "- - -\n\n::: note\na\n:::"),
    "never closed": ("1. a\n\n    ::: note\n    b", "1. a\n\n   ::: note\n   b"),
    "closed twice": (":::\n:::", ":::\n:::"),
}


@pytest.mark.parametrize("name", ALIGNED)
def test_a_division_is_aligned(name: str) -> None:
    """It is moved with its text to the column of its list item, and nothing else is."""
    typed, expected = ALIGNED[name]
    assert divisions.aligned(typed) == expected
