"""An administrator keeps the team from a joined desk: who is let in joins and is seen, who leaves is out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from psycopg import conninfo

from app.clock import HOUR
from app.errors import RuleViolation, Unavailable
from app.models.vocabulary import Role
from app.services.joining import join
from app.services.leaver_plan import leaver_plan
from app.services.profile import OpenedProfile, open_profile
from app.services.shared.invitation import read_invitation
from app.services.sync.account import account_of, open_server, password_of
from app.services.sync.desk import SharedDesk
from app.services.sync.reporting import DeskReporter
from app.services.team import MemberRow, Team
from app.services.team import team as team_now
from app.services.team_keeping import IDLE_S, HandedOut, TeamKeeper
from app.services.workspace import Workspace
from tests.keyrings import MemoryKeyring, memory_keyring
from tests.shared.team import Team as SharedTeam
from tests.sync.invitations import invitation_of, tls_server

__all__ = ["memory_keyring"]
LOGIN, OWN = "wanda", "chosen by oneself"


@pytest.fixture
def seat(team: SharedTeam, tmp_path: Path, memory_keyring: MemoryKeyring) -> Iterator[Seat]:
    """The administrator at a joined desk; the newcomer's login is gone afterwards."""
    with ExitStack() as stack:
        yield Seat(team, tmp_path / "ada", stack)
    with team.operate() as db:
        if db.execute("select from pg_roles where rolname = %s", (LOGIN,)).rowcount:
            db.execute(f"drop owned by {LOGIN}".encode())
            db.execute(f"drop role {LOGIN}".encode())


class Seat:
    """Ada, who keeps the people."""

    def __init__(self, team: SharedTeam, folder: Path, stack: ExitStack) -> None:
        join(folder, invitation_of(team, "ada"), "pw-ada")
        self.opened = stack.enter_context(closing(open_profile(folder)))
        self.keeper = TeamKeeper(folder, team.members["ada"])
        parts = conninfo.conninfo_to_dict(team.url)
        self.operator = str(parts["user"]), str(parts["password"])

    def sees(self) -> Team:
        exchange(self.opened)
        workspace = workspace_of(self.opened)
        return workspace.read(team_now(workspace.clock()))

    def finds(self, login: str) -> MemberRow:
        return next(one for one in self.sees().members if one.login == login)

    def adds(self, *roles: Role) -> HandedOut:
        self.keeper.sign_in(*self.operator)
        return self.keeper.add_person(LOGIN, "Wanda", roles or (Role.SDR,), "East")


def workspace_of(opened: OpenedProfile) -> Workspace:
    assert opened.workspace is not None
    return opened.workspace


def exchange(opened: OpenedProfile, *, tells: bool = False) -> None:
    account, workspace = account_of(opened.folder), workspace_of(opened)
    assert account is not None
    told = DeskReporter(workspace).tell if tells else lambda: None
    with closing(open_server(account, password_of(account))) as server:
        desk = SharedDesk(workspace, pulled=told)
        desk.sync(server)
        desk.sync(server)


def test_who_is_let_in_joins_and_is_seen(seat: Seat, tmp_path: Path) -> None:
    """Never seen until they have joined; then when, and with which program; their first password opens nothing more."""
    handed = seat.adds()
    person = seat.finds(LOGIN).person_id
    assert person not in seat.sees().desks

    join(tmp_path / "wanda", read_invitation(handed.link), handed.password, new_password=OWN)
    with closing(open_profile(tmp_path / "wanda")) as opened:
        exchange(opened, tells=True)

    found, row = seat.sees().desks[person], seat.finds(LOGIN)
    assert (found.count, found.refused, bool(found.version)) == (1, 0, True)
    assert abs(found.seen_at - workspace_of(seat.opened).clock()) < HOUR
    assert (row.team, row.role) == ("East", Role.SDR)
    with pytest.raises(Unavailable) as caught:
        join(tmp_path / "again", read_invitation(handed.link), handed.password, new_password="something else")
    assert caught.value.code == "login_wrong"


def test_colleagues_do_not_see_who_sat_where(seat: Seat, team: SharedTeam, tmp_path: Path) -> None:
    """An SDR has their own report alone, a team lead with psql nobody's; administrators have all."""
    join(tmp_path / "ben", invitation_of(team, "ben"), "pw-ben")
    exchange(seat.opened, tells=True)
    with closing(open_profile(tmp_path / "ben")) as opened:
        exchange(opened, tells=True)
        workspace = workspace_of(opened)
        seen = workspace.read(team_now(workspace.clock()))
    with team.sign_in("lena") as db:
        leads = db.execute("select count(*) from app.desk_seen").fetchone()

    assert len(seen.desks) == 1
    assert leads == (0,)
    assert len(seat.sees().desks) == 2


def test_another_password_brings_the_same_desk_back(seat: Seat, tmp_path: Path) -> None:
    """With the new invitation the person chooses their own again, and works on where they were."""
    handed = seat.adds()
    join(tmp_path / "wanda", read_invitation(handed.link), handed.password, new_password=OWN)
    again = seat.keeper.invite_again(seat.finds(LOGIN).person_id, "Wanda")

    with closing(open_profile(tmp_path / "wanda")) as opened, pytest.raises(Unavailable) as caught:
        exchange(opened)
    assert caught.value.code == "login_wrong"
    joined = join(tmp_path / "wanda", read_invitation(again.link), again.password, new_password="another own")
    assert password_of(joined.account) == "another own"
    with closing(open_profile(tmp_path / "wanda")) as opened:
        exchange(opened)


