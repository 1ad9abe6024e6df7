"""Make a database of N believable leads by inserting rows, for measuring; commands would take hours.

python benchmarks/big_database.py 100000 [FOLDER]

Without a folder it is kept in the system's temporary one, where the other benchmarks look for it, and made
again once the tables are others.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import measure
from sqlalchemy import insert
from sqlalchemy.dialects.sqlite.base import SQLiteDialect

from app.clock import DAY, HOUR, MINUTE, system_clock
from app.models.activity import Activity, FollowUp
from app.models.leads import ContactPoint, Lead, Ownership
from app.models.search_triggers import install
from app.models.vocabulary import Role
from app.services.founding import found, hats
from app.services.intake.pronunciation import pronounce, pronounce_person
from app.services.kernel import schema
from app.services.kernel.changes import ChangeFeed
from app.services.kernel.database import Database
from app.services.search import rebuild

CHUNK = 10_000
DONE = "whole"
"""A file that says the database was made to its end."""
PLACES = (
    "北京",
    "上海",
    "深圳",
    "杭州",
    "苏州",
    "成都",
    "武汉",
    "西安",
    "南京",
    "青岛",
    "厦门",
    "长沙",
    "重庆",
)
FIRST = "华云星智恒远启明鼎盛博海天中金联创新科安信达宏图东方瑞丰泰和正大光润诚德嘉百"
KINDS = (
    "科技",
    "信息技术",
    "数据服务",
    "医疗器械",
    "装备制造",
    "电子",
    "物流",
    "化工",
    "新能源",
    "软件",
    "环保",
    "食品",
)
FORMS = ("有限公司", "股份有限公司", "有限责任公司", "集团有限公司")
FAMILY = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英文辉玲桂兰健萍红建国志雪梅婷晨宇欣怡浩然子涵思远"
TITLES = ("采购经理", "技术总监", "总经理", "IT主管", "运营经理", "CTO", "产品经理", "数据负责人", "副总裁")
INDUSTRIES = ("制造", "互联网", "金融", "医疗", "物流", "教育", "能源", "零售")
SIZES = ("1-50", "51-200", "201-500", "501-1000", "1000+")
CHANNELS = ("sem", "seo", "website_visit", "exhibition", "partner", "hotline", "referral", "unknown")
STAGES = (
    ("market_validating", 55), ("market_not_passed", 15), ("sales_validating", 8), ("sales_not_passed", 4),
    ("discovery", 6), ("proposal", 4), ("negotiation", 3), ("deployment", 2), ("lost", 3),
)  # fmt: skip


def database_of(count: int) -> Path:
    """Return the folder of a database of so many leads; made now, which takes minutes, if there is none."""
    tables = sorted((measure.ROOT / "app" / "models").glob("*.py"))
    shape = hashlib.sha256(b"".join(path.read_bytes() for path in tables)).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / "decile-benchmarks" / f"{count}-{shape}"
    if not (folder / DONE).exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        print(f"making {count:,} leads in {folder}", flush=True)
        make(folder, count)
        (folder / DONE).touch()
    return folder


def make(folder: Path, count: int, *, owners: int = 20, seed: int = 7) -> UUID:
    """Write ``decile.db`` into a folder and return the SDR who owns one lead in ``owners``."""
    database, now = Database(folder / "decile.db"), system_clock()
    try:
        with database.altering() as db:
            schema.create_all(db)
        workspace = found(database, ChangeFeed(), name="Chen Wei")
        me = next(hat.member_id for hat in workspace.read(hats) if hat.role is Role.SDR)
        rng = random.Random(seed)
        members = [me, *(UUID(int=rng.getrandbits(128)) for _ in range(owners - 1))]
        with database.altering() as db:
            for (name,) in db.exec_driver_sql(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'index_%'"
            ).all():
                db.exec_driver_sql(f"DROP TRIGGER {name}")
        for begin in range(0, count, CHUNK):
            with database.altering() as db:
                _write(db, list(_rows(rng, min(CHUNK, count - begin), members, now)))
        with database.altering() as db:
            db.exec_driver_sql("PRAGMA cache_size = -1000000")
            install(db)
            rebuild(db)
            db.exec_driver_sql("ANALYZE")
    finally:
        database.close()
    return me


def _rows(rng: random.Random, count: int, members: list[UUID], now: int) -> Iterator[dict[str, Any]]:
    stages, weights = zip(*STAGES, strict=True)
    for stage in rng.choices(stages, weights, k=count):
        company = (
            rng.choice(PLACES) + rng.choice(FIRST) + rng.choice(FIRST) + rng.choice(KINDS) + rng.choice(FORMS)
        )
        contact = rng.choice(FAMILY) + "".join(rng.choices(GIVEN, k=rng.choice((1, 2, 2))))
        said, read = pronounce(company), pronounce_person(contact)
        created = now - int(rng.expovariate(1 / 120) * DAY) - rng.randrange(DAY)
        responded = None if rng.random() < 0.002 else created + rng.randrange(10 * MINUTE, 60 * HOUR)
        yield {
            "id": UUID(int=rng.getrandbits(128)), "company": company, "company_key": company,
            "contact_name": contact, "contact_key": contact, "title": rng.choice(TITLES),
            "phone": f"+861{rng.choice('3578')}{rng.randrange(10**9):09d}", "phone_ext": None,
            "phone_status": "valid", "email": f"{read.pinyin}{rng.randrange(10**5)}@{said.initials}.cn",
            "email_key": None, "region": rng.choice(PLACES), "city": None, "industry": rng.choice(INDUSTRIES),
            "company_size": rng.choice(SIZES), "registration_no": None, "website": None,
            "channel": rng.choice(CHANNELS), "campaign": None, "ad_unit": None, "keyword": None,
            "landing_page": None, "source": None, "external_id": None, "stage": stage, "sub_state": None,
            "owner_id": None if rng.random() < 0.1 else rng.choice(members), "rep_id": None, "cycle": 1,
            "is_reachable": rng.random() < 0.97, "score": rng.choice((0, 0, 20, 40, 60, 80, 100, 120, 140)),
            "amount": None if rng.random() < 0.8 else rng.randrange(10**5, 10**8), "currency": "CNY",
            "expected_close_on": None, "lost_reason": None, "created_at": created, "recorded_at": created,
            "recorded_by_id": members[0], "batch_id": None, "respond_warn_at": created + 45 * MINUTE,
            "respond_by_at": created + HOUR, "responded_at": responded, "company_pinyin": said.pinyin,
            "company_initials": said.initials, "contact_pinyin": read.pinyin,
            "contact_initials": read.initials, "changed_at": created,
        }  # fmt: skip


def _write(db: Any, leads: list[dict[str, Any]]) -> None:
    _insert(db, Lead, leads)
    held = [lead for lead in leads if lead["owner_id"]]
    _insert(db, Ownership, [
        {"cmd_id": lead["id"], "lead_id": lead["id"], "member_id": lead["owner_id"],
         "from_at": lead["created_at"], "until_at": None, "how": "intake"} for lead in held
    ])  # fmt: skip
    _insert(db, ContactPoint, [
        {"lead_id": lead["id"], "kind": kind, "position": 1, "value": lead[kind], "raw": lead[kind],
         "extension": None, "status": "valid"} for lead in leads for kind in ("phone", "email")
    ])  # fmt: skip
    _insert(db, Activity, [
        {"id": lead["id"], "lead_id": lead["id"], "kind": "call", "by_id": lead["owner_id"],
         "at": lead["responded_at"], "ended_at": lead["responded_at"] + 3 * MINUTE, "phone": lead["phone"],
         "outcome": "connected", "is_attempt": True, "is_connected": True, "words": "", "batch_id": None}
        for lead in held if lead["responded_at"]
    ])  # fmt: skip
    rng = random.Random(leads[0]["id"].int)
    now = system_clock()
    _insert(db, FollowUp, [
        {"cmd_id": lead["id"], "lead_id": lead["id"], "owner_id": lead["owner_id"],
         "due_at": now + int(rng.gauss(6, 3) * DAY), "why": "call_back", "words": "", "state": "open",
         "created_at": lead["created_at"], "settled_at": None, "settled_by_id": None}
        for lead in held if lead["stage"] == "market_validating" and rng.random() < 0.3
    ])  # fmt: skip


def _insert(db: Any, model: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        names = [column.name for column in model.__table__.columns]
        statement = str(insert(model).compile(dialect=SQLiteDialect(paramstyle="qmark"), column_keys=names))
        plain = [
            tuple(value.hex if isinstance(value := row.get(name), UUID) else value for name in names)
            for row in rows
        ]
        db.exec_driver_sql(statement, plain)


if __name__ == "__main__":
    started = time.perf_counter()
    leads = int(sys.argv[1])
    if len(sys.argv) > 2:
        target = Path(sys.argv[2])
        target.mkdir(parents=True, exist_ok=True)
        make(target, leads)
    else:
        target = database_of(leads)
    print(target, f"{time.perf_counter() - started:.1f} s")
