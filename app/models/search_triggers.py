"""The triggers that derive what lists and search need from the leads of this desk, and the indexes they fill.

All of it is disposable. Texts go into a trigram index; pairs of neighbouring characters go into a second one,
for the words of one or two characters that a trigram index cannot answer.
"""
# ruff: noqa: S608 - every name put into a statement stands in this file

from __future__ import annotations

from sqlalchemy import Connection

LONGEST_NAMES = 700
"""Characters of names and initials that the index of pairs takes in."""

_DIGITS = "{0}"
for _mark in "+- ().":
    _DIGITS = f"replace({_DIGITS}, '{_mark}', '')"
_CODED = {
    "owner": "owner_id", "rep": "rep_id", "stage": "stage", "channel": "channel", "region": "region",
    "industry": "industry", "size": "company_size", "batch": "batch_id", "pool": "pool_id",
}  # fmt: skip
_PLAIN = ("score", "created_at", "amount")
_PLAIN_TEXTS = (
    "email", "external_id", "company_pinyin", "company_initials", "contact_pinyin", "contact_initials",
)  # fmt: skip
_FINDABLE = ("company", "company_key", "contact_name", "contact_key", "phone", *_PLAIN_TEXTS)


_COMPARED = "replace(lower({0}), '_', ' ')"
_KEYED_WITH = "(SELECT secret FROM erasing_secret WHERE place = 1)"


def _is_entry(key: str) -> str:
    """Return the SQL that finds the standing entries ``d`` of the do-not-contact list for a key."""
    compared = _COMPARED.format(key)
    return f"d.lifted_at IS NULL AND d.key IN ({compared}, keyed_hash({_KEYED_WITH}, {compared}))"


def may_be_called(lead: str) -> str:
    """Return the SQL that tells whether a lead can be reached and may be: ``do_not_contact.is_barred`` in short."""
    name = f"{lead}.company_key || '|' || {lead}.contact_key"
    return (
        f"({lead}.is_reachable AND (NOT EXISTS (SELECT 1 FROM do_not_contact) OR NOT (EXISTS (SELECT 1 FROM lead_key k"
        f" JOIN do_not_contact d ON d.kind = k.kind AND {_is_entry('k.key')} WHERE k.lead_id = {lead}.id)"
        f" OR EXISTS (SELECT 1 FROM do_not_contact d WHERE d.kind = 'contact' AND {_is_entry(name)}))))"
    )


def texts_of(lead: str) -> str:
    """Return the SQL of everything a lead is found by, one text a line; ``lead`` is an alias of the table."""
    lines = [
        f"coalesce({lead}.company, '')",
        _unless_inside(f"{lead}.company_key", f"{lead}.company"),
        f"coalesce({lead}.contact_name, '')",
        _unless_inside(f"{lead}.contact_key", f"{lead}.contact_name"),
        f"coalesce({_DIGITS.format(f'{lead}.phone')}, '')",
        *(f"coalesce({lead}.{name}, '')" for name in _PLAIN_TEXTS),
        _further_points(lead),
    ]
    return "(" + " || char(10) || ".join(lines) + ")"


def pairs_of(lead: str) -> str:
    """Return the SQL of all neighbouring characters in the names and initials of a lead, in hexadecimal.

    The last character of a name has the end of the line as its neighbour: a word of one character is
    found by its beginning.
    """
    names = " || char(10) || ".join(
        f"lower(coalesce({lead}.{name}, ''))"
        for name in ("company", "contact_name", "company_initials", "contact_initials")
    )
    return (
        "(SELECT group_concat(hex(substr(t.names, p.n, 2)), ' ') FROM"
        f" (SELECT {names} || char(10) AS names) t, name_place p WHERE p.n <= length(t.names))"
    )


