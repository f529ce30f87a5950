"""GitHub: Markdown as repositories and wikis have it."""

import re
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import quote, unquote

from triptych.core.heading_ids import derived_id
from triptych.core.site import Site
from triptych.dialects import blocks, config, github_badges, github_docs, scanner, wikilinks
from triptych.dialects.page import PLAIN, Dialect, Page, report_foreign

_REMOTE = re.compile(
    r"^\s*url\s*=\s*\S*?github\.com[:/]([\w.-]+/[\w.-]+?)(?:\.git)?/?\s*$", re.MULTILINE
)
_ADDRESS = re.compile(
    r"github\.com[:/]([\w.-]+/[\w.-]+?)(?:\.git)?/?$|^(?:github:)?([\w.-]+/[\w.-]+)$"
)


def _describe(root: Path, mark: str) -> Site:
    """Return what a repository says of itself: the address at which its files are."""
    del mark
    found = _REMOTE.search(config.read_script(root / ".git" / "config", root))
    package = config.read(root / "package.json", root)
    typed = config.text_at(package, "repository", "url") or config.text_at(package, "repository")
    named = _ADDRESS.search(typed)
    name = found[1] if found else (named[1] or named[2]) if named else ""
    values = {"repository": f"https://github.com/{name}"} if name else {}
    is_documentation = all((root / mark).is_dir() for mark in github_docs.MARKS)
    return Site(
        content=("content",) if is_documentation and (root / "content").is_dir() else (),
        values=values,
        skipped=("ISSUE_TEMPLATE", "PULL_REQUEST_TEMPLATE*", "_Sidebar.md", "_Footer.md"),
    )


