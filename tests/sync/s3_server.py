"""A small S3 store: objects by HTTP, each request's signature checked as Amazon describes it, faults on demand."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, override
from urllib.parse import parse_qsl, quote, urlsplit

ACCESS, SECRET, BUCKET, REGION = "AKTEST", "s3cret/of+the/tests", "calls", "cn-north-1"


@dataclass
class S3Server:
    """What the store holds and what was asked of it.

    Attributes:
        asked: Method, path and status of each request.
        is_down: Whether every request is answered with 503.
        cuts_after: So many requests are answered; the next ones are cut off in the middle.
        meets: Called with the method of each request before it is answered.
    """

    endpoint: str = ""
    objects: dict[str, bytes] = field(default_factory=dict)
    asked: list[tuple[str, str, int]] = field(default_factory=list)
    is_down: bool = False
    cuts_after: int | None = None
    meets: Callable[[str], object] = lambda _method: None

    @property
    def place(self) -> dict[str, Any]:
        """The store as the operator names it."""
        return {
            "endpoint": self.endpoint, "bucket": BUCKET, "region": REGION, "prefix": "team/a", "bucket_in_host": False,
            "ca": None,
        }  # fmt: skip

    def count(self, method: str) -> int:
        """Return how many requests of a kind were answered well."""
        return sum(one[0] == method and one[2] < 300 for one in self.asked)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    store: S3Server

    def do_PUT(self) -> None:
        data = self.rfile.read(int(self.headers["Content-Length"]))

        def put(path: str) -> bytes:
            self.store.objects[path] = data
            return b""

        self._answer(put)

    def do_GET(self) -> None:
        self._answer(lambda path: self.store.objects[path])

    def do_DELETE(self) -> None:
        def delete(path: str) -> bytes:
            self.store.objects.pop(path, None)
            return b""

        self._answer(delete)

    def _answer(self, act: Any) -> None:
        path = urlsplit(self.path).path
        self.store.meets(self.command)
        if self.store.cuts_after is not None:
            self.store.cuts_after -= 1
            if self.store.cuts_after < 0:
                # Half an answer to a GET; to a PUT none at all: the bytes may be there or not.
                if self.command == "GET":
                    self._say(200, self.store.objects[path], cut=True)
                self.close_connection = True
                return
        if self.store.is_down:
            status, data = 503, b"SlowDown"
        elif (trouble := _trouble_of(self.command, self.path, self.headers)) is not None:
            status, data = 403, trouble.encode()
        else:
            try:
                status, data = 200, act(path)
            except KeyError:
                status, data = 404, b"NoSuchKey"
        self.store.asked.append((self.command, path, status))
        self._say(status, data)

    def _say(self, status: int, data: bytes, *, cut: bool = False) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        with contextlib.suppress(OSError):  # whoever asked may be gone
            self.wfile.write(data[: len(data) // 2] if cut else data)

    @override
    def log_message(self, *_args: Any) -> None:
        pass


def _trouble_of(method: str, target: str, headers: Any) -> str | None:
    """Check an address's signature, from Amazon's description; say what is wrong with it."""
    parts = urlsplit(target)
    given = dict(parse_qsl(parts.query))
    signature = given.pop("X-Amz-Signature", "")
    try:
        access, day, region, service, kind = given["X-Amz-Credential"].split("/")
        began = datetime.strptime(given["X-Amz-Date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        names = given["X-Amz-SignedHeaders"].split(";")
    except (KeyError, ValueError):
        return "AuthorizationQueryParametersError"
    if (access, region, service, kind) != (ACCESS, REGION, "s3", "aws4_request"):
        return "InvalidAccessKeyId"
    now = datetime.now(UTC)
    if not began - timedelta(minutes=15) <= now <= began + timedelta(seconds=int(given["X-Amz-Expires"])):
        return "AccessDenied: expired"
    if method == "PUT" and "content-length" not in names:
        return "a length that is not signed may be any"
    query = "&".join(f"{quote(k, safe='')}={quote(v, safe='')}" for k, v in sorted(given.items()))
    told = "".join(f"{name}:{headers[name].strip()}\n" for name in sorted(names))
    asked = "\n".join([method, quote(parts.path), query, told, ";".join(sorted(names)), "UNSIGNED-PAYLOAD"])
    scope = f"{day}/{region}/s3/aws4_request"
    words = f"AWS4-HMAC-SHA256\n{given['X-Amz-Date']}\n{scope}\n{hashlib.sha256(asked.encode()).hexdigest()}"
    key = f"AWS4{SECRET}".encode()
    for part in (day, region, "s3", "aws4_request"):
        key = hmac.digest(key, part.encode(), "sha256")
    right = hmac.digest(key, words.encode(), "sha256").hex()
    return None if hmac.compare_digest(right, signature) else "SignatureDoesNotMatch"


@contextmanager
def s3_server() -> Iterator[S3Server]:
    """Run a store on this machine."""
    store = S3Server()
    handler = type("Handler", (_Handler,), {"store": store})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    store.endpoint = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, name="s3")
    thread.start()
    try:
        yield store
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