def row_values(lead: str) -> dict[str, str]:
    """Return the SQL of each column of ``lead_row`` that follows from the lead and what belongs to it."""
    # The plus keeps the owner's index out: it would walk through all promises of a person for each lead.
    own = f"FROM follow_up f WHERE f.lead_id = {lead}.id AND f.state = 'open'"
    return {
        **_lead_values(lead),
        "next_at": f"(SELECT min(f.due_at) {own})",
        "own_due_at": f"(SELECT min(f.due_at) {own} AND +f.owner_id = {lead}.owner_id)",
        "own_due_is_first": f"(SELECT f.why = 'first_contact' {own} AND +f.owner_id = {lead}.owner_id"
        " ORDER BY f.due_at, f.cmd_id LIMIT 1)",
        "is_returned": f"EXISTS (SELECT 1 FROM handover h WHERE h.lead_id = {lead}.id"
        " AND h.state = 'returned')",
        "last_at": f"(SELECT max(a.at) FROM activity a WHERE a.lead_id = {lead}.id AND a.is_attempt)",
        "maturity_pct": "(SELECT r.good_weight * 100 / nullif(r.total_weight, 0) FROM run r"
        f" WHERE r.lead_id = {lead}.id AND r.state = 'finished'"
        " ORDER BY r.finished_at DESC, r.id DESC LIMIT 1)",
    }


def words_of(lead: str) -> str:
    """Return the SQL that lists the words and ids of a lead that need a code."""
    return " UNION ".join(f"SELECT {lead}.{name} AS word" for name in _CODED.values())


def install(db: Connection) -> None:
    """Make the text indexes and the triggers that keep everything here in step with the leads."""
    for statement in (*_TABLES, *_triggers()):
        db.exec_driver_sql(statement)


def put_aside(db: Connection) -> None:
    """Take the triggers away until the next ``install``: what is written meanwhile must be derived anew."""
    named = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND substr(name, 1, 6) = 'index_'"
    for (name,) in db.exec_driver_sql(named).all():
        db.exec_driver_sql(f"DROP TRIGGER {name}")


def rebuilding() -> tuple[str, ...]:
    """Return the statements that derive everything anew."""
    values = row_values("l")
    words = " UNION ".join(
        f"{one} FROM lead l WHERE word IS NOT NULL" for one in words_of("l").split(" UNION ")
    )
    # Numbered as the leads lie in their table: one walk through it in order, instead of a million look-ups.
    rows = f"SELECT l.rowid, l.id, {', '.join(values.values())} FROM lead l ORDER BY l.rowid"
    return (
        "INSERT INTO lead_text(lead_text) VALUES ('delete-all')",
        "INSERT INTO lead_pairs(lead_pairs) VALUES ('delete-all')",
        "DELETE FROM lead_row",
        "DELETE FROM row_code",
        f"INSERT INTO row_code(word) {words}",
        f"INSERT INTO lead_row(n, lead_id, {', '.join(values)}) {rows}",
        f"INSERT INTO lead_text(rowid, texts) SELECT l.rowid, {texts_of('l')} FROM lead l ORDER BY l.rowid",
        f"INSERT INTO lead_pairs(rowid, pairs) SELECT l.rowid, {pairs_of('l')} FROM lead l ORDER BY l.rowid",
    )


_FTS, _INDEX = "CREATE VIRTUAL TABLE IF NOT EXISTS", "CREATE INDEX IF NOT EXISTS"
_CONTENTLESS = "content='', contentless_delete=1"
_COUNTING = f"place(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM place WHERE n < {LONGEST_NAMES})"
_TABLES = (
    # Contentless: the texts stand in ``lead`` already. Full detail lets a word of any length be one phrase.
    f"{_FTS} lead_text USING fts5(texts, {_CONTENTLESS}, tokenize='trigram')",
    f"{_FTS} lead_pairs USING fts5(pairs, {_CONTENTLESS}, detail=none, tokenize='ascii')",
    "CREATE TABLE IF NOT EXISTS name_place (n INTEGER PRIMARY KEY)",
    f"INSERT OR IGNORE INTO name_place WITH RECURSIVE {_COUNTING} SELECT n FROM place",
    f"{_INDEX} ix_lead_row_warn_at ON lead_row (owner, warn_at) WHERE warn_at IS NOT NULL",
    # Said as the queue says it: an index of some rows serves only who asks for them in the same words.
    f"{_INDEX} ix_lead_row_is_returned ON lead_row (owner, own_due_at, stage) WHERE is_returned = 1",
    f"{_INDEX} ix_lead_row_next_at ON lead_row (next_at) WHERE next_at IS NOT NULL",
)


