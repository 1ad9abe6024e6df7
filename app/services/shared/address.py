"""Where the shared database is, and the connection to it: verified, or on this very machine."""

from __future__ import annotations

import ipaddress
from typing import Any

import psycopg
from psycopg import conninfo

from app.services.shared.errors import SharedTrouble, explained

CONNECT_S = 10
VERIFIED = {"sslmode": "verify-full", "ssl_min_protocol_version": "TLSv1.2", "gssencmode": "disable"}
"""How another machine is spoken to, said in full: neither the environment nor a service file can say otherwise."""
PLAIN = {"sslmode": "prefer", "hostaddr": ""}
"""How this very machine is: by its name, and no address of the environment stands in for it."""
_LOCAL_NAMES = ("localhost", "")


def is_loopback(host: str) -> bool:
    """Whether a host is this machine: a socket, ``localhost``, or an address of the loopback."""
    if host in _LOCAL_NAMES or host.startswith("/"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def secured(url: str) -> dict[str, Any]:
    """Return what a connection is made of; to another machine, its certificate is always verified.

    Raises:
        SharedTrouble: the address cannot be read, or asks for less than verification.
    """
    try:
        parts = conninfo.conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        raise SharedTrouble(
            "bad_address", f"the address of the database cannot be read: {str(error).strip()}"
        ) from error
    parts.setdefault("connect_timeout", CONNECT_S)
    host = str(parts.get("hostaddr") or parts.get("host") or "")
    if is_loopback(host):
        return PLAIN | dict(parts)
    if parts.get("sslmode", "verify-full") != "verify-full":
        raise SharedTrouble(
            "not_verified",
            f"{host} is another machine: only sslmode=verify-full keeps an impostor away. Name the certificate of"
            " its authority with sslrootcert=FILE, or sslrootcert=system for a public one",
        )
    return dict(parts) | VERIFIED | {"sslrootcert": parts.get("sslrootcert", "system")}


def connect(url: str, *, what: str) -> psycopg.Connection[Any]:
    """Connect as the operator; one transaction for all that is done.

    Raises:
        SharedTrouble: the address, the network, the server or the login is at fault.
    """
    parts = secured(url)
    with explained(what):
        return psycopg.connect(**parts)
