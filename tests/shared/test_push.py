"""``app.push``: idempotent, in order, one command's trouble none of its neighbours', the server's clock."""

from __future__ import annotations

import json
import threading
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from app.clock import DAY, HOUR, MINUTE, system_clock
from app.models.vocabulary import ActivityKind, Outcome, Role
from app.services.calls import EndCall, LogContact, StartCall
from app.services.erasing import ErasePerson
from app.services.founding import new_member
from app.services.holding import ClaimLeads
from app.services.tagging import TagLeads
from tests.shared.team import Team, one, pull, push


def a_note(lead_id: UUID, words: str = "a note") -> LogContact:
    return LogContact(
        activity_id=uuid4(), lead_id=lead_id, activity_kind=ActivityKind.NOTE, is_connected=False, words=words
    )


def said(answers: list[dict[str, Any]]) -> list[str]:
    """Return ``ok`` or the reason, command by command."""
    return ["ok" if answer["ok"] else answer["why"] for answer in answers]


def test_a_repeated_push_is_answered_and_not_done_twice(shared_team: Team) -> None:
    """The answer was lost, the same command comes again: it has one effect and the same verdict."""
    command = one(a_note(shared_team.leads["annas"], "only once"))

    with shared_team.sign_in("anna") as db:
        first, again = push(db, [command]), push(db, [command])
        count = db.execute("select count(*) from app.activity where words = 'only once'").fetchone()

    assert said(first) == said(again) == ["ok"]
    assert again[0]["again"] is True
    assert count == (1,)


def test_a_used_id_with_another_command_reveals_nothing(shared_team: Team) -> None:
    """Neither a colleague's command nor one's own can be asked for, or replaced, by its id."""
    command = one(a_note(shared_team.leads["annas"]))
    shared_team.push("anna")
    with shared_team.sign_in("anna") as db:
        push(db, [command])
        other = push(db, [command | {"args": json.loads(json.dumps(command["args"])) | {"words": "other"}}])
    with shared_team.sign_in("ben") as db:
        foreign = push(db, [command])

    assert said(other) == said(foreign) == ["id_reuse"]


def test_a_poisoned_command_stops_none_of_its_neighbours(team: Team) -> None:
    """A bug in one judge is noted with what was typed; the queue goes on."""
    with team.operate() as db:
        db.execute("alter table app.tag add constraint planted_bug check (tag <> 'poison')")
    lead_id = team.leads["annas"]

    answers = team.push(
        "anna",
        a_note(lead_id, "before"),
        TagLeads(lead_ids=(lead_id,), tag="poison"),
        a_note(lead_id, "after"),
    )

    with team.operate() as db:
        kept = db.execute(
            "select status, args ->> 'tag', trouble from app.cmd where why = 'error'"
        ).fetchone()
    assert said(answers) == ["ok", "error", "ok"]
    assert kept is not None
    assert kept[:2] == ("error", "poison")
    assert "planted_bug" in kept[2]


@pytest.mark.parametrize(
    "bad",
    [
        None, 1, "x", [], {}, {"id": "x"}, {"id": str(UUID(int=1))}, {"id": str(UUID(int=1)), "kind": "lead.claim"},
        {"id": str(UUID(int=1)), "kind": "lead.claim", "args": []}, {"id": str(UUID(int=1)), "kind": 1, "args": {}},
        {"id": str(UUID(int=1)), "kind": "lead.claim", "args": {}, "actor": "x"},
        {"id": str(UUID(int=1)), "kind": "lead.claim", "args": {}, "at": "now"},
        {"id": str(UUID(int=1)), "kind": "lead.claim", "args": {}, "at": 1e300},
        {"id": str(UUID(int=1)), "kind": "lead.claim", "args": {}, "v": 2**40},
        {"id": str(UUID(int=1)), "kind": "lead.claim", "args": {}, "offset": {"a": 1}},
    ],
)  # fmt: skip
def test_what_is_no_command_is_answered_as_such(shared_team: Team, bad: Any) -> None:
    """Whatever stands in the array, its neighbours are judged."""
    with shared_team.sign_in("anna") as db:
        answers = push(db, [bad, one(a_note(shared_team.leads["annas"]))])  # type: ignore[list-item]

    assert said(answers)[0] in {"bad_argument", "error", "unsupported"}
    assert said(answers)[1] == "ok"


