"""On the workers of a real scheduler an order comes to the same bytes, though they share no disk."""

import json
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from commandline import ARTICLE, TRIPTYCH, editions, triptych, write
from scheduler import SECONDS, Cluster, started

HTML = ("build", "--formats", "html,epub", "--json")
UNPAGED = "page_list = false\n"
"""Settings of publications of which no page need be laid out, but for one that has pages."""
LONG = "Words of a paragraph that fills some lines of the page.\n\n" * 60


ONE_EACH = ["--nthreads", "1", "--no-nanny"]
"""The options of workers that press one article at a time."""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Yield a scheduler and two workers on loopback, in folders of their own, for several tests."""
    with started(tmp_path_factory.mktemp("cluster"), ONE_EACH, 2) as all_:
        yield all_


@pytest.fixture
def doomed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Yield a scheduler and two workers for a test that kills some of them."""
    with started(tmp_path_factory.mktemp("doomed"), ONE_EACH, 2) as all_:
        yield all_


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a publication whose articles need files of every kind, some of which are not there."""
    files = {
        "triptych.toml": 'title = "P"\ncsl = ""\nheader_image = "logo.png"\npage_list = false\n',
        "templates/ours/theme.toml": '[tokens]\ngap = "9px"\n',
        "content/plain.md": f"{ARTICLE}\n<script>x</script>\n",
        "content/lost/index.md": f"{ARTICLE}\n![](none.png)\n\n![](../../../etc/passwd)\n",
        "content/dressed.md": "---\ntitle: D\ntheme: ours\ncustom_css: a.css\n---\nText.\n",
        "content/citing.md": "---\ntitle: C\nbibliography: refs.bib\n---\n[@key] ![A](p.png)\n",
        "content/refs.bib": "@book{key, title = {T}, author = {A}, year = 2001}\n",
        "content/failing.md": "---\ntitle: F\nimage: none.png\n---\nText.\n",
        "a.css": "p { color: red; background: url(x) }\n",
    }
    write(tmp_path, files)
    for name in ("logo.png", "content/p.png"):
        Image.new("RGB", (8, 8), (9, 9, 9)).save(tmp_path / name)
    return tmp_path


def test_a_cluster_gives_the_same_bytes_and_findings(folder: Path, cluster: Cluster) -> None:
    """What is made of many files, finds faults, or fails, does so there as here."""
    here = triptych(folder, *HTML, "--out", "here")
    there = triptych(folder, *HTML, "--out", "there", "--cluster", cluster.address)
    assert editions(folder / "here") == editions(folder / "there")
    assert len(editions(folder / "there")) == 8
    assert there.out.replace("there/", "here/") == here.out
    assert (there.code, there.err) == (here.code, here.err)


@pytest.mark.parametrize("lost", [0, pytest.param(1, marks=pytest.mark.sweep)])
def test_a_worker_lost_in_the_middle_loses_nothing(
    lost: int, tmp_path: Path, doomed: Cluster
) -> None:
    """Killed while it presses, a worker's articles are pressed by the other, all as they should be."""
    texts = {f"content/{name}.md": f"{ARTICLE}\n{LONG}{name}\n" for name in "abcdefgh"}
    write(tmp_path, {"triptych.toml": UNPAGED} | texts)
    words = [*TRIPTYCH, *HTML, "--out", "there", "--cluster", doomed.address]
    build = subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.PIPE)
    begun = time.monotonic()
    while not editions(tmp_path / "there"):
        assert time.monotonic() - begun < SECONDS
        time.sleep(0.01)
    doomed.workers[lost].send_signal(signal.SIGKILL)
    told = json.loads(build.communicate(timeout=SECONDS)[0])
    assert told["errors"] == []
    assert triptych(tmp_path, *HTML, "--out", "here").code == 0
    assert editions(tmp_path / "there") == editions(tmp_path / "here")


def test_a_scheduler_that_does_not_answer_is_told_in_one_line(folder: Path) -> None:
    """With nobody at the address nothing is made, and the message says where and what to start."""
    told = triptych(folder, "build", "--cluster", "tcp://127.0.0.1:1")
    assert told.code == 8
    assert [line for line in told.err.splitlines() if "error" in line] == [
        line for line in told.err.splitlines() if line.startswith("--cluster: error: no scheduler")
    ]
    assert "dask scheduler" in told.err
    assert editions(folder / "out") == {}


def test_a_scheduler_lost_in_the_middle_is_told_in_one_line_and_what_was_done_stays(
    tmp_path: Path, doomed: Cluster
) -> None:
    """Editions that came are whole, nothing else is there, and a build at home makes the rest."""
    names = [f"a{number}" for number in range(8)]
    write(
        tmp_path, {"triptych.toml": "", **{f"content/{n}.md": f"{ARTICLE}\n{LONG}" for n in names}}
    )
    process = subprocess.Popen(
        [*TRIPTYCH, "build", "--formats", "html", "--no-cache", "--cluster", doomed.address],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
    )
    begun = time.monotonic()
    while not list((tmp_path / "out").rglob("*.html")):
        assert time.monotonic() - begun < SECONDS
        time.sleep(0.01)
    doomed.scheduler.kill()
    _, told = process.communicate(timeout=SECONDS)
    assert process.returncode == 8
    first, second = told.splitlines()[-2:]
    assert first == f"--cluster: error: the scheduler at {doomed.address} is lost"
    assert "What was done stays" in second
    made = editions(tmp_path / "out")
    assert 0 < len(made) < len(names)
    assert triptych(tmp_path, "build", "--formats", "html").code == 0
    whole = editions(tmp_path / "out")
    assert len(whole) == len(names)
    assert made.items() <= whole.items()


