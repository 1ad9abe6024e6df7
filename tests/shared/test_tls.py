"""Over TLS, verified in full: by a server with a certificate made on the spot, an impostor, and one in the middle."""

from __future__ import annotations

import os
import re
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg
import pytest

from app.services.demo import certificates, postgres
from app.services.demo.certificates import Certificates
from app.services.shared.address import connect, secured
from app.services.shared.errors import SharedTrouble
from app.services.shared.invitation import Invitation, certificates_in, read_invitation
from tests.postgres import PostgresServer
from tests.tls_relay import tls_relay

WEAKENING = {
    "PGSSLMODE": "disable", "PGSSLROOTCERT": "", "PGCHANNELBINDING": "disable", "PGGSSENCMODE": "prefer",
    "PGSSLMINPROTOCOLVERSION": "TLSv1", "PGREQUIREAUTH": "", "PGSSLCERTMODE": "disable", "PGREQUIREPEER": "",
    "PGHOST": "127.0.0.2", "PGHOSTADDR": "127.0.0.1", "PGPORT": "1", "PGSSLNEGOTIATION": "postgres",
}  # fmt: skip
"""What the environment may say to make a connection less than it is."""
IN_THE_MIDDLE = "channel binding"
"""The words with which libpq refuses somebody in the middle who has a good certificate."""


@dataclass(frozen=True)
class Encrypted:
    """A server that takes encrypted connections alone.

    Attributes:
        has_binding: Whether it ends TLS itself: only then can a client know that nobody sits between.
    """

    invitation: Invitation
    password: str
    folder: Path
    has_binding: bool

    def connect(self, invitation: Invitation | None = None, **instead: object) -> psycopg.Connection[object]:
        """Connect as a desk does; ``instead`` takes the place of what an invitation asks for."""
        invitation = invitation or self.invitation
        authority = self.folder / "authority.pem"
        authority.write_text(invitation.authorities_pem())
        parts = invitation.connection(authority) | {"connect_timeout": 10} | instead
        return psycopg.connect(password=self.password, **parts)


def _made(name: str = "localhost") -> Certificates:
    found = certificates.made(name)
    if found is None:
        pytest.skip("cryptography is not installed: no certificates can be made")
    return found


def _invitation(url: str, port: int, authority: str, folder: Path) -> tuple[Invitation, str]:
    parts = psycopg.conninfo.conninfo_to_dict(url)
    file = folder / "given.pem"
    file.write_text(authority)
    found = Invitation("localhost", port, "postgres", str(parts["user"]), certificates_in(file))
    return found, str(parts["password"])


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Encrypted]:
    """PostgreSQL of the system that ends TLS itself; the wheel's is built without OpenSSL."""
    binaries = postgres.of_the_system()
    if binaries is None:
        pytest.skip("no PostgreSQL of this system speaks TLS; the relay stands in for it")
    made, folder = _made(), tmp_path_factory.mktemp("tls")
    with postgres.running_server(binaries, made) as url:
        port = int(psycopg.conninfo.conninfo_to_dict(url)["port"] or 0)
        invitation, password = _invitation(url, port, made.authority, folder)
        yield Encrypted(invitation, password, folder, has_binding=True)


@pytest.fixture
def relayed(pg_server: PostgresServer, tmp_path: Path) -> Iterator[Encrypted]:
    """The wheel's PostgreSQL behind somebody with a certificate that the authority did sign."""
    made, folder = _made(), tmp_path
    behind = psycopg.conninfo.conninfo_to_dict(pg_server.url)
    with tls_relay("127.0.0.1", int(behind["port"] or 0), made) as port:
        invitation, password = _invitation(pg_server.url, port, made.authority, folder)
        yield Encrypted(invitation, password, folder, has_binding=False)


@pytest.fixture(params=["real", "relayed"])
def encrypted(request: pytest.FixtureRequest) -> Encrypted:
    """Both."""
    found: Encrypted = request.getfixturevalue(request.param)
    return found


def _binding(server: Encrypted) -> dict[str, object]:
    """Ask for what a relay can give, so that what is refused is refused for the certificate alone."""
    return {} if server.has_binding else {"channel_binding": "disable"}


