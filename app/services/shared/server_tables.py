"""The tables only the shared database has: who signs in as whom, every command ever pushed, what changed."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.types import UserDefinedType

from app.models.base import BINARY_TEXT, NAMES


class Xid8(UserDefinedType[str]):
    """A transaction's number that is never used again."""

    cache_ok = True

    def get_col_spec(self, **_kw: object) -> str:
        return "xid8"


SERVER = MetaData(naming_convention=NAMES)
_THIS_TRANSACTION = text("pg_current_xact_id()")

STATE = Table(
    "server",
    SERVER,
    Column("is_one", Boolean(create_constraint=False), primary_key=True),
    Column("epoch", Uuid(), nullable=False),
    # Another one after each restore: desks then copy afresh and offer their last commands again.
    Column("schema_version", Integer(), nullable=False),
    # Raised by every upgrade that changes anything; what was held as unknown is then offered again.
    Column("fingerprint", BINARY_TEXT, nullable=False),
    Column("log_floor", Xid8(), nullable=False),
    # The feed is whole from here on.
    Column("created_at", BigInteger(), nullable=False),
    Column("upgraded_at", BigInteger(), nullable=False),
)
"""One row: which database this is, and how far its feed reaches back."""

SIGN_IN = Table(
    "sign_in",
    SERVER,
    Column("login", BINARY_TEXT, primary_key=True),
    Column("member_id", Uuid(), primary_key=True),
    Column("since_at", BigInteger(), nullable=False),
)
"""Whom a login may act as. Written by ``decile shared`` alone: no command can make anybody somebody else."""

COMMAND_KIND = Table(
    "command_kind",
    SERVER,
    Column("kind", BINARY_TEXT, primary_key=True),
    Column("version", Integer(), nullable=False),
    Column("function", BINARY_TEXT, nullable=False),
    Column("is_fact", Boolean(create_constraint=False), nullable=False),
    Column("roles", ARRAY(BINARY_TEXT), nullable=False),
)
"""The commands this database judges."""

CMD = Table(
    "cmd",
    SERVER,
    Column("id", Uuid(), primary_key=True),
    Column("actor_id", Uuid(), nullable=False),
    Column("login", BINARY_TEXT, nullable=False),
    # As PostgreSQL authenticated it.
    Column("device", Uuid()),
    Column("device_seq", BigInteger()),
    Column("kind", BINARY_TEXT, nullable=False),
    Column("version", Integer(), nullable=False),
    Column("args", JSONB(), nullable=False),
    Column("digest", BINARY_TEXT, nullable=False),
    Column("sent_at", BigInteger()),
    # By the desk's clock.
    Column("happened_at", BigInteger(), nullable=False),
    # By the desk's clock, corrected; never later than it was received.
    Column("is_suspect", Boolean(create_constraint=False), nullable=False),
    Column("at", BigInteger(), nullable=False),
    # By the server's clock.
    Column("status", BINARY_TEXT, nullable=False),
    # new while it is judged, then done, refused or error; brought: judged before it came here.
    Column("why", BINARY_TEXT),
    Column("result", JSONB(none_as_null=True)),
    Column("trouble", BINARY_TEXT),
    Column("xid", Xid8(), nullable=False, server_default=_THIS_TRANSACTION),
    Index("ix_cmd_login_device_happened_at", "login", "device", "happened_at"),
    Index("ix_cmd_actor_id_at", "actor_id", "at"),
)
"""Every command with its verdict: what makes a repeated push harmless, and the audit trail."""

CHANGE_LOG = Table(
    "change_log",
    SERVER,
    Column("seq", BigInteger(), Identity(always=True), primary_key=True),
    Column("xid", Xid8(), nullable=False, server_default=_THIS_TRANSACTION),
    Column("grp", BINARY_TEXT),
    # Whom a lead's own row is told to: decided as it is written, under the lead's lock. What hangs on a lead has none:
    # who may see it is decided when it is read, for its owner may change at the same instant.
    Column("people", ARRAY(Uuid())),
    Column("table_name", BINARY_TEXT, nullable=False),
    Column("row_key", JSONB(), nullable=False),
    Column("lead_id", Uuid()),
    Column("is_moved", Boolean(create_constraint=False), nullable=False, server_default=text("false")),
    # Whether what hangs on the lead came into sight, or went out of it, for the group.
    Column("at", BigInteger(), nullable=False, server_default=text("app.now_micros()")),
    Index("ix_change_log_grp_xid", "grp", "xid", postgresql_where=text("grp is not null")),
    Index("ix_change_log_xid", "xid", postgresql_where=text("grp is null")),
    Index("ix_change_log_at", "at"),
)
"""What changed, in the order of transactions: written by triggers, so that nobody can forget to."""