@pytest.fixture
def leading_out(tmp_path: Path) -> Path:
    """Return a publication one of whose articles can travel; the others lie or look outside."""
    root = write(tmp_path / "p", {"triptych.toml": UNPAGED, "content/plain.md": ARTICLE})
    write(root, {"content/pictured.md": f"{ARTICLE}\n![A](p.png)\n"})
    write(tmp_path, {"elsewhere.md": f"{ARTICLE}\nElsewhere.\n"})
    (root / "content" / "linked.md").symlink_to(tmp_path / "elsewhere.md")
    Image.new("RGB", (8, 8), (9, 9, 9)).save(tmp_path / "p.png")
    (root / "content" / "p.png").symlink_to(tmp_path / "p.png")
    write(root, {"content/asking.md": ARTICLE.replace("date", "allow_remote: true\ndate")})
    return root


def test_what_cannot_travel_is_pressed_at_home(leading_out: Path, cluster: Cluster) -> None:
    """An article that lies or looks outside by a link comes to what it comes to in a build here."""
    here = triptych(leading_out, *HTML, "--out", "here")
    there = triptych(leading_out, *HTML, "--out", "there", "--cluster", cluster.address)
    assert editions(leading_out / "here") == editions(leading_out / "there") != {}
    assert there.out.replace("there/", "here/") == here.out
    assert (there.code, there.err) == (here.code, here.err)


def test_the_time_limit_is_that_of_a_build_here(leading_out: Path, cluster: Cluster) -> None:
    """With next to no time each article fails by its name, those too that are pressed at home."""
    words = (*HTML, "--time-limit", "0.001")
    here = triptych(leading_out, *words)
    there = triptych(leading_out, *words, "--cluster", cluster.address)
    assert (there.code, there.out) == (here.code, here.out)
    kinds = {error["kind"] for error in json.loads(there.out)["errors"]}
    assert kinds == {"PressError", "SourceError"}  # the latter where a link leads out
    assert editions(leading_out / "out") == {}


def test_themes_travel_and_the_environment_may_name_the_cluster(
    tmp_path: Path, cluster: Cluster
) -> None:
    """A theme of the publication, one that it inherits from, and one in a folder of the user's own."""
    files = {
        "p/triptych.toml": f'{UNPAGED}theme = "ours"\n',
        "p/templates/ours/theme.toml": 'inherits = "base"\n[tokens]\ngap = "9px"\n',
        "p/templates/base/theme.toml": "",
        "p/templates/base/css/extra.css": "/* of the base */ p { color: red }\n",
        "p/content/a.md": ARTICLE,
        "p/content/b.md": f"{ARTICLE}\nMore.\n",
        "mine/theme.toml": "",
        "mine/css/extra.css": "/* of my own */ p { color: blue }\n",
    }
    root = write(tmp_path, files) / "p"
    for theme, mark in (("ours", b"of the base"), (str(tmp_path / "mine"), b"of my own")):
        words = (*HTML, "--theme", theme)
        named = {"TRIPTYCH_CLUSTER": cluster.address}
        assert triptych(root, *words, "--out", "there", environment=named).code == 0
        assert triptych(root, *words, "--out", "here").code == 0
        found = editions(root / "there")
        assert found == editions(root / "here")
        assert mark in found["a/a.html"]
    told = triptych(root, *HTML, environment={"TRIPTYCH_CLUSTER": "nowhere://here"})
    assert (told.code, "no scheduler answers at nowhere://here" in told.out + told.err) == (8, True)


def test_links_and_issues_are_known_where_other_articles_are_not(
    tmp_path: Path, cluster: Cluster
) -> None:
    """A worker that has one article resolves its links, and names the pages of its issue."""
    head = "---\ntitle: {}\ndate: 2026-05-01\n{}---\n"
    files: dict[str, str | bytes] = {
        "triptych.toml": 'page_list = false\nurl = "https://quay.example"\n',
        "content/plain.md": f"{head.format('P', '')}Text.\n",
        "content/linking.md": f"{head.format('L', '')}[P](plain.md) [S](solo.md) [X](plane.md)\n",
        "content/issue.md": head.format("I", "contents: [solo.md]\noffprints: no\n"),
        "content/solo.md": f"{head.format('S', '')}Text, [plain](plain.md).\n",
        "content/book.md": head.format("B", "contents: [paged.md]\noffprints: paged\n"),
        "content/paged.md": f"{head.format('Q', '')}[P](plain.md).\n",
    }
    write(tmp_path, files)
    here = triptych(tmp_path, *HTML, "--out", "here")
    there = triptych(tmp_path, *HTML, "--out", "there", "--cluster", cluster.address)
    made = editions(tmp_path / "there")
    assert made == editions(tmp_path / "here")
    assert b"../issue/issue.html#solo" in made["linking/linking.html"]
    assert b'name="citation_firstpage" content="1"' in made["paged/paged.html"]
    assert sorted(there.err.splitlines()) == sorted(here.err.splitlines())