def test_a_desk_speaks_over_tls_whatever_the_environment_says(
    encrypted: Encrypted, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the invitation's authority and name it is let in, encrypted, and no variable makes it plain."""
    for name, value in WEAKENING.items():
        monkeypatch.setenv(name, value)

    with encrypted.connect(**_binding(encrypted)) as db:
        assert db.pgconn.ssl_in_use
        assert db.execute("select 1").fetchone() == (1,)


@pytest.mark.parametrize("is_weakened", [False, True])
def test_an_impostor_is_refused(
    encrypted: Encrypted, monkeypatch: pytest.MonkeyPatch, *, is_weakened: bool
) -> None:
    """A certificate of another authority, the system's authorities instead, another name: before the password."""
    if is_weakened:
        for name, value in WEAKENING.items():
            monkeypatch.setenv(name, value)
    other = encrypted.folder / "other.pem"
    other.write_text(_made().authority)
    foreign = replace(encrypted.invitation, authorities=certificates_in(other))
    unknown = replace(encrypted.invitation, authorities=())
    elsewhere = replace(encrypted.invitation, host="127.0.0.1")

    for invitation in (foreign, unknown, elsewhere):
        with pytest.raises(psycopg.OperationalError, match=r"(?i)certificate|verif"):
            encrypted.connect(invitation, **_binding(encrypted))


def test_a_good_certificate_in_the_middle_is_refused(relayed: Encrypted) -> None:
    """Even who has a certificate of the very authority, for the very name, cannot sit between desk and server."""
    with pytest.raises(psycopg.OperationalError, match=IN_THE_MIDDLE):
        relayed.connect()


def test_a_server_in_plain_text_is_refused_and_told_nothing(
    pg_server: PostgresServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where encryption was stripped on the way, the desk ends: not a byte of who wants in is sent."""
    for name, value in WEAKENING.items():
        monkeypatch.setenv(name, value)
    with socket.create_server(("127.0.0.1", 0)) as server:
        invitation, password = _invitation(
            pg_server.url, server.getsockname()[1], _made().authority, tmp_path
        )
        desk = Encrypted(invitation, password, tmp_path, has_binding=True)
        heard = _heard(server, answer=b"N")
        with pytest.raises(psycopg.OperationalError, match=r"(?i)ssl"):
            desk.connect()
        said = next(heard)

    assert len(said) == 8
    assert invitation.login.encode() not in said


def _heard(server: socket.socket, *, answer: bytes) -> Iterator[bytes]:
    """Answer one connection from a thread, and give what was heard in all."""
    got = bytearray()

    def serve() -> None:
        line, _ = server.accept()
        with line:
            got.extend(line.recv(8))
            line.sendall(answer)
            line.settimeout(10)
            while block := line.recv(4096):
                got.extend(block)

    thread = threading.Thread(target=serve)
    thread.start()

    def result() -> Iterator[bytes]:
        thread.join()
        yield bytes(got)

    return result()


def test_no_link_and_no_setting_asks_for_less(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whatever a link adds, and wherever the operator's address points: to another machine it is verified in full."""
    sent = Invitation("db.example.com", 5432, "team", "anna", (b"\x01",)).link()
    for more in (
        "&sslmode=disable",
        "&hostaddr=127.0.0.1",
        "&insecure=",
        "&channel_binding=disable",
        "&options=x",
    ):
        parts = read_invitation(sent + more).connection(tmp_path / "ca.pem")
        assert parts["sslmode"] == "verify-full"
        assert parts["channel_binding"] == "require"
        assert parts["hostaddr"] == parts["options"] == ""
    for name, value in WEAKENING.items():
        monkeypatch.setenv(name, value)
    assert secured("host=db.example.com")["sslmode"] == "verify-full"
    with pytest.raises(SharedTrouble):
        secured("host=db.example.com sslmode=require")


def test_a_plain_connection_stays_on_this_machine(
    pg_server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is allowed for localhost alone cannot be led elsewhere by an address in the environment."""
    monkeypatch.setenv("PGHOSTADDR", "192.0.2.1")  # of nobody (RFC 5737): to go there would fail, and late
    monkeypatch.setenv("PGCONNECT_TIMEOUT", "2")
    url = pg_server.url.replace("127.0.0.1", "localhost")
    parts = psycopg.conninfo.conninfo_to_dict(url)
    local = Invitation(
        "localhost", int(parts["port"] or 0), "postgres", str(parts["user"]), is_insecure_local=True
    )

    with connect(url, what="the test's database") as db:
        assert db.execute("select 1").fetchone() == (1,)
    with psycopg.connect(password=parts["password"], **local.connection()) as db:
        assert db.execute("select 1").fetchone() == (1,)


def test_every_variable_that_weakens_is_among_those_tried() -> None:
    """A later libpq may bring another one: whoever sees this fail decides about it."""
    harmless = re.compile(
        "SERVICE|USER|PASSWORD|PASSFILE|TIMEOUT|DATABASE|CLIENTENCODING|OPTIONS|APPNAME|KRB|GSSLIB|GSSDELEG|TARGET"
        "|BALANCE|SSLCERT$|SSLKEY|SSLCRL|SSLSNI|COMPRESSION|PROTOCOLVERSION|REPLICATION|OAUTH"
    )
    known = {one.envvar.decode() for one in psycopg.pq.Conninfo.get_defaults() if one.envvar}

    assert {name for name in known if not harmless.search(name)} <= set(WEAKENING)
    assert os.environ.get("PGSSLMODE") != "disable"
