"""Clean the text of cells: blanks, white space, names, e-mails, domains, tags."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

import msgspec

from app.resources import resource

_BLANKS: Final = frozenset(
    {
        "nan", "#n/a", "#na", "n/a", "#null!", "#ref!", "#value!", "#name?", "#div/0!", "null", "(null)", "nil",
        "none", "(none)", "undefined", "select", "select...", "please select", "-select-", "- select -",
        "--select--", "-none-", "--none--", "(blank)", "blank", "-", "--", "---", "–", "—", "―", ".", "/", "\\",
        "?", "not provided", "无", "無", "暂无", "空", "未填写", "未填", "未提供", "不详", "待补充", "请选择",
        "--请选择--", "請選擇",
    }
)  # fmt: skip
"""What people and programs write for nothing; "unknown" and "other" are values (spec section 4)."""

_SPACES: Final = re.compile(r"[\s\u3000\xa0]+")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufdd0]")


def clean(text: str) -> str:
    """Trim, drop invisible characters, join white space; words for nothing become "".

    Full-width letters stay as written here: only the keys compare without them.
    """
    if not text:
        return ""
    # Nearly all cells pass this test, which calls into C four times and looks at each letter twice.
    if not text.isprintable() or text[0] == " " or text[-1] == " " or "  " in text:
        text = _SPACES.sub(" ", _CONTROLS.sub("", text)).strip()
    return "" if len(text) <= 14 and is_blank_word(text) else text


def clean_note(text: str) -> str:
    """Clean a text of several lines: line ends and inner spaces stay, blanks become ""."""
    text = _CONTROLS.sub("", text).strip().replace("\r\n", "\n").replace("\r", "\n")
    return "" if len(text) <= 14 and is_blank_word(text) else text


@lru_cache(maxsize=16_384)
def is_blank_word(text: str) -> bool:
    """Tell `NaN`, `Select`, `-`, `无`… from values; `Nan` and `Null` with one capital may be names."""
    if text in {"Nan", "Null"}:
        return False
    return unicodedata.normalize("NFKC", text).strip().casefold() in _BLANKS


def narrow(text: str) -> str:
    """Return text in one width (NFKC), trimmed."""
    return text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()


_HONORIFIC: Final = re.compile(r"^(mr|mrs|ms|miss|dr|prof|herr|frau|mme|mlle)\.?\s+(?=\S)")
_HONORIFIC_CJK: Final = re.compile(r"(?<=[\u3400-\u9fff]{2})(先生|女士|小姐)$")
_PUNCTUATION: Final = re.compile(r"[^\w]+")
_IDEOGRAPH: Final = re.compile(r"[\u3400-\u9fff]")


@lru_cache(maxsize=65_536)
def contact_key(name: str) -> str:
    """Return the normal form of a person's name: `Smith, Dr. John` and `john smith` are equal.

    "" when nothing of a name is left.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()).strip()
    if folded.count(",") == 1:
        family, given = folded.split(",")
        folded = f"{given.strip()} {family.strip()}"
    folded = _HONORIFIC.sub("", folded.strip())
    words = _PUNCTUATION.sub(" ", folded).replace("_", " ").split()
    if _IDEOGRAPH.search(folded):
        return _HONORIFIC_CJK.sub("", "".join(words))
    return " ".join(words)


class EmailValue(msgspec.Struct, frozen=True):
    """An e-mail as it is kept."""

    raw: str
    """As written, trimmed."""
    value: str
    """Normal form: one width, no `mailto:`, small letters in the domain; as written when not valid."""
    key: str
    """What is compared; "" when not valid."""
    domain: str
    """In small letters; "" when not valid."""
    is_valid: bool


_EMAIL: Final = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])",
    re.IGNORECASE,
)
_SEPARATED: Final = re.compile(r"[;,、，；|\s]+")


