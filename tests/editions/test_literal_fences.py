"""A fence that is indented as code is printed, as CommonMark says, and is a finding."""

from pathlib import Path

import pytest

from pressing_pictures import press


def _found(folder: Path, text: str) -> list[tuple[str, int]]:
    """Return what is found of markup in a text: the messages and their lines."""
    _, findings = press(folder, text, ("html",))
    found = [f for f in findings if f.code == "literal-markup"]
    return [(f.message, (f.place.line or 0) - 4) for f in found]


@pytest.mark.parametrize(
    ("text", "mark", "line"),
    [
        ("- item\n\n      ```js\n      code\n      ```", "```js", 3),
        ("1. item\n\n        ~~~\n        code\n        ~~~", "~~~", 3),
        ("- item\n\n      ::: note\n      words\n      :::", "::: note", 3),
        ("words\n\n    ```py\n    code\n    ```", "```py", 3),
        ("> - item\n>\n>       ```js\n>       code\n>       ```", "```js", 3),
        ("- item\n\n\t\t```sh\n\t\tcode\n\t\t```", "```sh", 3),
    ],
)
def test_a_fence_that_is_too_deep_is_reported(
    text: str, mark: str, line: int, tmp_path: Path
) -> None:
    """With its line."""
    ((message, at),) = _found(tmp_path, f"{text}\n")
    assert f"“{mark}” is printed" in message
    assert at == line


@pytest.mark.parametrize(
    "text",
    [
        "- item\n\n  ```js\n  code\n  ```",
        "- item\n\n     ```js\n     code\n     ```",
        "````\n```js\ncode\n```\n````",
        "~~~\n    ```js\n    code\n~~~",
        "1.  item\n\n    ::: note\n    words\n    :::",
        "A tick: `` ```js ``\n\n    code",
    ],
)
def test_a_fence_in_its_place_is_not_reported(text: str, tmp_path: Path) -> None:
    """Nor is the code of a longer one."""
    assert _found(tmp_path, f"{text}\n") == []
