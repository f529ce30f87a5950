"""Numbers in a language's own digits."""

_WESTERN = "0123456789"


def write_digits(text: str, digits: str) -> str:
    """Return ``text`` with each of 0 to 9 replaced by its counterpart in ``digits``.

    ``digits`` are ten characters from zero to nine, such as ``٠١٢٣٤٥٦٧٨٩``; anything else changes nothing.
    """
    return text.translate(str.maketrans(_WESTERN, digits)) if len(digits) == 10 else text