def test_an_unknown_command_is_held_and_what_builds_on_it_waits(shared_team: Team) -> None:
    """A newer desk's command is not refused for good: it is offered again after an upgrade."""
    lead_id = shared_team.leads["annas"]
    newer = {"id": str(uuid4()), "kind": "call.teleport", "args": {"lead_id": str(lead_id)}}
    newest = one(a_note(lead_id)) | {"v": 7}
    with shared_team.sign_in("anna") as db:
        answers = push(db, [newer, one(a_note(lead_id)), newest])
        again = push(db, [newer])
        kept = db.execute(
            "select count(*) from app.cmd where id = any(%s)", ([newer["id"], newest["id"]],)
        ).fetchone()

    assert said(answers) == ["unsupported", "busy", "busy"]
    assert said(again) == ["unsupported"]
    assert kept == (0,)


def test_a_locked_lead_keeps_its_decisions_waiting_and_no_others(shared_team: Team) -> None:
    """Somebody's open transaction holds a lead: commands on it stay pending, the rest of the batch goes on."""
    held, free = shared_team.pool[0], shared_team.pool[1]
    with psycopg.connect(shared_team.of("ben")) as holder:
        push(holder, [one(ClaimLeads(lead_ids=(held,)))])
        answers = shared_team.push(
            "anna",
            ClaimLeads(lead_ids=(held,)),
            TagLeads(lead_ids=(held,), tag="vip"),
            ClaimLeads(lead_ids=(free,)),
        )
        holder.rollback()
    after = shared_team.push("anna", ClaimLeads(lead_ids=(held,)))

    assert said(answers) == ["busy", "busy", "ok"]
    assert said(after) == ["ok"]


def test_a_claim_that_waited_is_judged_by_what_it_finds_then(shared_team: Team) -> None:
    """The lead was free when the claim came and a colleague's when its turn came: it is refused, not overwritten."""
    lead_id, answers = shared_team.pool[5], []

    def claim() -> None:
        answers.extend(shared_team.push("anna", ClaimLeads(lead_ids=(lead_id,))))

    with psycopg.connect(shared_team.of("ben")) as holder, shared_team.operate() as operator:
        push(holder, [one(ClaimLeads(lead_ids=(lead_id,)))])
        waiting = threading.Thread(target=claim)
        waiting.start()
        while waiting.is_alive():
            row = operator.execute(
                "select count(*) from pg_stat_activity where usename = 'anna' and wait_event_type = 'Lock'"
            ).fetchone()
            if row == (1,):
                break
        holder.commit()
        waiting.join()

    assert said(answers) in (["already_owned"], ["busy"])
    assert said(shared_team.push("anna", ClaimLeads(lead_ids=(lead_id,)))) == ["already_owned"]


def test_nobody_can_lock_what_is_not_theirs_to_decide(shared_team: Team) -> None:
    """A refused command takes no lock, so that an open transaction of a stranger stops nobody."""
    lead_id = shared_team.leads["bens"]
    with psycopg.connect(shared_team.of("anna")) as stranger:
        refused = push(stranger, [one(a_note(lead_id)), one(ClaimLeads(lead_ids=(lead_id,)))])
        answers = shared_team.push("ben", a_note(lead_id), TagLeads(lead_ids=(lead_id,), tag="mine"))
        stranger.rollback()

    assert "ok" not in said(refused)
    assert said(answers) == ["ok", "ok"]


