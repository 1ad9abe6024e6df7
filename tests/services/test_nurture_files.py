"""What there is to send, segments written for other tools, and what those tools say came of it (spec section 14)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import load_workbook

from app.clock import DAY, from_micros
from app.models.activity import Activity
from app.models.do_not_contact import DoNotContact
from app.models.scores import Behaviour
from app.models.vocabulary import BarReason, BehaviourKind, ContentKind, Role
from app.services.do_not_contact import ForbidContact
from app.services.do_not_contact_keys import bars_of_person
from app.services.nurture_answers import AnswerKind
from app.services.nurture_content import ContentLanguage
from app.services.nurture_intake import bring_home
from app.services.nurture_library import message, offer_for
from app.services.nurture_segment import Segment, Tool, note_sent, segment, write_segment
from app.services.nurture_standing import NurtureWhere, Part
from tests.builders import Desk, open_desk
from tests.services.test_nurture import a_case, nurtured, standing
from tests.stories import rows, stage


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk of its own."""
    with open_desk(tmp_path) as opened:
        yield opened


def shelve(desk: Desk, **changes: object) -> UUID:
    command = a_case(**changes)
    desk.workspace.execute(command, as_member=desk.members[Role.MARKETING])
    desk.clock.tick()
    return command.content_id


def offered(desk: Desk, lead_id: UUID) -> list[UUID]:
    question = offer_for(standing(desk, lead_id), desk.members[Role.SDR])
    return [one.content_id for one in desk.workspace.read(question).fitting]


def found(desk: Desk, tool: Tool, part: Part = Part.DUE) -> Segment:
    member_id, until = desk.workspace.member_id, desk.clock() + DAY
    return desk.workspace.read(lambda db: segment(db, member_id, until, NurtureWhere(part), tool))


def test_what_a_step_asks_for_and_what_is_made_for_such_leads_comes_first(desk: Desk) -> None:
    """Nothing for another persona, industry or reason is offered; what was sent already comes last."""
    lead_id = nurtured(desk, title="CTO", industry="制造", contact_name="王伟")
    video = shelve(desk, content_kind=ContentKind.VIDEO)
    plain = shelve(desk)
    chinese = shelve(desk, language=ContentLanguage.ZH)
    own = shelve(desk, persona="decision_maker", industry="制造", reasons=("wrong_contact",))
    for other in ({"persona": "technical"}, {"industry": "金融"}, {"reasons": ("no_fit",)}):
        shelve(desk, **other)

    assert offered(desk, lead_id) == [own, chinese, plain, video]
    assert note_sent(desk.workspace, found(desk, Tool.LIST, Part.AHEAD)) == (1, 0)
    desk.clock.tick()
    assert offered(desk, lead_id)[-1] == own


def test_a_message_is_addressed_and_signed(desk: Desk) -> None:
    lead_id = nurtured(desk, contact_name="Ada", company="Engines")
    shelve(desk, words="Dear {name}, for {company}. {me} {else}", link="https://decile.example/a")
    offer = desk.workspace.read(offer_for(standing(desk, lead_id), desk.members[Role.SDR]))

    said = message(offer.fitting[0], offer.lead, offer.me)
    assert said == f"Dear Ada, for Engines. {offer.me} {{else}}\n\nhttps://decile.example/a"
    assert message(None, offer.lead, offer.me) == ""


@pytest.mark.parametrize("name", ["segment.csv", "segment.xlsx"])
def test_a_segment_is_written_for_a_mail_tool_and_noted_once(desk: Desk, tmp_path: Path, name: str) -> None:
    """Who has no address, whose address came back and who is on the list is not in the file."""
    reached = nurtured(desk, email="ada@engines.example")
    nurtured(desk, email=None)
    barred = nurtured(desk, email="bob@engines.example")
    bars = desk.workspace.read(lambda db: bars_of_person(db, barred))
    desk.workspace.execute(ForbidContact(entries=bars, reason=BarReason.ASKED, asked_by=""))
    content_id = shelve(desk)
    desk.clock.forward(days=8)
    given = found(desk, Tool.MAIL)

    assert (len(given.leads), given.left_out) == (1, 1)
    path = tmp_path / name
    assert write_segment(path, given) == 1
    row = read(path)[0]
    assert (row["lead_id"], row["email"]) == (str(reached), "ada@engines.example")
    assert (row["track"], row["step"], row["content_id"]) == ("everybody", "case", str(content_id))
    assert note_sent(desk.workspace, given) == (1, 0)
    assert note_sent(desk.workspace, given) == (0, 1)
    assert [one.is_connected for one in rows(desk, Activity, Activity.kind == "message")] == [False]


def test_answers_come_home_once(desk: Desk, tmp_path: Path) -> None:
    """By lead or by address, in either language; a second look at the same file changes nothing."""
    by_id, by_mail = nurtured(desk, email="ada@engines.example"), nurtured(desk, email="Bob@Engines.example")
    away = nurtured(desk, email="carl@engines.example")
    when = from_micros(desk.clock()).strftime("%Y-%m-%d %H:%M")
    path = written(tmp_path, ["线索编号", "邮箱", "事件", "时间", "内容"], [
        [str(by_id), "", "打开", when, "case"], ["", "bob@engines.example", "Clicked", "2024-01-02 10:00", "/a"],
        [str(by_id), "", "replied", "", "Call me"], ["", "carl@engines.example", "退信", "", ""],
        ["", "bob@engines.example", "unsubscribed", "", ""], ["", "who@else.example", "opened", "", ""],
        [str(by_id), "", "danced", "", ""], [str(by_id), "", "opened", "soon", ""],
        [str(by_id), "", "打开", when, "case"],
    ])  # fmt: skip
    desk.wear(Role.MARKETING)
    home = bring_home(desk.workspace, path)

    assert home.recorded == dict.fromkeys(AnswerKind, 1)
    assert (home.known, home.strangers, home.unread, home.back) == (1, 1, 2, 1)
    assert stage(desk, by_id) == "market_validating"
    kinds = {one.lead_id: one.kind for one in rows(desk, Behaviour)}
    assert kinds == {
        by_id: BehaviourKind.MAIL_OPENED, by_mail: BehaviourKind.MAIL_CLICKED, away: BehaviourKind.MAIL_BOUNCED
    }  # fmt: skip
    assert [(one.kind, one.key, one.lead_id) for one in rows(desk, DoNotContact)] == [
        ("email", "bob@engines.example", by_mail)
    ]
    assert standing(desk, away).is_bounced
    assert found(desk, Tool.MAIL, Part.AHEAD).leads == ()
    again = bring_home(desk.workspace, path)
    assert (again.total, again.known, again.back) == (0, 6, 0)


def test_a_file_that_says_not_who_or_what_is_told(desk: Desk, tmp_path: Path) -> None:
    home = bring_home(desk.workspace, written(tmp_path, ["name", "colour"], [["Ada", "blue"]]))

    assert (home.total, home.missing) == (0, ("email", "event"))


def read(path: Path) -> list[dict[str, str]]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    sheet = load_workbook(path).active
    assert sheet is not None
    head, *cells = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, head), map(str, row), strict=True)) for row in cells]


def written(folder: Path, heads: list[str], cells: list[list[str]]) -> Path:
    path = folder / "answers.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heads, *cells])
    return path
