"""What a person could mean by recording what was spent, and what a currency is worth."""

from __future__ import annotations

from collections.abc import Mapping

from app.services.spend import LONGEST_DAYS, RATERS, SPENDERS
from tests.parity.scene import Draft, Generator, Scene, drafts, spelled

DRAFTS: dict[str, Generator] = {}
NEEDS: Mapping[str, tuple[str, ...]] = {"spend.drop": ("spend.record",)}
_CURRENCIES = ("CNY", "USD", "EUR")
_FIRST = 20_500


@drafts(DRAFTS, "spend.record")
def _record(scene: Scene) -> Draft:
    known = scene.rows("SELECT id FROM spend ORDER BY id")
    spend_id = (
        spelled(scene.one(known).id) if known and scene.is_loose and scene.maybe(30) else scene.new_id()
    )
    days = scene.one((0, 6, 29))
    if scene.is_loose and scene.maybe(50):
        days = scene.one((-1, LONGEST_DAYS - 1, LONGEST_DAYS))
    return scene.member(*sorted(SPENDERS)), {
        "spend_id": spend_id, "channel": scene.one(("sem", "", "展会")), "campaign": scene.one((None, "Spring")),
        "keyword": scene.one((None, "元数据管理")), "from_on": _FIRST, "until_on": _FIRST + days,
        "amount": scene.one((0, 990_000, 2**53)), "currency": scene.one(_CURRENCIES),
        "clicks": scene.one((None, 0, 1200)), "words": scene.words(),
    }  # fmt: skip


@drafts(DRAFTS, "spend.drop")
def _drop(scene: Scene) -> Draft:
    row = scene.pick("SELECT id FROM spend s", "dropped_at IS NULL")
    return scene.member(*sorted(SPENDERS)), {"spend_id": spelled(row.id)}


@drafts(DRAFTS, "rate.set")
def _rate(scene: Scene) -> Draft:
    currency, into = scene.one(_CURRENCIES), scene.one(_CURRENCIES)
    while into == currency and not scene.is_loose:
        into = scene.one(_CURRENCIES)
    return scene.member(*sorted(RATERS)), {
        "currency": currency, "into": into, "per_million": scene.one((1, 7_100_000, 10**12))
    }  # fmt: skip
