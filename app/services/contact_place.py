"""Where a contact is, as far as their number or region tells: country, state, the time zones that are possible.

A number with an area of its own tells one zone; a mobile or toll-free number may be in several, and then a state said
of the lead decides. China keeps one time in all its provinces, whatever the tables of numbers say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from app.services.calendar_countries import countries

_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_CHINA: Final = ("Asia/Shanghai",)

_STATES: Final = {
    "US": {
        "America/New_York": "CT DE DC FL GA IN MD MA ME MI NC NH NJ NY OH PA RI SC VA VT WV",
        "America/Chicago": "AL AR IA IL KS LA MN MO MS NE OK SD ND TN TX WI KY",
        "America/Denver": "CO ID MT NM UT WY",
        "America/Phoenix": "AZ",
        "America/Los_Angeles": "CA NV OR WA",
        "America/Anchorage": "AK",
        "Pacific/Honolulu": "HI",
    },
    "CA": {
        "America/Toronto": "ON QC",
        "America/Halifax": "NS NB PE",
        "America/St_Johns": "NL",
        "America/Winnipeg": "MB",
        "America/Regina": "SK",
        "America/Edmonton": "AB NT",
        "America/Vancouver": "BC YT",
    },
    "AU": {
        "Australia/Sydney": "NSW ACT",
        "Australia/Melbourne": "VIC",
        "Australia/Brisbane": "QLD",
        "Australia/Adelaide": "SA",
        "Australia/Darwin": "NT",
        "Australia/Perth": "WA",
        "Australia/Hobart": "TAS",
    },
}  # fmt: skip
"""States and provinces by the zone most of their people keep."""
_NAMES: Final = {
    "US": "alabama=AL alaska=AK arizona=AZ arkansas=AR california=CA colorado=CO connecticut=CT delaware=DE florida=FL"
    " georgia=GA hawaii=HI idaho=ID illinois=IL indiana=IN iowa=IA kansas=KS kentucky=KY louisiana=LA maine=ME"
    " maryland=MD massachusetts=MA michigan=MI minnesota=MN mississippi=MS missouri=MO montana=MT nebraska=NE"
    " nevada=NV newhampshire=NH newjersey=NJ newmexico=NM newyork=NY northcarolina=NC northdakota=ND ohio=OH"
    " oklahoma=OK oregon=OR pennsylvania=PA rhodeisland=RI southcarolina=SC southdakota=SD tennessee=TN texas=TX"
    " utah=UT vermont=VT virginia=VA washington=WA westvirginia=WV wisconsin=WI wyoming=WY",
    "CA": "ontario=ON quebec=QC québec=QC novascotia=NS newbrunswick=NB princeedwardisland=PE newfoundland=NL"
    " manitoba=MB saskatchewan=SK alberta=AB britishcolumbia=BC yukon=YT",
    "AU": "newsouthwales=NSW victoria=VIC queensland=QLD southaustralia=SA northernterritory=NT"
    " westernaustralia=WA tasmania=TAS",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is.

    Attributes:
        country: Two letters.
        zones: Time zones that are possible, one where it is known.
        state: Code of the state or province, where known: it may have holidays of its own.
    """

    country: str
    zones: tuple[str, ...]
    state: str = ""


def place_of(phone: str | None, region: str | None, city: str | None) -> Place | None:
    """Return where a contact is; ``None`` where nothing tells.

    Args:
        phone: E.164, or as written.
        region: What the lead says: a state, a province, a country.
        city: The same, of the town.
    """
    said = [part for part in (region, city) if part]
    by_phone = _by_phone(phone or "")
    if by_phone is None:
        return _by_words(said)
    if by_phone.country not in _STATES:
        return by_phone
    state = next((code for part in said if (code := _state(by_phone.country, part))), "")
    zone = _zone_of(by_phone.country, state)
    # The area of a number moves with its owner less than a company's own word, but a word like "CA" is vague:
    # it decides where the number leaves a choice.
    if zone and (len(by_phone.zones) > 1 or zone in by_phone.zones):
        return Place(by_phone.country, (zone,), state)
    return by_phone


def _by_phone(phone: str) -> Place | None:
    if not phone.startswith("+"):
        return None
    if phone.startswith("+86"):
        return Place("CN", _CHINA)
    # Its tables of areas take a moment to load: only numbers abroad need them.
    import phonenumbers  # noqa: PLC0415
    from phonenumbers import timezone  # noqa: PLC0415

    try:
        number = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:
        return None
    country = phonenumbers.region_code_for_number(number)
    zones = [zone for zone in timezone.time_zones_for_number(number) if zone != timezone.UNKNOWN_TIMEZONE]
    if not country or not zones or len(country) != len("US"):
        return None
    return Place(country, _of_country(country, zones))


def _of_country(country: str, zones: list[str]) -> tuple[str, ...]:
    """Leave out the zones of other countries and of odd corners: a toll-free number names all of North America."""
    own = _STATES.get(country)
    if own is None or len(zones) == 1:
        return tuple(zones)
    return tuple(zone for zone in own if zone in zones) or tuple(zones)


def _by_words(said: list[str]) -> Place | None:
    for part in said:
        for code, country in countries().items():
            if part.casefold() in {country.name.zh.casefold(), country.name.en.casefold()}:
                return Place(code, _CHINA if code == "CN" else _all_zones(code))
        for code in _STATES:
            state = _state(code, part) if len(part) > len("NSW") else ""
            if state:
                return Place(code, (_zone_of(code, state),), state)
    return Place("CN", _CHINA) if any(_HAN.search(part) for part in said) else None


def _all_zones(country: str) -> tuple[str, ...]:
    if country in _STATES:
        return tuple(_STATES[country])
    return (countries()[country].time_zone,)


def _state(country: str, word: str) -> str:
    """Return the code of a state by its code or English name; empty where it is none."""
    key = "".join(word.casefold().split()).replace(".", "")
    codes = {code for listed in _STATES[country].values() for code in listed.split()}
    if key.upper() in codes:
        return key.upper()
    return dict(pair.split("=") for pair in _NAMES[country].split()).get(key, "")


def _zone_of(country: str, state: str) -> str:
    return next((zone for zone, listed in _STATES[country].items() if state and state in listed.split()), "")
