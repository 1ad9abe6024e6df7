"""Who may see which rows of each shared table, and where a change of one is told (sync design 2.1 and 6.1).

Most tables need no word here: what hangs on a lead by ``lead_id`` is seen by whoever may open the lead, what
hangs on a hand-over by whoever sees the hand-over, the playbook by everybody. What differs is listed. A table
that neither says anything nor is listed is seen by nobody, and a test asks for a decision.
"""

# ruff: noqa: S608 - every name put into a statement stands in this file
from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Table

from app.models.base import Shared
from app.models.tables import shared_classes
from app.models.vocabulary import Topic

EVERYBODY, ALL_LEADS = "everybody", "all"
"""Groups that changes are told to; each member (``m:`` and the id) and each pool (``p:``) has its own besides."""

_MINE = "{column} = any((select app.mine())::uuid[])"
_MY_POOLS = "{column} = any((select app.my_pools())::uuid[])"
_IS_MEMBER = "(select app.is_member())"
_OVERSEES = "(select app.oversees())"
_SEES = "exists (select from {parent} p where p.{key} = {column})"
_OPENED = (
    "exists (select from lead l where l.id = {column} and (l.owner_id is not null or l.rep_id is not null))"
)
MASKED = {"lead": ("phone", "phone_ext", "email", "email_key")}
"""Columns nobody sees of a lead that lies in the pool."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Who sees a row.

    Attributes:
        base: Condition in SQL, with ``{r}`` for the row; ``None`` where only its people see it.
        people: Members who see the row whatever the base says, in SQL.
        lead: The lead a change of the row is told with, in SQL.
        group: The group a change is told to where it hangs on no lead.
    """

    base: str | None
    people: tuple[str, ...] = ()
    lead: str | None = None
    group: str | None = None


NOBODY = Audience(None)
EVERYBODY_SEES = Audience(_IS_MEMBER, group=EVERYBODY)
OVERSEERS_SEE = Audience(_OVERSEES, group=ALL_LEADS)


def with_lead(column: str = "lead_id", *, also_in_pool: bool = False) -> Audience:
    """Return the audience of what hangs on a lead: those who may open it, or all who see it."""
    at = f"{{r}}.{column}"
    base = _SEES.format(parent="lead", key="id", column=at) if also_in_pool else _OPENED.format(column=at)
    return Audience(base, lead=at)


def with_parent(parent: str, column: str, *, lead: str | None = "lead_id", key: str = "id") -> Audience:
    """Return the audience of what hangs on a row of another table; ``lead`` is that table's column, if any."""
    at = f"{{r}}.{column}"
    path = None if lead is None else f"(select p.{lead} from {parent} p where p.{key} = {at})"
    seen = _SEES.format(parent=parent, key=key, column=at)
    return Audience(seen, lead=path, group=EVERYBODY if lead is None else None)


_PARENTS = {
    "handover_id": with_parent("handover", "handover_id"),
    "run_id": with_parent("run", "run_id"),
    "score_id": with_parent("call_score", "score_id"),
    "record_id": with_parent("sales_record", "record_id"),
    "merge_id": with_parent("merge", "merge_id", lead="kept_id"),
    "list_id": with_parent("call_list", "list_id", lead=None),
}
"""What a column says of where a row hangs, where the row does not name its lead."""
_AUTHORS = ("by_id", "owner_id", "member_id", "recorded_by_id", "submitted_by_id")
"""Columns that name whose a row is: they keep seeing what is theirs when the lead is another's."""

