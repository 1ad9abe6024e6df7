"""Read phones: E.164 with extension where a number can exist, as written where it cannot."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import msgspec
import phonenumbers

from app.models.vocabulary import PhoneStatus


class PhoneValue(msgspec.Struct, frozen=True):
    """A phone as it is kept."""

    raw: str
    """As written, trimmed; a number cell's `.0` taken away."""
    value: str
    """E.164 (`+8613800138000`) when valid, else `raw`."""
    extension: str
    """Digits to dial after the connection; "" for none. Of an impossible number they stand in `value` too."""
    status: PhoneStatus
    key: str
    """What is compared: E.164, or `?` and the digits of an impossible number; "" for made-up ones."""


_FLOAT: Final = re.compile(r"\+?(\d{5,15})\.0+")
_EXPONENT: Final = re.compile(r"\d(?:\.\d+)?[eE]\+?\d{1,2}")
_EXTENSION: Final = re.compile(
    r"(?:\s*(?:ext(?:ension|n)?\.?|extn|x|#|转|轉|分机|分機|内线|,|;\s*ext=)\s*[.:：]?\s*(\d{1,7}))\s*(?:\)|号|號)?$",
    re.IGNORECASE,
)
_CN_DASHED_EXTENSION: Final = re.compile(r"((?:\+?86[\s-]*)?\(?0\d{2,3}\)?[\s-]*\d{7,8})\s*[-转]\s*(\d{1,6})")
_LABEL: Final = re.compile(
    r"^(?:tel|phone|mobile|cell|电话|手机|座机|联系电话|t|m)\s*[:：.]\s*", re.IGNORECASE
)
_SEVERAL: Final = re.compile(r"[;,、，；|/\n]+")
_NOT_DIGIT: Final = re.compile(r"\D+")
_PLAIN: Final = re.compile(r"[\d\s().+-]+")


def split_phones(text: str) -> list[str]:
    """Take the several phones of one cell apart; one number with a slash or comma inside stays one."""
    if not _SEVERAL.search(text):
        return [text]
    parts = [part.strip() for part in _SEVERAL.split(text) if part.strip()]
    if len(parts) > 1 and all(len(_NOT_DIGIT.sub("", part)) >= 7 for part in parts):
        return parts
    return [text]


@lru_cache(maxsize=131_072)
def read_phone(text: str, region: str) -> PhoneValue:
    """Read one phone.

    Args:
        text: Not blank.
        region: Where a number without country code belongs: `CN`, `US`…; upper case.

    Returns:
        Never fails: what is no phone number keeps its words with the status *impossible*.
    """
    if region == "CN" and len(text) == 11 and _mobile_cn().fullmatch(text):
        return PhoneValue(text, f"+86{text}", "", PhoneStatus.VALID, f"+86{text}")
    raw = text.strip()
    whole = _FLOAT.fullmatch(raw) if raw.endswith("0") else None
    if whole:
        raw = whole[1]
    number = unicodedata.normalize("NFKC", raw) if not raw.isascii() else raw
    if number[:1].isalpha():
        number = _LABEL.sub("", number.removeprefix("tel:").strip())
    if _EXPONENT.fullmatch(number):
        number = format(int(float(number)), "d")
    number, extension = _take_extension(number)
    fast = _fast(number, region)
    e164 = _slow(number, region) if fast is None else fast
    if e164:
        return PhoneValue(raw, e164, extension, PhoneStatus.VALID, e164)
    digits = _NOT_DIGIT.sub("", number)
    key = f"?{digits}" if len(digits) >= 5 and not _is_invented(digits) else ""
    return PhoneValue(raw, raw, extension, PhoneStatus.IMPOSSIBLE, key)


def is_made_up(phone: PhoneValue) -> bool:
    """Tell a number nobody has: one digit repeated, or counted up or down."""
    return _is_invented(_NOT_DIGIT.sub("", phone.raw))


def _is_invented(digits: str) -> bool:
    body = digits[-10:]
    return len(set(body)) == 1 or (len(body) >= 5 and (body in _COUNTED or body in _COUNTED[::-1]))


_COUNTED: Final = "01234567890123456789"


def guess_region(texts: Iterable[str]) -> str:
    """Guess where the numbers of a file belong: Chinese script anywhere near means CN, else US.

    Args:
        texts: Headings and a sample of cells.
    """
    cells = [text for text in texts if text]
    chinese = sum(bool(_IDEOGRAPH.search(text)) for text in cells)
    return "CN" if chinese * 20 >= len(cells) and chinese else "US"


_IDEOGRAPH: Final = re.compile(r"[\u4e00-\u9fff]")


def _take_extension(number: str) -> tuple[str, str]:
    if number[-1:].isdigit() and _PLAIN.fullmatch(number):
        dashed = _CN_DASHED_EXTENSION.fullmatch(number)
        return (dashed[1], dashed[2]) if dashed else (number, "")
    match = _EXTENSION.search(number)
    if match and sum(letter.isdigit() for letter in number[: match.start()]) >= 5:
        return number[: match.start()].rstrip(" (-"), match[1]
    return number, ""


def _fast(number: str, region: str) -> str | None:  # noqa: PLR0911 - one a numbering plan
    """Answer for the two numbering plans most lists are written in, by the library's own patterns.

    Parsing costs 40 µs a number; these patterns 1 to 5 µs, with the same verdict (tested).

    Returns:
        E.164; "" for a number that cannot exist; None where only parsing can tell.
    """
    if not _PLAIN.fullmatch(number):
        return None
    digits = _NOT_DIGIT.sub("", number)
    is_international = number.lstrip(" (").startswith("+")
    if is_international:
        if len(digits) == 13 and digits.startswith("86"):
            return f"+{digits}" if _mobile_cn().fullmatch(digits[2:]) else None
        return _fast_us(digits[1:]) if len(digits) == 11 and digits[0] == "1" else None
    if region == "CN":
        if len(digits) == 11 and digits[0] == "1" and digits[1] > "1":
            return f"+86{digits}" if _mobile_cn().fullmatch(digits) else ""
        return None
    if region == "US":
        if len(digits) == 11 and digits[0] == "1":
            return _fast_us(digits[1:])
        return _fast_us(digits) if len(digits) == 10 else None
    return None


def _fast_us(digits: str) -> str | None:
    return f"+1{digits}" if _any_us().fullmatch(digits) else None


@lru_cache(maxsize=1)
def _mobile_cn() -> re.Pattern[str]:
    return re.compile(_pattern("CN", "mobile"))


@lru_cache(maxsize=1)
def _any_us() -> re.Pattern[str]:
    kinds = ("fixed_line", "toll_free", "premium_rate", "personal_number", "voip", "uan")
    return re.compile("|".join(f"(?:{_pattern('US', kind)})" for kind in kinds if _pattern("US", kind)))


def _pattern(region: str, kind: str) -> str:
    metadata = phonenumbers.PhoneMetadata.metadata_for_region(region)
    pattern = getattr(metadata, kind).national_number_pattern if getattr(metadata, kind) else None
    return str(pattern or "")


_ABROAD: Final = re.compile(r"00[2-9]\d")


def _slow(number: str, region: str) -> str | None:
    if region == "US" and _ABROAD.match(number):
        # 0049… is dialled in most of the world, not in the US; 001… stays what US rules make of it.
        number = "+" + number[2:]
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))