def split_emails(text: str) -> list[str]:
    """Take the several e-mails of one cell apart: `a@b.c; d@e.f`."""
    if text.count("@") < 2:
        return [text]
    return [part for part in _SEPARATED.split(narrow(text)) if "@" in part]


@lru_cache(maxsize=65_536)
def read_email(text: str) -> EmailValue:
    """Read one e-mail; it need not be possible."""
    raw = text.strip()
    value = narrow(raw)
    if "<" in value and value.endswith(">"):
        value = value[value.rindex("<") + 1 : -1]
    value = value.removeprefix("mailto:").removeprefix("MAILTO:").strip(" '\".,;<>")
    if _EMAIL.fullmatch(value) and len(value) <= 254 and value.index("@") <= 64:
        local, domain = value.rsplit("@", 1)
        return EmailValue(raw, f"{local}@{domain.lower()}", value.lower(), domain.lower(), is_valid=True)
    if value.isascii() or "@" not in value:
        return EmailValue(raw, raw, "", "", is_valid=False)
    return _read_international(raw, value)


def _read_international(raw: str, value: str) -> EmailValue:
    # Imported here: only addresses beyond ASCII need its tables.
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415 - see above

    try:
        found = validate_email(value, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return EmailValue(raw, raw, "", "", is_valid=False)
    return EmailValue(
        raw, found.normalized, found.normalized.casefold(), found.ascii_domain or found.domain, True
    )


_HOST: Final = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?(?://)?(?:[^/@]*@)?([^/:?#]+)", re.IGNORECASE)
_SECOND_LEVEL: Final = frozenset(
    {
        "com.cn", "net.cn", "org.cn", "gov.cn", "edu.cn", "ac.cn", "com.hk", "com.tw", "co.uk", "org.uk", "ac.uk",
        "gov.uk", "com.au", "net.au", "co.nz", "co.jp", "or.jp", "ne.jp", "co.kr", "com.br", "com.mx", "com.sg",
        "com.my", "co.in", "co.za", "com.tr", "com.ar", "co.id", "com.vn",
    }
)  # fmt: skip
"""Suffixes under which a third label is what somebody registered."""


@lru_cache(maxsize=65_536)
def website_domain(url: str) -> str:
    """Return the registered domain of a web address: `https://www.shop.acme.co.uk/x` is `acme.co.uk`."""
    match = _HOST.match(narrow(url))
    return registered_domain(match[1]) if match else ""


@lru_cache(maxsize=65_536)
def registered_domain(host: str) -> str:
    """Cut a host down to what somebody registered; "" for numbers, single words and the like."""
    labels = host.strip(".").lower().split(".")
    if len(labels) < 2 or any(not label for label in labels) or labels[-1].isdigit():
        return ""
    keep = 3 if ".".join(labels[-2:]) in _SECOND_LEVEL else 2
    return ".".join(labels[-keep:]) if len(labels) >= keep else ""


def company_domain(email: EmailValue | None, website: str | None) -> str:
    """Return the domain that tells a company: of its website, else of its e-mail; "" for public hosts."""
    domain = website_domain(website) if website else ""
    if not domain and email is not None and email.is_valid:
        domain = registered_domain(email.domain)
    return "" if domain in _public_domains() else domain


@lru_cache(maxsize=1)
def _public_domains() -> frozenset[str]:
    return read_word_list("public_mail_domains.txt")


def read_word_list(name: str) -> frozenset[str]:
    """Read a list of the resources: a word a line, `#` begins a remark."""
    lines = resource("intake", name).read_text("utf-8").splitlines()
    words = (line.split("#", 1)[0].strip().lower() for line in lines)
    return frozenset(word for word in words if word)


_TAG_SEPARATORS: Final = re.compile(r"[,;，；、|\n]+")


def split_tags(text: str) -> tuple[str, ...]:
    """Take the tags of a cell apart; none twice, order kept."""
    return tuple(dict.fromkeys(tag for part in _TAG_SEPARATORS.split(text) if (tag := clean(part))))