_OF_IMPORT = "(select b.by_id from import_batch b where b.id = {r}.batch_id)"
LISTED: dict[str, Audience] = {
    # Each of the lead's own conditions is a policy of its own, see policies.py.
    "lead": Audience("", lead="{r}.id"),
    "member": EVERYBODY_SEES,
    "absence": replace(OVERSEERS_SEE, people=("{r}.member_id",)),
    # Who was at which computer when is for administrators, and for whoever sat there.
    "desk_seen": Audience("(select app.acts_as('admin'))", people=("{r}.member_id",), group=ALL_LEADS),
    "channel": EVERYBODY_SEES,
    # Who is not to be contacted must be known before the dial tone, without a network.
    "do_not_contact": EVERYBODY_SEES,
    # Every desk overwrites what it keeps for itself of an erased person.
    # What there is to send, whoever wrote it.
    "content": EVERYBODY_SEES,
    "content_reason": EVERYBODY_SEES,
    "erased_lead": EVERYBODY_SEES,
    "erased_count": OVERSEERS_SEE,
    "erased_key": OVERSEERS_SEE,
    "erasing_secret": NOBODY,
    "pool": Audience(f"{_OVERSEES} or {_MY_POOLS.format(column='{r}.id')}", group=EVERYBODY),
    "pool_channel": EVERYBODY_SEES,
    "company_facts": OVERSEERS_SEE,
    # What one may know of a lead before taking it.
    "milestone": with_lead(also_in_pool=True),
    "lead_return": replace(with_lead(also_in_pool=True), people=("{r}.from_id",)),
    "score_line": with_lead(also_in_pool=True),
    "score_state": with_lead(also_in_pool=True),
    "tag": with_lead(also_in_pool=True),
    # A hand-over stays with the rep who decided it, whoever has the lead now.
    "handover": replace(with_lead(), people=("{r}.rep_id", "{r}.submitted_by_id", "{r}.decided_by_id")),
    # Who is asked and who is passed a deal on to knows of it before the lead is theirs.
    "help_request": replace(with_lead(), people=("{r}.by_id", "{r}.asked_id")),
    "passing": replace(with_lead(), people=("{r}.from_id", "{r}.to_id")),
    # Blind: nobody sees how a colleague judged a call before they judged it themselves, or ever but for who oversees.
    "call_score": Audience(_OVERSEES, people=("{r}.by_id",), lead="{r}.lead_id"),
    "suspected_pair": with_lead("a_id"),
    "merge": with_lead("kept_id"),
    "call_list": Audience(
        f"{{r}}.is_shared and {_IS_MEMBER}", people=("{r}.owner_id",), group=EVERYBODY
    ),
    "import_batch": replace(OVERSEERS_SEE, people=("{r}.by_id",)),
    "import_row": replace(OVERSEERS_SEE, people=(_OF_IMPORT,)),
    # Rows on their way in; gone when their chunk is carried out.
    "intake_row": NOBODY,
    "intake_point": NOBODY,
    "intake_custom": NOBODY,
}  # fmt: skip
_COMMON = (Topic.PLAYBOOK, Topic.CALENDAR)


def audience_of(table: Table, topic: Topic) -> Audience | None:
    """Return who sees the rows of a table; ``None`` where neither its columns nor this file says."""
    listed = LISTED.get(table.name)
    if listed is not None:
        return listed
    names = set(table.columns.keys())
    authors = tuple(f"{{r}}.{name}" for name in _AUTHORS if name in names)
    for column, audience in _PARENTS.items():
        # A run named by a hand-over is not where the hand-over hangs: the lead comes first.
        if column in names and ("lead_id" not in names or column in ("merge_id", "list_id")):
            return audience
    if "lead_id" in names:
        return replace(with_lead(), people=authors)
    if topic in _COMMON:
        return EVERYBODY_SEES
    if authors:
        return replace(OVERSEERS_SEE, people=authors)
    return None


@functools.cache
def audiences() -> Mapping[str, Audience]:
    """Return the audience of every shared table; a table nobody decided about is seen by nobody."""
    return {
        cls.__tablename__: audience_of(_table(cls), cls.topic) or NOBODY for cls in shared_classes()
    }  # fmt: skip


def undecided() -> list[str]:
    """Return the tables nobody decided about."""
    return [cls.__tablename__ for cls in shared_classes() if audience_of(_table(cls), cls.topic) is None]


def sees(audience: Audience, row: str) -> str | None:
    """Return the condition under which the person who asks sees a row; ``None``: never."""
    whose = [_MINE.format(column=person.format(r=row)) for person in audience.people]
    base = [] if audience.base is None else [audience.base.format(r=row)]
    # Whose it is first: that is told by the row itself, the rest takes a look at another for each.
    return " or ".join(f"({one})" for one in [*whose, *base]) or None


def people_of(audience: Audience, row: str) -> str:
    """Return the members a changed row is told to by name, as an array in SQL; NULLs are among them."""
    return f"array[{', '.join(person.format(r=row) for person in audience.people)}]::uuid[]"


def path_of(lead: str) -> tuple[str, str, str, str]:
    """Take ``(select p.LEAD from PARENT p where p.KEY = row.COLUMN)`` apart: parent, lead, key and column."""
    words = lead.strip("()").split()
    return words[3], words[1].removeprefix("p."), words[6].removeprefix("p."), words[8].rpartition(".")[2]


def _table(cls: type[Shared]) -> Table:
    table = cls.__table__
    if not isinstance(table, Table):
        raise TypeError(f"{cls.__name__} is mapped to no table")
    return table