def test_a_leaver_is_closed_at_the_next_contact_and_may_come_back(seat: Seat, tmp_path: Path) -> None:
    """The plan counts what they hold; closed, the desk is told so; opened again, what waited arrives."""
    handed = seat.adds(Role.SDR, Role.REP)
    join(tmp_path / "wanda", read_invitation(handed.link), handed.password, new_password=OWN)
    person = seat.finds(LOGIN).person_id
    plan = workspace_of(seat.opened).read(leaver_plan(person))
    assert (plan.hats, plan.leads, plan.recall_days) == (2, 0, 2)

    seat.keeper.close(person)

    assert not seat.finds(LOGIN).is_active
    with closing(open_profile(tmp_path / "wanda")) as opened, pytest.raises(Unavailable) as caught:
        exchange(opened)
    assert caught.value.code == "login_closed"
    again = seat.keeper.reopen(person, "Wanda")
    assert seat.finds(LOGIN).is_active
    joined = join(tmp_path / "wanda", read_invitation(again.link), again.password, new_password="another own")
    assert {hat.role for hat in joined.hats} == {Role.SDR, Role.REP}


def test_what_a_leaver_holds_is_counted(seat: Seat, team: SharedTeam) -> None:
    """Anna's leads are called and promised; Rita has one hand-over to decide."""
    people = {one.login: one.person_id for one in seat.sees().members}
    boss = workspace_of(seat.opened).read(leaver_plan(people["sdr"]))

    assert boss.leads >= 1
    assert boss.handovers >= 1


@pytest.mark.parametrize(
    ("operator", "code"),
    [(("nobody", "x"), "login_wrong"), (("ada", "pw-ada"), "not_operator")],
)
def test_who_is_no_operator_keeps_nobody(seat: Seat, operator: tuple[str, str], code: str) -> None:
    """A wrong password, or a login of the team: told apart, and nothing is held in memory."""
    with pytest.raises(Unavailable) as caught:
        seat.keeper.sign_in(*operator)

    assert caught.value.code == code
    assert not seat.keeper.is_signed_in
    with pytest.raises(Unavailable) as caught:
        seat.keeper.invite_again(seat.finds("ben").person_id, "Ben")
    assert caught.value.code == "operator_needed"


def test_the_operators_login_is_forgotten_when_it_is_not_used(seat: Seat, team: SharedTeam) -> None:
    """A quarter of an hour after the last step, whoever sits there is asked again."""
    now = [0.0]
    keeper = TeamKeeper(seat.opened.folder, team.members["ada"], lambda: now[0])
    keeper.sign_in(*seat.operator)
    now[0] += IDLE_S
    keeper.set_hats(seat.finds("ben").person_id, [Role.SDR])
    now[0] += IDLE_S
    assert keeper.is_signed_in

    now[0] += 1
    with pytest.raises(Unavailable) as caught:
        keeper.set_hats(seat.finds("ben").person_id, [Role.SDR])
    assert caught.value.code == "operator_needed"


def test_refusals_are_told_as_a_person_reads_them(seat: Seat) -> None:
    """A login that is somebody's, none at all, oneself, and a last hat taken."""
    seat.keeper.sign_in(*seat.operator)
    said = []
    for act in (
        lambda: seat.keeper.add_person("anna", "Anna", [Role.SDR], None),
        lambda: seat.keeper.add_person("Not A Login", "Anna", [Role.SDR], None),
        lambda: seat.keeper.close(seat.finds("admin").person_id),
        lambda: seat.keeper.set_hats(seat.finds("admin").person_id, []),
    ):
        with pytest.raises((Unavailable, RuleViolation)) as caught:
            act()
        said.append(caught.value.code)

    assert said == ["server_login_taken", "bad_login", "not_oneself", "no_hat_left"]


def test_over_tls_the_operator_is_proved_the_server_as_the_desk_is(
    tmp_path: Path, memory_keyring: MemoryKeyring
) -> None:
    """The certificate goes on into the invitation, and who is let in joins by it."""
    desk = tmp_path / "desk"
    with tls_server(tmp_path, OWN) as (mine, operator):
        joined = join(desk, mine, OWN)
        keeper = TeamKeeper(desk, joined.hats[0].member_id)
        keeper.sign_in(*operator)
        handed = keeper.add_person(LOGIN, "Wanda", [Role.SDR], None)
        invitation = read_invitation(handed.link)
        theirs = join(tmp_path / "wanda", invitation, handed.password, new_password="another own")

    assert invitation.authorities == mine.authorities
    assert not invitation.is_insecure_local
    assert [hat.role for hat in theirs.hats] == [Role.SDR]


def test_nothing_of_the_operator_or_a_first_password_is_on_the_disk(
    seat: Seat, tmp_path: Path, memory_keyring: MemoryKeyring
) -> None:
    """Neither in the profile nor in the keyring."""
    handed = seat.adds()

    secrets = {handed.password, seat.operator[1]}
    written = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert not any(one.encode() in written for one in secrets)
    assert not secrets & set(memory_keyring.kept.values())
