"""Every reason code and its sentence: one table, by code.

A sentence says what stands against it and what to do. Sources are English; ``{places}`` are filled
from the refusal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

SENTENCES: Mapping[str, Callable[[], str]] = {
    "agreed_with_them": lambda: QCoreApplication.translate(
        "Refusals", "One of these times was agreed with the contact. Move that one by itself, once they know."
    ),
    "away_then": lambda: QCoreApplication.translate(
        "Refusals",
        "That person is on leave when one of these follow-ups is due. Choose somebody who is there.",
    ),
    "already_away": lambda: QCoreApplication.translate(
        "Refusals", "There is an absence in that time already. End it first, or choose other days."
    ),
    "already_back": lambda: QCoreApplication.translate("Refusals", "This absence is over already."),
    "already_decided": lambda: QCoreApplication.translate(
        "Refusals", "This hand-over is already decided by {items}."
    ),
    "already_handed_over": lambda: QCoreApplication.translate(
        "Refusals", "This lead is handed over already and waits for a decision."
    ),
    "already_owned": lambda: QCoreApplication.translate(
        "Refusals", "One of these leads has an owner already. Nothing was claimed."
    ),
    "already_settled": lambda: QCoreApplication.translate("Refusals", "This follow-up is settled already."),
    "already_theirs": lambda: QCoreApplication.translate("Refusals", "They have it already."),
    "already_undone": lambda: QCoreApplication.translate("Refusals", "This import is undone already."),
    "already_reviewed": lambda: QCoreApplication.translate(
        "Refusals", "{items} has judged this case already. A verdict is final."
    ),
    "another_sort_of_list": lambda: QCoreApplication.translate(
        "Refusals",
        "This list is kept another way: leads picked by hand, or a filter. Save it under another name.",
    ),
    "answer_not_renewed": lambda: QCoreApplication.translate(
        "Refusals",
        "Sales refused this lead. Ask again what they doubted, or have it confirmed, while you speak with the contact.",
    ),
    "apart_already": lambda: QCoreApplication.translate(
        "Refusals", "Somebody found already that these two are not the same."
    ),
    "attached_already": lambda: QCoreApplication.translate(
        "Refusals", "This recording is attached to the call already."
    ),
    "bad_argument": lambda: QCoreApplication.translate(
        "Refusals", "A value was missing or not of the kind expected ({at})."
    ),
    "barred_already": lambda: QCoreApplication.translate(
        "Refusals", "All of this is on the do-not-contact list already."
    ),
    "batch_closed": lambda: QCoreApplication.translate(
        "Refusals", "This import is closed already. Start a new one."
    ),
    "being_called": lambda: QCoreApplication.translate(
        "Refusals", "Somebody is on the phone with them. Erase when the call has ended."
    ),
    "calendar_of_team": lambda: QCoreApplication.translate(
        "Refusals", "The team's own calendar stays; change it in the playbook."
    ),
    "call_ended": lambda: QCoreApplication.translate("Refusals", "This call has ended already."),
    "call_unfinished": lambda: QCoreApplication.translate(
        "Refusals",
        "A call with this lead is still running. End it first, so that the card shows how it ended.",
    ),
    "call_running": lambda: QCoreApplication.translate(
        "Refusals", "You are on a call already. End it first."
    ),
    "called_back_already": lambda: QCoreApplication.translate(
        "Refusals", "The SDR was asked to call back already. Now say who is right."
    ),
    "calls_are_started": lambda: QCoreApplication.translate(
        "Refusals",
        "Calls are started and ended, not noted afterwards. Log a message, a visit, a reply or a note here.",
    ),
    "claim_first": lambda: QCoreApplication.translate(
        "Refusals", "One of the two lies in a pool. Claim it first, or ask your team lead to merge them."
    ),
    "counted_wrongly": lambda: QCoreApplication.translate(
        "Refusals", "The calendar's days or hours are not counted in their order. Nothing was written."
    ),
    "days_crossed": lambda: QCoreApplication.translate("Refusals", "The last day lies before the first one."),
    "too_long": lambda: QCoreApplication.translate(
        "Refusals", "That is more than ten years. Record what was spent in shorter spans."
    ),
    "unknown_spend": lambda: QCoreApplication.translate(
        "Refusals", "This amount is taken back already, or was never recorded."
    ),
    "same_currency": lambda: QCoreApplication.translate(
        "Refusals", "A currency is worth itself. Choose two different ones."
    ),
    "already_passed_on": lambda: QCoreApplication.translate(
        "Refusals", "This deal is passed on already; it waits for the other rep's decision."
    ),
    "cannot_help": lambda: QCoreApplication.translate(
        "Refusals", "Ask the lead's SDR, a team lead or marketing; after others keep yourself."
    ),
    "days_reversed": lambda: QCoreApplication.translate("Refusals", "The last day comes before the first."),
    "help_settled": lambda: QCoreApplication.translate(
        "Refusals", "This request is answered or settled already."
    ),
    "poc_ended": lambda: QCoreApplication.translate("Refusals", "This proof of concept has ended already."),
    "poc_running": lambda: QCoreApplication.translate(
        "Refusals", "A proof of concept is running already. Note first how it ended."
    ),
    "unknown_help": lambda: QCoreApplication.translate("Refusals", "There is no such request for help."),
    "unknown_passing": lambda: QCoreApplication.translate("Refusals", "There is no such deal passed on."),
    "unknown_poc": lambda: QCoreApplication.translate("Refusals", "There is no such proof of concept."),
    "companies_differ": lambda: QCoreApplication.translate(
        "Refusals",
        "The two records name different companies. Look at both, then merge them anyway if they are one.",
    ),
    "core_missing": lambda: QCoreApplication.translate(
        "Refusals", "Core questions without a good answer: {items}."
    ),
    "day_out_of_order": lambda: QCoreApplication.translate(
        "Refusals", "A working day begins before midnight or ends before it begins."
    ),
    "disqualifying_answer": lambda: QCoreApplication.translate(
        "Refusals",
        "An answer still disqualifies the lead. Ask that question again, or leave the run stopped.",
    ),
    "disqualify_by_choice": lambda: QCoreApplication.translate(
        "Refusals", "Disqualifying needs a prepared answer, because it carries the reason."
    ),
    "do_not_contact": lambda: QCoreApplication.translate(
        "Refusals",
        "They are on the do-not-contact list: nobody calls or writes to them. A team lead can take them off.",
    ),
    "empty_row": lambda: QCoreApplication.translate(
        "Refusals",
        "A row has neither company, contact, phone, e-mail nor id. Nothing of this chunk was written.",
    ),
    "ends_before_it_begins": lambda: QCoreApplication.translate(
        "Refusals", "It would end before it begins. Check both times."
    ),
    "cooling_off": lambda: QCoreApplication.translate(
        "Refusals", "You held one of these leads a short while ago; it is yours to claim again from {items}."
    ),
    "claims_a_day": lambda: QCoreApplication.translate(
        "Refusals",
        "That is more than you may claim today: {items} left. Select fewer; tomorrow there are more.",
    ),
    "heard_twice": lambda: QCoreApplication.translate("Refusals", "A question was judged twice."),
    "held_at_once": lambda: QCoreApplication.translate(
        "Refusals",
        "That is more than one person may hold: room for {items}. Give some back, or select fewer.",
    ),
    "no_recording": lambda: QCoreApplication.translate("Refusals", "This call has no recording to judge by."),
    "no_right_to_claim": lambda: QCoreApplication.translate(
        "Refusals", "One of these leads lies in a pool you may not claim from. An administrator can let you."
    ),
    "no_right_to_assign": lambda: QCoreApplication.translate(
        "Refusals",
        "Leads are given away by the team lead, and out of a pool by who administers it, never to themselves.",
    ),
    "no_right_to_move": lambda: QCoreApplication.translate(
        "Refusals", "You may not move leads out of this pool. An administrator can let you."
    ),
    "in_that_pool": lambda: QCoreApplication.translate("Refusals", "They lie in that pool already."),
    "not_held": lambda: QCoreApplication.translate(
        "Refusals", "Nobody holds this lead: it lies in the pool."
    ),
    "nothing_brings_it_back": lambda: QCoreApplication.translate(
        "Refusals",
        "Nothing brings it back yet: no answer, no request, too low a score, and no day that has come.",
    ),
    "nurture_stopped": lambda: QCoreApplication.translate(
        "Refusals", "Nothing is sent to this lead for now. Choose a track first."
    ),
    "touched_already": lambda: QCoreApplication.translate(
        "Refusals", "This step was sent or left out already. The next one counts."
    ),
    "unknown_step": lambda: QCoreApplication.translate(
        "Refusals", "The playbook has no such step any more. Look at what is proposed now."
    ),
    "unknown_track": lambda: QCoreApplication.translate(
        "Refusals", "The playbook has no such track. Choose one of its list."
    ),
    "unknown_content": lambda: QCoreApplication.translate(
        "Refusals", "This is not in the library any more. Choose something else to send."
    ),
    "content_retired": lambda: QCoreApplication.translate(
        "Refusals", "This was taken out of the library. Add it anew instead."
    ),
    "nothing_to_send": lambda: QCoreApplication.translate(
        "Refusals", "There is neither a link nor a text. Give at least one of them."
    ),
    "unknown_persona": lambda: QCoreApplication.translate(
        "Refusals", "The playbook has no such persona. Choose one of its list."
    ),
    "not_due": lambda: QCoreApplication.translate(
        "Refusals", "Its owner still has time, so it does not go back to the pool."
    ),
    "no_clock": lambda: QCoreApplication.translate(
        "Refusals", "This lead does not go back by itself at the moment, so there is nothing to extend."
    ),
    "past_recall": lambda: QCoreApplication.translate(
        "Refusals", "The time for this lead is over; it is on its way back to the pool."
    ),
    "extended_already": lambda: QCoreApplication.translate(
        "Refusals", "More time was given already. Call them, and the time begins anew."
    ),
    "unknown_pool": lambda: QCoreApplication.translate("Refusals", "This pool is closed or never was."),
    "one_team_pool": lambda: QCoreApplication.translate(
        "Refusals", "The team's own pool stays open to everybody, and there is only one."
    ),
    "channel_taken": lambda: QCoreApplication.translate(
        "Refusals", "New leads of one of these channels land in another pool already."
    ),
    "no_such_right": lambda: QCoreApplication.translate("Refusals", "They have no right in this pool."),
    "nothing_left": lambda: QCoreApplication.translate(
        "Refusals", "A lead keeps at least a company, a contact, a phone, an e-mail or an id of its source."
    ),
    "nothing_changed": lambda: QCoreApplication.translate(
        "Refusals", "It says that already. Nothing was changed."
    ),
    "in_the_future": lambda: QCoreApplication.translate(
        "Refusals", "That time has not come yet. Check the date, or this computer's clock."
    ),
    "erased_in_part": lambda: QCoreApplication.translate(
        "Refusals",
        "Other records became part of this one. Erase them together, or undoing would bring the person back.",
    ),
    "exists_already": lambda: QCoreApplication.translate("Refusals", "This was recorded already."),
    "fields_missing": lambda: QCoreApplication.translate(
        "Refusals", "These fields are required first: {items}."
    ),
    "file_not_written": lambda: QCoreApplication.translate(
        "Refusals", "{path} could not be written: {why}. Choose another folder, or make room."
    ),
    "goes_further": lambda: QCoreApplication.translate(
        "Refusals", "The other record is further along. Keep that one and merge this one into it."
    ),
    "grades_crossed": lambda: QCoreApplication.translate(
        "Refusals", "The lowest grade is above the highest."
    ),
    "handed_over_now": lambda: QCoreApplication.translate(
        "Refusals",
        "The record that would vanish waits for a decision of sales. Keep that one, or wait until it is decided.",
    ),
    "handed_over_since": lambda: QCoreApplication.translate(
        "Refusals", "This lead was handed over again since, so this case is closed."
    ),
    "ids_differ": lambda: QCoreApplication.translate(
        "Refusals",
        "The two records carry different ids of the same source. Look at both, then merge them anyway if they are one.",
    ),
    "in_review": lambda: QCoreApplication.translate(
        "Refusals", "The record that would vanish was refused and waits for its review. Judge it first."
    ),
    "in_the_past": lambda: QCoreApplication.translate("Refusals", "That time is past. Choose one ahead."),
    "judgement_missing": lambda: QCoreApplication.translate(
        "Refusals", "Say how good the answer is: good, weak or refused."
    ),
    "kept_apart": lambda: QCoreApplication.translate(
        "Refusals",
        "Somebody found that these two are not the same. Merge them anyway only if you know better.",
    ),
    "lifted_already": lambda: QCoreApplication.translate("Refusals", "This entry is off the list already."),
    "listed_twice": lambda: QCoreApplication.translate(
        "Refusals", "Something is listed twice. Nothing was written."
    ),
    "login_taken": lambda: QCoreApplication.translate("Refusals", "This login is taken. Choose another."),
    "merge_undone": lambda: QCoreApplication.translate("Refusals", "This merge is undone already."),
    "merged_since": lambda: QCoreApplication.translate(
        "Refusals", "The lead was merged again since. Undo the later merge first."
    ),
    "moved_since": lambda: QCoreApplication.translate(
        "Refusals",
        "The lead moved on since, or was merged, or the playbook has no such stage any more. It stays.",
    ),
    "name_missing": lambda: QCoreApplication.translate("Refusals", "It needs a name. Type one."),
    "needs_signatures": lambda: QCoreApplication.translate(
        "Refusals",
        "Script, threshold or reasons would change: a team lead and a sales lead sign that. Propose it instead.",
    ),
    "next_step_missing": lambda: QCoreApplication.translate(
        "Refusals",
        "Say what happens next: a follow-up, a hand-over or a closing reason. No lead is left without one.",
    ),
    "no_contact_since": lambda: QCoreApplication.translate(
        "Refusals", "Sales refused this lead and nobody has spoken with the contact since. Call first."
    ),
    "no_other_rep": lambda: QCoreApplication.translate(
        "Refusals",
        "Every rep there is has refused this lead. A team lead may lift that with a written reason.",
    ),
    "no_questions": lambda: QCoreApplication.translate("Refusals", "A playbook needs at least one question."),
    "no_way_to_reach": lambda: QCoreApplication.translate(
        "Refusals", "There is neither phone nor e-mail, so nobody can be called. Add one first."
    ),
    "nobody_to_take_it": lambda: QCoreApplication.translate(
        "Refusals",
        "No rep can take this lead now: all are absent, full or outside its grade."
        " Ask your team lead to choose, or see People.",
    ),
    "not_a_rep": lambda: QCoreApplication.translate("Refusals", "That member is not an active sales rep."),
    "not_allowed": lambda: QCoreApplication.translate(
        "Refusals",
        "The hat you wear does not allow this. Switch to a role that may do it, or ask your team lead.",
    ),
    "needs_a_person": lambda: QCoreApplication.translate(
        "Refusals",
        "Sales waits for an answer to some of these leads, or works on them: they need a person. Choose who takes them.",
    ),
    "not_done": lambda: QCoreApplication.translate("Refusals", "This follow-up is not noted as done."),
    "not_the_owners": lambda: QCoreApplication.translate(
        "Refusals", "One of these follow-ups is not its lead's SDR's. Only theirs are handed on."
    ),
    "not_working_then": lambda: QCoreApplication.translate(
        "Refusals", "One of these times lies outside your working hours, or in your leave. Plan them anew."
    ),
    "promised_since": lambda: QCoreApplication.translate(
        "Refusals", "Another follow-up was set since. It stays, and this one stays done."
    ),
    "put_off_since": lambda: QCoreApplication.translate(
        "Refusals", "One of these follow-ups was moved since. Nothing was written; look at the plan anew."
    ),
    "worked_on_since": lambda: QCoreApplication.translate(
        "Refusals", "The lead was contacted or moved on since. The follow-up stays done."
    ),
    "not_an_sdr": lambda: QCoreApplication.translate("Refusals", "That member is not an active SDR."),
    "not_apart": lambda: QCoreApplication.translate("Refusals", "Nobody found these two to be different."),
    "not_by_hand": lambda: QCoreApplication.translate(
        "Refusals", "This move followed from a hand-over, the script or a review. Take that back instead."
    ),
    "not_mature": lambda: QCoreApplication.translate("Refusals", "The maturity is below the threshold."),
    "not_on_the_card": lambda: QCoreApplication.translate("Refusals", "A marked answer is not on the card."),
    "not_oneself": lambda: QCoreApplication.translate(
        "Refusals", "You cannot retire your own member: somebody must be left to keep the team."
    ),
    "not_open": lambda: QCoreApplication.translate(
        "Refusals", "This hand-over does not wait for a decision now."
    ),
    "not_refused": lambda: QCoreApplication.translate(
        "Refusals", "Sales did not refuse this hand-over, so there is nothing to review."
    ),
    "not_returned": lambda: QCoreApplication.translate(
        "Refusals", "The rep has not asked a question on this hand-over."
    ),
    "not_yours": lambda: QCoreApplication.translate(
        "Refusals", "This is somebody else's. Ask its owner or your team lead."
    ),
    "not_yours_to_agree": lambda: QCoreApplication.translate(
        "Refusals",
        "Team leads edit the playbook and sales leads sign it; an administrator brings the first one only.",
    ),
    "note_is_no_contact": lambda: QCoreApplication.translate(
        "Refusals", "A note reaches nobody, so it cannot count as contact."
    ),
    "nothing_asked": lambda: QCoreApplication.translate(
        "Refusals", "Nothing was asked yet. Pause the script, or answer at least one question."
    ),
    "nothing_carried": lambda: QCoreApplication.translate(
        "Refusals", "There is no earlier answer to confirm here."
    ),
    "nothing_heard": lambda: QCoreApplication.translate("Refusals", "Judge at least one question."),
    "nothing_left_to_undo": lambda: QCoreApplication.translate(
        "Refusals", "Every one of these leads was contacted or given away since. They stay where they are."
    ),
    "on_a_card": lambda: QCoreApplication.translate(
        "Refusals", "The lead was handed over since, and its card shows how this call ended. It stays."
    ),
    "only_scoring_yours": lambda: QCoreApplication.translate(
        "Refusals",
        "Marketing changes score rules, grades and the numbers of scoring; ask a team lead for the rest.",
    ),
    "overridden_already": lambda: QCoreApplication.translate(
        "Refusals", "The waiting time of this lead is lifted already."
    ),
    "playbook_changed": lambda: QCoreApplication.translate(
        "Refusals",
        "Another playbook came into force since you began. Look at what differs now, and send it again.",
    ),
    "proposal_closed": lambda: QCoreApplication.translate(
        "Refusals", "This proposal is in force or withdrawn already."
    ),
    "proposal_open": lambda: QCoreApplication.translate(
        "Refusals", "Another playbook waits for signatures. Sign or withdraw it first."
    ),
    "refused_it_before": lambda: QCoreApplication.translate(
        "Refusals", "This rep refused the lead before. It goes to somebody else."
    ),
    "relied_on": lambda: QCoreApplication.translate(
        "Refusals", "The lead was handed over with what the other record brought. The merge stays."
    ),
    "rep_absent": lambda: QCoreApplication.translate("Refusals", "This rep is away. Choose another."),
    "row_carried_before": lambda: QCoreApplication.translate(
        "Refusals", "A row of this import was written before. Nothing was written twice."
    ),
    "run_before_revival": lambda: QCoreApplication.translate(
        "Refusals", "The script was asked before the lead was revived. Go through it again, then hand over."
    ),
    "run_closed": lambda: QCoreApplication.translate(
        "Refusals", "The script is not running. Resume it first."
    ),
    "run_not_finished": lambda: QCoreApplication.translate(
        "Refusals", "Finish the script first; only a finished run can be handed over."
    ),
    "run_not_resumable": lambda: QCoreApplication.translate(
        "Refusals", "Only a paused or stopped script can be resumed."
    ),
    "run_open": lambda: QCoreApplication.translate(
        "Refusals", "A script is open with this lead already. Resume that one."
    ),
    "run_overtaken": lambda: QCoreApplication.translate(
        "Refusals", "A newer run exists. The latest finished run counts."
    ),
    "runs_conflict": lambda: QCoreApplication.translate(
        "Refusals",
        "The record that would vanish has an open run that the other cannot go on with. Finish that run first.",
    ),
    "same_lead": lambda: QCoreApplication.translate("Refusals", "A record cannot be merged with itself."),
    "scored_already": lambda: QCoreApplication.translate(
        "Refusals", "You have judged this recording already; a second judgement would not be blind."
    ),
    "signed_already": lambda: QCoreApplication.translate(
        "Refusals", "Your side has signed this playbook already."
    ),
    "stage_without_home": lambda: QCoreApplication.translate(
        "Refusals", "Leads stand in stages the new playbook does not have: {items}. Say where they go."
    ),
    "text_strays": lambda: QCoreApplication.translate(
        "Refusals",
        "The text of this version says something else than what would take force. Withdraw it; do not sign it.",
    ),
    "too_early_again": lambda: QCoreApplication.translate(
        "Refusals", "Sales refused this lead. It may be handed over again {items} working days after that."
    ),
    "unknown_absence": lambda: QCoreApplication.translate("Refusals", "There is no such absence."),
    "unknown_assignment": lambda: QCoreApplication.translate("Refusals", "There is no such assignment."),
    "unknown_batch": lambda: QCoreApplication.translate("Refusals", "There is no such import."),
    "unknown_call": lambda: QCoreApplication.translate("Refusals", "There is no such call."),
    "unknown_choice": lambda: QCoreApplication.translate(
        "Refusals", "The script has no such answer to this question."
    ),
    "unknown_entry": lambda: QCoreApplication.translate(
        "Refusals", "There is no such entry on the do-not-contact list."
    ),
    "unknown_field": lambda: QCoreApplication.translate(
        "Refusals", "The playbook has no such field of the sales record."
    ),
    "unknown_follow_up": lambda: QCoreApplication.translate("Refusals", "There is no such follow-up."),
    "unknown_handover": lambda: QCoreApplication.translate("Refusals", "There is no such hand-over."),
    "unknown_lead": lambda: QCoreApplication.translate(
        "Refusals", "There is no such lead. It may have been merged, or removed with its import."
    ),
    "unknown_list": lambda: QCoreApplication.translate(
        "Refusals", "There is no such call list. It may have been put away."
    ),
    "unknown_calendar": lambda: QCoreApplication.translate("Refusals", "There is no such calendar."),
    "unknown_member": lambda: QCoreApplication.translate("Refusals", "There is no such member."),
    "unknown_merge": lambda: QCoreApplication.translate("Refusals", "There is no such merge."),
    "unknown_move": lambda: QCoreApplication.translate(
        "Refusals", "There is no such move, or it is taken back already."
    ),
    "unknown_question": lambda: QCoreApplication.translate(
        "Refusals", "The script of this run has no such question."
    ),
    "unknown_reason": lambda: QCoreApplication.translate(
        "Refusals", "The playbook has no such reason for this. Choose one of its list."
    ),
    "unknown_run": lambda: QCoreApplication.translate("Refusals", "There is no such run of the script."),
    "unknown_stage": lambda: QCoreApplication.translate("Refusals", "The playbook has no such stage."),
    "unknown_value": lambda: QCoreApplication.translate(
        "Refusals", "The playbook has no such value for this field. Choose one of its list."
    ),
    "unknown_version": lambda: QCoreApplication.translate(
        "Refusals", "There is no such version of the playbook."
    ),
    "wrong_stage": lambda: QCoreApplication.translate(
        "Refusals", "The lead's stage does not allow this now."
    ),
}
