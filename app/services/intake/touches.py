"""Parse a web address into the touch it stands for: campaign tags, click ids, Baidu's plan and unit."""

# ruff: noqa: E501 - tables of words

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_to_bytes, urlsplit


@dataclass(frozen=True, slots=True)
class Touch:
    """One trace of how a lead came to us; "" where nothing is known."""

    utm_source: str = ""
    utm_medium: str = ""
    utm_campaign: str = ""
    utm_term: str = ""
    utm_content: str = ""
    ad_plan: str = ""
    """计划: of a search ad; Baidu's own tags, else the campaign."""
    ad_unit: str = ""
    """单元."""
    keyword: str = ""
    """关键词 that was bought, else the words searched for."""
    landing_page: str = ""
    """The address without its tags."""
    referrer: str = ""
    ip: str = ""
    click_id: str = ""
    click_kind: str = ""
    """Which platform gave the click id: `gclid`, `bd_vid`…"""

    def __bool__(self) -> bool:
        return self != _NOTHING


_NOTHING: Final = Touch()

_CLICK_KINDS: Final = (
    "gclid", "gbraid", "wbraid", "bd_vid", "bdvid", "msclkid", "fbclid", "ttclid", "li_fat_id", "qhclickid",
    "sogou_vid", "qz_gdt", "gdt_vid", "clickid", "yclid", "twclid", "dclid",
)  # fmt: skip
_NAMES: Final = {
    "utm_source": "utm_source", "utm_medium": "utm_medium", "utm_campaign": "utm_campaign",
    "utm_term": "utm_term", "utm_content": "utm_content",
    "hmsr": "utm_source", "hmmd": "utm_medium", "hmpl": "ad_plan", "hmcu": "ad_unit", "hmkw": "keyword",
    "hmci": "utm_content", "plan": "ad_plan", "planname": "ad_plan", "plan_name": "ad_plan",
    "计划": "ad_plan", "推广计划": "ad_plan", "campaign": "ad_plan", "unit": "ad_unit", "unitname": "ad_unit", "unit_name": "ad_unit",
    "adgroup": "ad_unit", "单元": "ad_unit", "推广单元": "ad_unit", "keyword": "keyword",
    "kw": "keyword",
    "关键词": "keyword", "关键字": "keyword", "e_keyword": "keyword", "source": "utm_source", "medium": "utm_medium",
    "ref": "referrer", "referrer": "referrer", "referer": "referrer",
}  # fmt: skip
"""Names in the query to the part of the touch; Baidu Tongji's hm* beside Google's utm_*."""

_SEARCH_ENGINES: Final = (
    ("baidu.", ("wd", "word", "kw", "q")), ("google.", ("q",)), ("bing.", ("q",)), ("so.com", ("q",)),
    ("sogou.", ("query", "keyword", "q")), ("sm.cn", ("q",)), ("yahoo.", ("p", "q")), ("yandex.", ("text",)),
    ("duckduckgo.", ("q",)), ("haosou.", ("q",)), ("toutiao.", ("keyword",)), ("shenma.", ("q",)),
)  # fmt: skip
_PAIR: Final = re.compile(r"[?&#;]+")
_QUERY_IN_FRAGMENT: Final = re.compile(r"[?&=]")


def parse_touch(text: str, *, referrer: str = "", ip: str = "") -> Touch:
    """Parse what somebody pasted or a file holds: a whole address, or only its tags.

    Values written in UTF-8 and in GBK are both understood; tags glued on behind a fragment
    (`#/form?utm_term=…`, `#utm_source=…`) count like those before it. Never fails: a text that is no
    address is a touch with a landing page only.

    Args:
        text: The address.
        referrer: Where the visitor came from; its search words become the keyword if none was bought.
        ip: Of the visitor.
    """
    text = text.strip()
    pairs = query_pairs(text)
    found: dict[str, str] = {}
    for name, value in pairs:
        part = _NAMES.get(name)
        if part and value and part not in found:
            found[part] = value
    click_kind, click_id = next(
        ((name, value) for name, value in pairs if name in _CLICK_KINDS and value), ("", "")
    )
    referrer = referrer or found.pop("referrer", "")
    found.pop("referrer", None)
    found.setdefault("keyword", found.get("utm_term", "") or search_words(referrer))
    found.setdefault("ad_plan", found.get("utm_campaign", ""))
    return Touch(
        **found,
        landing_page=without_tags(text),
        referrer=referrer,
        ip=ip,
        click_id=click_id,
        click_kind=click_kind,
    )


def query_pairs(text: str) -> list[tuple[str, str]]:
    """Return names (small letters) and values of every query in an address, the fragment's included."""
    at = min((text.find(mark) for mark in "?#" if mark in text), default=-1)
    if at >= 0:
        tail = text[at + 1 :]
    elif "=" in text and "://" not in text.split("=", 1)[0]:
        tail = text
    else:
        return []
    pairs = []
    for piece in _PAIR.split(tail):
        name, mark, value = piece.partition("=")
        if mark and "/" not in name:
            pairs.append((_decode(name).strip().lower(), _decode(value).strip()))
    return pairs


def without_tags(text: str) -> str:
    """Return the page of an address: without query and without a fragment that carries tags."""
    if "=" in text and not text.startswith("/") and "://" not in text and "." not in text.split("?", 1)[0]:
        return ""
    page, _, _ = text.partition("?")
    page, mark, fragment = page.partition("#")
    return page if _QUERY_IN_FRAGMENT.search(fragment) else page + mark + fragment


def search_words(referrer: str) -> str:
    """Return what was searched for on the engine a visitor came from; "" for other pages."""
    if not referrer:
        return ""
    try:
        host = urlsplit(referrer if "://" in referrer else f"//{referrer}").hostname or ""
    except ValueError:
        return ""
    for engine, names in _SEARCH_ENGINES:
        if engine in f"{host}.":
            pairs = dict(query_pairs(referrer))
            return next((pairs[name] for name in names if pairs.get(name)), "")
    return ""


def _decode(text: str) -> str:
    """Undo percent-encoding: UTF-8 where it fits, else GBK as old search pages write it."""
    if "%" not in text and "+" not in text:
        return text
    raw = unquote_to_bytes(text.replace("+", " "))
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return text
