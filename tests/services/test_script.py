"""What a run is worth and when a lead qualifies (spec section 8)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from app.models.runs import Answer, Run
from app.models.vocabulary import AnswerState, FollowUpWhy, Role
from app.services.follow_ups import SetFollowUp
from app.services.script import (
    ConfirmAnswer,
    DisqualifyLead,
    FinishRun,
    PauseRun,
    RecordAnswer,
    ResumeRun,
    StartRun,
)  # fmt: skip
from tests.builders import Desk, open_desk
from tests.handovers import choice_of
from tests.stories import (
    adopt,
    all_good,
    answered,
    asked,
    begun,
    core,
    counting,
    finished,
    limits_with,
    my_lead,
    questions_with,
    refusal,
    row,
    rows,
    stage,
    submission,
)  # fmt: skip

GOOD, WEAK, REFUSED = AnswerState.GOOD, AnswerState.WEAK, AnswerState.REFUSED


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A founded desk, the SDR's hat on."""
    with open_desk(tmp_path) as opened:
        yield opened


def _pct(desk: Desk, run_id: UUID) -> int:
    run = row(desk, Run, run_id)
    return int(100 * run.good_weight // run.total_weight)


def _why_not_hand_over(desk: Desk, lead_id: UUID, run_id: UUID) -> list[str]:
    return desk.workspace.why_not(submission(lead_id, run_id))


@pytest.mark.parametrize("good", range(11))
@pytest.mark.parametrize("others", [WEAK, REFUSED, None], ids=["weak", "refused", "not asked"])
def test_maturity_is_ten_percent_for_each_good_answer_of_ten(
    desk: Desk, good: int, others: AnswerState | None
) -> None:
    """0, 10 … 100 %, whatever the others are; qualified exactly from five, the core ones among them."""
    lead_id = my_lead(desk)
    keys = [*core(desk), *(key for key in counting(desk) if key not in core(desk))]
    states = dict.fromkeys(keys[:good], GOOD)
    states |= {} if others is None else dict.fromkeys(keys[good:], others)
    if not states:
        run_id = begun(desk, lead_id)
        assert refusal(desk, FinishRun(run_id=run_id, words="")).code == "nothing_asked"
        return
    run_id = asked(desk, lead_id, states)

    assert len(keys) == 10
    assert _pct(desk, run_id) == 10 * good
    assert (_why_not_hand_over(desk, lead_id, run_id) == []) == (good >= 5)
    assert stage(desk, lead_id) == ("market_validating" if good >= 5 else "market_not_passed")


@pytest.mark.parametrize("missing", range(3))
@pytest.mark.parametrize("instead", [WEAK, REFUSED, None], ids=["weak", "refused", "not asked"])
def test_nine_of_ten_do_not_qualify_without_every_core_question(
    desk: Desk, missing: int, instead: AnswerState | None
) -> None:
    """Core questions that cannot be answered clearly are not handed over [ltc]; the refusal names them."""
    lead_id, key = my_lead(desk), core(desk)[missing]
    states = all_good(desk, but={} if instead is None else {key: instead})
    if instead is None:
        del states[key]
    run_id = asked(desk, lead_id, states)
    refused = refusal(desk, submission(lead_id, run_id))

    assert _pct(desk, run_id) == 90
    assert refused.code == "core_missing"
    assert [str(one) for one in refused.place["items"]] == [key]
    assert all(one.zh and one.en for one in refused.place["items"])


def test_a_playbook_may_let_weak_pass(desk: Desk) -> None:
    """Weak core answers are enough then; refused ones never, and weak still does not count."""
    adopt(desk, limits=limits_with(weak_passes=1))
    weak, refused = my_lead(desk), my_lead(desk)
    key = core(desk)[0]
    weak_run = asked(desk, weak, all_good(desk, but={key: WEAK}))
    refused_run = asked(desk, refused, all_good(desk, but={key: REFUSED}))

    assert _pct(desk, weak_run) == 90
    assert _why_not_hand_over(desk, weak, weak_run) == []
    assert _why_not_hand_over(desk, refused, refused_run) == ["core_missing"]


def test_two_of_three_are_66_percent(desk: Desk) -> None:
    """Shown percentages are cut, never rounded up."""
    three = [question for question in questions_with() if question.follow_on_of is None][:3]
    adopt(desk, questions=tuple(three))
    lead_id = my_lead(desk)
    run_id = asked(desk, lead_id, dict.fromkeys(counting(desk)[:2], GOOD))

    assert _pct(desk, run_id) == 66


def test_the_threshold_is_reached_by_the_exact_share(desk: Desk) -> None:
    """67 % of three is not reached by two of them, 66 % is."""
    three = tuple(question for question in questions_with() if question.follow_on_of is None)[:3]
    for threshold, reached in ((66, True), (67, False)):
        adopt(desk, questions=three, limits=limits_with(threshold_pct=threshold))
        lead_id = my_lead(desk)
        asked(desk, lead_id, dict.fromkeys(counting(desk)[:2], GOOD))

        assert (stage(desk, lead_id) == "market_validating") == reached


def test_weights_count(desk: Desk) -> None:
    """A question of weight 3 and one of weight 1: three quarters."""
    two = [question for question in questions_with() if question.follow_on_of is None][:2]
    heavy = questions_with(**{two[0].key: {"weight": 3}})
    adopt(desk, questions=tuple(question for question in heavy if question.key in (two[0].key, two[1].key)))
    run_id = asked(desk, my_lead(desk), {two[0].key: GOOD, two[1].key: WEAK})

    assert _pct(desk, run_id) == 75


def test_follow_on_questions_never_count(desk: Desk) -> None:
    """Good answers to what was only opened besides change neither side of the share."""
    lead_id = my_lead(desk)
    run_id = begun(desk, lead_id)
    follow_ons = [question.key for question in questions_with() if question.follow_on_of is not None]
    answered(desk, run_id, dict.fromkeys([*counting(desk)[:5], *follow_ons], GOOD))
    finished(desk, run_id)

    assert follow_ons
    assert _pct(desk, run_id) == 50


def test_a_disqualifying_answer_stops_the_run_with_its_reason(desk: Desk) -> None:
    """Nothing more is asked; the reason is the choice's."""
    lead_id = my_lead(desk)
    run_id = begun(desk, lead_id)
    answered(desk, run_id, {"need": AnswerState.DISQUALIFYING})
    run = row(desk, Run, run_id)

    assert (run.state, run.stop_reason) == ("stopped", "no_fit")
    assert refusal(desk, PauseRun(run_id=run_id)).code == "run_closed"
    assert _why_not_hand_over(desk, lead_id, run_id)[0] == "run_not_finished"


def test_disqualifying_needs_a_prepared_answer(desk: Desk) -> None:
    """Only a choice carries the reason."""
    run_id = begun(desk, my_lead(desk))
    judged = RecordAnswer(run_id=run_id, question_key="need", state=AnswerState.DISQUALIFYING, words="no")

    assert refusal(desk, judged).code == "disqualify_by_choice"


def test_a_run_stopped_by_mistake_goes_on_and_does_not_qualify_by_itself(desk: Desk) -> None:
    """The answer that stopped it must be given anew: qualified means no disqualifying answer (playbook)."""
    lead_id = my_lead(desk)
    run_id = begun(desk, lead_id)
    answered(desk, run_id, {key: GOOD for key in counting(desk) if key != "vendors_met"})
    stops = choice_of(desk, "tool_in_use", AnswerState.DISQUALIFYING)
    key = "tool_in_use" if stops else "need"
    answered(desk, run_id, {key: AnswerState.DISQUALIFYING})
    desk.workspace.execute(ResumeRun(run_id=run_id))

    assert refusal(desk, FinishRun(run_id=run_id, words="")).code == "disqualifying_answer"
    answered(desk, run_id, {key: GOOD})
    finished(desk, run_id)
    assert _why_not_hand_over(desk, lead_id, run_id) == []


def test_the_choice_says_how_good_an_answer_is(desk: Desk) -> None:
    """What the SDR thinks of it besides is ignored; the words are kept."""
    run_id = begun(desk, my_lead(desk))
    choice = choice_of(desk, "budget", WEAK)
    desk.workspace.execute(
        RecordAnswer(run_id=run_id, question_key="budget", choice_key=choice, state=GOOD, words="约 30 万")
    )
    [answer] = rows(desk, Answer, Answer.run_id == run_id)

    assert (answer.state, answer.choice_key, answer.words) == ("weak", choice, "约 30 万")


def test_a_later_answer_replaces_the_earlier(desk: Desk) -> None:
    """One question, one answer in a run."""
    run_id = begun(desk, my_lead(desk))
    answered(desk, run_id, {"budget": WEAK})
    answered(desk, run_id, {"budget": GOOD}, words="now it is approved")

    [answer] = rows(desk, Answer, Answer.run_id == run_id)
    assert (answer.state, answer.words) == ("good", "now it is approved")


def test_a_run_pauses_and_goes_on_another_day(desk: Desk) -> None:
    """Nothing is asked while it rests, and what was answered stays."""
    run_id = begun(desk, my_lead(desk))
    answered(desk, run_id, {"budget": GOOD})
    desk.workspace.execute(PauseRun(run_id=run_id))
    record = RecordAnswer(run_id=run_id, question_key="need", state=GOOD, words="")

    assert refusal(desk, record).code == "run_closed"
    desk.clock.forward(days=3)
    desk.workspace.execute(ResumeRun(run_id=run_id))
    desk.workspace.execute(record)
    assert len(rows(desk, Answer, Answer.run_id == run_id)) == 2


def test_a_delta_call_carries_the_earlier_answers(desk: Desk) -> None:
    """The next run opens with what is known; what disqualified is asked again."""
    lead_id = my_lead(desk)
    first = asked(desk, lead_id, all_good(desk, but={"budget": WEAK}))
    second = begun(desk, lead_id)
    carried = {answer.question_key: answer for answer in rows(desk, Answer, Answer.run_id == second)}

    assert row(desk, Run, second).previous_id == first
    assert set(carried) == set(counting(desk))
    assert carried["budget"].state == "weak"
    assert all(answer.is_carried for answer in carried.values())


@pytest.mark.parametrize(("days", "counts"), [(29, True), (30, False), (31, False)])
def test_carried_answers_count_while_younger_than_30_days(desk: Desk, days: int, *, counts: bool) -> None:
    """Older than that they count once the contact has confirmed them."""
    lead_id = my_lead(desk)
    asked(desk, lead_id, all_good(desk, but={"budget": WEAK}))
    desk.clock.forward(days=days)
    second = begun(desk, lead_id)
    answered(desk, second, {"budget": GOOD})
    finished(desk, second)

    assert _pct(desk, second) == (100 if counts else 10)
    assert (_why_not_hand_over(desk, lead_id, second) == []) == counts


def test_a_confirmed_answer_counts_however_old(desk: Desk) -> None:
    """The contact said it again, or said that it still holds."""
    lead_id = my_lead(desk)
    asked(desk, lead_id, all_good(desk))
    desk.clock.forward(days=90)
    second = begun(desk, lead_id)
    for key in counting(desk)[:6]:
        desk.workspace.execute(ConfirmAnswer(run_id=second, question_key=key))
    finished(desk, second)

    assert _pct(desk, second) == 60


def test_answers_that_grow_old_after_the_run_no_longer_qualify(desk: Desk) -> None:
    """A run ended with carried answers of 29 days is handed over that day, or asked again later."""
    lead_id = my_lead(desk)
    asked(desk, lead_id, all_good(desk))
    desk.clock.forward(days=29)
    second = begun(desk, lead_id)
    answered(desk, second, {"budget": GOOD})
    finished(desk, second)
    assert _why_not_hand_over(desk, lead_id, second) == []

    desk.clock.forward(days=5)
    assert _why_not_hand_over(desk, lead_id, second) == ["not_mature", "core_missing"]


def test_only_a_carried_answer_can_be_confirmed(desk: Desk) -> None:
    """What was asked now needs no confirmation."""
    run_id = begun(desk, my_lead(desk))
    answered(desk, run_id, {"budget": GOOD})

    assert refusal(desk, ConfirmAnswer(run_id=run_id, question_key="budget")).code == "nothing_carried"
    assert refusal(desk, ConfirmAnswer(run_id=run_id, question_key="need")).code == "nothing_carried"


def test_the_latest_finished_run_counts(desk: Desk) -> None:
    """An earlier, better one cannot be handed over any more."""
    lead_id = my_lead(desk)
    good = asked(desk, lead_id, all_good(desk))
    desk.clock.tick()
    worse = asked(desk, lead_id, {"budget": WEAK})

    assert _why_not_hand_over(desk, lead_id, good) == ["run_overtaken"]
    assert _why_not_hand_over(desk, lead_id, worse) == []


def test_a_run_stays_with_the_script_it_was_asked_with(desk: Desk) -> None:
    """A playbook adopted while somebody is on the phone changes the next run, not this one."""
    lead_id = my_lead(desk)
    run_id = begun(desk, lead_id)
    keys = counting(desk)
    three = tuple(question for question in questions_with() if question.follow_on_of is None)[:3]
    adopt(desk, questions=three)
    answered(desk, run_id, dict.fromkeys(keys, GOOD))
    finished(desk, run_id)

    assert row(desk, Run, run_id).total_weight == 10
    assert len(counting(desk)) == 3


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ({"question_key": "no_such_question", "state": GOOD}, "unknown_question"),
        ({"question_key": "need", "choice_key": "no_such_choice"}, "unknown_choice"),
        ({"question_key": "need"}, "judgement_missing"),
        ({"question_key": "need", "state": AnswerState.NOT_ASKED}, "judgement_missing"),
    ],
)
def test_an_answer_must_fit_the_script(desk: Desk, args: dict[str, object], code: str) -> None:
    """A question of it, a prepared answer of that question, or a judgement."""
    run_id = begun(desk, my_lead(desk))

    assert refusal(desk, RecordAnswer(run_id=run_id, words="", **args)).code == code  # type: ignore[arg-type]


