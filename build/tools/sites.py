"""Build other tools' sites as they are, and print how well each is read.

``make sites SITES=DIR`` takes each folder in DIR for a site. It builds a copy, so that nothing is written
there, and looks at the output alone: a document is right when it was made, no markup of its tool is
printed literally, no picture is missing, no link between documents is dead, and no words are lost. What
has no file of its name anywhere in the site, as in a part of one, is counted as absent and is no fault.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import etree, html

TRIPTYCH = [sys.executable, "-m", "triptych"]
LOST = 0.03
"""The share of a document's words that its output may lack: words of its markup count among them."""

MARKUP: dict[str, str] = {
    "shortcode": r"\{\{[<%].{0,80}",
    "template": r"\{\{.{0,60}?\}\}|\{%.{0,60}?%\}",
    "wiki link": r"!?\[\[[^\[\]\n]{1,80}\]\]",
    "colons": r"(?:^|\s):{3,}(?:\s*[\w{][^\n]{0,40})?",
    "admonition": r"(?:^|\s)(?:!!!|\?\?\?\+?)\s+\w+|\[![A-Za-z]+\][+-]?",
    "tab": r"(?:^|\s)===[+!]?\s+[\"“]",
    "attributes": r"\{:?\s*[#.][\w-]+[^{}\n]*\}|\{\s*\w+=[\"“][^{}\n]*\}",
    "icon": r":(?:material|octicons|fontawesome|simple)-[\w-]+:|(?<![\w:]):[a-z][a-z0-9_+]{2,}:(?![\w:])",
    "comment": r"%%[^%\n]+%%|<!--|--8<--|<<<\s*@",
    "component": r"</?[A-Z][A-Za-z.]+(?:\s[^<>]*)?/?>|^(?:import|export)\s.+\bfrom\b",
    "latex": r"\\(?:ref|cite[pt]?|autoref|begin|end|textbf|textit|emph|label|footnote|newpage)\b\s*\{?",
    "reference": r"(?<![\w@/.])@(?:fig|tbl|sec|eq|lst|thm)-[\w-]+|\\@ref\(",
    "cell option": r"^#\|\s*\w+",
    "block id": r"(?:^|\s)\^[a-z0-9-]{3,}\s*$",
    "highlight": r"(?<![=\w])==[^=\s][^=\n]*==(?!=)",
    "keys": r"\+\+\w+(?:\+\w+)*\+\+",
    "emphasis": r"(?<![\w*])\*\*\w[^*\n]{0,60}\*\*|(?<!\w)__\w[^_\n]{0,60}__(?!\w)",
    "link": r"(?<!\w)\[[^\[\]\n]{1,80}\]\((?:https?:|/|\.|#)[^()\s]{1,120}\)",
}
"""How the markup of other tools looks in print."""

