"""Take the handbook's pictures of the preview again: the page itself, in Chromium, on a copy of the sample.

Run it from the repository's root, or as ``make preview-pictures``.
"""

import os
import shutil
import tempfile
from io import BytesIO
from pathlib import Path

from bench_desk import ROOT, shown, started
from PIL import Image
from playwright.sync_api import Page

FOLDER = ROOT / "content" / "handbook" / "desk"
ARTICLE = "content/pakistan-washington/index.md"
MARKED = "Islamabad had helped"
COLOURS = 240
"""The colours of a picture, so that it is small."""

MARK = f"""(async () => {{
  const d = window.desk
  const block = [...d.web.document.querySelectorAll('p[data-triptych-b]')]
    .find(p => p.textContent.includes('{MARKED}'))
  await d.pick(block.getAttribute('data-triptych-b'), null)
  await new Promise(done => setTimeout(done, 1500))
}})()"""

TABLET = """(async () => {
  document.getElementById('reader-device').value = 'tablet'
  document.getElementById('reader-light').value = 'dark'
  window.desk.reader.fit()
  document.getElementById('paper-zoom').value = 'spread'
  window.desk.paper.lay()
  window.desk.drawers.toggle('files')
  await new Promise(done => setTimeout(done, 1500))
})()"""


def main() -> None:
    """Take all pictures."""
    FOLDER.mkdir(exist_ok=True)
    os.environ["TRIPTYCH_EDITOR"] = "true"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "publication")
        article = folder / ARTICLE
        shutil.copytree(ROOT / ARTICLE.rpartition("/")[0], article.parent)
        (folder / "triptych.toml").write_text('title = "Triptych"\n', encoding="utf-8")
        with started(folder, ARTICLE) as (_, page, _):
            shown(page)
            page.evaluate(MARK)
            take(page, "all")
            text = article.read_text(encoding="utf-8")
            article.write_text(
                text.replace("date: 2025-08-20", "date: 20th August"), encoding="utf-8"
            )
            page.wait_for_selector("#error:not([hidden])")
            take(page, "error")
            article.write_text(text, encoding="utf-8")
            shown(page, 2)
            page.emulate_media(color_scheme="dark")
            page.select_option("#web-light", "dark")
            page.evaluate(TABLET)
            take(page, "dark")


def take(page: Page, name: str) -> None:
    """Take a picture of the page, with few colours."""
    page.wait_for_timeout(500)
    with Image.open(BytesIO(page.screenshot())) as picture:
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