def _triggers() -> tuple[str, ...]:
    coded = ", ".join(
        sorted(
            {
                *_CODED.values(),
                *_PLAIN,
                "is_reachable",
                "responded_at",
                "respond_warn_at",
                "company_pinyin",
                "company_key",
                "contact_key",
            }
        )
    )
    found = " OR ".join(f"old.{name} IS NOT new.{name}" for name in _FINDABLE)
    fresh = {
        **_lead_values("new"), "next_at": "NULL", "own_due_at": "NULL", "own_due_is_first": "NULL",
        "is_returned": "0", "last_at": "NULL", "maturity_pct": "NULL",
    }  # fmt: skip
    again = (*_delete_texts("new.id"), _insert_texts("new"))
    gone = (*_delete_texts("old.id"), "DELETE FROM lead_row WHERE lead_id = old.id")
    changed = {
        **_lead_values("new"),
        **{name: row_values("new")[name] for name in ("own_due_at", "own_due_is_first")},
    }
    return (
        _trigger("lead_in", "INSERT", "lead", _codes("new"), _insert_row("new", fresh), _insert_texts("new")),
        _trigger("lead_row", f"UPDATE OF {coded}", "lead", _codes("new"), _update_row("new.id", changed)),
        _trigger("lead_text", f"UPDATE OF {', '.join(_FINDABLE)}", "lead", *again, when=found),
        _trigger("lead_out", "DELETE", "lead", *gone),
        *_following("follow_up", ("next_at", "own_due_at", "own_due_is_first")),
        *_following("handover", ("is_returned",), "state"),
        *_following("activity", ("last_at",))[1:],
        # The commonest by far, and nothing needs to be looked up for it.
        _trigger(
            "activity_in",
            "INSERT",
            "activity",
            "UPDATE lead_row SET last_at = new.at WHERE lead_id = new.lead_id"
            " AND (last_at IS NULL OR last_at < new.at)",
            when="new.is_attempt",
        ),
        *_following("run", ("maturity_pct",), "state"),
        *_point_triggers(),
        *_bar_triggers(),
    )  # fmt: skip


def _following(table: str, columns: tuple[str, ...], only: str = "") -> tuple[str, ...]:
    """Keep columns of ``lead_row`` in step with a table that belongs to the lead."""

    def update(row: str) -> str:
        values = row_values("l")
        named = ", ".join(columns)
        picked = ", ".join(values[name] for name in columns)
        return (
            f"UPDATE lead_row SET ({named}) = (SELECT {picked} FROM lead l WHERE l.id = {row}.lead_id)"
            f" WHERE lead_id = {row}.lead_id"
        )

    event_name = f"UPDATE OF lead_id, {only}" if only else "UPDATE"
    return (
        _trigger(f"{table}_in", "INSERT", table, update("new")),
        _trigger(f"{table}_changed", event_name, table, update("new")),
        _trigger(f"{table}_moved", "UPDATE OF lead_id", table, update("old")),
        _trigger(f"{table}_out", "DELETE", table, update("old")),
    )  # fmt: skip


def _point_triggers() -> tuple[str, ...]:
    """Index further phones and e-mails; the first of each stands on the lead and is indexed with it."""

    def texts(row: str) -> str:
        of_lead = f"lead l JOIN lead_row ON lead_id = l.id WHERE l.id = {row}.lead_id"
        return f"SELECT n, {texts_of('l')} FROM {of_lead}"

    def again(row: str) -> tuple[str, ...]:
        return (
            f"DELETE FROM lead_text WHERE rowid = (SELECT n FROM lead_row WHERE lead_id = {row}.lead_id)",
            f"INSERT INTO lead_text(rowid, texts) {texts(row)}",
        )

    def further(row: str) -> str:
        first = f"SELECT 1 FROM lead l WHERE l.id = {row}.lead_id AND {row}.value IN (l.phone, l.email)"
        return f"NOT EXISTS ({first})"

    return (
        _trigger("point_in", "INSERT", "contact_point", *again("new"), when=further("new")),
        _trigger("point_changed", "UPDATE", "contact_point", *again("new")),
        _trigger("point_out", "DELETE", "contact_point", *again("old"), when=further("old")),
    )


