"""The closed table of what a column of a list can be (design section 7)."""

# ruff: noqa: E501 - tables of words, wide characters counted twice
from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

CUSTOM: Final = "custom:"
IGNORE: Final = "ignore"
LONGEST_CUSTOM_NAME: Final = 60
LONGEST_CUSTOM_VALUE: Final = 2000
LONGEST_TAG: Final = 80


class FieldKind(StrEnum):
    """How a cell of the field is read."""

    TEXT = "text"
    PERSON_NAME = "person_name"
    """Of the contact; several columns are joined (first and last name)."""
    PHONE = "phone"
    EMAIL = "email"
    INSTANT = "instant"
    DATE = "date"
    MONEY = "money"
    NUMBER = "number"
    CURRENCY = "currency"
    URL = "url"
    TAGS = "tags"
    STAGE = "stage"
    MEMBER = "member"
    """A person of the team, by name or login."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that can be known of a lead when it comes in."""

    key: str
    kind: FieldKind
    max_length: int
    """Characters; longer values are refused by name, never cut."""
    words: tuple[str, ...]
    """Headings it is known by, as `word_key` writes them; English, Chinese and the well-known CRMs'."""


def word_key(text: str) -> str:
    """Write a heading so that `Lead Source`, `LEADSOURCE`, `lead_source*` and `Lead Source (required)` are equal."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _NOISE.sub("", _BRACKETS.sub("", folded) or folded)


_BRACKETS: Final = re.compile(r"[(\[【][^)\]】]*[)\]】]")
_NOISE: Final = re.compile(r"[\W_]+")


def _field(key: str, kind: FieldKind, max_length: int, words: str) -> Field:
    return Field(key, kind, max_length, (word_key(key), *words.split()))


_K = FieldKind
FIELDS: Final[dict[str, Field]] = {
    field.key: field
    for field in (
        _field("company", _K.TEXT, 200,
               "companyname account accountname organization organisation organizationname employer firm business "
               "businessname customername customer client clientname leadcompany companyaccount associatedcompany "
               "公司 公司名称 公司名 公司全称 企业 企业名称 企业全称 单位 单位名称 客户 客户名称 客户公司 客户全称 机构 机构名称 "
               "线索公司 所属公司 所在公司 公司名稱 企業名稱 客戶名稱"),
        _field("contact_name", _K.PERSON_NAME, 100,
               "contact contactname contactperson fullname leadname personname name firstname givenname forename "
               "lastname surname familyname middlename primarycontact attn "
               "联系人 联系人姓名 联系人名称 姓名 名字 线索名称 线索姓名 客户姓名 客户联系人 称呼 名 姓 姓氏 "
               "聯絡人 聯繫人 聯絡人姓名"),
        _field("title", _K.TEXT, 100,
               "jobtitle jobposition position role jobrole function designation 职位 职务 岗位 职称 头衔 職稱 職位"),
        _field("phone", _K.PHONE, 100,
               "phone1 phonenumber phoneno telephone tel telno telephonenumber mobile mobilephone mobilenumber "
               "mobileno cell cellphone cellphonenumber workphone phonework businessphone directphone contactnumber "
               "contactphone officephone homephone phonehome otherphone phoneother whatsapp whatsappphonenumber "
               "手机 手机号 手机号码 移动电话 电话 电话号码 联系电话 联系方式 联系手机 座机 固定电话 固话 办公电话 "
               "公司电话 手机1 电话1 線上電話 手機 手機號碼 電話 聯絡電話"),
        _field("phone_2", _K.PHONE, 100, "secondphone secondaryphone alternatephone 备用电话 电话2 手机2 其他电话"),
        _field("email", _K.EMAIL, 254,
               "email1 emailaddress mail mailaddress emailid workemail emailwork businessemail homeemail emailhome "
               "otheremail emailother primaryemail contactemail "
               "邮箱 邮箱地址 电子邮箱 电子邮件 邮件 邮件地址 企业邮箱 工作邮箱 郵箱 電子郵件"),
        _field("email_2", _K.EMAIL, 254, "secondemail secondaryemail alternateemail 备用邮箱 邮箱2"),
        _field("region", _K.TEXT, 100,
               "state stateprovince province stateid territory area county countryregion stateregion "
               "地区 区域 省份 省 大区 所在地区 所属地区 所属区域 注册地 所在省份 地區 區域"),
        _field("city", _K.TEXT, 100, "town workcity mailingcity billingcity 城市 市 所在城市 工作城市 所在地"),
        _field("industry", _K.TEXT, 100,
               "sector businesssegment vertical 行业 所属行业 行业类型 客户行业 公司行业 產業 行業"),
        _field("company_size", _K.TEXT, 60,
               "numberofemployees noofemployees employees employeecount size headcount companyheadcount "
               "规模 公司规模 企业规模 人数 员工数 员工人数 公司人数 人员规模 規模 員工人數"),
        _field("registration_no", _K.TEXT, 60,
               "registrationnumber companyregistrationnumber vat vatnumber taxid taxnumber "
               "统一社会信用代码 社会信用代码 信用代码 税号 纳税人识别号 注册号 統一編號"),
        _field("website", _K.URL, 500,
               "web url homepage companywebsite websiteurl companydomainname domain site "
               "网址 网站 官网 公司网址 公司网站 公司官网 主页 網址 網站"),
        _field("channel", _K.TEXT, 100,
               "leadsource source origin originalsource sourcechannel leadorigin trafficsource acquisitionchannel "
               "渠道 来源 线索来源 客户来源 来源渠道 渠道来源 线索渠道 获客渠道 來源"),
        _field("campaign", _K.TEXT, 200,
               "campaignname campaignsource utmcampaign adcampaign 计划 推广计划 广告计划 计划名称 活动 活动名称 市场活动 營銷活動"),
        _field("ad_unit", _K.TEXT, 200, "adgroup adgroupname adset adunit 单元 推广单元 广告单元 单元名称 广告组"),
        _field("keyword", _K.TEXT, 200, "keywords searchterm searchkeyword utmterm 关键词 关键字 搜索词 触发关键词 關鍵詞"),
        _field("landing_page", _K.URL, 2000,
               "landingpageid landingpageurl landingurl lp firstpageseen 落地页 着陆页 落地页地址 落地页链接 登陆页"),
        _field("utm_url", _K.URL, 4000, "utm utmlink trackingurl fullurl pageurl conversionurl 推广链接 来源链接 落地页完整链接"),
        _field("referrer", _K.URL, 2000, "referer referrerurl refererurl referringsite 来源页 来路 来源网址 引荐来源"),
        _field("ip", _K.TEXT, 45, "ipaddress clientip remoteip visitorip ip地址 访客ip"),
        _field("external_id", _K.TEXT, 120,
               "id leadid recordid uuid externalid sourceid leadno leadnumber accountid contactid opportunityid "
               "dealid leadrecordid "
               "编号 线索编号 客户编号 序列号 线索id 客户id 记录id 唯一标识 線索編號"),
        _field("owner", _K.MEMBER, 100,
               "leadowner ownername accountowner contactowner recordowner assignedto assignee sdr sdrname salesperson "
               "responsible 负责人 线索负责人 客户负责人 跟进人 所有者 所有人 归属人 負責人"),
        _field("rep", _K.MEMBER, 100,
               "salesrep salesrepresentative accountexecutive ae dealowner opportunityowner "
               "销售 销售代表 销售负责人 销售人员 客户经理 商机负责人 業務員"),
        _field("stage", _K.STAGE, 100,
               "stagename dealstage salesstage opportunitystage pipelinestage lifecyclestage "
               "阶段 线索阶段 销售阶段 商机阶段 生命周期 階段 銷售階段"),
        _field("created_at", _K.INSTANT, 60,
               "created createdate createddate createdtime createtime createdon creationdate datecreated dateadded "
               "addedon firstcontactdate firstseen leadcreateddate submittedat submissiontime submitted "
               "registeredat registrationdate "
               "创建时间 创建日期 录入时间 录入日期 提交时间 注册时间 留资时间 首次联系时间 线索时间 受理日期 建立日期 創建時間"),
        _field("mal_at", _K.INSTANT, 60, "maldate becamemal mal时间"),
        _field("mql_at", _K.INSTANT, 60,
               "mqldate becamemarketingqualified becameamarketingqualifiedleaddate mql时间 转出时间"),
        _field("sal_at", _K.INSTANT, 60, "saldate becamesal sal时间 接收时间"),
        _field("sql_at", _K.INSTANT, 60, "sqldate becameasalesqualifiedleaddate sql时间"),
        _field("opportunity_at", _K.INSTANT, 60,
               "opportunitydate becameanopportunitydate opportunitycreated 商机时间 商机创建时间"),
        _field("poc_at", _K.INSTANT, 60, "pocdate pocstart poc时间 poc开始时间"),
        _field("won_at", _K.INSTANT, 60, "wondate datewon closedwondate becameacustomerdate 赢单时间 成交时间 成交日期 签约时间"),
        _field("lost_at", _K.INSTANT, 60, "lostdate datelost closedlostdate 输单时间 丢单时间"),
        _field("lost_reason", _K.TEXT, 400, "closedlostreason reasonlost lossreason 输单原因 丢单原因 失败原因"),
        _field("amount", _K.MONEY, 60,
               "dealamount opportunityamount dealvalue expectedamount totalamount value "
               "金额 商机金额 预计金额 成交金额 合同金额 金額"),
        _field("currency", _K.CURRENCY, 10, "currencycode currencyisocode dealcurrency 币种 货币 幣別"),
        _field("expected_close_on", _K.DATE, 60,
               "closedate closingdate expectedclose expectedclosedate expectedclosingdate expectedclosing "
               "预计成交时间 预计成交日期 预计签约日期 预计成单日期 预计关闭日期"),
        _field("score", _K.NUMBER, 20, "leadscore hubspotscore rating points 评分 线索评分 得分 分数 評分"),
        _field("note", _K.TEXT, 8000,
               "notes description comments comment remarks remark internalnotes message memo details "
               "备注 描述 说明 留言 需求描述 跟进记录 備註 備注"),
        _field("tags", _K.TAGS, 1000, "tag labels label keywordstags 标签 客户标签 線索標籤 標籤"),
    )
}  # fmt: skip
"""Every field by key, in the order a person would read them."""

CONTACT_PARTS: Final[dict[str, str]] = {
    "firstname": "given", "givenname": "given", "forename": "given", "名": "given",
    "middlename": "middle",
    "lastname": "family", "surname": "family", "familyname": "family", "姓": "family", "姓氏": "family",
}  # fmt: skip
"""Headings that hold a part of the contact's name; parts are joined given, middle, family."""