def test_only_one_run_at_a_time(desk: Desk) -> None:
    """A lead is asked by one script at a time, paused or not."""
    lead_id = my_lead(desk)
    run_id = begun(desk, lead_id)
    desk.workspace.execute(PauseRun(run_id=run_id))
    from uuid import uuid4  # noqa: PLC0415

    assert refusal(desk, StartRun(run_id=uuid4(), lead_id=lead_id)).code == "run_open"


def test_only_its_sdr_or_a_team_lead_asks(desk: Desk) -> None:
    """Somebody else's lead is not asked."""
    lead_id = my_lead(desk)
    run_id = begun(desk, lead_id)
    record = RecordAnswer(run_id=run_id, question_key="need", state=GOOD, words="")

    assert refusal(desk, record, role=Role.MARKETING).code == "not_yours"
    desk.workspace.execute(record, as_member=desk.members[Role.TEAM_LEAD])


def test_disqualifying_a_lead_needs_a_reason_of_that_kind(desk: Desk) -> None:
    """It goes to nurture with the reason, and nothing is promised any more."""
    lead_id = my_lead(desk)
    desk.workspace.execute(
        SetFollowUp(lead_id=lead_id, due_at=desk.clock() + 1, why=FollowUpWhy.NEXT_STEP, words="")
    )
    wrong = DisqualifyLead(lead_id=lead_id, reason="lost_price", words="")

    assert refusal(desk, wrong).code == "unknown_reason"
    desk.workspace.execute(DisqualifyLead(lead_id=lead_id, reason="too_small", words="Three people."))
    assert stage(desk, lead_id) == "market_not_passed"
