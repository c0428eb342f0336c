"""The reports of a database in a browser, served on this machine to this machine only.

    GET /                               the list, with filters and search
    GET /series                         series across reports
    GET /report/ID                      the review page of a report
    GET /report/ID/page/N.webp          the picture of a page
    GET /report/ID/corrections.json     its marks as a sidecar file
    PUT, DELETE /report/ID/marks/KEY    one mark, into the database

Other pages in the same browser can send requests here, too. What changes something therefore needs
a token that only our own pages know, and every request has to name this machine as its host.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Sequence
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar, Final
from urllib.parse import parse_qs, unquote, urlsplit

from markupsafe import Markup
from sqlalchemy import Engine

from reportparse.corrections.sidecar import write_corrections
from reportparse.errors import ReportparseError
from reportparse.report.corrections import Correction, Corrections
from reportparse.review.across import across
from reportparse.review.assets import LIST, asset, script
from reportparse.review.catalogue import (
    Wanted,
    listed,
    report_of,
    years,
)
from reportparse.review.found import searched
from reportparse.review.library import Library, Opened
from reportparse.review.page import (
    Review,
    drawn_plots,
    embedded,
    environment,
    policy,
    write_page,
)
from reportparse.review.words import words
from reportparse.search.snippets import parts
from reportparse.series import series
from reportparse.storage.marks import marks_of, put_marks, withdraw_mark

LOOPBACK: Final = "127.0.0.1"
LARGEST_MARK: Final = 64 * 1024
"""Bytes of a mark; what people type is far smaller."""
LONGEST_WAIT: Final = 30
"""Seconds after which a browser that sends nothing is let go."""
ID: Final = r"(?P<id>[0-9a-f]{16})"


class ReviewServer(ThreadingHTTPServer):
    """The server; `address` is where a browser finds it."""

    daemon_threads = True

    def __init__(self, engine: Engine, library: Library, port: int = 0) -> None:
        """Listen on a port of this machine, 0 for any free one; raises OSError."""
        super().__init__((LOOPBACK, port), Handler)
        self.engine = engine
        self.library = library
        self.token = secrets.token_urlsafe(24)
        self.hosts = {f"{name}:{self.server_port}" for name in (LOOPBACK, "localhost")}

    @property
    def address(self) -> str:
        """Return the address of the list."""
        return f"http://{LOOPBACK}:{self.server_port}/"


def serve(engine: Engine, folders: Sequence[Path], port: int, password: str | None) -> ReviewServer:
    """Return a server for the reports of a database, whose files lie in `folders`."""
    return ReviewServer(engine, Library(folders, password), port)


class Refused(Exception):  # noqa: N818 - an answer, not a fault
    """A request that gets no other answer than a status and a sentence."""

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: ReviewServer
    protocol_version = "HTTP/1.1"
    server_version = "reportparse"
    sys_version = ""
    timeout = LONGEST_WAIT

    def do_GET(self) -> None:
        self._answer("GET")

    def do_PUT(self) -> None:
        self._answer("PUT")

    def do_DELETE(self) -> None:
        self._answer("DELETE")

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the terminal belongs to the person who reads there."""

    # -- from a request to an answer

    def _answer(self, method: str) -> None:
        try:
            self._allowed(method)
            path = urlsplit(self.path).path
            for own, pattern, act in self.routes:
                found = re.fullmatch(pattern, path)
                if found and own == method:
                    act(self, **{name: unquote(value) for name, value in found.groupdict().items()})
                    return
            raise Refused(HTTPStatus.NOT_FOUND, "there is no such page")
        except Refused as refused:
            self._send(refused.status, "text/plain", str(refused).encode())
        except ReportparseError as error:
            self._send(HTTPStatus.INTERNAL_SERVER_ERROR, "text/plain", str(error).encode())

    def _allowed(self, method: str) -> None:
        host, origin = self.headers.get("Host", ""), self.headers.get("Origin")
        if host not in self.server.hosts:
            raise Refused(HTTPStatus.FORBIDDEN, "this server answers to its own machine only")
        if origin is not None and origin.removeprefix("http://") not in self.server.hosts:
            raise Refused(HTTPStatus.FORBIDDEN, "this request comes from another page")
        if method != "GET":
            token = self.headers.get("X-Review-Token", "")
            if not secrets.compare_digest(token.encode(), self.server.token.encode()):
                raise Refused(HTTPStatus.FORBIDDEN, "this request comes from another page")

    def _send(self, status: HTTPStatus, kind: str, data: bytes, *, keep: bool = False) -> None:
        self.send_response(status)
        text = kind.startswith(("text/", "application/json"))
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "private, max-age=3600" if keep else "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Content-Security-Policy", "frame-ancestors 'none'")
        if status >= HTTPStatus.BAD_REQUEST:  # what was sent with it may not have been read
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        self.wfile.write(data)

    # -- pages

    def _list(self) -> None:
        asked = {name: many[-1] for name, many in parse_qs(urlsplit(self.path).query).items()}
        find = asked.get("find", "").strip()
        wanted = Wanted(
            asked.get("words", ""),
            asked.get("year", ""),
            asked.get("severity", ""),
            asked.get("state", ""),
        )
        engine = self.server.engine
        self._page(
            "list.html",
            reports=listed(engine, wanted),
            years=years(engine),
            wanted=wanted,
            find=find,
            found=searched(engine, find) if find else None,
            parts=parts,
        )

    def _series(self) -> None:
        years = series(self.server.engine)
        found = across(years)
        drawn = drawn_plots([own.plot for own in found])
        self._page("series.html", across=found, drawn=drawn, findings=years.findings)

    def _page(self, template: str, **given: Any) -> None:
        own, style = script(LIST), asset("review.css")
        page = (
            environment()
            .get_template(template)
            .render(
                policy=policy(own, style, served=True),
                script=Markup(own),
                style=Markup(style),
                data=embedded({"words": words()}),
                **given,
            )
        )
        self._send(HTTPStatus.OK, "text/html", page.encode())

    def _opened(self, report_id: str) -> Opened:
        known = report_of(self.server.engine, report_id)
        if known is None:
            raise Refused(HTTPStatus.NOT_FOUND, "there is no such report")
        opened = self.server.library.opened(*known)
        if opened is None:
            reason = words()["en"]["at_hand"] + "\n" + words()["zh"]["at_hand"] + "\n"
            raise Refused(HTTPStatus.NOT_FOUND, reason)
        return opened

    def _report(self, id: str) -> None:
        opened = self._opened(id)
        pages = opened.original.pages if opened.data is not None else ()
        review = Review(
            opened.report,
            opened.original,
            marks_of(self.server.engine, id),
            {view.number: f"/report/{id}/page/{view.number}.webp" for view in pages},
            save_to=f"/report/{id}/marks",
            token=self.server.token,
            back_to="/",
        )
        self._send(HTTPStatus.OK, "text/html", write_page(review).encode())

    def _picture(self, id: str, page: str) -> None:
        picture = self.server.library.picture(self._opened(id), int(page))
        if picture is None:
            raise Refused(HTTPStatus.NOT_FOUND, "there is no picture of this page")
        self._send(HTTPStatus.OK, "image/webp", picture, keep=True)

    # -- marks

    def _corrections(self, id: str) -> None:
        report = self._opened(id).report
        sidecar = Corrections(
            sha256=report.source.sha256,
            name=report.source.name,
            symbol=report.metadata.symbol.value if report.metadata.symbol else None,
            parser_version=report.source.reader_version,
            marks=marks_of(self.server.engine, id),
        )
        self._send(HTTPStatus.OK, "application/json", write_corrections(sidecar).encode())

    def _mark(self, id: str, target: str) -> None:
        try:
            size = int(self.headers.get("Content-Length", ""))
        except ValueError:
            raise Refused(HTTPStatus.LENGTH_REQUIRED, "how long is the mark?") from None
        if not 0 < size <= LARGEST_MARK:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "the mark is too long")
        try:
            values = json.loads(self.rfile.read(size))
            mark = Correction.model_validate_json(json.dumps(values | {"target": target}))
        except (ValueError, TypeError):
            raise Refused(HTTPStatus.BAD_REQUEST, "this is no mark") from None
        put_marks(self.server.engine, self._opened(id).report, [mark])
        self._send(HTTPStatus.OK, "application/json", b"{}")

    def _withdraw(self, id: str, target: str) -> None:
        if not withdraw_mark(self.server.engine, id, target):
            raise Refused(HTTPStatus.NOT_FOUND, "there is no such mark")
        self._send(HTTPStatus.OK, "application/json", b"{}")

    routes: ClassVar[tuple[tuple[str, str, Callable[..., None]], ...]] = (
        ("GET", "/", _list),
        ("GET", "/series", _series),
        ("GET", f"/report/{ID}", _report),
        ("GET", rf"/report/{ID}/page/(?P<page>\d{{1,6}})\.webp", _picture),
        ("GET", f"/report/{ID}/corrections.json", _corrections),
        ("PUT", f"/report/{ID}/marks/(?P<target>[^/]+)", _mark),
        ("DELETE", f"/report/{ID}/marks/(?P<target>[^/]+)", _withdraw),
    )
