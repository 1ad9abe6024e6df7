"""Who plays in the demonstration: the team, and leads invented row by row from a seed."""

from __future__ import annotations

import random
from dataclasses import dataclass
from uuid import UUID

import phonenumbers

from app.models.vocabulary import PhoneStatus, PointKind
from app.services.demo.words import Words
from app.services.importing.records import Point, Row, TouchOf, WeakKey
from app.services.intake.companies import company_key
from app.services.intake.pronunciation import pronounce, pronounce_person

CHANNELS: tuple[tuple[str, float, float], ...] = (
    ("paid search", 0.30, 0.46),
    ("organic search", 0.22, 0.50),
    ("events", 0.16, 0.60),
    ("referral", 0.08, 0.72),
    ("online events", 0.10, 0.44),
    ("social", 0.08, 0.30),
    ("email", 0.06, 0.36),
)
"""Channel, share of the leads, and how well its leads answer on average."""
TWICE = 0.02
"""Share of the leads that are of a company we know already."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """A lead as the story knows it: how well it will answer."""

    lead_id: UUID
    quality: float
    phone: str
    channel: str


@dataclass(frozen=True, slots=True)
class Arrivals:
    """The rows of one import, and who they will turn out to be."""

    rows: tuple[Row, ...]
    points: tuple[Point, ...]
    touches: tuple[TouchOf, ...]
    domains: tuple[WeakKey, ...]
    prospects: tuple[Prospect, ...]


class Cast:
    """Invents companies and people; the same seed invents the same ones."""

    def __init__(self, words: Words, rng: random.Random) -> None:
        self._words, self._rng = words, rng
        self._names: set[str] = set()
        self._domains: dict[str, str] = {}
        self._companies: list[tuple[str, str, str, str, str]] = []
        self._example = phonenumbers.example_number_for_type(
            words.phone_region, phonenumbers.PhoneNumberType.MOBILE
        )

    def new_id(self) -> UUID:
        """Return an id from the seed."""
        return UUID(int=self._rng.getrandbits(128), version=4)

    def arrive(self, count: int, at: int, channel: str | None = None) -> Arrivals:
        """Invent ``count`` leads that leave their details at ``at``."""
        rows, points, touches, domains, prospects = [], [], [], [], []
        for row_no in range(1, count + 1):
            row, own_points, touch, domain, prospect = self._lead(
                row_no, at - self._rng.randrange(600) * 1_000_000, channel
            )
            rows.append(row)
            points += own_points
            touches.append(touch)
            domains.append(domain)
            prospects.append(prospect)
        return Arrivals(tuple(rows), tuple(points), tuple(touches), tuple(domains), tuple(prospects))

    def _lead(
        self, row_no: int, at: int, channel: str | None
    ) -> tuple[Row, list[Point], TouchOf, WeakKey, Prospect]:
        words, rng = self._words, self._rng
        company, city, region, industry, brand = self._company()
        name = words.full_name.format(family=rng.choice(words.family), given=rng.choice(words.given))
        source, _share, mean = self._channel(channel)
        phone, local = self._phone(), pronounce_person(name)
        domain = self._domain(company, brand, city)
        email = f"{_latin(name)}@{domain}"
        quality = min(0.97, max(0.08, rng.gauss(mean, 0.2)))
        keyword = rng.choice(words.keywords) if "search" in source else None
        campaign = rng.choice(words.campaigns) if keyword is None else words.plan.format(keyword=keyword)
        spoken = pronounce(company)
        row = Row(
            row_no=row_no, new_id=self.new_id(), company=company, company_key=company_key(company), contact_name=name,
            contact_key=name.casefold(), title=rng.choice(words.titles), phone=phone, phone_status=PhoneStatus.VALID,
            email=email, email_key=email, region=region, city=city, industry=industry,
            company_size=rng.choice(words.sizes), website=f"https://www.{domain}", channel=source, campaign=campaign,
            ad_unit=words.unit.format(keyword=keyword) if keyword else None, keyword=keyword,
            created_at=at, is_reachable=True,
            company_pinyin=spoken.pinyin or None, company_initials=spoken.initials or None,
            contact_pinyin=local.pinyin or None, contact_initials=local.initials or None,
        )  # fmt: skip
        valid = PhoneStatus.VALID
        points = [
            Point(row_no=row_no, kind=PointKind.PHONE, position=0, value=phone, raw=phone, status=valid),
            Point(row_no=row_no, kind=PointKind.EMAIL, position=0, value=email, raw=email, status=valid),
        ]
        touch = TouchOf(
            row_no=row_no, id=self.new_id(), at=at, channel=source, utm_source=source.split()[0], utm_campaign=campaign,
            utm_term=keyword, ad_plan=campaign if keyword else None, ad_unit=row.ad_unit, keyword=keyword,
            landing_page=f"https://decile.example/{rng.choice(('guide', 'demo', 'price', 'cases'))}",
        )  # fmt: skip
        return (
            row,
            points,
            touch,
            WeakKey(row_no=row_no, domain=domain),
            Prospect(row.new_id, quality, phone, source),
        )

    def _domain(self, company: str, brand: str, city: str) -> str:
        """Return a company's mail domain: companies of one brand in two cities are two companies."""
        if company not in self._domains:
            taken, base = set(self._domains.values()), _latin(brand)
            owners = (base, base + _latin(city), *(f"{base}{n}" for n in range(2, 1000)))
            domains = (self._words.mail_domain.format(brand=owner) for owner in owners)
            self._domains[company] = next(domain for domain in domains if domain not in taken)
        return self._domains[company]

    def _company(self) -> tuple[str, str, str, str, str]:
        """Invent a company; now and then a second person of one we know comes, which a person must notice."""
        words, rng = self._words, self._rng
        if self._companies and rng.random() < TWICE:
            return rng.choice(self._companies)
        while True:
            city, region = rng.choice(words.cities)
            industry, sectors = rng.choice(words.sectors)
            brand = rng.choice(words.brands)
            name = words.company.format(city=city, brand=brand, sector=rng.choice(sectors))
            if name not in self._names:
                self._names.add(name)
                self._companies.append((name, city, region, industry, brand))
                return self._companies[-1]

    def _channel(self, wanted: str | None) -> tuple[str, float, float]:
        if wanted is not None:
            return next(one for one in CHANNELS if one[0] == wanted)
        return self._rng.choices(CHANNELS, weights=[share for _key, share, _mean in CHANNELS])[0]

    def _phone(self) -> str:
        example = str(self._example.national_number) if self._example else "13800000000"
        kept = len(example) - 6
        country = self._example.country_code if self._example else 86
        return f"+{country}{example[:kept]}{self._rng.randrange(10**6):06d}"


def _latin(text: str) -> str:
    spoken = pronounce(text).pinyin or text
    words = ("".join(filter(str.isalnum, word)) for word in spoken.casefold().split())
    return ".".join(filter(None, words))