def _bar_triggers() -> tuple[str, ...]:
    """Keep out of the queue whom nobody may contact: when the list changes, and when a lead's evidence does."""

    def again(leads: str) -> str:
        return (
            f"UPDATE lead_row SET is_reachable = (SELECT {may_be_called('l')} FROM lead l WHERE l.id = lead_id)"
            f" WHERE lead_id IN ({leads})"
        )

    def hit(row: str) -> str:
        # An address stands among the keys as it was typed: only a look at all of them finds it in any case.
        return (
            f"SELECT k.lead_id FROM lead_key k WHERE k.kind = {row}.kind AND k.key = {row}.key"
            f" UNION SELECT k.lead_id FROM lead_key k WHERE {row}.kind = 'email' AND k.kind = 'email'"
            f" AND {_COMPARED.format('k.key')} = {row}.key"
            f" UNION SELECT l.id FROM lead l WHERE {row}.kind = 'contact' AND l.company_key = {row}.company_key"
        )

    listed = f"EXISTS (SELECT 1 FROM do_not_contact d WHERE d.kind = new.kind AND {_is_entry('new.key')})"
    return (
        _trigger("bar_in", "INSERT", "do_not_contact", again(hit("new"))),
        _trigger("bar_changed", "UPDATE", "do_not_contact", again(hit("old"))),
        _trigger(
            "key_in", "INSERT", "lead_key", again("SELECT new.lead_id"),
            when=f"EXISTS (SELECT 1 FROM do_not_contact) AND {listed}",
        ),
        _trigger(
            "key_out", "DELETE", "lead_key", again("SELECT old.lead_id"),
            when="EXISTS (SELECT 1 FROM do_not_contact)",
        ),
    )  # fmt: skip


def _lead_values(lead: str) -> dict[str, str]:
    return {
        **{
            column: f"(SELECT code FROM row_code WHERE word = {lead}.{name})"
            for column, name in _CODED.items()
        },
        **{name: f"{lead}.{name}" for name in _PLAIN},
        "is_reachable": may_be_called(lead),
        "warn_at": f"CASE WHEN {lead}.responded_at IS NULL THEN {lead}.respond_warn_at END",
        "company_sort": f"substr(coalesce(nullif({lead}.company_pinyin, ''), {lead}.company_key, ''), 1, 24)",
    }


def _codes(lead: str) -> str:
    return f"INSERT OR IGNORE INTO row_code(word) SELECT word FROM ({words_of(lead)}) WHERE word IS NOT NULL"


def _insert_row(lead: str, values: dict[str, str]) -> str:
    return (
        f"INSERT INTO lead_row(lead_id, {', '.join(values)}) VALUES ({lead}.id, {', '.join(values.values())})"
    )


def _update_row(lead_id: str, values: dict[str, str]) -> str:
    assigned = ", ".join(f"{name} = {value}" for name, value in values.items())
    return f"UPDATE lead_row SET {assigned} WHERE lead_id = {lead_id}"


def _insert_texts(lead: str) -> str:
    number = f"(SELECT n FROM lead_row WHERE lead_id = {lead}.id)"
    return (
        f"INSERT INTO lead_text(rowid, texts) VALUES ({number}, {texts_of(lead)});"
        f" INSERT INTO lead_pairs(rowid, pairs) VALUES ({number}, {pairs_of(lead)})"
    )


def _delete_texts(lead_id: str) -> tuple[str, str]:
    number = f"(SELECT n FROM lead_row WHERE lead_id = {lead_id})"
    return (f"DELETE FROM lead_text WHERE rowid = {number}", f"DELETE FROM lead_pairs WHERE rowid = {number}")


def _further_points(lead: str) -> str:
    return (
        f"coalesce((SELECT group_concat(CASE p.kind WHEN 'phone' THEN {_DIGITS.format('p.value')}"
        " ELSE p.value END, char(10)) FROM contact_point p"
        f" WHERE p.lead_id = {lead}.id AND p.value IS NOT {lead}.phone AND p.value IS NOT {lead}.email), '')"
    )


def _unless_inside(key: str, text: str) -> str:
    text, key = f"coalesce({text}, '')", f"coalesce({key}, '')"
    return f"CASE WHEN instr(lower({text}), {key}) THEN '' ELSE {key} END"


def _trigger(name: str, event_name: str, table: str, *statements: str, when: str = "") -> str:
    condition = f" WHEN {when}" if when else ""
    body = " ".join(f"{one};" for one in statements)
    return (
        f"CREATE TRIGGER IF NOT EXISTS index_{name} AFTER {event_name} ON {table}{condition} BEGIN {body} END"
    )
