"""The name of a block of code is read in whichever way it is written."""

import pytest

from triptych.markdown.fence_info import pandoc_info


@pytest.mark.parametrize(
    ("info", "read"),
    [
        ("", ""),
        ("go", "go"),
        ("go {1,3}", "go"),
        ("rust,ignore", "rust"),
        ("{r, echo=FALSE}", "r"),
        ('{.go filename="a b.go"}', '{.go filename="a b.go"}'),
        ('go title="a b.go" linenums="1"', 'go {filename="a b.go"}'),
        ("go title='b.go' {2}", 'go {filename="b.go"}'),
        ("go showLineNumbers file=c.go", 'go {filename="c.go"}'),
        ('title="Words alone"', '{filename="Words alone"}'),
        ("go [Main file]", 'go {filename="Main file"}'),
        ("go {1} [main.go]", 'go {filename="main.go"}'),
        ("go:cmd/main.go", 'go {filename="cmd/main.go"}'),
        ("go:title=main.go", 'go {filename="main.go"}'),
        ("go name=One%20two&more=no", 'go {filename="One two"}'),
        ('go subtitle="no name"', "go"),
        ('go title="say \\"x"', 'go {filename="say \\\\"}'),
        ("go:latest", "go"),
    ],
)
def test_what_follows_a_fence(info: str, read: str) -> None:
    """The language and the name remain; a well-formed list of attributes is left as it is."""
    assert pandoc_info(info) == read
