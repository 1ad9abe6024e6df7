"""Finding a command by a few of its letters."""

from __future__ import annotations

_START, _WORD, _RUN, _FAR = 12, 8, 6, 1


def match(wanted: str, text: str) -> tuple[int, tuple[int, ...]] | None:
    """Return how well the letters of ``wanted`` are found in ``text``, in order, and where.

    Higher is better: beginnings of words and runs of letters count, distance costs. Spaces in
    ``wanted`` are left out. ``None`` where a letter is missing.
    """
    letters, low = "".join(wanted.lower().split()), text.lower()
    whole = low.find(wanted.lower().strip())
    if wanted.strip() and whole >= 0:
        return _whole(whole, low, wanted.strip())
    places: list[int] = []
    score, at = 0, -1
    for letter in letters:
        place = _best(letter, low, at + 1)
        if place < 0:
            return None
        score += _worth(low, place, at)
        places.append(place)
        at = place
    return score, tuple(places)


def _whole(place: int, low: str, wanted: str) -> tuple[int, tuple[int, ...]]:
    bonus = _START if place == 0 else _WORD if not low[place - 1].isalnum() else 0
    return 100 + bonus + _RUN * len(wanted) - place, tuple(range(place, place + len(wanted)))


def _best(letter: str, low: str, begin: int) -> int:
    """Prefer the next beginning of a word over the next occurrence."""
    near = low.find(letter, begin)
    place = near
    while place > 0:
        if not low[place - 1].isalnum() or place == begin:
            return place
        place = low.find(letter, place + 1)
    return place if place == 0 else near


def _worth(low: str, place: int, before: int) -> int:
    if place == 0:
        return _START
    if place == before + 1:
        return _RUN
    if not low[place - 1].isalnum():
        return _WORD
    return -_FAR * min(10, place - before)
