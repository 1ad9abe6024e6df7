"""Certificates made on the spot, for a server on this machine that a desk verifies like any other."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

# On Linux the keyring brings it along; elsewhere there may be none, and then there are no certificates.
# ruff: noqa: PLC0415
_DAYS = 30


@dataclass(frozen=True, slots=True)
class Certificates:
    """An authority and the server it vouches for, as PEM.

    Attributes:
        authority: The certificate that desks are given.
        server: Of the server, for one name.
        server_key: Its private key; the authority's own is thrown away.
    """

    authority: str
    server: str
    server_key: str


def made(name: str = "localhost") -> Certificates | None:
    """Return fresh certificates for a name; ``None`` where this machine cannot make any."""
    if importlib.util.find_spec("cryptography") is None:
        return None
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    authority_key, server_key = (
        ec.generate_private_key(ec.SECP256R1()),
        ec.generate_private_key(ec.SECP256R1()),
    )
    authority = _signed("Decile demonstration", authority_key, "Decile demonstration", authority_key)
    names = x509.SubjectAlternativeName([x509.DNSName(name)])
    server = _signed(name, server_key, "Decile demonstration", authority_key, names)
    private = server_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return Certificates(
        authority.public_bytes(Encoding.PEM).decode(),
        server.public_bytes(Encoding.PEM).decode(),
        private.decode(),
    )


def _signed(subject: str, key: Any, issuer: str, issuer_key: Any, names: Any = None) -> Any:
    """Return a certificate; without names, one that may vouch for others."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509.oid import NameOID

    def named(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    now, is_authority = datetime.now(UTC), names is None
    usage = dict.fromkeys(
        (
            "content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "encipher_only",
            "decipher_only",
        ),
        False,
    )  # fmt: skip
    builder = (
        x509.CertificateBuilder()
        .subject_name(named(subject))
        .issuer_name(named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=_DAYS))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=not is_authority, key_cert_sign=is_authority, crl_sign=is_authority, **usage
            ),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False
        )
    )
    if names is not None:
        builder = builder.add_extension(names, critical=False)
    return builder.sign(issuer_key, hashes.SHA256())
