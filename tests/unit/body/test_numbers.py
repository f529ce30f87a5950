"""Numbers of a body's elements."""

from lxml.html import fragment_fromstring, tostring

from triptych.body.numbers import NUMBER, number_elements


def _numbered(html: str) -> str:
    """Return HTML with ``n`` for the attribute."""
    body = fragment_fromstring(html, create_parent="div")
    number_elements(body)
    return str(tostring(body, encoding="unicode"))[5:-6].replace(NUMBER, "n")


def test_blocks_pictures_and_formulas_have_numbers_in_order() -> None:
    """What is within a line has none, nor has anything within a formula or a drawing."""
    html = (
        "<p>a <em>b</em> <img><math><mi>x</mi></math></p><ul><li><p><svg><g/></svg></p></li></ul>"
    )
    assert _numbered(html) == (
        '<p n="1">a <em>b</em> <img n="2"><math n="3"><mi>x</mi></math></p>'
        '<ul n="4"><li n="5"><p n="6"><svg n="7"><g></g></svg></p></li></ul>'
    )


def test_the_attribute_of_an_author_is_none() -> None:
    """Whatever HTML in the text says, a number is ours."""
    assert _numbered(f'<p {NUMBER}="9">a <em {NUMBER}="1">b</em></p>') == (
        '<p n="1">a <em>b</em></p>'
    )


def test_what_is_in_no_block_has_a_number_of_its_own() -> None:
    """A page may begin with it, and nothing around it says where."""
    assert _numbered("<ins>a <b>c</b></ins><p>d</p><span>e</span>") == (
        '<ins n="1">a <b>c</b></ins><p n="2">d</p><span n="3">e</span>'
    )
