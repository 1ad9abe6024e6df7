"""From a number to the link that opens the phone program, and to a text people read out."""

from __future__ import annotations

import re

_E164 = re.compile(r"\+[1-9][0-9]{6,14}\Z")
_CHINA = re.compile(r"\+86(1[0-9]{2})([0-9]{4})([0-9]{4})\Z")
SCHEMES = ("tel", "sip")


def dial_link(number: str, extension: str | None = None, *, scheme: str = "tel") -> str:
    """Return the link for a number (RFC 3966): ``tel:+8613800138000;ext=12``.

    Args:
        number: E.164.
        extension: Digits behind the switchboard.
        scheme: ``tel`` or ``sip``.

    Raises:
        ValueError: the number is not E.164, or the scheme is unknown; nothing else may reach the system.
    """
    if not _E164.match(number) or scheme not in SCHEMES:
        raise ValueError(f"not a number to dial: {scheme}:{number}")
    digits = re.sub(r"[^0-9]", "", extension or "")
    return f"{scheme}:{number}" + (f";ext={digits}" if digits else "")


def phone_text(number: str, extension: str | None = None) -> str:
    """Return a number as people read it: +86 138 0013 8000."""
    mobile = _CHINA.match(number)
    shown = f"+86 {mobile[1]} {mobile[2]} {mobile[3]}" if mobile else number
    return f"{shown} #{extension}" if extension else shown
