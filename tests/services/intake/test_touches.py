"""Web addresses become touches: campaign tags, click ids, Baidu's plan, unit and keyword."""

from __future__ import annotations

from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from app.services.intake.touches import Touch, parse_touch, search_words

PLAN, UNIT, WORD = "功能-元数据管理", "G-元数据管理", "元数据管理"


def test_campaign_tags_and_click_ids_are_found() -> None:
    """The landing page is left without them."""
    touch = parse_touch(
        f"https://x.cn/lp?utm_source=baidu&utm_medium=cpc&utm_campaign={quote(PLAN)}&utm_term={quote(WORD)}&bd_vid=12"
    )

    assert (touch.utm_source, touch.utm_medium, touch.utm_campaign) == ("baidu", "cpc", PLAN)
    assert (touch.ad_plan, touch.keyword, touch.click_kind, touch.click_id) == (PLAN, WORD, "bd_vid", "12")
    assert touch.landing_page == "https://x.cn/lp"


def test_baidus_plan_unit_and_keyword_are_found_in_either_encoding() -> None:
    """Old search pages write percent signs in GBK."""
    for encoding in ("utf-8", "gbk"):
        tags = "&".join(
            f"{name}={quote(value.encode(encoding))}"
            for name, value in (("hmpl", PLAN), ("hmcu", UNIT), ("hmkw", WORD))
        )
        touch = parse_touch(f"https://x.cn/?{tags}")

        assert (touch.ad_plan, touch.ad_unit, touch.keyword) == (PLAN, UNIT, WORD)
    assert parse_touch(f"https://x.cn/?计划={PLAN}&单元={UNIT}&关键词={WORD}").ad_unit == UNIT


def test_tags_glued_on_behind_a_fragment_count() -> None:
    """Pages that route by fragment carry them there; other fragments stay with the page."""
    assert parse_touch("https://x.cn/#/form?utm_term=a&utm_source=b") == Touch(
        utm_term="a", utm_source="b", keyword="a", landing_page="https://x.cn/#/form"
    )
    assert parse_touch("https://x.cn/?a=1#utm_source=b").utm_source == "b"
    assert parse_touch("https://x.cn/page#part").landing_page == "https://x.cn/page#part"


def test_tags_alone_and_plain_pages_are_understood() -> None:
    """What was pasted need not be a whole address."""
    assert parse_touch("utm_source=baidu&utm_medium=cpc") == Touch(utm_source="baidu", utm_medium="cpc")
    assert parse_touch("88740e65d5d6b056") == Touch(landing_page="88740e65d5d6b056")
    assert not parse_touch("")


def test_words_searched_for_are_found_in_the_referrer() -> None:
    """They stand in for a keyword that was not bought."""
    referrer = "https://www.baidu.com/s?ie=utf-8&wd=" + quote(WORD)

    assert parse_touch("https://x.cn/", referrer=referrer).keyword == WORD
    assert search_words("http://www.sogou.com/web?query=" + quote(WORD.encode("gbk"))) == WORD
    assert search_words("https://news.example.com/?q=x") == ""
    assert search_words("http://[broken") == ""


@given(st.text(max_size=60), st.text(max_size=30))
def test_no_text_is_too_strange(text: str, referrer: str) -> None:
    """Parsing never fails."""
    assert isinstance(parse_touch(text, referrer=referrer), Touch)
