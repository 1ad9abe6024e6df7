"""Compare names of companies: legal forms, width, case and marks of the stock exchange left out."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_FORMS: Final = frozenset(
    {
        "inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "llp", "lp", "plc",
        "pllc", "gmbh", "mbh", "ag", "kg", "kgaa", "ohg", "ug", "se", "ev", "gbr", "sa", "sas", "sarl", "sasu",
        "eurl", "snc", "srl", "spa", "sapa", "bv", "nv", "cv", "vof", "ab", "oy", "oyj", "asa", "aps", "pty", "pvt",
        "pte", "private", "bhd", "sdn", "kk", "sl", "slu", "sau", "ltda", "eireli", "lda", "sro", "doo", "dd",
        "zrt", "kft", "rt", "sia", "uab", "ou", "ooo", "oao", "zao", "pao", "pjsc", "jsc", "fzco", "fze", "fzc",
        "gesellschaft", "aktiengesellschaft",
    }
)  # fmt: skip
"""Legal forms as single words, dots taken out."""

_FORMS_BY_LETTER: Final = re.compile(r"\b(?:[a-z]\.){2,}[a-z]?\b|\b[a-z](?:\.[a-z])+\b")
_AND_CO: Final = re.compile(r"\s*(?:&|\+|\band\b|\bund\b|\bet\b)\s*(?:co|cie|company|partners?)\b\.?")
_CHINESE_FORMS: Final = (
    "股份有限公司", "有限责任公司", "股份公司", "有限公司", "公司",
    "(有限合伙)", "(普通合伙)", "(特殊普通合伙)",
)  # fmt: skip
"""Longest first where one ends with another."""
_AND: Final = re.compile(r"&|\+|\b(?:and|und|et)\b")
_MAY_SHRINK: Final = re.compile(
    r"[^\x00-\x7f]|\b(?:and|und|et) (?:co|cie|company|partners?)\b| (?:" + "|".join(sorted(_FORMS)) + r")$"
)
"""What a first pass may have uncovered; most names are done after one."""
_TRADITIONAL: Final = str.maketrans("責團夥", "责团伙")
_JAPANESE: Final = re.compile(
    r"^(?:株式会社|有限会社|合同会社|\(株\)|㈱)|(?:株式会社|有限会社|合同会社|\(株\))$"
)
_KOREAN: Final = re.compile(r"^(?:주식회사|\(주\))|(?:주식회사|\(주\))$")
_LISTED: Final = re.compile(r"^(?:s?\*?st|xd|xr|dr)(?=[\u3400-\u9fff])")
_PUNCTUATION: Final = re.compile(r"[\W_]+")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]+")
_IDEOGRAPH: Final = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]")


@lru_cache(maxsize=65_536)
def company_key(name: str) -> str:
    """Return the normal form of a company's name; "" for a blank one.

    `ACME, Inc.` and `Acme Incorporated` give `acme`; `*ST东电` gives `东电`; `苏常柴Ａ` gives
    `苏常柴a`; 有限公司 and its kin are left out, a bracketed city is not. A name that is nothing but
    a legal form keeps it. The key of a key is itself.
    """
    if _HAN.fullmatch(name) and "会社" not in name:
        return _without_chinese_form(name)
    key = _once(name)
    while _MAY_SHRINK.search(key):
        shorter = _once(key)
        if shorter == key:
            break
        key = shorter
    return key


def _once(name: str) -> str:
    folded = name.casefold()
    if not folded.isascii():
        if not unicodedata.is_normalized("NFKC", folded):
            folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
        if _IDEOGRAPH.search(folded):
            return _PUNCTUATION.sub("", _latin(_without_asian_forms(folded.strip())))
    return _latin(folded)


def _latin(folded: str) -> str:
    if _AND.search(folded):
        without = _AND_CO.sub(" ", folded)
        folded = (without if without.strip() else folded).replace("&", " and ")
    if "." in folded:
        folded = _FORMS_BY_LETTER.sub(lambda match: match[0].replace(".", ""), folded)
    words = _PUNCTUATION.sub(" ", folded.replace("'", "").replace("’", "")).split()
    while len(words) > 1 and (words[-1] in _FORMS or words[-1] == "and"):
        words.pop()
    return " ".join(words)


def _without_asian_forms(name: str) -> str:
    for form in (_LISTED, _JAPANESE, _KOREAN):
        name = form.sub("", name).strip() or name
    return _without_chinese_form(name)


def _without_chinese_form(name: str) -> str:
    """Cut 股份有限公司 and its kin off the end, also one behind the other; a branch (分公司) stays one."""
    plain = name.translate(_TRADITIONAL)
    for _ in range(8):
        form = next((form for form in _CHINESE_FORMS if plain.endswith(form)), "")
        rest = plain[: len(plain) - len(form)]
        if not form or not _PUNCTUATION.sub("", rest) or (form == "公司" and rest[-1] in "分子总"):
            break
        plain = rest
    return name[: len(plain)].strip()
