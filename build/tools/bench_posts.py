"""Published posts as a corpus for ``bench.py``: a folder of a site, of which only a copy is built."""

import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from bench_ways import Sample, by_pandoc

SUFFIXES = (".md", ".markdown")


def readable(posts: Path, copy: Path, environment: dict[str, str]) -> list[Path]:
    """Return the articles below a copied folder of which Triptych and pandoc make editions.

    Other tools are given the same files as they are. Pandoc ends at a picture that is named by its path on
    the site; how many articles are left out for that is printed.
    """
    shutil.copytree(posts, copy)
    files = [str(path) for path in sorted(copy.rglob("*")) if path.suffix in SUFFIXES]
    words = [sys.executable, "-m", "triptych", "build", *files, "--json", "--formats", "html"]
    command = [*words, "--no-cache", "--out", f"{copy}-tried"]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=False)
    found = {Path(each["article"]) for each in json.loads(done.stdout)["editions"]}
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        is_made = dict(zip(found, threads.map(partial(_is_made, environment), found), strict=True))
    print(f"Of {len(found)} posts pandoc makes no page of {list(is_made.values()).count(False)}.")
    found = {file for file in found if is_made[file]}
    if not found:
        message = f"Triptych and pandoc make no edition of the Markdown below {posts}"
        raise SystemExit(message)
    return sorted(found)


def _is_made(environment: dict[str, str], file: Path) -> bool:
    """Whether pandoc makes a page of a file."""
    sample = Sample((file,), (), Path(f"{file}.tried"))
    sample.folder.mkdir()
    (command,) = by_pandoc(".html")(sample)
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    shutil.rmtree(sample.folder)
    return done.returncode == 0
