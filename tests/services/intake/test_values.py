"""Cells cleaned, names compared, e-mails and domains in normal form, pinyin for searching."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.intake.companies import company_key
from app.services.intake.pronunciation import pronounce, pronounce_person
from app.services.intake.values import (
    clean,
    clean_note,
    company_domain,
    contact_key,
    read_email,
    split_emails,
    split_tags,
    website_domain,
)


@pytest.mark.parametrize(
    "word",
    [
        "",
        " ",
        "NaN",
        "nan",
        "Select",
        "-select-",
        "undefined",
        "-",
        "—",
        "null",
        "N/A",
        "#N/A",
        "none",
        "无",
        "Ｎ/Ａ",
    ],
)
def test_words_for_nothing_are_blank(word: str) -> None:
    """As people and programs write them, in any width and capitals."""
    assert clean(word) == ""


@pytest.mark.parametrize("word", ["unknown", "other", "未知", "0", "Nan", "Null", "No", "x"])
def test_values_that_look_like_nothing_stay(word: str) -> None:
    """`unknown` is an answer; `Nan` and `Null` are names."""
    assert clean(word) == word


def test_text_is_trimmed_and_otherwise_left_as_written() -> None:
    """Invisible characters go, full-width letters stay for the eye."""
    assert clean("  John \u00a0 Smith\u3000\u200b ") == "John Smith"
    assert clean("苏常柴Ａ") == "苏常柴Ａ"
    assert clean_note(" a\r\n  b\x00 ") == "a\n  b"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ACME, Inc.", "Acme Incorporated"),
        ("A.C.M.E. Co., Ltd.", "acme"),
        ("Müller GmbH & Co. KG", "MÜLLER"),
        ("Siemens Aktiengesellschaft", "Siemens AG"),
        ("Johnson & Johnson", "Johnson and Johnson Ltd"),
        ("Fiat S.p.A.", "fiat"),
        ("北京数据科技有限公司", "北京数据科技股份有限公司"),
        ("北京数据科技有限责任公司", "北京数据科技"),
        ("苏常柴Ａ", "苏常柴A"),
        ("*ST东电", "东电"),
        ("赛赫智能设备（上海）股份有限公司", "赛赫智能设备(上海)"),
        ("臺灣電子股份有限公司", "臺灣電子"),
        ("株式会社トヨタ", "トヨタ株式会社"),
    ],
)  # fmt: skip
def test_names_of_one_company_have_one_key(one: str, other: str) -> None:
    """Legal forms, width, case, punctuation and marks of the exchange do not tell companies apart."""
    assert company_key(one) == company_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("北京数据科技有限公司", "上海数据科技有限公司"),
        ("华为技术有限公司", "华为集团有限公司"),
        ("北京银行北京分公司", "北京银行"),
        ("Acme Global", "Acme"),
        ("Company of Wolves", "Wolves"),
    ],
)
def test_other_companies_have_other_keys(one: str, other: str) -> None:
    """A city, a group, a branch are part of the name."""
    assert company_key(one) != company_key(other)


@pytest.mark.parametrize("name", ["Inc", "有限公司", "公司", "GmbH & Co. KG", "The", "&"])
def test_a_name_that_is_only_a_legal_form_does_not_vanish_wrongly(name: str) -> None:
    """It keeps something, or is nothing but a sign."""
    assert company_key(name) or not any(letter.isalnum() for letter in name)


NAMES = st.one_of(
    st.text(max_size=24),
    st.lists(
        st.sampled_from(
            [
                "Acme",
                "Inc.",
                "Co",
                "Ltd",
                "&",
                "and",
                "GmbH",
                "KG",
                "S.A.",
                "北京",
                "数据",
                "有限公司",
                "股份",
                "公司",
                "(集团)",
                "（有限合伙）",
                "株式会社",
                "*ST",
                "st",
                "分公司",
                ",",
                ".",
                "-",
            ]
        ),
        max_size=8,
    ).map(" ".join),
    st.lists(
        st.sampled_from(
            ["北京", "数据", "有限公司", "股份有限公司", "公司", "(有限合伙)", "株式会社", "*ST", "分", "Ａ"]
        ),
        max_size=6,
    ).map("".join),
)


@given(NAMES)
def test_the_key_of_a_key_is_itself(name: str) -> None:
    """Companies and contacts alike, so that keys may be compared however they came about."""
    assert company_key(company_key(name)) == company_key(name)
    assert contact_key(contact_key(name)) == contact_key(name)


def test_one_person_has_one_key() -> None:
    """Titles, order and width aside."""
    assert {
        contact_key(name) for name in ("Smith, Dr. John", "John Smith", "JOHN  SMITH", "Ｊohn Smith")
    } == {"john smith"}
    assert contact_key("王 小明先生") == contact_key("王小明") == "王小明"


@pytest.mark.parametrize(
    ("text", "value", "key"),
    [
        ("Ann@ACME.com", "Ann@acme.com", "ann@acme.com"),
        (" mailto:ann@acme.com ", "ann@acme.com", "ann@acme.com"),
        ("Ann Lee <ann@acme.com>", "ann@acme.com", "ann@acme.com"),
        ("ａｎｎ@acme.com", "ann@acme.com", "ann@acme.com"),
        ("ann@acme.com;", "ann@acme.com", "ann@acme.com"),
        ("w@qq.com", "w@qq.com", "w@qq.com"),
        ("用户@例子.公司", "用户@例子.公司", "用户@例子.公司"),
    ],
)  # fmt: skip
def test_emails_have_a_normal_form(text: str, value: str, key: str) -> None:
    """One width, no wrapping; the part before the @ is compared without capitals."""
    email = read_email(text)

    assert (email.value, email.key, email.is_valid) == (value, key, True)


@pytest.mark.parametrize(
    "text", ["ann", "ann@", "ann@acme", "a b@acme.com", "ann@@acme.com", "@acme.com", "ann@-.com"]
)
def test_impossible_emails_are_kept_as_written(text: str) -> None:
    """They stay readable, and are no evidence."""
    email = read_email(text)

    assert (email.value, email.key, email.is_valid) == (text, "", False)


def test_several_emails_of_one_cell_are_taken_apart() -> None:
    """Whatever stands between them."""
    assert split_emails("a@b.com; c@d.com，e@f.com") == ["a@b.com", "c@d.com", "e@f.com"]
    assert split_emails("Ann <a@b.com>") == ["Ann <a@b.com>"]


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.shop.acme.co.uk/x?y", "acme.co.uk"),
        ("WWW.Acme.com", "acme.com"),
        ("http://user@acme.com:8080", "acme.com"),
        ("sub.acme.com.cn", "acme.com.cn"),
        ("http://10.0.0.1/", ""),
        ("acme", ""),
        ("", ""),
    ],
)
def test_a_domain_is_what_somebody_registered(url: str, domain: str) -> None:
    """Hosts below it do not tell companies apart."""
    assert website_domain(url) == domain


def test_hosts_of_mail_open_to_everybody_tell_no_company() -> None:
    """qq.com is not the company of its ten thousand leads."""
    assert company_domain(read_email("w@qq.com"), None) == ""
    assert company_domain(read_email("w@qq.com"), "www.acme.com") == "acme.com"
    assert company_domain(read_email("ann@mail.acme.com"), None) == "acme.com"


def test_tags_of_one_cell_are_taken_apart() -> None:
    """None twice, none blank."""
    assert split_tags("UI, design；UI、 , vip") == ("UI", "design", "vip")


@pytest.mark.parametrize(
    ("name", "pinyin", "initials"),
    [
        ("北京数据", "beijingshuju", "bjsj"),
        ("重庆长安", "chongqingchangan", "cqca"),
        ("厦门银行", "xiamenyinhang", "xmyh"),
        ("IBM中国", "ibmzhongguo", "ibmzg"),
        ("苏常柴Ａ", "suchangchaia", "scca"),
        ("吕", "lv", "l"),
        ("Acme", "", ""),
        ("", "", ""),
    ],
)
def test_companies_are_found_by_pinyin_and_initials(name: str, pinyin: str, initials: str) -> None:
    """Characters of several readings are read by the word they stand in."""
    assert pronounce(name) == (pinyin, initials)


@pytest.mark.parametrize(
    ("name", "pinyin", "initials"),
    [
        ("单立文", "shanliwen", "slw"),
        ("仇和", "qiuhe", "qh"),
        ("曾国藩", "zengguofan", "zgf"),
        ("尉迟恭", "yuchigong", "ycg"),
        ("令狐冲", "linghuchong", "lhc"),
        ("王小明", "wangxiaoming", "wxm"),
    ],
)
def test_surnames_are_read_as_surnames(name: str, pinyin: str, initials: str) -> None:
    """单 is Shan and 仇 is Qiu before a given name."""
    assert pronounce_person(name) == (pinyin, initials)