def test_a_fact_has_the_instant_it_happened_and_a_decision_that_of_its_judgement(shared_team: Team) -> None:
    """The desk's clock is corrected by the measured offset; nothing happens in the future, all is flagged."""
    now, lead_id = system_clock(), shared_team.leads["annas"]
    late, ahead, unmeasured = (a_note(lead_id, words) for words in ("late", "ahead", "unmeasured"))
    with shared_team.sign_in("anna") as db:
        push(
            db,
            [
                one(late, at=now - 3 * HOUR - 2 * MINUTE, offset=2 * MINUTE),
                one(ahead, at=now + 9 * DAY, offset=0),
                one(unmeasured, at=now - HOUR),
            ],
        )
        names = ["late", "ahead", "unmeasured"]
        rows = db.execute("select words, at from app.activity where words = any(%s)", (names,)).fetchall()
        at = dict(rows)
        flags = [
            row[0]
            for row in db.execute(
                "select is_suspect from app.cmd where at >= %s and kind = 'contact.log' order by happened_at",
                (now,),
            ).fetchall()
        ]

    assert at["late"] == now - 3 * HOUR
    assert now <= at["ahead"] <= system_clock()
    assert at["unmeasured"] == now - HOUR
    assert flags == [False, True, True]


def test_a_clock_turned_back_keeps_the_order_of_its_device(shared_team: Team) -> None:
    """What a device tells later did not happen earlier."""
    now, lead_id, device = system_clock(), shared_team.leads["annas"], str(uuid4())
    with shared_team.sign_in("anna") as db:
        push(db, [one(a_note(lead_id, "first"), at=now - HOUR, offset=0, device=device, seq=1)])
        push(db, [one(a_note(lead_id, "second"), at=now - DAY, offset=0, device=device, seq=2)])
        at = dict(
            db.execute("select words, at from app.activity where words in ('first', 'second')").fetchall()
        )

    assert at["second"] == at["first"] == now - HOUR


def test_one_login_with_several_hats_acts_as_the_one_that_may(shared_team: Team) -> None:
    """Whoever worked alone may do all they did; as somebody else's member they may nothing."""
    lead_id = shared_team.leads["annas"]
    answers = shared_team.push("boss", new_member(name="New", login="new", role=Role.SDR))
    chosen = shared_team.push("boss", a_note(lead_id), actor=str(shared_team.members["lena"]))
    foreign = shared_team.push("boss", a_note(lead_id), actor=str(shared_team.members["ben"]))

    with shared_team.operate() as db:
        actor = db.execute("select actor_id, login from app.cmd where id = %s", (chosen[0]["id"],)).fetchone()
    assert said([*answers, *chosen, *foreign]) == ["ok", "ok", "not_allowed"]
    assert actor == (shared_team.members["lena"], "boss")


@pytest.mark.parametrize("level", ["repeatable read", "serializable"])
def test_only_a_read_committed_transaction_is_judged_in(shared_team: Team, level: str) -> None:
    """Behind an old snapshot, caps that others have used up would still look free."""
    with shared_team.sign_in("anna") as db, db.transaction():
        db.execute(f"set transaction isolation level {level}".encode())
        with pytest.raises(psycopg.errors.ActiveSqlTransaction):
            push(db, [one(a_note(shared_team.leads["annas"]))])
        raise psycopg.Rollback


