"""Lists to bring in, so that the screens of the import have something to show."""

from __future__ import annotations

# ruff: noqa: E501 -- a row of a list is a line
from pathlib import Path

NAMES = {"zh": "上海工业展_名片.csv", "en": "hanover-fair-cards.csv"}
UNCLEAR_NAMES = {"zh": "渠道商机_2026.csv", "en": "partner-deals-2026.csv"}

_FAIR = {
    "zh": """公司名称,联系人,职位,手机,邮箱,地区,行业,公司规模,渠道,需求描述
苏州恒锐精密机械有限公司,沈立群,信息部经理,13862110947,shen@hengrui-jm.cn,江苏,机械制造,200-500人,线下展会,想看元数据管理
宁波海曙电器股份有限公司,陆文君,数据总监,13957488216,luwenjun@hsdq.com.cn,浙江,电子电器,1000人以上,线下展会,年底前要选型
无锡蓝川新材料有限公司,顾一帆,IT主管,13771490035,guyf@lanchuan-nm.com,江苏,新材料,200-500人,线下展会,
合肥皖瑞智能科技有限公司,方晓雯,产品负责人,13865919420,fxw@wanrui.ai,安徽,人工智能,50-200人,线下展会,要求演示
常州德邦轴承有限公司,薛建国,厂长,1386,,江苏,机械制造,200-500人,线下展会,号码没写全
,,,,,,,,,展位上聊过没留名片
杭州云栖物流有限公司,何佳,运营总监,13588127706,hejia@yunqi-wl.cn,浙江,物流,500-1000人,线下展会,下周可以再聊
南京紫峰软件有限公司,唐思远,技术总监,13851602284,tang@zifeng-soft.com,江苏,软件,200-500人,线下展会,比较过两家
""",
    "en": """Company,Contact,Job title,Phone,E-mail,Country,Industry,Employees,Lead source,Notes
Brandt Antriebstechnik GmbH,Katrin Brandt,Head of IT,+49 511 3350 712,k.brandt@brandt-antrieb.de,Germany,Machinery,200-500,Trade fair,Wants to see the catalogue
Oldfield Castings Ltd,Simon Pryce,Operations Director,+44 114 496 0712,s.pryce@oldfieldcastings.co.uk,United Kingdom,Metals,50-200,Trade fair,Decides by the end of the year
Lindqvist Papper AB,Elin Lindqvist,Data Lead,+46 8 5250 4471,elin@lindqvistpapper.se,Sweden,Paper,1000+,Trade fair,
Rossi Valvole SpA,Marco Rossi,CIO,+39 02 3056 8874,m.rossi@rossivalvole.it,Italy,Machinery,500-1000,Trade fair,Asked for a demo
Fenwick Tools,Ann Fenwick,Owner,+44 12,,United Kingdom,Tools,10-50,Trade fair,Number cut off on the card
,,,,,,,,,Talked at the stand and left no card
Duval Transports SA,Claire Duval,Supply Chain Manager,+33 1 4020 7781,c.duval@duval-transports.fr,France,Logistics,500-1000,Trade fair,Call again next week
Van Dijk Software BV,Joris van Dijk,CTO,+31 20 241 7733,joris@vandijksoft.nl,Netherlands,Software,200-500,Trade fair,Has compared two
""",
}  # fmt: skip

_UNCLEAR = {
    "zh": """公司名称,联系人,手机,创建时间,商机金额,销售阶段
青岛海天装备有限公司,宋海涛,13969801147,03/04/2026,50.000,初步接触
济南鲁信数据有限公司,孟洁,13853190062,05/06/2026,146.500,方案沟通
烟台北极星食品有限公司,邹凯,13963858821,07/02/2026,8.000,初步接触
""",
    "en": """Company,Contact,Phone,Create date,Amount,Deal stage
Meyer Optik GmbH,Jonas Meyer,+49 89 4521 9912,03/04/2026,50.000,First contact
Harlow Foods Ltd,Beth Harlow,+44 161 850 2214,05/06/2026,146.500,Proposal out
Costa Cortiça SA,Rui Costa,+351 21 304 9981,07/02/2026,8.000,First contact
""",
}  # fmt: skip

LIST_NAME = {"zh": "本周重点回访", "en": "This week's second look"}
"""A call list somebody keeps."""

CELLS = {
    "zh": "公司\t联系人\t手机\n厦门鹭江光电\t陈航\t13950001287\n泉州石狮纺织\t蔡敏\t13959910038\n",
    "en": "Company\tContact\tPhone\nLuxen Photonics\tHugo Lux\t+32 2 588 4471\nAska Textiles\tMia Aska\t+358 9 4257 8812\n",
}  # fmt: skip
"""What somebody copied out of a spreadsheet."""

KNOWN_COMPANY = {"zh": "厦门百川精密机械有限公司", "en": "Eastwick Systems Ltd"}
"""A company of the demonstration year."""

TYPED = {
    "zh": {
        "contact_name": "沈立群",
        "title": "信息部经理",
        "phone": "13862110947",
        "note": "前台转接，下午在。",
    },
    "en": {
        "contact_name": "Katrin Brandt",
        "title": "Head of IT",
        "phone": "+49 511 3350 712",
        "note": "Ask the front desk to put you through; she is in after lunch.",
    },
}
"""What somebody types of one lead, beside its company."""


def fair_list(folder: Path, lang: str) -> Path:
    """Write a list as it comes from a fair, one line of it without anybody to call."""
    return _written(folder / NAMES[lang], _FAIR[lang])


def unclear_list(folder: Path, lang: str) -> Path:
    """Write a list whose dates and amounts can be read in two ways."""
    return _written(folder / UNCLEAR_NAMES[lang], _UNCLEAR[lang])


def broken_list(folder: Path, _lang: str) -> Path:
    """Write a picture that somebody named like a list."""
    path = folder / "leads.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(400))
    return path


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path
