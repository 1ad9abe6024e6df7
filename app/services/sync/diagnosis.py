"""Why a connection did not come about: libpq keeps the server's code to itself, so it is asked once more, by hand."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import socket
import ssl
import struct
import unicodedata
from collections.abc import Mapping
from contextlib import closing

from app.services.shared.address import CONNECT_S
from app.services.shared.invitation import Invitation

_ENCRYPT = struct.pack("!ii", 8, 80877103)
_VERSION = 196608
"""3.0, of PostgreSQL's protocol: https://www.postgresql.org/docs/current/protocol-message-formats.html"""
_MECHANISM = "SCRAM-SHA-256"
_MOST, _ROUNDS_MOST = 1 << 20, 1 << 20
_OK, _SASL, _SASL_GOES_ON, _SASL_DONE = 0, 10, 11, 12

_BY_STATE: Mapping[str, str] = {
    "28P01": "login_wrong",
    "28000": "login_closed",
    "42501": "login_closed",  # no right to connect: taken with the login
    "3D000": "no_team_database",
    "53300": "server_busy",
    "57P03": "server_busy",
}


def diagnose(invitation: Invitation, password: str) -> str:
    """Return why nobody is let in: the code of a sentence.

    The certificate is verified as for a real connection before a word about the password is said, and the
    password itself never travels (SCRAM, RFC 5802).
    """
    try:
        with closing(_reached(invitation)) as line:
            state = _refusal(line, invitation, password)
    except (ssl.SSLError, _Unproven):
        return "server_not_trusted"
    except (OSError, _Strange):
        return "server_unreachable"
    return "server_unreachable" if state is None else _BY_STATE.get(state, "login_wrong")


class _Unproven(Exception):
    """The server speaks in plain text, or wants the password without proving that nobody sits between."""


class _Strange(Exception):
    """What answers is no PostgreSQL."""


def _reached(invitation: Invitation) -> socket.socket:
    line = socket.create_connection((invitation.host or "127.0.0.1", invitation.port), timeout=CONNECT_S)
    if invitation.is_insecure_local:
        return line
    try:
        return _encrypted(line, invitation)
    except BaseException:
        line.close()
        raise


def _encrypted(line: socket.socket, invitation: Invitation) -> ssl.SSLSocket:
    line.sendall(_ENCRYPT)
    if line.recv(1) != b"S":
        raise _Unproven
    authority = ssl.create_default_context(cadata=invitation.authorities_pem() or None)
    return authority.wrap_socket(line, server_hostname=invitation.host)


def _refusal(line: socket.socket, invitation: Invitation, password: str) -> str | None:
    """Return the state with which the server refuses; ``None`` where it lets in."""
    words = b"".join(
        word.encode() + b"\0"
        for word in ("user", invitation.login, "database", invitation.database, "client_encoding", "UTF8", "")
    )
    line.sendall(struct.pack("!ii", len(words) + 8, _VERSION) + words)
    nonce, first = base64.b64encode(secrets.token_bytes(18)).decode(), ""
    while True:
        kind, body = _message(line)
        if kind == b"E":
            return _state(body)
        if kind == b"Z":
            return None
        if kind != b"R":
            continue  # settings and the like, once in
        step, said = struct.unpack("!i", body[:4])[0], body[4:].decode(errors="replace")
        if step == _SASL and _wanted(invitation) in said.split("\0"):
            first = f"n=,r={nonce}"
            opening = f"n,,{first}".encode()
            _send(line, _MECHANISM.encode() + b"\0" + struct.pack("!i", len(opening)) + opening)
        elif step == _SASL_GOES_ON and first:
            _send(line, _proof(password, nonce, first, said).encode())
        elif step not in (_OK, _SASL_DONE):
            raise _Unproven


def _wanted(invitation: Invitation) -> str:
    """Return what the server must offer; with TLS, the proof bound to it, though plain SCRAM is enough to ask by."""
    return _MECHANISM if invitation.is_insecure_local else f"{_MECHANISM}-PLUS"


def _proof(password: str, nonce: str, first: str, said: str) -> str:
    """Return the last message of SCRAM, which proves the password without telling it."""
    parts = dict(part.split("=", 1) for part in said.split(",") if "=" in part)
    if not parts.get("r", "").startswith(nonce) or not parts.get("i", "").isdecimal():
        raise _Strange
    words = unicodedata.normalize("NFKC", password).encode()
    rounds = min(int(parts["i"]), _ROUNDS_MOST)
    salted = hashlib.pbkdf2_hmac("sha256", words, base64.b64decode(parts["s"]), rounds)
    key = hmac.digest(salted, b"Client Key", "sha256")
    closing_words = f"c=biws,r={parts['r']}"
    signed = hmac.digest(hashlib.sha256(key).digest(), f"{first},{said},{closing_words}".encode(), "sha256")
    proof = bytes(one ^ other for one, other in zip(key, signed, strict=True))
    return f"{closing_words},p={base64.b64encode(proof).decode()}"


def _send(line: socket.socket, body: bytes) -> None:
    line.sendall(b"p" + struct.pack("!i", len(body) + 4) + body)


def _message(line: socket.socket) -> tuple[bytes, bytes]:
    head = _exactly(line, 5)
    size = struct.unpack("!i", head[1:])[0] - 4
    if not 0 <= size <= _MOST:
        raise _Strange
    return head[:1], _exactly(line, size)


def _exactly(line: socket.socket, size: int) -> bytes:
    read = b""
    while len(read) < size:
        some = line.recv(size - len(read))
        if not some:
            raise _Strange
        read += some
    return read


def _state(body: bytes) -> str:
    """Return the code among the fields of an error, each a letter and a text."""
    for one in body.split(b"\0"):
        if one[:1] == b"C":
            return one[1:].decode(errors="replace")
    return ""
