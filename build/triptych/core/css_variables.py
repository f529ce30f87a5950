"""Custom properties of CSS worked out, for what reads no ``var()``: plain values, within bounds."""

from collections.abc import Mapping
from typing import Any

from triptych.core.css import EXPANSION, EXPLODES, parse_values, text_of


def resolve_variables(value: str, properties: Mapping[str, str]) -> str | None:
    """Return a value as plain CSS: ``var()`` replaced, of ``light-dark()`` the light one.

    None when a custom property is missing or refers to itself. Raises ``ValueError`` when the value
    expands to more than ``EXPANSION`` characters.
    """
    if "var(" not in value.lower() and "light-dark(" not in value.lower():
        return value
    return _Resolver(properties).resolve(value, ())


class _Resolver:
    """Replaces custom properties, each worked out once."""

    def __init__(self, properties: Mapping[str, str]) -> None:
        self._properties = properties
        self._known: dict[str, str | None] = {}

    def resolve(self, value: str, open_names: tuple[str, ...]) -> str | None:
        """Return a value with its properties replaced; ``open_names`` are being worked out."""
        parts = self._parts(parse_values(value), open_names)
        text = None if parts is None else "".join(parts)
        if text is not None and len(text) > EXPANSION:
            raise ValueError(EXPLODES)
        return text

    def _parts(self, nodes: list[Any], open_names: tuple[str, ...]) -> list[str] | None:
        """Return nodes as text, piece by piece; None when one has no value."""
        parts: list[str] = []
        for node in nodes:
            part = self._text(node, open_names)
            if part is None:
                return None
            parts.append(part)
        return parts

    def _text(self, node: Any, open_names: tuple[str, ...]) -> str | None:
        """Return one node as text."""
        if node.type != "function":
            return text_of([node])
        if node.lower_name == "light-dark":
            light = _arguments(node)[0]
            return self.resolve(text_of(light).strip(), open_names)
        if node.lower_name == "var":
            return self._variable(node, open_names)
        inner = self._parts(node.arguments, open_names)
        return None if inner is None else f"{node.name}({''.join(inner)})"

    def _variable(self, node: Any, open_names: tuple[str, ...]) -> str | None:
        """Return what ``var()`` stands for: the property, or else the fallback."""
        name, *fallback = _arguments(node)
        key = text_of(name).strip()
        if key not in self._known and key in self._properties and key not in open_names:
            inner = self.resolve(self._properties[key], (*open_names, key))
            self._known[key] = inner
        value = self._known.get(key)
        if value is None and fallback:
            rest = ",".join(text_of(part) for part in fallback)
            return self.resolve(rest.strip(), open_names)
        return value


def _arguments(function: Any) -> list[list[Any]]:
    """Return the arguments of a function, divided at its commas."""
    parts: list[list[Any]] = [[]]
    for node in function.arguments:
        if node.type == "literal" and node.value == ",":
            parts.append([])
        else:
            parts[-1].append(node)
    return parts