@pytest.mark.parametrize(
    "setting",
    [
        "timezone = 'Pacific/Kiritimati'", "datestyle = 'German'", "intervalstyle = 'sql_standard'",
        "search_path = 'pg_temp'", "standard_conforming_strings = off", "transform_null_equals = on",
        "bytea_output = 'escape'", "array_nulls = off", "extra_float_digits = -15",
        "plan_cache_mode = 'force_generic_plan'",
        "lock_timeout = '1ms'", "synchronous_commit = off", "client_encoding = 'LATIN1'", "xmloption = 'document'",
        "quote_all_identifiers = on", "enable_indexscan = off", "default_transaction_isolation = 'read committed'",
        "row_security = off", "application_name = 'lead'", "role = 'app_sdr'",
    ],
)  # fmt: skip
def test_the_callers_surroundings_do_not_count(shared_team: Team, setting: str) -> None:
    """Whatever a session was set to, the same command has the same verdict and the same rows."""
    lead_id, words = shared_team.leads["annas"], f"under {setting}"
    with shared_team.sign_in("anna") as db:
        try:
            db.execute(f"set {setting}".encode())
        except psycopg.Error:
            pytest.skip(f"this PostgreSQL does not take: {setting}")
        answers = push(db, [one(a_note(lead_id, words)), one(a_note(shared_team.leads["bens"], words))])
    with shared_team.operate() as db:
        rows = db.execute("select lead_id, by_id from app.activity where words = %s", (words,)).fetchall()

    assert said(answers) == ["ok", "not_yours"]
    assert rows == [(lead_id, shared_team.members["anna"])]


@pytest.mark.parametrize(
    ("batch", "state"),
    [
        ("null", "22023"), ("{}", "22023"), ('"x"', "22023"), ("NULL", "22023"),
        (json.dumps([{"id": str(UUID(int=n))} for n in range(201)]), "54000"),
    ],
)  # fmt: skip
def test_a_batch_of_another_form_or_size_is_turned_away(shared_team: Team, batch: str, state: str) -> None:
    """Nothing of it is judged."""
    with shared_team.sign_in("anna") as db, pytest.raises(psycopg.Error) as caught:
        db.execute("select app.push(%s::jsonb)", (None if batch == "NULL" else batch,))

    assert caught.value.sqlstate == state


def test_a_pushs_verdicts_and_rows_come_back_in_one_pull(shared_team: Team) -> None:
    """From the cursor on: what changed, for whom it changed, with the verdicts of what was pending."""
    lead_id = shared_team.pool[2]
    with (
        shared_team.sign_in("anna") as anna,
        shared_team.sign_in("ben") as ben,
        shared_team.sign_in("rita") as rita,
    ):
        cursors = {who: pull(who) for who in (anna, ben, rita)}
        command = one(ClaimLeads(lead_ids=(lead_id,)))
        push(anna, [command])
        seen = {
            who: pull(
                who,
                since=at["snapshot"],
                epoch=at["epoch"],
                groups=at["groups"],
                pending=[command["id"]],
            )
            for who, at in cursors.items()
        }

    mine, bens, ritas = seen[anna], seen[ben], seen[rita]
    assert mine["verdicts"][command["id"]]["status"] == "done"
    assert [row["phone"] for row in mine["rows"]["lead"]] == ["+8613912340000"]
    assert mine["moved"] == [str(lead_id)]
    assert {row["lead_id"] for row in mine["rows"]["contact_point"]} == {str(lead_id)}
    assert bens["keys"]["lead"] == [{"id": str(lead_id)}]
    assert bens["rows"]["lead"] == []
    assert bens["verdicts"] == {}
    assert ritas["keys"] == {}


def test_what_was_under_way_at_a_pull_comes_with_the_next(shared_team: Team) -> None:
    """A transaction that commits late is not passed over, however many committed since."""
    early, late = shared_team.pool[3], shared_team.pool[4]
    with shared_team.sign_in("lena") as lena, psycopg.connect(shared_team.of("ben")) as slow:
        push(slow, [one(ClaimLeads(lead_ids=(late,)))])
        shared_team.push("anna", ClaimLeads(lead_ids=(early,)))
        first = pull(lena)
        slow.commit()
        second = pull(lena, since=first["snapshot"], epoch=first["epoch"], groups=first["groups"])

    assert [row["id"] for row in second["rows"]["lead"]] == [str(late)]


