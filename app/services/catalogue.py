"""Every command by its name on the wire."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

import msgspec

from app.errors import BadArgument
from app.services import (
    calibration,
    call_lists,
    calls,
    do_not_contact,
    follow_ups,
    handing_on,
    handover,
    help_requests,
    holding,
    lead_facts,
    merging,
    nurture,
    nurture_content,
    pairs,
    passing_on,
    people,
    pipeline,
    poc,
    pool,
    pool_upkeep,
    recordings,
    reminder_marks,
    resubmission,
    review,
    rivals,
    sales_record,
    scoring,
    script,
    spend,
    tagging,
    undoing,
)
from app.services.asking_lead import AskTeamLead
from app.services.calendar_rows import DefineCalendar, DropCalendar
from app.services.desk_report import ReportDesk
from app.services.erasing import ErasePerson
from app.services.follow_up_moves import HandOnFollowUps, PutFollowUpsBack, PutOffFollowUps
from app.services.importing.batches import CloseImport, OpenImport, UndoImport
from app.services.importing.chunk import CarryRows
from app.services.kernel.command import Command, all_guards
from app.services.kernel.wire import decode
from app.services.playbook_adoption import AdoptPlaybook
from app.services.playbook_signing import ProposePlaybook, SignPlaybook, WithdrawPlaybook

COMMANDS: tuple[type[Command], ...] = (
    AdoptPlaybook,
    ProposePlaybook,
    SignPlaybook,
    WithdrawPlaybook,
    DefineCalendar,
    DropCalendar,
    people.AddMember,
    people.ChangeMember,
    people.SetMemberCalendar,
    people.SetTeam,
    ReportDesk,
    people.SetAbsence,
    people.EndAbsence,
    handing_on.HandOnLeads,
    OpenImport,
    CarryRows,
    CloseImport,
    UndoImport,
    merging.MergeLeads,
    merging.UndoMerge,
    pairs.SuspectPairs,
    pairs.KeepApart,
    pairs.ReconsiderPair,
    scoring.RecordBehaviour,
    scoring.RescoreLeads,
    lead_facts.CorrectLead,
    lead_facts.AddContactPoint,
    tagging.TagLeads,
    tagging.UntagLeads,
    call_lists.SaveCallList,
    call_lists.DropCallList,
    call_lists.PickLeads,
    call_lists.UnpickLeads,
    undoing.UndoMove,
    undoing.UndoAssignment,
    undoing.CorrectOutcome,
    holding.ClaimLeads,
    holding.AssignLeads,
    pool.GiveBackLeads,
    pool.MoveToPool,
    pool.RecallLead,
    pool.ExtendRecall,
    pool_upkeep.CreatePool,
    pool_upkeep.ChangePool,
    pool_upkeep.ClosePool,
    pool_upkeep.GrantPool,
    pool_upkeep.RevokePool,
    follow_ups.SetFollowUp,
    follow_ups.MoveFollowUp,
    follow_ups.FinishFollowUp,
    follow_ups.ReopenFollowUp,
    PutOffFollowUps,
    PutFollowUpsBack,
    HandOnFollowUps,
    reminder_marks.SnoozeReminder,
    reminder_marks.SettleReminder,
    calls.StartCall,
    calls.EndCall,
    calls.LogContact,
    do_not_contact.ForbidContact,
    do_not_contact.AllowContact,
    ErasePerson,
    script.StartRun,
    script.RecordAnswer,
    script.ConfirmAnswer,
    script.PauseRun,
    script.ResumeRun,
    script.FinishRun,
    script.DisqualifyLead,
    handover.SubmitHandover,
    handover.ChooseRep,
    handover.AcceptHandover,
    handover.ReturnHandover,
    handover.AnswerReturn,
    handover.RefuseHandover,
    sales_record.RecordSalesContact,
    recordings.AttachRecording,
    calibration.ScoreCall,
    resubmission.OverrideGuard,
    review.JudgeRefusalRight,
    review.JudgeHandoverRight,
    review.JudgeUnclear,
    pipeline.MoveStage,
    pipeline.RecordChecks,
    pipeline.SetSubState,
    pipeline.SetOpportunity,
    rivals.SetRivals,
    poc.StartPoc,
    poc.EndPoc,
    help_requests.AskHelp,
    help_requests.AnswerHelp,
    AskTeamLead,
    help_requests.SettleHelp,
    passing_on.PassOn,
    passing_on.AcceptPassing,
    passing_on.ReturnPassing,
    passing_on.AnswerPassing,
    passing_on.RefusePassing,
    pipeline.LoseLead,
    pipeline.ReviveLead,
    pipeline.BringBack,
    nurture.SendTouch,
    nurture.SkipTouch,
    nurture.ChooseTrack,
    nurture.RecordReply,
    nurture.ReturnFromNurture,
    nurture_content.SaveContent,
    nurture_content.RetireContent,
    spend.RecordSpend,
    spend.DropSpend,
    spend.SetRate,
)

BY_KIND: Mapping[str, type[Command]] = {cls.kind: cls for cls in COMMANDS}


def command_of(kind: str, args: bytes | str) -> Command:
    """Return the command that a kind and its JSON arguments spell.

    Raises:
        BadArgument: no such kind (the nearest known one is named), or arguments that do not fit.
    """
    cls = BY_KIND.get(kind)
    if cls is None:
        near = get_close_matches(kind, BY_KIND, n=1, cutoff=0.0)
        raise BadArgument(kind, at=f"no command is called {kind!r}; the nearest is {near[0]!r}")
    return decode(cls, args, kind=kind)


def described() -> list[dict[str, Any]]:
    """Return every command with what it does, its arguments as JSON Schema, who may give it and why it is refused."""
    return [
        {
            "kind": cls.kind,
            "does": (cls.__doc__ or "").strip().split("\n\n")[0],
            "fact": cls.is_fact,
            "roles": sorted(cls.roles),
            "refusals": list(dict.fromkeys(["bad_argument", *(guard.code for guard in all_guards(cls))])),
            "arguments": msgspec.json.schema(cls),
        }
        for cls in COMMANDS
    ]
