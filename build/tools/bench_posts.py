"""Published posts as a corpus for ``bench.py``: a folder of a site, of which only a copy is built."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

SUFFIXES = (".md", ".markdown")


def readable(posts: Path, copy: Path, environment: dict[str, str]) -> list[Path]:
    """Return the articles below a copied folder of which Triptych makes editions.

    Other tools are given the same files as they are.
    """
    shutil.copytree(posts, copy)
    files = [str(path) for path in sorted(copy.rglob("*")) if path.suffix in SUFFIXES]
    words = [sys.executable, "-m", "triptych", "build", *files, "--json", "--formats", "html"]
    command = [*words, "--no-cache", "--out", f"{copy}-tried"]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=False)
    found = {Path(each["article"]) for each in json.loads(done.stdout)["editions"]}
    if not found:
        message = f"Triptych makes no edition of the Markdown below {posts}"
        raise SystemExit(message)
    return sorted(found)
