"""The preview's server: whom it answers, what it never sends, and how it begins and ends."""

import http.client
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from commandline import triptych
from previewing import PATIENCE, Server, preview

ARTICLE = "content/one.md"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Yield a preview of a publication, beside which is a secret."""
    top = tmp_path_factory.mktemp("guard")
    folder = top / "publication"
    (folder / "content").mkdir(parents=True)
    (top / "secret.md").write_text("SECRET\n")
    (folder / ".env").write_text("SECRET\n")
    (folder / "content" / ".hidden.md").write_text("SECRET\n")
    (folder / "content" / "away.md").symlink_to(top / "secret.md")
    (folder / "triptych.toml").write_text('title = "P"\n')
    (folder / ARTICLE).write_text("---\ntitle: One\n---\n![out](../../secret.md)\n\nWords.\n")
    with preview(folder) as running:
        yield running


def test_only_its_own_page_is_answered(server: Server) -> None:
    """A foreign name, site or origin is refused at each address, whoever else resolves to this machine."""
    own = f"127.0.0.1:{server.port}"
    for path in ("/", "/events", "/articles", "/shown/html", "/download/pdf", "/desk/desk.mjs"):
        for headers in (
            {"Host": f"evil.example:{server.port}"},
            {"Host": "127.0.0.1.evil.example"},
            {"Sec-Fetch-Site": "cross-site"},
            {"Origin": "http://evil.example"},
            {"Origin": "null"},
        ):
            status, data, _ = server.ask(path, {"Host": own, **headers})
            assert status in (400, 403), (path, headers)
            assert b"Words" not in data
    assert server.ask("/", {"Host": f"localhost:{server.port}"})[0] == 200


def test_a_write_needs_the_token(server: Server) -> None:
    """Neither editor nor settings obey what another page sends, be it a form or a script."""
    for path in ("/edit", "/try"):
        for headers in ({}, {"X-Triptych-Token": "x"}, {"Content-Type": "text/plain"}):
            assert server.ask(path, headers, "POST", '{"line": 1, "theme": "journal"}')[0] == 403
    assert server.ask("/edit", {"X-Triptych-Token": server.token()})[0] == 405
    token = {"X-Triptych-Token": server.token()}
    assert server.ask("/try", token, "POST", '{"theme": "../../evil"}')[1].startswith(b'{"error')
    assert server.ask("/edit?a=/etc/passwd", token, "POST", '{"line": 1}')[0] == 404
    assert server.ask(f"/edit?a={ARTICLE}", token, "POST", '{"line": "1; rm"}')[0] == 404
    assert server.ask("/try", token, "POST", "[" * 3000)[0] == 200  # which tries nothing


@pytest.mark.parametrize(
    "name",
    [
        "../secret.md",
        "..%2fsecret.md",
        "..%252fsecret.md",
        "%2e%2e/secret.md",
        "content/../../secret.md",
        "content/.hidden.md",
        "content/away.md",
        ".env",
        "triptych.toml",
        "/etc/passwd",
        "//etc/passwd",
        "..\\secret.md",
        "\0",
        "content/one.md%00.png",
    ],
)
def test_no_address_leads_to_another_file(server: Server, name: str) -> None:
    """Only what is in the lists is served: no path, encoded or not, and no article that is a link out."""
    raw = name.replace("\0", "%00").replace("\\", "%5C")
    for path in (
        f"/{raw}",
        f"/desk/{raw}",
        f"/desk/foliate/{raw}",
        f"/shown/{raw}",
        f"/pages/{raw}",
    ):
        status, data, _ = server.ask(path)
        assert status in (400, 404), path
        assert b"SECRET" not in data
    for path in ("/shown/html", "/download/html", "/blocks", "/pages", "/pages/0.png"):
        status, data, _ = server.ask(f"{path}?w=100&a={quote(name, safe='%')}")
        assert status == 404, path
        assert b"SECRET" not in data


def test_every_answer_has_the_policy(server: Server) -> None:
    """No answer may be framed, guessed or kept; the page runs its own scripts alone."""
    for path in ("/", "/nothing", "/desk/desk.mjs", "/articles"):
        headers = server.ask(path)[2]
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == "same-origin"


def test_a_link_out_of_the_publication_is_no_article(server: Server) -> None:
    """It is listed, but never opened."""
    names = [each["name"] for each in json.loads(server.ask("/articles")[1])]
    assert ARTICLE in names
    assert not any("hidden" in name or "secret" in name for name in names)


@pytest.mark.parametrize("count", [80, pytest.param(1000, marks=pytest.mark.sweep)])
def test_streams_without_end_are_refused(server: Server, count: int) -> None:
    """A browser that opens a thousand is told so; the server goes on, and forgets those that are closed."""
    streams = []
    refused = 0
    for _ in range(count):
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
        connection.request("GET", f"/events?a={ARTICLE}")
        if connection.getresponse().status == 503:
            refused += 1
            connection.close()
        else:
            streams.append(connection)
    assert (len(streams), refused) == (64, count - 64)
    for connection in streams:
        connection.close()
    assert server.ask("/")[0] == 200


def test_a_port_in_use_is_reported(server: Server) -> None:
    """One that was asked for is named; without, the next free one is taken."""
    done = triptych(server.folder, "preview", "--port", str(server.port))
    assert done.code == 2
    assert f"127.0.0.1:{server.port}" in done.err
    assert "in use" in done.err
    assert "--port" in done.err


def test_it_listens_on_this_machine_alone(server: Server) -> None:
    """No other address of the machine answers."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as other:
        other.settimeout(2)
        assert other.connect_ex(("127.0.0.2", server.port)) != 0


def test_ctrl_c_ends_it_at_once(server: Server) -> None:
    """It ends without a traceback, and its processes too, while a page listens."""
    with preview(server.folder) as running:
        children = Path(f"/proc/{running.process.pid}/task/{running.process.pid}/children")
        connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=PATIENCE)
        connection.request("GET", f"/events?a={ARTICLE}")
        connection.getresponse().readline()
        numbers = children.read_text().split()
        assert len(numbers) == 2
        code, out, err = running.stop()
        connection.close()
    assert (code, err) == (0, "")
    assert "Traceback" not in out
    assert not any(Path(f"/proc/{number}/cmdline").exists() for number in numbers)


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    """A folder without an article, and a path that is none, are reported as by a build."""
    done = triptych(tmp_path, "preview")
    assert done.code == 2
    assert "no publication" in done.err
    assert triptych(tmp_path, "preview", "nothing.md").code == 3
