"""What the desk answers a browser: the only door to starlette."""

import asyncio
import json
from hashlib import sha256
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from triptych.core.errors import TriptychError
from triptych.desk import editor, guard, page_files
from triptych.desk.desk import Desk
from triptych.desk.page_images import Painter
from triptych.desk.proofs import Proofs

_TYPES = {
    "html": "text/html; charset=utf-8",
    "epub": "application/epub+zip",
    "pdf": "application/pdf",
}
_LONGEST = 4096
"""The most bytes of a request that is sent to the desk."""

_MOST_SEEN = 8
"""The most pages on paper that count as visible."""


class Web:
    """The addresses of the desk."""

    def __init__(self, desk: Desk, port: int, token: str) -> None:
        self._desk, self._token = desk, token
        self._start = sha256(token.encode()).hexdigest()[:16]
        self._files = page_files.table()
        self._painter = Painter()
        desk.printed = self._paint
        routes = [
            Route("/", self._page),
            Route("/desk/{name:path}", self._file),
            Route("/events", self._events),
            Route("/articles", self._articles),
            Route("/shown/{format}", self._shown),
            Route("/blocks", self._blocks),
            Route("/pages", self._pages),
            Route("/pages/{number:int}.png", self._picture),
            Route("/download/{format}", self._download),
            Route("/edit", self._edit, methods=["POST"]),
            Route("/try", self._try, methods=["POST"]),
        ]
        self.app: ASGIApp = _Guarded(Starlette(routes=routes), port, token)

    def close(self) -> None:
        """Close what is open."""
        self._painter.close()

    async def _page(self, request: Request) -> Response:
        """Return the desk's page, with what the cache has of its article, so that all is loaded at once."""
        proofs = self._proofs(request)
        if proofs:
            self._desk.open(proofs)
            await self._desk.first_looks.taken(proofs)
        known = self._known(proofs) if proofs and proofs.shots else None
        return Response(page_files.page(self._token, known), media_type="text/html")

    async def _file(self, request: Request) -> Response:
        """Return a file of the desk's page."""
        name = request.path_params["name"]
        if name not in self._files:
            return _missing("there is no such file")
        path, kind = self._files[name]
        return Response(path.read_bytes(), media_type=kind)  # small: sooner than by a thread

    async def _articles(self, _: Request) -> Response:
        """Return the list of articles."""
        return JSONResponse(await asyncio.to_thread(self._desk.articles.listed))

    async def _events(self, request: Request) -> Response:
        """Return the stream of events of one article, which is pressed now if it was not yet."""
        proofs = self._proofs(request)
        if proofs is None:
            return _missing("there is no such article")
        if self._desk.events.is_full():
            return Response("too many pages show the desk: close some", 503)
        self._desk.open(proofs)
        self._desk.first_looks.listened(proofs)
        browser = request.headers.get("user-agent", "")
        stream = self._desk.events.stream(proofs.name, self._known(proofs), browser)
        return StreamingResponse(stream, media_type="text/event-stream")

    def _known(self, proofs: Proofs) -> dict[str, Any]:
        """Return the events with which a page of an article begins."""
        return {
            "start": self._start,
            "article": self._desk.report(proofs),
            "settings": self._desk.articles.tried(),
        }

    async def _shown(self, request: Request) -> Response:
        """Return an edition as it is shown, with the marks of its blocks."""
        proofs, name = self._proofs(request), request.path_params["format"]
        shot = proofs.shots.get(name) if proofs else None
        if shot is None:
            return _missing("not made yet")
        headers = {"X-Revision": str(shot.revision)}
        if name == "html":
            headers["Content-Security-Policy"] = guard.ARTICLE_POLICY
        return Response(shot.data, media_type=_TYPES[name], headers=headers)

    async def _blocks(self, request: Request) -> Response:
        """Return where the blocks are: their lines in the source, and their pieces on paper."""
        proofs = self._proofs(request)
        if proofs is None:
            return _missing("there is no such article")
        lines = proofs.lines
        return JSONResponse({"lines": lines.lines, "files": lines.files, "boxes": proofs.boxes})

    async def _pages(self, request: Request) -> Response:
        """Return the sizes of the printed pages, which of them can be drawn by now, and their revision."""
        proofs = self._proofs(request)
        shot = proofs.shots.get("pdf") if proofs else None
        if shot is None:
            return _missing("not printed yet")
        sizes = shot.sizes or await self._painter.sizes(shot.data)
        drawn = shot.numbers if shot.sizes else range(len(sizes))
        return JSONResponse({"revision": shot.revision, "sizes": sizes, "drawn": list(drawn)})

    def _paint(self, proofs: Proofs) -> None:
        """Begin to draw the visible pages before a browser asks for them; open the PDF in any case."""
        shot = proofs.shots["pdf"]
        self._painter.open(shot.data)
        for number in proofs.visible if proofs.width else ():
            if number in shot.numbers:
                self._painter.begin(shot.data, shot.index(number), proofs.width)

    async def _picture(self, request: Request) -> Response:
        """Return a printed page as a picture."""
        proofs = self._proofs(request)
        shot = proofs.shots.get("pdf") if proofs else None
        width = request.query_params.get("w", "")
        if not proofs or shot is None or not width.isdecimal() or len(width) > 4:
            return _missing("not printed yet")
        seen = request.query_params.get("v", "").split("-")[:_MOST_SEEN]
        if all(each.isdecimal() and len(each) <= 4 for each in seen):
            proofs.see(tuple(map(int, seen)), int(width))
        number = request.path_params["number"]
        try:
            data = await self._painter.draw(shot.data, shot.index(number), int(width))
        except IndexError:
            return _missing("there is no such page")
        headers = {"X-Revision": str(shot.revision)}
        return Response(data, media_type="image/png", headers=headers)

    async def _download(self, request: Request) -> Response:
        """Return an edition as a build saves it."""
        proofs, name = self._proofs(request), request.path_params["format"]
        final = proofs.finals.get(name) if proofs else None
        if final is None:
            return _missing("not made yet")
        artifact = final.artifact
        headers = {"Content-Disposition": _attachment(artifact.name)}
        if request.query_params.get("inline"):
            headers = {"Content-Disposition": "inline"}
        return Response(artifact.data, media_type=_TYPES[name], headers=headers)

    async def _edit(self, request: Request) -> Response:
        """Open the user's editor at a line of an article."""
        proofs, values = self._proofs(request), await _values(request)
        line = values.get("line")
        if proofs is None or not isinstance(line, int) or line < 1:
            return _missing("there is no such place")
        return JSONResponse(editor.open_at(proofs.path, line))

    async def _try(self, request: Request) -> Response:
        """Use other settings, which are written nowhere."""
        values = await _values(request)
        theme, paper, size = (str(values.get(n, "")) for n in ("theme", "paper", "text_size"))
        try:
            self._desk.try_out(theme, paper, size)
        except TriptychError as error:
            return JSONResponse({"error": f"{error.message.capitalize()}."})
        return JSONResponse({})

    def _proofs(self, request: Request) -> Proofs | None:
        """Return the article that a request names; None where there is none of that name."""
        articles = self._desk.articles
        return articles.proofs.get(request.query_params.get("a", "") or articles.first)


class _Guarded:
    """An application behind the guard, whose answers all have the headers."""

    def __init__(self, app: ASGIApp, port: int, token: str) -> None:
        self._app, self._port, self._token = app, port, token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send) if scope["type"] == "lifespan" else None
        headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        refused = guard.refusal(scope["method"], headers, self._port, self._token)
        if refused:
            status, reason = refused
            await Response(reason, status, guard.HEADERS)(scope, receive, send)
            return None

        async def send_with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                names = {name for name, _ in message["headers"]}
                message["headers"] += [
                    (name.lower().encode(), value.encode())
                    for name, value in guard.HEADERS.items()
                    if name.lower().encode() not in names
                ]
            await send(message)

        return await self._app(scope, receive, send_with_headers)


async def _values(request: Request) -> dict[str, Any]:
    """Return the JSON object that a request brings, empty where it is none, or too long."""
    data = b""
    async for part in request.stream():
        data += part
        if len(data) > _LONGEST:
            return {}
    try:
        values = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def _missing(reason: str) -> Response:
    """Return the answer that there is nothing."""
    return Response(reason, 404)


def _attachment(name: str) -> str:
    """Return the header that saves what is sent under a name, which is a slug and an ending."""
    return f'attachment; filename="{name}"'
