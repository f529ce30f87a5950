"""Sites of other tools are recognised by their marks, also in a repository's usual folders."""

from pathlib import Path

import pytest

from triptych.sources.sites import publication_around

MARKS = {
    "site/astro.config.ts": ("site", "astro"),
    "docs/_config.yml": ("docs", "jekyll"),
    "www/hugo.toml": ("www", "hugo"),
    "website/eleventy.config.js": ("website", "eleventy"),
    "website/docusaurus.config.js": ("", "docusaurus"),
    "website/siteConfig.js": ("", "docusaurus"),
    "docs/.vitepress/config.js": ("", "vitepress"),
    "other/_config.yml": ("", "github"),
}


@pytest.mark.parametrize("mark", MARKS)
def test_a_site_is_found_in_the_folder_of_a_repository(mark: str, tmp_path: Path) -> None:
    """What the repository itself is comes first; ``.github`` alone shows little."""
    (tmp_path / ".github").mkdir()
    (tmp_path / mark).parent.mkdir(parents=True)
    (tmp_path / mark).write_text("")
    found = publication_around(tmp_path)
    assert found
    folder, dialect = MARKS[mark]
    assert (found.root, found.site.dialect) == (tmp_path / folder, dialect)


def test_a_mark_of_the_folder_itself_counts_first(tmp_path: Path) -> None:
    """So do its settings."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/_config.yml").write_text("")
    (tmp_path / "book.toml").write_text("")
    found = publication_around(tmp_path)
    assert found
    assert (found.root, found.site.dialect) == (tmp_path, "mdbook")