IDENTIFYING: Final = ("company", "contact_name", "phone", "phone_2", "email", "email_2", "external_id")
"""A row is accepted when it has any of these (spec section 4)."""

NUMBERED_KINDS: Final = {"phone": FieldKind.PHONE, "email": FieldKind.EMAIL}
_NUMBERED: Final = re.compile(r"(phone|email)_([2-9]|[1-9]\d)")


def field_kind(key: str) -> FieldKind | None:
    """Return how a field is read; None for `ignore`, custom fields are text.

    Third and further phones and e-mails are `phone_3`, `email_3`…

    Raises:
        KeyError: For a name that is no field.
    """
    if key == IGNORE:
        return None
    if key.startswith(CUSTOM):
        return FieldKind.TEXT
    numbered = _NUMBERED.fullmatch(key)
    return NUMBERED_KINDS[numbered[1]] if numbered else FIELDS[key].kind


def max_length(key: str) -> int:
    """Return how many characters a field holds."""
    if key.startswith(CUSTOM):
        return LONGEST_CUSTOM_VALUE
    numbered = _NUMBERED.fullmatch(key)
    return FIELDS[numbered[1] if numbered else key].max_length


def is_field(key: str) -> bool:
    """Tell whether a mapping may name this: a field, `custom:NAME` or `ignore`."""
    if key.startswith(CUSTOM):
        return 0 < len(key) - len(CUSTOM) <= LONGEST_CUSTOM_NAME
    return key == IGNORE or key in FIELDS or _NUMBERED.fullmatch(key) is not None


def nearest_field(word: str) -> str:
    """Return the known field whose name is nearest to a misspelt one."""
    if word.strip().lower().startswith("custom"):
        return f"{CUSTOM}NAME"
    from rapidfuzz import process  # noqa: PLC0415 -- a view that names fields should not wait for it

    found = process.extractOne(word.strip().lower(), (*FIELDS, IGNORE))
    return found[0]


FIELD_BY_WORD: Final[dict[str, str]] = {
    word: field.key for field in reversed(FIELDS.values()) for word in field.words
}
"""Heading as `word_key` writes it to field; a word that two fields claim belongs to the earlier one."""