_MATH = re.compile(rf"(?<!\\)\$(?P<tex>{scanner.HIDDEN}+)\$")
_CUSTOM = re.compile(
    r"(?<![\w:]):(?:atom|basecamp|basecampy|bowtie|copilot|dependabot|electron|feelsgood|finnadie"
    r"|fishsticks|goberserk|godmode|hurtrealbad|neckbeard|octocat|rage[1-4]|shipit|suspect|trollface):(?!\w)"
)
_EMOJI_HEADING = re.compile(
    r"^#{1,6}[ \t]+(?P<words>[^\n]*:[\w+-]+:[^\n]*?)[ \t]*#*[ \t]*$", re.MULTILINE
)
_CODE = re.compile(r"(?<!\w):[a-z][a-z0-9_+-]+:")
_WITHIN = re.compile(r"(?P<begin>\]\(|\bhref=[\"'])#(?P<anchor>[\w-]+)")
_LINK = re.compile(
    r"(?P<begin>(?<!\\)\]\()(?P<address>[^()\s<>#?:]+)"
    r"(?P<rest>(?:[?#][^()\s<>]*)?(?:[ \t]+\"[^\"\n]*\")?\))"
)
_HEADING = re.compile(
    r"^[ ]{0,3}#[ \t]+(?P<words>[^\n]+?)[ \t]*#*[ \t]*$"
    r"|<h1\b[^<>]*>(?P<html>(?:(?!</h1).){0,4000})</h1[ \t]*>",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_NO_PROSE = re.compile(
    r"<!--(?:(?!-->).)*-->|</?[A-Za-z][^<>]*>|!?\[!?\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])\]"
    r"(?:\([^()]*\)|\[[^\[\]]*\])"
    r"|!\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])|\[[^\[\]\n]*\]\([^()\n]*\)|[\s|·•—–:.&;,*_-]+|nbsp",
    re.DOTALL,
)
_IMAGE_ALT = re.compile(r"<img\b[^<>]*?\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_LONGEST_HEAD = 20_000


def rewrite(text: str, page: Page) -> str:
    """Return a text in Triptych's Markdown: alerts, badges, formulas, and links to other files."""
    if github_docs.is_used(text, page):
        text = github_docs.rewrite(text, page)
    text = scanner.replace_fences(text, _formula)
    if "$`" in text:
        text = scanner.substitute(text, _MATH, _inline_formula)
    text = github_badges.rewrite(text, page)
    text = _titled(text, page)
    custom = [found[0] for found in scanner.find(text, _CUSTOM)]
    report_foreign(
        page, "picture of GitHub's own", custom, "Left out, because it has no character."
    )
    text = scanner.substitute(text, _CUSTOM, lambda _: "")
    text = _without_codes(text)
    text = scanner.substitute(text, wikilinks.LINK, lambda found: _to_repository(page, found))
    if "[[" in text:
        text = scanner.substitute(text, wikilinks.WIKI, lambda found: _wiki(page, found))
    return blocks.quote_callouts(text, are_alerts=True)


def _adapt(data: dict[str, Any], page: Page) -> None:
    """Put in what the title and the introduction of a documentation name."""
    for key in ("title", "standfirst"):
        if isinstance(data.get(key), str):
            data[key] = github_docs.words(data[key], page)


def _formula(fence: scanner.Fence, inner: list[str]) -> str | None:
    """Return a fence of ``math`` as a formula."""
    if fence.info.lower() != "math":
        return None
    return "\n".join(["$$", *(line for line in inner if line.strip()), "$$"])


def _inline_formula(found: scanner.Found) -> str:
    """Return a formula in dollars and backticks without the backticks."""
    return f"${found['tex'].strip('`').strip()}$"


def _titled(text: str, page: Page) -> str:
    """Return a text that begins with its heading, before which only pictures and badges were."""
    if "title" in page.front:
        return text
    found = next(scanner.find(text[:_LONGEST_HEAD], _HEADING), None)
    if not found or _NO_PROSE.sub("", text[: found.start]):
        return text
    if found["words"] and not text[: found.start].strip():
        return text
    html = found["html"]
    alts = [" ".join(match).strip() for match in _IMAGE_ALT.findall(html)]
    words = found["words"] or " ".join(_TAG.sub(" ", html).split()) or " ".join(filter(None, alts))
    if not words:
        return text
    pictures = " ".join(re.findall(r"<img\b[^<>]*>", html, re.IGNORECASE))
    rest = f"{text[: found.start]}{pictures}{text[found.match.end() :]}"
    return f"# {words}\n\n{rest}"


def _without_codes(text: str) -> str:
    """Return a text whose links to headings with emoji lead to the ids that are made of the words alone.

    GitHub's ids have the names of the emoji: ``#rocket-go-on`` leads to ``## :rocket: Go on``.
    """
    ids: dict[str, str] = {}
    for found in scanner.find(text, _EMOJI_HEADING):
        words = found["words"]
        ids[_anchor(words)] = derived_id(_CODE.sub("", words))
    if not ids:
        return text

    def lead(found: scanner.Found) -> str | None:
        uid = ids.get(found["anchor"])
        return f"{found['begin']}#{uid}" if uid else None

    return scanner.substitute(text, _WITHIN, lead)


def _anchor(words: str) -> str:
    """Return the id that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", words.lower()).strip().replace(" ", "-")


def _to_repository(page: Page, found: scanner.Found) -> str | None:
    """Return a link to a file that is no article as one to the repository on the web."""
    repository = page.site.values.get("repository", "")
    name, mark, place = found["address"].strip("<>").partition("#")
    typed = unquote(name)
    if not repository or not typed or ":" in typed or typed.lower().endswith((".md", ".markdown")):
        return None
    path = normpath(typed.lstrip("/") if typed.startswith("/") else join(dirname(page.name), typed))
    file = page.root / path
    kind = "blob" if file.is_file() else "tree" if file.is_dir() else ""
    has_page = kind == "tree" and any(map(_is_page, file.iterdir()))
    if not kind or has_page or path.startswith(".."):
        return None
    address = f"{repository}/{kind}/HEAD/{quote(path)}{mark}{place}"
    return f"[{found['words']}]({address}{found['title']})"


def _is_page(path: Path) -> bool:
    """Whether a file is what a folder shows, so that a link to the folder leads to it."""
    return path.name.lower() in ("readme.md", "index.md")


def _wiki(page: Page, found: scanner.Found) -> str | None:
    """Return a link of a wiki, whose words are before its page; None for what is none."""
    words, *rest = wikilinks.parts(found["inner"])
    target = rest[-1] if rest else words
    if re.search(r"\.(?:png|jpe?g|gif|svg|webp)$", words, re.IGNORECASE):
        file = page.find_file(words.lstrip("/"))
        return blocks.inline_picture(f"/{file}" if file else words, "")
    address = wikilinks.address(page, target) or wikilinks.address(page, words)
    return blocks.link(words, address) if address else None


DIALECT = Dialect(
    name="github",
    label="GitHub",
    describe=_describe,
    keys={"intro": "standfirst"},
    adapt=_adapt,
    rewrite=rewrite,
    extensions=lambda _: f"+emoji{PLAIN}",
)
