"""Who certifies the accessibility of EPUBs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Certifier:
    """Who certifies that EPUBs are accessible, with credential and address of the report."""

    name: str
    credential: str = ""
    report: str = ""