def test_an_erased_persons_words_leave_the_audit_trail(team: Team) -> None:
    """What was typed about them goes from every command; who, when and the verdict stay, and so do others' words."""
    erased, other = team.leads["annas"], team.leads["refused"]
    activity = uuid4()
    team.push("anna", a_note(erased, "SECRET OF THE ERASED"), a_note(other, "words of another"))
    team.push(
        "anna",
        StartCall(activity_id=activity, lead_id=erased, phone="+8613711110000"),
        EndCall(
            activity_id=activity, outcome=Outcome.NO_ANSWER, words="SECRET TOO", next_at=system_clock() + DAY
        ),
    )
    before = _trail(team)

    answers = team.push("ada", ErasePerson(lead_ids=(erased,), asked_by="letter 7", secret="0" * 64))

    with team.operate() as db:
        left = db.execute(
            "select count(*) from app.cmd where args::text ~ 'SECRET|13711110000' or args::text like %s",
            (f"%{erased}%",),
        ).fetchone()
        kept = db.execute(
            "select count(*) from app.cmd where args ->> 'words' = 'words of another'"
        ).fetchone()
    assert said(answers) == ["ok"]
    assert left == (1,)  # the erasure itself, which names the record
    assert kept == (1,)
    assert _trail(team)[: len(before)] == before


def _trail(team: Team) -> list[Any]:
    with team.operate() as db:
        return db.execute(
            "select at, id, login, kind, status, why, digest from app.cmd order by at, id"
        ).fetchall()


def test_the_feed_is_shortened_only_behind_everybody(team: Team) -> None:
    """Who read up to now goes on, who was away longer copies afresh, and what is under way keeps its place."""
    with team.sign_in("anna") as anna, team.operate() as db, psycopg.connect(team.of("ben")) as slow:
        old = pull(anna)
        push(anna, [one(a_note(team.leads["annas"]))])
        read = pull(anna)
        gone = db.execute("select app.prune_feed(0)").fetchone()
        away = pull(anna, since=old["snapshot"], epoch=old["epoch"], groups=old["groups"])
        goes_on = pull(anna, since=read["snapshot"], epoch=read["epoch"], groups=read["groups"])
        push(slow, [one(a_note(team.leads["bens"]))])
        push(anna, [one(a_note(team.leads["annas"]))])
        under_way = db.execute("select app.prune_feed(0)").fetchone()
        slow.rollback()
        behind = db.execute("select app.prune_feed(0)").fetchone()
        kept = db.execute("select app.prune_feed(30)").fetchone()

    assert gone is not None
    assert gone[0] > 0
    assert away["fresh"] is True
    assert "fresh" not in goes_on
    assert under_way == (0,)
    assert behind is not None
    assert behind[0] > 0
    assert kept == (0,)


def test_a_member_set_aside_pushes_and_sees_nothing(team: Team) -> None:
    """At once, also in a session that was open before."""
    with team.sign_in("anna") as anna:
        with team.operate() as db:
            db.execute("update app.member set is_active = false where id = %s", (team.members["anna"],))
        with pytest.raises(psycopg.errors.InvalidAuthorizationSpecification):
            push(anna, [one(a_note(team.leads["annas"]))])
        counts = [
            anna.execute(f"select count(*) from app.{table}".encode()).fetchone()
            for table in ("lead", "member", "playbook", "activity", "change_log", "server")
        ]

    assert counts == [(0,)] * 6


def test_two_people_who_hand_over_at_once_never_lock_each_other_out(shared_team: Team) -> None:
    """Locks are taken in one order: many pushes of both at the same leads end, and nobody is told of a deadlock."""
    leads = shared_team.pool[10:20]
    troubles: list[BaseException] = []

    def work(login: str, order: list[UUID]) -> None:
        try:
            for _ in range(3):
                shared_team.push(login, *(TagLeads(lead_ids=tuple(order), tag=login) for _ in range(3)))
        except BaseException as trouble:  # noqa: BLE001 - told to the test's thread
            troubles.append(trouble)

    people = [
        threading.Thread(target=work, args=("lena", list(leads))),
        threading.Thread(target=work, args=("boss", list(reversed(leads)))),
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()

    assert troubles == []
