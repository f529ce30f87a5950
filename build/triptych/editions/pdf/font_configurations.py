"""Fonts are written for the typesetter once a process, not once a document.

It reads fonts only from files, and opens each again for every configuration. Documents with the same
fonts share one; only the last few are cached, and their files are removed with the process.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterable
from multiprocessing.util import Finalize
from typing import Any

from triptych.core.model import Asset

_MOST = 3


class FontConfigurations:
    """Font configurations by the fonts that are in them; each thread has its own."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._here = threading.local()
        self._owner = 0
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._reset)

    def for_assets(self, assets: Iterable[Asset]) -> Any:
        """Return the configuration of a document with these assets, new for fonts that no other had."""
        fonts = tuple((a.name, a.data) for a in assets if a.media_type.startswith("font/"))
        if self._owner != os.getpid():
            self._owner = os.getpid()
            Finalize(
                None, self.clear, exitpriority=0
            )  # multiprocessing ends workers without atexit
        cache = self._cache()
        config = cache.pop(fonts, None)
        if config is None or not (config._folder and config._folder.is_dir()):  # noqa: SLF001  no public name
            config = self._make()
        cache[fonts] = config
        while len(cache) > _MOST:
            del cache[next(iter(cache))]
        return config

    def clear(self) -> None:
        """Forget every configuration, and remove its files, even if a finished document refers to it."""
        for config in self._cache().values():
            folder, config._folder = config._folder, None  # noqa: SLF001  no public name
            if folder:
                shutil.rmtree(folder, ignore_errors=True)
        self._cache().clear()

    def _cache(self) -> dict[tuple[tuple[str, bytes], ...], Any]:
        """Return this thread's configurations, the one used last at the end."""
        cache: dict[tuple[tuple[str, bytes], ...], Any] = vars(self._here).setdefault("cache", {})
        return cache

    def _reset(self) -> None:
        """Forget in a forked process what belongs to its parent, and leave the files."""
        for config in self._cache().values():
            config._folder = None  # noqa: SLF001  else its files would go with this process
        self.clear()
