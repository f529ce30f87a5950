"""Where each tool looks for new pages, and how they are named."""

from pathlib import Path

from triptych.core.site import Site
from triptych.dialects.new_pages import folder_of_new, name_of_new

ROOT = Path("/site")


def test_a_blog_s_page_goes_where_most_are() -> None:
    """An index stands for its folder, so the folder around it counts; others have one folder of pages."""
    pages = [ROOT / "content/posts/a/index.md", ROOT / "content/posts/b.md", ROOT / "content/c.md"]
    hugo = Site("hugo", content=("content",))
    assert folder_of_new(ROOT, hugo, pages) == ROOT / "content/posts"
    assert folder_of_new(ROOT, hugo, []) == ROOT / "content"
    assert folder_of_new(ROOT, Site("mkdocs", content=("docs",)), pages) == ROOT / "docs"


def test_only_a_post_of_jekyll_begins_with_the_day(tmp_path: Path) -> None:
    """A page of the same site does not."""
    (tmp_path / "_posts").mkdir()
    jekyll = Site("jekyll", content=("",))
    posts = folder_of_new(tmp_path, jekyll, [])
    assert name_of_new(posts, jekyll, "2026-01-02", "a") == "2026-01-02-a"
    assert name_of_new(tmp_path, jekyll, "2026-01-02", "a") == "a"
