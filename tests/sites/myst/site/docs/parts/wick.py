"""A wick."""


def trim(length: int) -> int:
    return length - 2
