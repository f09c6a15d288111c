"""The trail in pages: narrowed by person, object, group, kind and days, always by keyset and by an index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.utils import timezone

from appraisal.forms import parse_date
from appraisal.models import Event
from organizations.models import Employee
from organizations.queries import PageLinks

from ..rules.trail import GROUPS, LOOKS, WATCHED, Fact, Part, Told, actions_of, facts, sentence

PAGE = 50
BATCH = 1000
USUAL = timedelta(days=30)  # shown when nobody narrows the days, a person or an object
ROLES = {"": "Pelaku dan yang bersangkutan", "pelaku": "Pelaku", "terkait": "Yang bersangkutan"}


@dataclass(frozen=True)
class Asked:
    """What a list is narrowed to; empty fields narrow nothing."""

    person: int | None = None
    role: str = ""
    object_type: str = ""
    object_id: int | None = None
    group: str = ""
    part: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def params(self) -> dict[str, Any]:
        """The parameters of an address that ask for the same."""
        found = {
            "orang": str(self.person or ""),
            "peran": self.role,
            "objek": f"{self.object_type}:{self.object_id}" if self.object_type else "",
            "kelompok": self.group,
            "bagian": self.part,
            "dari": f"{self.since:%d-%m-%Y}" if self.since else "",
            "sampai": f"{self.until:%d-%m-%Y}" if self.until else "",
        }
        return {name: value for name, value in found.items() if value}


@dataclass(frozen=True)
class Line:
    """An event as the list shows it."""

    pk: int
    at: datetime
    sentence: str
    object: str
    object_ref: str
    is_look: bool


def asked_of(params: Mapping[str, str], today: date) -> Asked:
    """Read the parameters of an address; what is odd narrows nothing.

    Without days, a person or an object the last thirty days are meant, so that no list reads years.
    """
    kind, _, number = params.get("objek", "").partition(":")
    is_object = kind.replace(".", "").isalnum() and _is_number(number)
    asked = Asked(
        person=int(params["orang"]) if _is_number(params.get("orang", "")) else None,
        role=_one_of(params.get("peran", ""), ROLES),
        object_type=kind if is_object else "",
        object_id=int(number) if is_object else None,
        group=_one_of(params.get("kelompok", ""), GROUPS),
        part=_one_of(params.get("bagian", ""), list(Part)),
        since=_day(params.get("dari", "")),
        until=_day(params.get("sampai", "")),
    )
    if asked.person or asked.object_type or asked.since:
        return asked
    return replace(asked, since=(asked.until or today) - USUAL)


def _one_of(text: str, known: Any) -> str:
    return text if text in known else ""


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 16


def _day(text: str) -> date | None:
    try:
        found = parse_date(text)
    except ValueError:
        return None
    return found if found and 2000 <= found.year <= 2100 else None


def narrowed(rows: QuerySet[Event], asked: Asked) -> list[QuerySet[Event]]:
    """Return the events asked for: one queryset, or two (as actor, as the one concerned), an index each."""
    if asked.since:
        rows = rows.filter(at__gte=_moment(asked.since))
    if asked.until:
        rows = rows.filter(at__lt=_moment(asked.until + timedelta(days=1)))
    if asked.object_type:
        rows = rows.filter(target_type=asked.object_type, target_id=asked.object_id)
    if asked.group:
        rows = rows.filter(action__in=actions_of(asked.group))
    rows = _part(rows, asked.part)
    if asked.person is None:
        return [rows]
    actor, concerned = rows.filter(by=asked.person), rows.filter(about=asked.person)
    if asked.role == "pelaku":
        return [actor]
    if asked.role == "terkait":
        return [concerned]
    return [actor, concerned.exclude(by=asked.person)]


def _part(rows: QuerySet[Event], part: str) -> QuerySet[Event]:
    """Keep looks, changes or what auditors watch.

    Every third event is a look: SQLite is kept from sorting them all, and walks the index by time.
    """
    if part == Part.CHANGES:
        return rows.exclude(action__in=LOOKS)
    if part == Part.LOOKS:
        return rows.alias(word=Concat("action", Value(""), output_field=CharField())).filter(word__in=LOOKS)
    return rows.filter(action__in=WATCHED) if part else rows


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def newest(sources: list[QuerySet[Event]], after: str, size: int) -> list[Event]:
    """Return the next events after a key, newest first, merged from several querysets.

    A query each for the keys, which an index holds whole, and one for the rows of those that are shown.
    """
    keys: list[tuple[datetime, int]] = []
    for rows in sources:
        if key := _key(after):
            at, pk = key
            rows = rows.filter(at__lte=at).filter(Q(at__lt=at) | Q(pk__lt=pk))
        keys += rows.order_by("-at", "-pk").values_list("at", "pk")[:size]
    wanted = [pk for _, pk in sorted(keys, reverse=True)[:size]]
    found = Event.objects.select_related("by", "about", "link").in_bulk(wanted)
    return [found[pk] for pk in wanted]


def key_of(event: Event) -> str:
    """Return where an event stands, for an address: microseconds and number."""
    return f"{int(event.at.timestamp())}.{event.at.microsecond:06d}-{event.pk}"


def _key(text: str) -> tuple[datetime, int] | None:
    moment, _, pk = text.partition("-")
    seconds, _, fraction = moment.partition(".")
    if not all(map(_is_number, (seconds, fraction, pk))) or len(fraction) != 6 or len(seconds) > 11:
        return None
    at = datetime.fromtimestamp(int(seconds), tz=timezone.get_current_timezone())
    return at.replace(microsecond=int(fraction)), int(pk)


def trail_page(rows: QuerySet[Event], asked: Asked, after: str) -> PageLinks:
    """Return one page of the trail (two queries, three for a person in both roles)."""
    return _page(narrowed(rows, asked), asked.params, after)


def own_page(rows: QuerySet[Event], after: str) -> PageLinks:
    """Return one page of what was done to a record, for the person whose it is (two queries)."""
    return _page([rows], {}, after, to_whom="Anda")


def _page(sources: list[QuerySet[Event]], params: dict[str, Any], after: str, to_whom: str = "") -> PageLinks:
    found = newest(sources, after, PAGE + 1)
    shown = found[:PAGE]
    more = f"?{urlencode(params | {'sesudah': key_of(shown[-1])})}" if len(found) > PAGE else ""
    first = f"?{urlencode(params)}" if after else ""
    label = f"{len(shown)} peristiwa" + (" di halaman ini" if more or after else "")
    return PageLinks([line_of(event, to_whom) for event in shown], label, first, more)


def line_of(event: Event, to_whom: str = "") -> Line:
    """Return an event as a line, with the names of today; `to_whom` calls the person it is about."""
    return Line(
        pk=event.pk,
        at=event.at,
        sentence=sentence(told(event, to_whom)),
        object=event.target_label if event.about_id is None else "",
        object_ref=f"{event.target_type}:{event.target_id}" if event.target_id else "",
        is_look=event.action in LOOKS,
    )


def told(event: Event, to_whom: str = "") -> Told:
    """Return who did what to whom."""
    is_own = event.by_id is not None and event.by_id == event.about_id
    about = to_whom or (event.about.full_name if event.about else "")
    return Told(event.action, event.by.full_name if event.by else event.by_label, about, is_own)


def people_named(text: str) -> list[Employee]:
    """Return the people whom a name or NIP may mean, at most ten; a whole NIP means one."""
    if not text:
        return []
    rows = Employee.objects.search(text)
    return list(rows.order_by("name", "pk")[:10])


def person_of(pk: int) -> Employee | None:
    """Return the person whose trail is read."""
    return Employee.objects.filter(pk=pk).first()


def facts_of(event: Event) -> list[Fact]:
    """Return what an event says was before and after."""
    return facts(event.before, event.after)


COLUMNS = ("Waktu", "Pelaku", "Kalimat", "Yang bersangkutan", "Objek", "Tindakan", "Mata rantai", "Sidik")


def file_rows(sources: list[QuerySet[Event]]) -> Iterator[list[Any]]:
    """Yield the rows of the exported trail, newest first, in batches (flat memory)."""
    after = ""
    while found := newest(sources, after, BATCH):
        yield from rows_of(found)
        after = key_of(found[-1])


def rows_of(found: list[Event]) -> Iterator[list[Any]]:
    """Yield events as rows of a file, with their place in the chain."""
    for event in found:
        link = getattr(event, "link", None)
        yield [
            f"{timezone.localtime(event.at):%Y-%m-%d %H:%M:%S}",
            event.by_label,
            sentence(told(event)),
            str(event.about) if event.about else "",
            event.target_label,
            event.action,
            link.position if link else "",
            link.digest if link else "",
        ]