_PATTERNS = {name: re.compile(pattern, re.MULTILINE) for name, pattern in MARKUP.items()}
_WORD = re.compile(r"[^\W\d_]{4,}")
_FRONT = re.compile(r"\A\ufeff?\s*(?:---|\+\+\+)\n.*?\n(?:---|\+\+\+)[ \t]*(?:\n|\Z)", re.DOTALL)
_FENCE = re.compile(
    r"^[ \t>]*(`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t>]*\1[ \t]*$|\Z)", re.MULTILINE | re.DOTALL
)
_TAGS = re.compile(
    r"<!--.*?-->|</?[A-Z][\w.]*(?:[^<>{}\"'`]|\{`[^`]*`\}|\{[^{}`]*\}|\"[^\"]*\"|'[^']*')*>|<(?:style|script)\b.*?</(?:style|script)>|\]\s?\[[^\[\]\n]*\]|&\w+;"
    r"|</?[A-Za-z][^<>]*>|\{[{%<].*?[}%>]\}|\{[^{}\n]*\}|\]\([^()\n]*\)|^[ ]*\[[^\]\n]+\]:.*$"
    r"|https?://\S+|`[^`\n]*`|^[ \t]*:{3,}.*$|^(?:import|export)\s.*$|!?\[\[.*?\]\]|%%.*?%%|\$[^$\n]+\$"
    r"|:[\w-]+:|@[\w:.-]+|\\[a-z]+(?:\{[^{}]*\})*|^[ \t]*(?:!!!|\?\?\?).*$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(slots=True)
class Report:
    """What became of one site: counts, and the faults of each document that is not right."""

    name: str
    found: int = 0
    seconds: float = 0
    faults: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    codes: Counter[str] = field(default_factory=Counter[str])
    links: int = 0
    dead: int = 0
    judged: int = 0
    absent: int = 0

    @property
    def right(self) -> int:
        """The documents without a fault."""
        return self.found - sum(1 for faults in self.faults.values() if faults)


def measure(site: Path, formats: str) -> Report:
    """Return what became of a site, which is built as a copy."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = shutil.copytree(site, Path(scratch, site.name), symlinks=True)
        begun = time.monotonic()
        words = ["build", "--formats", formats, "--json", "--out", str(Path(scratch, "out"))]
        done = subprocess.run(
            [*TRIPTYCH, *words], cwd=folder, capture_output=True, text=True, check=False
        )
        report = Report(site.name, seconds=time.monotonic() - begun)
        try:
            result: dict[str, Any] = json.loads(done.stdout)
        except ValueError:
            report.faults["(site)"] = [done.stderr.strip()[-300:] or "nothing was printed"]
            report.found = 1
            return report
        _read_result(report, folder, result)
        if "epub" in formats or "pdf" in formats:
            report.judged = _judge(Path(scratch, "out"))
    return report


def _read_result(report: Report, folder: Path, result: dict[str, Any]) -> None:
    """Add what a build says, and what its output shows."""
    names = {_stem(path.name) for path in folder.rglob("*")}
    pages = {e["article"]: folder / e["path"] for e in result["editions"] if e["format"] == "html"}
    for error in result["errors"]:
        place = error.get("path") or "(site)"
        report.faults.setdefault(place, []).append(f"not made: {error['message']}"[:140])
    for finding in result["findings"]:
        for where in [finding, *finding.get("others", [])]:
            report.codes[finding["code"]] += 1
            if finding["code"] not in ("relative-link", "unresolved-link", "picture", "include"):
                continue
            if _is_absent(finding["message"], names):
                report.absent += 1
                continue
            report.dead += "link" in finding["code"]
            report.faults.setdefault(where["path"], []).append(finding["message"][:140])
    for article, page in pages.items():
        faults = report.faults.setdefault(article, [])
        links, found = _faults(page, folder / article)
        faults += found
        report.links += links
    report.found = len({*pages, *(p for p in report.faults if p != "(site)")}) or 1


def _stem(name: str) -> str:
    """Return a name by which files and what links call them agree."""
    bare = re.sub(r"\.\w{2,8}$", "", name.casefold())
    return re.sub(r"[\W_]+", "-", re.sub(r"^[\d-]+-", "", bare)).strip("-")


def _is_absent(message: str, names: set[str]) -> bool:
    """Whether what a finding misses has no file of that name in the site, as in a part of one."""
    quoted = re.search(r"“([^”]+)”", message)
    target = unquote(quoted[1]).partition("#")[0].partition("?")[0].rstrip("/") if quoted else ""
    folder, _, name = re.sub(r"/index(?:\.\w+)?\Z", "", target).rpartition("/")
    return bool(target) and (
        _stem(name) not in names or _stem(folder.rpartition("/")[2]) not in {*names, ""}
    )


def _faults(page: Path, source: Path) -> tuple[int, list[str]]:
    """Return the links of a page, and what is wrong with its text."""
    root = html.document_fromstring(page.read_text(encoding="utf-8"))
    main = root.find(".//main")
    if main is None:
        return 0, ["no text"]
    links = len(list(main.iter("a")))
    etree.strip_elements(main, "style", "script", "svg", with_tail=False)
    whole = " ".join(
        ["".join(map(str, main.itertext())), *(i.get("alt", "") for i in main.iter("img"))]
    )
    etree.strip_elements(main, "code", "pre", "math", "kbd", "samp", with_tail=False)
    for block in main.iter("p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "div"):
        block.tail = f"\n{block.tail or ''}"
    text = "".join(map(str, main.itertext()))
    found = []
    for name, pattern in _PATTERNS.items():
        if match := pattern.search(text):
            found.append(f"{name} printed literally: {' '.join(match[0].split())[:70]}")
    if lost := _lost_words(source, whole):
        found.append(lost)
    return links, found


def _lost_words(source: Path, printed: str) -> str:
    """Return how many words of a source are not in its output, when they are too many."""
    if not source.is_file():
        return ""
    text = _FRONT.sub(
        "", source.read_text(encoding="utf-8-sig", errors="replace").replace("\r\n", "\n")
    )
    wanted = Counter(w.casefold() for w in _WORD.findall(_TAGS.sub(" ", _FENCE.sub("", text))))
    there = Counter(w.casefold() for w in _WORD.findall(printed))
    lost = wanted - there
    share = sum(lost.values()) / (sum(wanted.values()) or 1)
    if share <= LOST:
        return ""
    return f"{share:.0%} of the words are lost: {', '.join(list(lost)[:6])}"


def _judge(out: Path) -> int:
    """Return how many complaints the judges that are installed have of the editions."""
    done = subprocess.run(
        [*TRIPTYCH, "check", str(out), "--json"], capture_output=True, text=True, check=False
    )
    try:
        found = json.loads(done.stdout)["findings"]
    except (ValueError, KeyError):
        return -1
    return sum(1 for finding in found if finding["severity"] != "note")


def main() -> None:
    """Print a row for each site, and the faults of its documents."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sites", type=Path, help="a folder of sites")
    parser.add_argument("--only", default="", help="the name of one site")
    parser.add_argument("--formats", default="html", help="html, or html,epub,pdf to judge too")
    parser.add_argument(
        "--faults", type=int, default=8, help="the most faults that are listed of a site"
    )
    given = parser.parse_args()
    folders = sorted(path for path in given.sites.iterdir() if path.is_dir())
    total = Report("all")
    row = "{:<22}{:>6}{:>7}{:>6}{:>7}{:>6}{:>8}{:>8}{:>8}"
    print(row.format("site", "docs", "right", "%", "links", "dead", "absent", "judged", "s"))
    for folder in folders:
        if given.only and folder.name != given.only:
            continue
        report = measure(folder, given.formats)
        share = f"{report.right / report.found:.0%}"
        counts = (report.links, report.dead, report.absent, report.judged, f"{report.seconds:.1f}")
        print(row.format(report.name, report.found, report.right, share, *counts))
        print(f"    findings: {', '.join(f'{c} {n}' for c, n in report.codes.most_common())}")
        listed = [(p, fault) for p, faults in report.faults.items() for fault in faults]
        for place, fault in listed[: given.faults]:
            print(f"    {place}: {fault}")
        total.found += report.found
        total.links += report.links
        total.dead += report.dead
        total.faults.update({f"{report.name}/{p}": f for p, f in report.faults.items()})
    if total.found:
        alive = 1 - total.dead / (total.links + total.dead or 1)
        print(f"right: {total.right} of {total.found} ({total.right / total.found:.1%})")
        print(f"links alive: {alive:.1%}")


if __name__ == "__main__":
    main()
