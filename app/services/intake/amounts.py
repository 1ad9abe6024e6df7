"""Read amounts of money as people write them; a column has one decimal sign, decided over all its values."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final, NamedTuple

from app.services.intake.questions import Example, Question

SIGNS: Final = ("point", "comma")
_SHOWN_EXAMPLES: Final = 5
_LARGEST: Final = Decimal(2**53)
"""Minor units beyond this do not survive every reader of JSON."""

_MARKS: Final = (
    ("HK$", "HKD"), ("NT$", "TWD"), ("US$", "USD"), ("A$", "AUD"), ("C$", "CAD"),
    ("S$", "SGD"), ("R$", "BRL"),
    ("人民币", "CNY"), ("RMB", "CNY"), ("美元", "USD"), ("美金", "USD"),
    ("港币", "HKD"), ("港元", "HKD"), ("欧元", "EUR"),
    ("日元", "JPY"), ("英镑", "GBP"), ("円", "JPY"), ("元", "CNY"), ("圆", "CNY"), ("块", "CNY"),
    ("¥", "CNY"),
    ("$", "USD"), ("€", "EUR"), ("£", "GBP"), ("₹", "INR"), ("₩", "KRW"), ("₽", "RUB"),
)  # fmt: skip
_POINT_CURRENCIES: Final = frozenset({"CNY", "USD", "HKD", "TWD", "GBP", "AUD", "CAD", "SGD", "JPY", "INR"})
"""Where a comma groups thousands, so that `$1,234` leaves no doubt."""
_UNITS: Final = (("亿", 100_000_000), ("億", 100_000_000), ("万", 10_000), ("萬", 10_000), ("千", 1000))
_CODE: Final = re.compile(r"^([A-Z]{3})\s*|\s*([A-Z]{3})$")
_NUMBER: Final = re.compile(r"[\d.,' ]*\d[\d.,' ]*")
_PLAIN: Final = re.compile(r"\d+(?:\.\d+)?")
_NO_CENTS: Final = frozenset({"JPY", "KRW", "VND", "CLP", "ISK", "UGX", "XAF", "XOF", "PYG"})
_THREE_DECIMALS: Final = frozenset({"KWD", "BHD", "OMR", "JOD", "TND", "IQD", "LYD"})


class Bare(NamedTuple):
    """An amount without its decorations."""

    digits: str
    """Digits with their points and commas."""
    currency: str | None
    factor: int
    is_negative: bool


def bare(text: str) -> Bare | None:
    """Take currency, sign and 万/亿 away; None when what is left is no number."""
    if _PLAIN.fullmatch(text):
        return Bare(text, None, 1, False)
    rest = (text if text.isascii() else unicodedata.normalize("NFKC", text)).strip()
    rest = rest.replace("\xa5", "¥")
    is_negative = "-" in rest[:1] or (rest.startswith("(") and rest.endswith(")"))
    rest = rest.strip("()-+ ")
    currency, factor = None, 1
    for mark, code in _MARKS:
        at = rest.upper().find(mark)
        if at >= 0 and currency in {None, code}:
            rest, currency = (rest[:at] + rest[at + len(mark) :]).strip(), code
            is_negative = is_negative or rest.startswith("-")
            rest = rest.strip("-+ ")
    code_match = _CODE.search(rest)
    if code_match:
        currency = code_match[1] or code_match[2]
        rest = _CODE.sub("", rest, count=1).strip()
    for unit, times in _UNITS:
        if rest.endswith(unit):
            rest, factor = rest.removesuffix(unit).strip(), factor * times
    if not _NUMBER.fullmatch(rest):
        return None
    return Bare(rest.replace(" ", "").replace("'", ""), currency, factor, is_negative)


def _fits(digits: str, sign: str) -> bool:
    """Tell whether digits are well written under a decimal sign: groups of three, one sign at most."""
    decimal, group = (".", ",") if sign == "point" else (",", ".")
    whole, mark, fraction = digits.partition(decimal)
    if decimal in fraction or group in fraction or (mark and not fraction):
        return False
    groups = whole.split(group)
    if len(groups) == 1:
        return whole.isdigit() or (whole == "" and bool(mark))
    # The last group has three digits; the earlier ones two in India (12,34,567).
    return (
        1 <= len(groups[0]) <= 3
        and len(groups[-1]) == 3
        and all(len(part) in {2, 3} for part in groups[1:-1])
        and all(part.isdigit() for part in groups)
    )


def _verdict(value: Bare) -> str:
    """Say what one value tells of its column: `plain`, `point`, `comma`, `unclear` or `bad`.

    146536,25 can be read one way only, yet spec section 4 wants it shown and chosen: a bare comma
    never decides by itself. A bare point that does not group thousands does, since programs write so.
    """
    digits = value.digits
    if digits.isdigit():
        return "plain"
    readable = [sign for sign in SIGNS if _fits(digits, sign)]
    if not readable:
        return "bad"
    if len(readable) == 2:
        is_grouped_plainly = "," in digits and value.currency in _POINT_CURRENCIES
        return "point" if is_grouped_plainly else "unclear"
    if readable == ["comma"] and "." not in digits:
        return "unclear"
    return readable[0]


class AmountColumn:
    """What the values of one column say about its decimal sign."""

    def __init__(self, column: str) -> None:
        self.column = column
        self._verdicts: dict[str, int] = {}
        self._unclear: dict[str, Bare] = {}
        self._unclear_count = 0
        self._fit = dict.fromkeys(SIGNS, 0)

    def add(self, text: str) -> None:
        """Take note of one value; what is no number is left to the row that holds it."""
        value = bare(text) if text else None
        if value is None:
            return
        verdict = _verdict(value)
        self._verdicts[verdict] = self._verdicts.get(verdict, 0) + 1
        if verdict == "unclear":
            self._unclear_count += 1
            for sign in SIGNS:
                self._fit[sign] += _weight(value.digits, sign)
            if len(self._unclear) < _SHOWN_EXAMPLES:
                self._unclear[text] = value

    def question(self) -> Question | None:
        """Ask for the decimal sign when a value leaves doubt and no other value settles it."""
        decided = {sign for sign in SIGNS if self._verdicts.get(sign)}
        if not self._unclear_count or len(decided) == 1:
            return None
        examples = tuple(
            Example(text, {sign: _shown(value, sign) for sign in SIGNS})
            for text, value in self._unclear.items()
        )
        return Question("decimal", self.column, examples, SIGNS, self.only_sign(), self._unclear_count)

    def only_sign(self) -> str:
        """Return the sign that reads the most values; `point` where nothing tells."""
        return max(SIGNS, key=lambda sign: (self._verdicts.get(sign, 0), self._fit[sign]))

    def decide(self, answer: str | None) -> tuple[str, Question | None]:
        """Return the sign to read with, and what must be asked before it may be used.

        Args:
            answer: `point` or `comma` where an option or a remembered mapping gave one.
        """
        if answer in SIGNS:
            return answer, None
        return self.only_sign(), self.question()


def _weight(digits: str, sign: str) -> int:
    """Say how likely a reading is: money has two decimals, hardly ever three."""
    if not _fits(digits, sign):
        return 0
    decimal = "." if sign == "point" else ","
    return 1 if len(digits.partition(decimal)[2]) == 3 else 2


def _shown(value: Bare, sign: str) -> str:
    amount = _number(value, sign)
    return "" if amount is None else format(amount, "f")


def _number(value: Bare, sign: str) -> Decimal | None:
    if not _fits(value.digits, sign):
        return None
    decimal, group = (".", ",") if sign == "point" else (",", ".")
    try:
        amount = Decimal(value.digits.replace(group, "").replace(decimal, ".")) * value.factor
    except InvalidOperation:
        return None
    return -amount if value.is_negative else amount


def read_amount(text: str, sign: str) -> tuple[Decimal, str | None] | None:
    """Read one amount under a decimal sign.

    Returns:
        The amount in major units and its currency as far as the cell names one; None: unreadable.
    """
    value = bare(text)
    amount = _number(value, sign) if value else None
    return None if value is None or amount is None else (amount, value.currency)


def minor_units(amount: Decimal, currency: str | None) -> int | None:
    """Return whole minor units (ISO 4217), half rounded up; two decimals when no currency is known.

    None when it is too large to be an amount of money.
    """
    decimals = 0 if currency in _NO_CENTS else 3 if currency in _THREE_DECIMALS else 2
    minor = (amount * 10**decimals).quantize(Decimal(1), ROUND_HALF_UP)
    return int(minor) if abs(minor) < _LARGEST else None


def read_currency(text: str) -> str | None:
    """Read a currency: `CNY`, `rmb`, `人民币`, `$`; None when it is none."""
    word = unicodedata.normalize("NFKC", text).strip().upper()
    by_mark = next((code for mark, code in _MARKS if word == mark), None)
    if by_mark:
        return by_mark
    return word if len(word) == 3 and word.isascii() and word.isalpha() else None
