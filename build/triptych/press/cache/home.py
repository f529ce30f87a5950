"""Where a user's results are kept: ``TRIPTYCH_CACHE``, else where the system wants caches."""

import os
from pathlib import Path

import platformdirs


def folder() -> Path:
    """Give the folder, which need not be there."""
    named = os.environ.get("TRIPTYCH_CACHE", "")
    return Path(named).absolute() if named else platformdirs.user_cache_path("triptych")
