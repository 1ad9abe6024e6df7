"""Pinyin and its initials for searching: 北京数据 is found by `beijingshuju` and by `bjsj`."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple


class Pronunciation(NamedTuple):
    """What a Chinese name is found by; both "" for a name without Chinese characters."""

    pinyin: str
    initials: str


_LONGEST: Final = 400
"""Letters kept: what a person types to find a name is shorter."""
_NONE: Final = Pronunciation("", "")
_IDEOGRAPHS: Final = re.compile(r"[\u3400-\u9fff]+")
_RUNS: Final = re.compile(r"[\u3400-\u9fff]+|[^\u3400-\u9fff]+")
_TONES: Final = frozenset("\u0300\u0301\u0304\u030c")
_SURNAMES: Final = {
    "单": "shan", "單": "shan", "仇": "qiu", "解": "xie", "查": "zha", "曾": "zeng", "区": "ou", "區": "ou",
    "任": "ren", "朴": "piao", "覃": "qin", "盖": "ge", "乐": "yue", "樂": "yue", "华": "hua", "缪": "miao",
    "冼": "xian", "翟": "zhai", "尉": "wei", "长": "zhang", "召": "shao", "贠": "yun",
    "种": "chong", "繁": "po", "句": "gou", "谌": "chen", "佴": "nai",
    "幺": "yao", "炅": "gui", "牟": "mu", "沈": "shen",
    "葛": "ge", "万俟": "mo qi", "尉迟": "yu chi", "长孙": "zhang sun", "澹台": "tan tai", "宰父": "zai fu",
    "令狐": "ling hu", "单于": "chan yu", "鲜于": "xian yu", "皇甫": "huang fu", "夏侯": "xia hou",
}  # fmt: skip
"""Surnames that are read otherwise than the character elsewhere; longest first wins."""

_FIRST_OF_SURNAME: Final = frozenset(surname[0] for surname in _SURNAMES)
_MANY_READINGS: Final = frozenset(
    "重长長行乐樂都单單曾朝厦廈藏大会會朴恶參参差传傳弹彈得地的度干还還和合好号華华角結结解剧降教觉觉"
    "空量率落没沒模难難宁寧便强強切曲圈塞色沙扇少省石说說似宿调調通同为為委系相血咽要应應载載扎着中种種"
    "转轉卒作祭盛乘亚佛伯仇召盖地六台秘泊隆番瑞蔚莘浒亳泌洞柏尉蕃圩堡铺荥"
)
"""Characters whose reading depends on the word around them: those names are read word by word."""


@lru_cache(maxsize=65_536)
def pronounce(name: str) -> Pronunciation:
    """Return pinyin without tones, and the first letters, of a company or any words.

    Latin letters and digits between the characters are kept in both: `IBM中国` is `ibmzhongguo`, `ibmzg`.
    """
    if not name or name.isascii() or not _IDEOGRAPHS.search(name):
        return _NONE
    if _IDEOGRAPHS.fullmatch(name):
        return _of_characters(name)
    return _joined(_runs(unicodedata.normalize("NFKC", name)))


@lru_cache(maxsize=65_536)
def pronounce_person(name: str) -> Pronunciation:
    """Return the same for a person: the surname by its own table (单 is shan, 仇 is qiu)."""
    if not name or name.isascii() or not _IDEOGRAPHS.search(name):
        return _NONE
    plain = unicodedata.normalize("NFKC", name).strip()
    if plain[0] not in _FIRST_OF_SURNAME and _IDEOGRAPHS.fullmatch(plain):
        return _of_characters(plain)
    for length in (2, 1):
        surname = _SURNAMES.get(plain[:length])
        if surname and len(plain) > length:
            return _joined([*((syllable, True) for syllable in surname.split()), *_runs(plain[length:])])
    return _joined(_runs(plain))


def _runs(text: str) -> list[tuple[str, bool]]:
    """Return syllables of the Chinese (True) and the other letters as they are (False)."""
    found = []
    for run in _RUNS.findall(text):
        if _IDEOGRAPHS.match(run):
            found += [(syllable, True) for syllable in _syllables(run)]
        else:
            found.append(("".join(letter for letter in run.lower() if letter.isalnum()), False))
    return found


def _of_characters(text: str) -> Pronunciation:
    syllables = _syllables(text)
    initials = "".join([syllable[:1] for syllable in syllables])
    return Pronunciation("".join(syllables)[:_LONGEST], initials[:_LONGEST])


def _joined(runs: list[tuple[str, bool]]) -> Pronunciation:
    return Pronunciation(
        "".join(text for text, _ in runs)[:_LONGEST],
        "".join(text[:1] if is_syllable else text for text, is_syllable in runs)[:_LONGEST],
    )


def _syllables(text: str) -> list[str]:
    """Read a run of characters: one by one where each has one reading, else word by word."""
    if _MANY_READINGS.isdisjoint(text):
        return [_READINGS[letter] for letter in text]
    found: list[str] = []
    words, at = _words(), 0
    while at < len(text):
        for length in (4, 3, 2):
            reading = words.get(text[at : at + length])
            if reading:
                found += reading
                at += length
                break
        else:
            found.append(_READINGS[text[at]])
            at += 1
    return found


@lru_cache(maxsize=1)
def _words() -> dict[str, tuple[str, ...]]:
    """Return the words in which a character is read otherwise than alone.

    pypinyin's own segmentation knows the same words, but costs 100 µs a name; this costs 5.
    """
    # Imported here: the dictionary takes a third of a second, and only Chinese names need it.
    from pypinyin.phrases_dict import phrases_dict  # noqa: PLC0415 - see above

    found = {}
    for word, toned in phrases_dict.items():
        if len(word) <= 4 and not _MANY_READINGS.isdisjoint(word):
            reading = tuple(_plain(syllables[0]) for syllables in toned)
            if reading != tuple(_READINGS[letter] for letter in word):
                found[word] = reading
    return found


class _Readings(dict[str, str]):
    """The first reading of each character met so far, without tone."""

    def __missing__(self, letter: str) -> str:
        from pypinyin.pinyin_dict import pinyin_dict  # noqa: PLC0415 - as in _words

        reading = self[letter] = _plain(pinyin_dict.get(ord(letter), letter).split(",")[0])
        return reading


_READINGS: Final = _Readings()


@lru_cache(maxsize=4096)
def _plain(toned: str) -> str:
    plain = "".join(mark for mark in unicodedata.normalize("NFD", toned) if mark not in _TONES)
    return unicodedata.normalize("NFC", plain).replace("ü", "v").lower()
