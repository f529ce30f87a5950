"""WeasyPrint alone, unpatched, on pages that ``bench_inside.py`` writes: the seconds of each."""

import json
import pickle
import sys
import time
from pathlib import Path
from typing import Any

import bench_memory
import weasyprint
from weasyprint.urls import URLFetcher, URLFetcherResponse


class _Assets(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """A fetcher of a page's assets by address."""

    def __init__(self, assets: dict[str, tuple[bytes, str]]) -> None:
        super().__init__(allowed_protocols=("data",))
        self._assets = assets

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:  # noqa: ARG002  its interface
        """Return an asset's bytes and type."""
        data, media_type = self._assets[url.rpartition(":///")[2]]
        return URLFetcherResponse(url, data, {"Content-Type": media_type})


def main() -> None:
    """Write a tagged PDF of each page in the named file; print each one's seconds and the memory in MiB."""
    used = []
    for html, assets in pickle.loads(Path(sys.argv[1]).read_bytes()):  # noqa: S301  laid down by our own bench
        begin = time.process_time()
        page = weasyprint.HTML(string=html, url_fetcher=_Assets(assets))
        page.write_pdf(pdf_variant="pdf/a-3a", pdf_tags=True)
        used.append(time.process_time() - begin)
    print(json.dumps([used, bench_memory.most()]))


if __name__ == "__main__":
    main()
