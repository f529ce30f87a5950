"""Replace a function of a package in every module that has imported it by name."""

import sys
from types import ModuleType
from typing import Any


def replace_everywhere(package: ModuleType, original: Any, new: Any) -> None:
    """Replace a function in every loaded module of a package."""
    name = package.__name__
    for key, module in list(sys.modules.items()):
        if key == name or key.startswith(f"{name}."):
            names = vars(module)
            for own in [own for own, value in names.items() if value is original]:
                names[own] = new