WEB_DOOR = Table(
    "web_door",
    SERVER,
    Column("login", BINARY_TEXT, primary_key=True),
    Column("member_id", Uuid(), nullable=False),
    # In whose name its leads come in.
    Column("channel", BINARY_TEXT, nullable=False),
    Column("region", BINARY_TEXT),
    # ISO 3166 code for phones without a country code; NULL is guessed from the script.
    Column("is_open", Boolean(create_constraint=False), nullable=False),
    Column("minute", BigInteger(), nullable=False, server_default=text("0")),
    Column("in_minute", Integer(), nullable=False, server_default=text("0")),
    Column("day", BigInteger(), nullable=False, server_default=text("0")),
    Column("in_day", Integer(), nullable=False, server_default=text("0")),
    # How much was handed in during this minute and this day, since 1970.
)
"""Logins of websites: each may call ``app.intake_web`` and nothing else."""

WEB_SUBMISSION = Table(
    "web_submission",
    SERVER,
    Column("id", Uuid(), primary_key=True),
    Column("seq", BigInteger(), Identity(always=True), nullable=False),
    Column("login", BINARY_TEXT, nullable=False),
    Column("at", BigInteger(), nullable=False),
    Column("digest", BINARY_TEXT, nullable=False),
    Column("words", JSONB(none_as_null=True)),
    # As handed in; gone once it is taken in, for then it stands in the lead.
    Column("ip", BINARY_TEXT),
    # Of the visitor; gone with the day, for it only tells crowds from people.
    Column("state", BINARY_TEXT, nullable=False),
    # waiting, then taken, refused (nothing to keep) or error.
    Column("why", BINARY_TEXT),
    Column("batch_id", Uuid()),
    Index("ix_web_submission_state_seq", "state", "seq"),
    Index("ix_web_submission_login_ip_at", "login", "ip", "at"),
)
"""What websites handed in, apart from all leads until it has gone through the rules of an import."""

RECORDING_FILE = Table(
    "recording_file",
    SERVER,
    Column("recording_id", Uuid(), primary_key=True),
    Column("pieces", Integer(), nullable=False),
    Column("is_whole", Boolean(create_constraint=False), nullable=False),
    # All pieces are here, and together they have the recording's digest.
)
"""How much of each recording was handed in."""

RECORDING_PIECE = Table(
    "recording_piece",
    SERVER,
    Column("recording_id", Uuid(), primary_key=True),
    Column("n", Integer(), primary_key=True),
    Column("bytes", LargeBinary(), nullable=False),
)
"""The bytes of recordings, each piece as long as ``recording_store.PIECE`` but the last."""

RECORDING_STORE = Table(
    "recording_store",
    SERVER,
    Column("id", Uuid(), primary_key=True),
    Column("kind", BINARY_TEXT, nullable=False),
    # database, folder or s3.
    Column("place", JSONB(none_as_null=True), nullable=False),
    # Of a folder its path by system; of S3 endpoint, bucket, region, prefix, bucket_in_host and ca. No secret.
    Column("bytes_most", BigInteger(), nullable=False),
    Column("is_current", Boolean(create_constraint=False), nullable=False),
    # Takes what is new; the others keep what they have.
    Column("since_at", BigInteger(), nullable=False),
)
"""Where recordings were and are put, as the operator said for the whole team."""

RECORDING_KEY = Table(
    "recording_key",
    SERVER,
    Column("store_id", Uuid(), primary_key=True),
    Column("access_key", BINARY_TEXT, nullable=False),
    Column("secret", BINARY_TEXT, nullable=False),
)
"""What opens an S3 store: nobody of the team reads it, addresses are signed with it here; in no backup."""

RECORDING_PLACE = Table(
    "recording_place",
    SERVER,
    Column("recording_id", Uuid(), primary_key=True),
    Column("store_id", Uuid(), nullable=False),
    Column("name", Uuid(), nullable=False),
    Column("key", LargeBinary(), nullable=False),
    # 32 bytes: each piece is sealed with it, by XChaCha20-Poly1305.
    Column("piece", Integer(), nullable=False),
    # Bytes of each piece but the last, before sealing.
)
"""Where each recording lies that is not in the database, and what opens it: who may not hear it sees neither."""

RECORDING_DROPPED = Table(
    "recording_dropped",
    SERVER,
    Column("name", Uuid(), primary_key=True),
    Column("store_id", Uuid(), nullable=False),
    Column("pieces", Integer(), nullable=False),
)
"""What still lies in a store and belongs to nobody: to be swept away by the operator."""
