"""A database of each kind with a playbook and nothing else, and a few words to fill it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, create_engine, insert
from sqlalchemy.pool import StaticPool

from app.models.playbook import Channel, Playbook, Reason, Stage
from app.models.tables import SHARED
from tests.services.reports.leads import NOBODY, STAGES


def lay_playbook(engine: Engine, zone: str = "Asia/Shanghai") -> None:
    """Put a small playbook into force."""
    titles = {"title_zh": "甲", "title_en": "A"}
    with engine.begin() as db:
        db.execute(
            insert(Playbook).values(
                version=1, key="small", cmd_id=NOBODY, document=f'[calendar]\ntime_zone = "{zone}"\n',
                is_current=True, adopted_at=0, adopted_by_id=NOBODY, **titles,
            )
        )  # fmt: skip
        for position, (key, kind) in enumerate(STAGES.items(), 1):
            db.execute(
                insert(Stage).values(
                    version=1,
                    key=key,
                    position=position,
                    kind=kind.value,
                    milestone=None,
                    win_pct=None,
                    **titles,
                )
            )
        db.execute(
            insert(Reason).values(
                version=1, key="price", kind="lost", position=1, title_zh="价格", title_en="Price"
            )
        )
        db.execute(
            insert(Channel).values(
                key="sem", title_zh="搜索广告", title_en="Search ads", is_digital=True, is_paid=True
            )
        )


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """An engine of each kind."""
    if request.param == "sqlite":
        made = create_engine("sqlite://", module=sqlcipher, poolclass=StaticPool)
    else:
        url: str = request.getfixturevalue("module_pg_url")
        made = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    SHARED.create_all(made)
    lay_playbook(made)
    yield made
    made.dispose()
