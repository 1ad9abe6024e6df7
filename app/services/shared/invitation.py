"""An invitation: where the shared database is, whose certificate proves it, and who is invited."""

from __future__ import annotations

import base64
import binascii
import ipaddress
import os
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from app.services.shared.address import is_loopback
from app.services.shared.errors import SharedTrouble

SCHEME = "decile"
_PEM_END = "-----END CERTIFICATE-----"


@dataclass(frozen=True, slots=True)
class Invitation:
    """What somebody needs to join; the password is told them by another way.

    Attributes:
        authorities: Certificates (DER) of who vouches for the server; none: those the system trusts.
        is_insecure_local: A plain connection, to this very machine only.
        is_first_password: The password told is for joining alone: whoever joins chooses another.
    """

    host: str
    port: int
    database: str
    login: str
    authorities: tuple[bytes, ...] = ()
    is_insecure_local: bool = False
    is_first_password: bool = False

    def __post_init__(self) -> None:
        if self.is_insecure_local and not is_loopback(self.host):
            raise SharedTrouble(
                "not_local",
                f"{self.host} is another machine: a connection to it is encrypted and verified, always",
            )

    def link(self) -> str:
        """Return it as one link to paste."""
        parts = {"host": self.host, "port": str(self.port), "db": self.database, "login": self.login}
        if self.authorities:
            parts["ca"] = ".".join(
                base64.urlsafe_b64encode(one).decode().rstrip("=") for one in self.authorities
            )
        if self.is_insecure_local:
            parts["insecure"] = "local"
        if self.is_first_password:
            parts["once"] = "password"
        return f"{SCHEME}://join?" + "&".join(
            f"{name}={quote(value, safe='')}" for name, value in parts.items()
        )

    def connection(self, authority_file: Path | None = None) -> dict[str, Any]:
        """Return what a connection is made of; nothing in the link, a service file or the environment weakens it.

        libpq takes from the environment (``PGSSLMODE``, ``PGHOSTADDR``, ``PGREQUIREAUTH``…) only what is not
        said, so all that matters is said.

        Args:
            authority_file: Where ``authorities_pem`` was written; needed where the invitation has any.
        """
        parts: dict[str, Any] = {
            "host": self.host, "port": self.port, "dbname": self.database, "user": self.login, "hostaddr": "",
            "options": "", "passfile": os.devnull, "gssencmode": "disable", "require_auth": "scram-sha-256",
            "sslcertmode": "disable", "ssl_min_protocol_version": "TLSv1.2", "load_balance_hosts": "disable",
            "target_session_attrs": "any",
        }  # fmt: skip
        if self.is_insecure_local:
            # A name may be made to lead elsewhere; an address may not.
            return parts | {"sslmode": "disable", "hostaddr": _loopback_address(self.host)}
        if self.authorities and authority_file is None:
            raise ValueError("the certificates of the invitation are written into a file first")
        root = "system" if not self.authorities else str(authority_file)
        return parts | {"sslmode": "verify-full", "sslrootcert": root, "channel_binding": "require"}

    def authorities_pem(self) -> str:
        """Return the certificates as the file that a connection reads."""
        return "".join(ssl.DER_cert_to_PEM_cert(one) for one in self.authorities)


def read_invitation(link: str) -> Invitation:
    """Return the invitation that a link spells.

    Raises:
        SharedTrouble: it is no such link, or damaged.
    """
    split = urlsplit(link.strip())
    if split.scheme != SCHEME or split.netloc != "join":
        raise SharedTrouble("no_invitation", f"this is no invitation: one begins with {SCHEME}://join?")
    held = {name: values[0] for name, values in parse_qs(split.query, strict_parsing=False).items()}
    try:
        authorities = tuple(_decoded(one) for one in held["ca"].split(".")) if "ca" in held else ()
        return Invitation(
            host=held["host"],
            port=int(held["port"]),
            database=held["db"],
            login=held["login"],
            authorities=authorities,
            is_insecure_local=held.get("insecure") == "local",
            is_first_password=held.get("once") == "password",
        )
    except (KeyError, ValueError, binascii.Error) as error:
        raise SharedTrouble(
            "damaged_invitation", "the invitation is damaged: copy the whole link once more"
        ) from error


def certificates_in(file: Path) -> tuple[bytes, ...]:
    """Return the certificates of a PEM file.

    Raises:
        SharedTrouble: the file cannot be read, or holds none.
    """
    try:
        text = file.read_text(encoding="ascii")
        found = tuple(
            ssl.PEM_cert_to_DER_cert(part[part.index("-----BEGIN CERT") :] + _PEM_END)
            for part in text.split(_PEM_END)[:-1]
        )
    except (OSError, ValueError) as error:
        raise SharedTrouble("bad_certificate", f"{file} cannot be read as a certificate: {error}") from error
    if not found:
        raise SharedTrouble("bad_certificate", f"{file} holds no certificate (PEM)")
    return found


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _loopback_address(host: str) -> str:
    """Return the address of a host that is this machine; of a socket, none."""
    if host.startswith("/"):
        return ""
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        return "127.0.0.1"
