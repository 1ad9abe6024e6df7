"""How alike two names of companies are, once width, case and legal forms are out of them (spec section 4).

Compared are keys of ``intake.companies.company_key``. What is common to many names (a city, 科技, "industries")
says little: two names are alike where they share what is rare.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz.distance import OSA, Indel

ALIKE_PCT: Final = 80
"""From here two names are suspected to be one; what people type wrong stays above it (measured in the tests)."""
SHARED_WEIGHT_PCT: Final = 45
"""So much of the weight of the rarer parts must be shared, else two names agree in what is common only."""
SHORT_IDEOGRAPHS: Final = 3
SHORT_LETTERS: Final = 5
"""Names so short differ by one sign from too many others: they are alike only where they sound the same."""
LEAST_IDEOGRAPHS: Final = 4
LEAST_LETTERS: Final = 5
"""From here a sign too few or too many is a slip of the hand."""
LONG_IDEOGRAPHS: Final = 6
ONE_OTHER_SIGN_PCT: Final = 81
"""Such a pair counts only while few names stand so near each other; the search counts them."""
LONG_LETTERS: Final = 12
"""From here one other letter is a slip too."""

_IDEOGRAPH: Final = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]")
_NUMBER: Final = re.compile(r"\d+")
_ARTICLE: Final = re.compile(r"^the | the$")
_PLACES: Final = (
    "中国", "北京", "上海", "天津", "重庆", "河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江",
    "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南", "广东", "海南", "四川", "贵州", "云南",
    "陕西", "甘肃", "青海", "台湾", "内蒙古", "广西", "西藏", "宁夏", "新疆", "香港", "澳门", "广州",
    "深圳", "东莞", "佛山", "珠海", "中山", "惠州", "杭州", "宁波", "温州", "嘉兴", "绍兴", "台州",
    "金华", "湖州", "南京", "苏州", "无锡", "常州", "南通", "徐州", "扬州", "泰州", "镇江", "盐城",
    "武汉", "宜昌", "成都", "绵阳", "西安", "郑州", "洛阳", "长沙", "株洲", "合肥", "芜湖", "福州",
    "厦门", "泉州", "济南", "青岛", "烟台", "潍坊", "淄博", "威海", "沈阳", "大连", "长春", "哈尔滨",
    "石家庄", "太原", "南昌", "昆明", "贵阳", "南宁", "柳州", "兰州", "乌鲁木齐", "呼和浩特", "银川", "西宁",
    "海口", "拉萨",
)  # fmt: skip
_PLACE: Final = re.compile(f"^(?:(?:{'|'.join(_PLACES)})(?:省|市|自治区)?)+(?=..)")
_GROUP: Final = re.compile(r"(?<=..)(?:集团|股份|控股|有限)+$")
"""Left over where a name was written short: 佳电股份 is 佳电股份有限公司."""
_TRADE_WORDS: Final = {
    "mfg": "manufacturing", "manuf": "manufacturing", "intl": "international", "tech": "technology",
    "technologies": "technology", "industries": "industry", "services": "service", "systems": "system",
    "products": "product", "solutions": "solution", "engineers": "engineering", "assoc": "associates",
    "bros": "brothers", "dept": "department", "grp": "group", "hldgs": "holdings", "intnl": "international",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A company's name as it is compared.

    Attributes:
        key: Its normal form.
        place: Of a Chinese name, the province or city it begins with.
        core: The key without place, article and the many spellings of one trade word.
        sound: How it is read, where it is Chinese; "" else.
        grams: Neighbouring signs: pairs of ideographs, triples of letters.
        words: Of a name in letters, in its order.
        numbers: Names that number their plants or shops are not one.
    """

    key: str
    place: str
    core: str
    sound: str
    grams: frozenset[str]
    words: tuple[str, ...]
    numbers: tuple[str, ...]
    is_ideographic: bool


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each gram or word says: the rarer, the more."""

    names_count: int
    seen_in: Mapping[str, int] = field(default_factory=dict)

    def of(self, gram: str) -> float:
        """Return the weight of a gram, above 0."""
        return math.log1p(self.names_count / (1 + self.seen_in.get(gram, 0)))


def name_of(key: str, sound: str = "") -> Name:
    """Take a normal form apart; ``sound`` is its pinyin, if it has one."""
    is_ideographic = bool(_IDEOGRAPH.search(key))
    place, core = _taken_apart(key, is_ideographic=is_ideographic)
    return Name(
        key, place, core, sound.replace(" ", "").casefold() if is_ideographic else "",
        _grams(core, 2 if is_ideographic else 3), () if is_ideographic else tuple(core.split()),
        tuple(_NUMBER.findall(key)), is_ideographic,
    )  # fmt: skip


def weigh(names: Iterable[Name]) -> Weights:
    """Count in how many names each gram stands."""
    seen: Counter[str] = Counter()
    count = 0
    for name in names:
        seen.update(name.grams if name.is_ideographic else {*name.grams, *name.words})
        count += 1
    return Weights(count, seen)


def alike_pct(one: Name, other: Name, weights: Weights) -> int:
    """Return how alike two names are in percent, cut; 0 where what they share is common to many."""
    if (
        one.numbers != other.numbers
        or one.is_ideographic != other.is_ideographic
        or _are_elsewhere(one, other)
    ):
        return 0
    known = _as_one(one, other)
    if known or _is_short(one) or _is_short(other):
        return known
    if not one.is_ideographic:
        return int(100 * _words(one, other, weights))
    pct = int(100 * _signs(one, other, weights))
    return pct if pct >= ALIKE_PCT or not _is_one_other_sign(one, other) else ONE_OTHER_SIGN_PCT


def _as_one(one: Name, other: Name) -> int:
    """Return how alike names are that need no weighing; 0 where they do."""
    if one.key == other.key:
        return 100
    if one.core.replace(" ", "") == other.core.replace(" ", "") and _is_telling(one, other):
        return 97
    if one.sound and one.sound == other.sound:
        return 95
    return 92 if _is_one_slip(one, other) else 0


def _is_one_other_sign(one: Name, other: Name) -> bool:
    """Whether one ideograph is another: a slip, or one of many companies named after one pattern."""
    return (
        len(one.key) == len(other.key) >= LONG_IDEOGRAPHS
        and OSA.distance(one.key, other.key, score_cutoff=1) == 1
    )


def _are_elsewhere(one: Name, other: Name) -> bool:
    """Whether both name a place, and not the same: 上海电气 is not 北京电气."""
    return bool(one.place and other.place) and not (one.place in other.place or other.place in one.place)


def _is_telling(one: Name, other: Name) -> bool:
    """Whether what is left without the place names one company."""
    return one.place == other.place or len(one.core) > SHORT_IDEOGRAPHS - 1


def _is_one_slip(one: Name, other: Name) -> bool:
    """Whether a sign is missing, doubled or swapped with its neighbour; another sign may be another company."""
    a, b = one.key.replace(" ", ""), other.key.replace(" ", "")
    least = LEAST_IDEOGRAPHS if one.is_ideographic else LEAST_LETTERS
    if min(len(a), len(b)) < least or OSA.distance(a, b, score_cutoff=1) > 1:
        return False
    return len(a) != len(b) or sorted(a) == sorted(b) or len(a) >= LONG_LETTERS


def _signs(one: Name, other: Name, weights: Weights) -> float:
    """Compare ideographs: a swap of neighbours is one slip of the hand."""
    a, b = one.core, other.core
    alike = max(Indel.normalized_similarity(a, b), OSA.normalized_similarity(a, b))
    both = sum(weights.of(gram) for gram in one.grams & other.grams)
    least = min(sum(map(weights.of, one.grams)), sum(map(weights.of, other.grams)))
    return alike if 100 * both >= SHARED_WEIGHT_PCT * least else 0.0


def _words(one: Name, other: Name, weights: Weights) -> float:
    """Compare words in any order: each counts by how rare it is and by how well it is spelled in the other."""
    left, pairs = list(other.words), 0.0
    for word in one.words:
        best, at = 0.0, -1
        for place, candidate in enumerate(left):
            spelled = _spelled(word, candidate)
            if spelled > best:
                best, at = spelled, place
        if at >= 0:
            pairs += best * (weights.of(word) + weights.of(left.pop(at)))
    total = sum(map(weights.of, one.words)) + sum(map(weights.of, other.words))
    return pairs / total if total else 0.0


def _spelled(a: str, b: str) -> float:
    """Return how well one word is spelled as another; 0 beyond a slip in five letters."""
    if a == b:
        return 1.0
    longest = max(len(a), len(b))
    slips = OSA.distance(a, b)
    return 1.0 - slips / longest if slips <= longest // 4 else 0.0


def _is_short(name: Name) -> bool:
    return len(name.core) <= (SHORT_IDEOGRAPHS if name.is_ideographic else SHORT_LETTERS)


def _taken_apart(key: str, *, is_ideographic: bool) -> tuple[str, str]:
    if is_ideographic:
        found = _PLACE.match(key)
        place = found[0] if found else ""
        return re.sub("[省市]|自治区", "", place), _GROUP.sub("", key[len(place) :])
    words = [_TRADE_WORDS.get(word, word) for word in _ARTICLE.sub("", key).split()]
    return "", " ".join(words) or key


def _grams(core: str, length: int) -> frozenset[str]:
    text = core.replace(" ", "")
    if len(text) <= length:
        return frozenset({text})
    return frozenset(text[place : place + length] for place in range(len(text) - length + 1))
