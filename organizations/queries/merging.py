"""What joining two rows of one person would move, take away and end, and what stands in its way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Count, Model, Q, QuerySet, UniqueConstraint, Value

from appraisal.models import AppendOnly
from appraisal.templatetags.ui import tanggal

from ..models import Attendance, DataReport, Employee, Placement, RoleGrant, Supervision
from ..rules import Span

DAY = timedelta(days=1)

# Links that stay as they were, with the reason. Everything else that points to an employee moves.
STAYS = {
    "appraisal.Event.by": "the trail is append-only and says which row acted",
    "appraisal.FormToken.user": "keys of forms that were sent; they end by themselves",
    "organizations.Proposal.employee": "says which rows were looked at",
    "organizations.Proposal.other": "says which rows were looked at",
    "organizations.Proposal.proposed_by": "says who acted, as the trail does",
    "organizations.Proposal.decided_by": "says who acted, as the trail does",
    "organizations.DistinctPair.first": "says which rows were looked at",
    "organizations.DistinctPair.second": "says which rows were looked at",
    "organizations.DistinctPair.noted_by": "says who acted, as the trail does",
}

# Rows that hang on a post and say nothing yet, such as an empty draft: they do not keep a doubled post.
# Apps above add theirs in AppConfig.ready, by the label of the model.
IDLE: dict[str, Callable[[Iterable[int]], QuerySet[Any]]] = {}


@dataclass
class Joining:
    """What happens when `goes` is joined to `stays`."""

    stays: Employee
    goes: Employee
    moved: list[tuple[str, int]] = field(default_factory=list)
    dropped_posts: list[Placement] = field(default_factory=list)
    ended_posts: list[tuple[Placement, date]] = field(default_factory=list)
    obstacles: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def links() -> Iterator[tuple[type[Model], str]]:
    """Return every foreign key to an employee that moves, in the order of the apps; no append-only rows."""
    for model in apps.get_models(include_auto_created=True):
        if isinstance(model._default_manager.all(), AppendOnly):
            continue
        for column in model._meta.concrete_fields:
            if column.related_model is Employee and f"{model._meta.label}.{column.name}" not in STAYS:
                yield model, column.name


def joining(stays: Employee, goes: Employee) -> Joining:
    """Return what joining two rows would do, with sentences for what stands in its way (some ten reads)."""
    found = Joining(stays, goes)
    if not _are_joinable(found):
        return found
    _judge_posts(found)
    found.obstacles += _one_leads_the_other(stays, goes)
    counts: Counter[str] = Counter()
    held = _held(stays, goes)
    for model, names in _by_model().items():
        if count := held[model._meta.label, goes.pk]:
            counts[_called(model)] += count
        if count and held[model._meta.label, stays.pk]:
            found.obstacles += _both_in_one_row(model, names, stays, goes)
            found.obstacles += _doubled(model, names, stays, goes)
    counts[_called(Placement)] -= sum(post.employee_id == goes.pk for post in found.dropped_posts)
    found.moved = sorted((label, count) for label, count in counts.items() if count > 0)
    _say(found)
    return found


def _are_joinable(found: Joining) -> bool:
    stays, goes = found.stays, found.goes
    if stays.pk == goes.pk:
        found.obstacles.append("Pilih dua data yang berbeda.")
    for row in (stays, goes):
        if row.merged_into_id is not None:
            found.obstacles.append(f"{row.full_name}, NIP {row.printed_nip} sudah digabung sebelumnya.")
    return not found.obstacles


def _by_model() -> dict[type[Model], list[str]]:
    found: dict[type[Model], list[str]] = {}
    for model, name in links():
        found.setdefault(model, []).append(name)
    return found


def _held(stays: Employee, goes: Employee) -> Counter[tuple[str, int]]:
    """Return how many rows of each model point to each of the two (one query over all tables)."""
    parts = []
    for model, names in _by_model().items():
        for person in (stays, goes):
            rows = model._base_manager.filter(_any_of(names, [person])).order_by()
            kept = {"label": Value(model._meta.label), "person": Value(person.pk)}
            parts.append(
                rows.values(**kept).annotate(many=Count("pk")).values_list("label", "person", "many")
            )
    return Counter({(label, person): many for label, person, many in parts[0].union(*parts[1:], all=True)})


def _any_of(names: list[str], people: list[Employee]) -> Q:
    condition = Q(pk__in=[])
    for name in names:
        condition |= Q(**{f"{name}__in": people})
    return condition


# --- Posts ----------------------------------------------------------------------------------------


def _judge_posts(found: Joining) -> None:
    """Decide over definitive posts that overlap: an empty double goes, an open one ends before the next."""
    own, others = list(_posts(found.stays)), list(_posts(found.goes))
    met = {row for post in others for other in own if _overlap(post, other, found) for row in (post, other)}
    full = _carrying(met) if met else set()
    for post in others:
        for other in own:
            if other in found.dropped_posts or not _overlap(post, other, found):
                continue
            if post.pk not in full:
                found.dropped_posts.append(post)
                break
            if other.pk not in full:
                found.dropped_posts.append(other)
                continue
            first, second = sorted((post, other), key=lambda row: row.started_on)
            if first.ended_on is None and first.started_on < second.started_on:
                found.ended_posts.append((first, second.started_on - DAY))
                continue
            found.obstacles.append(
                f"Jabatan {post.position}, {post.unit} (mulai {tanggal(post.started_on)}) dan "
                f"{other.position}, {other.unit} (mulai {tanggal(other.started_on)}) bertumpuk, dan keduanya "
                "punya SKP. Buat masa kedua jabatan berurutan lewat mutasi, lalu gabungkan lagi."
            )


def _posts(person: Employee) -> QuerySet[Placement]:
    rows = Placement.objects.definitive().filter(employee=person).select_related("position", "unit")
    return rows.order_by("started_on", "pk")


def _overlap(one: Placement, other: Placement, found: Joining) -> bool:
    ends = {post.pk: until for post, until in found.ended_posts}
    spans = [Span(row.started_on, ends.get(row.pk, row.ended_on)) for row in (one, other)]
    return spans[0].overlaps(spans[1])


def _carrying(posts: Iterable[Placement]) -> set[int]:
    """Return the posts on which anything but their own line of superiors hangs (one query)."""
    asked = [post.pk for post in posts]
    parts = []
    for relation in Placement._meta.related_objects:
        model: Any = relation.related_model
        rows = model._base_manager.filter(**{f"{relation.field.name}__in": asked})
        if idle := IDLE.get(model._meta.label):
            rows = rows.exclude(pk__in=idle(asked).values("pk"))
        if model is not Supervision:
            parts.append(rows.order_by().values_list(relation.field.attname))
    return {post for (post,) in parts[0].union(*parts[1:])}


def idle_rows(posts: list[Placement]) -> list[Model]:
    """Return the rows that say nothing yet and go with doubled posts."""
    return [row for find in IDLE.values() for row in find([post.pk for post in posts]).order_by("pk")]


# --- What cannot be joined ------------------------------------------------------------------------


def _one_leads_the_other(stays: Employee, goes: Employee) -> list[str]:
    pairs = Q(superior=stays, placement__employee=goes) | Q(superior=goes, placement__employee=stays)
    if Supervision.objects.filter(pairs).exists():
        return ["Yang satu pernah menjadi atasan yang lain, jadi tampaknya dua orang. Periksa datanya."]
    return []


def _both_in_one_row(model: type[Model], names: list[str], stays: Employee, goes: Employee) -> list[str]:
    """Return a sentence when one row names both as different people; who merely noted it does not count."""
    parts = [name for name in names if not is_author(name)]
    for one in parts:
        for other in parts:
            if one != other and model._base_manager.filter(**{one: stays, other: goes}).exists():
                return [f"Keduanya disebut di {_called(model)} yang sama, jadi tampaknya dua orang."]
    return []


def is_author(name: str) -> bool:
    """Say whether a link only notes who did something."""
    return name == "by" or name.endswith("_by")


def _doubled(model: type[Model], names: list[str], stays: Employee, goes: Employee) -> list[str]:
    """Return a sentence for each unique constraint that joining would break, unless doubles may go."""
    said = []
    for fields, condition in _uniques(model):
        people = [name for name in fields if name in names]
        if not people or any(f"{model._meta.label}.{name}" in DOUBLES for name in people):
            continue
        if model is Placement or model is RoleGrant:  # settled before the links move
            continue
        rows = model._base_manager.filter(condition, _any_of(people, [stays, goes]))
        seen: Counter[tuple[Any, ...]] = Counter()
        for values in rows.values_list(*fields):
            joined = zip(fields, values, strict=True)
            seen[
                tuple(stays.pk if name in people and value == goes.pk else value for name, value in joined)
            ] += 1
        if any(count > 1 for count in seen.values()):
            said.append(f"Keduanya punya {_called(model)} untuk hal yang sama. {_advice(model)}")
    return said


def _uniques(model: type[Model]) -> Iterator[tuple[tuple[str, ...], Q]]:
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and constraint.fields:
            yield tuple(constraint.fields), constraint.condition or Q()
    for column in model._meta.concrete_fields:
        if column.unique and not column.primary_key:
            yield (column.name,), Q()


def _called(model: type[Model]) -> str:
    return CALLED.get(model._meta.label, OTHER)


def _advice(model: type[Model]) -> str:
    if model is DataReport:
        return "Jawab dulu salah satu laporannya."
    return "Selesaikan atau hapus yang ada di salah satu data, lalu gabungkan lagi."


# --- Doubles that may go, and words ----------------------------------------------------------------


def _same_months(stays: Employee, goes: Employee) -> QuerySet[Any]:
    months = Attendance.objects.filter(employee=stays).values("month")
    return Attendance.objects.filter(employee=goes, month__in=months, reports__isnull=True)


def same(model: type[Model], person: str, *others: str) -> Callable[[Employee, Employee], QuerySet[Any]]:
    """Return who finds the rows of one person that the other has as well, by what else makes them unique."""

    def find(stays: Employee, goes: Employee) -> QuerySet[Any]:
        held = model._base_manager.filter(**{person: stays})
        doubled = Q(pk__in=[]) if others else Q()
        if not others and not held.exists():
            doubled = Q(pk__in=[])
        for values in held.values(*others) if others else ():
            doubled |= Q(**values)
        return model._base_manager.filter(doubled, **{person: goes})

    return find


# Links whose doubled rows carry nothing of their own: those of who goes are deleted. Apps above add theirs.
DOUBLES: dict[str, Callable[[Employee, Employee], QuerySet[Any]]] = {
    "organizations.Attendance.employee": _same_months
}
OTHER = "catatan lain"
# How rows are called in sentences; apps above add theirs.
CALLED: dict[str, str] = {
    "organizations.Placement": "penempatan",
    "organizations.Supervision": "garis atasan",
    "organizations.SuperiorOverride": "penetapan atasan",
    "organizations.RoleGrant": "peran",
    "organizations.DataReport": "laporan data",
    "organizations.Absence": "masa tidak bekerja",
    "organizations.Attendance": "kehadiran",
    "organizations.Upload": "unggahan",
    "organizations.StaffImport": "impor data",
}


def _say(found: Joining) -> None:
    """Put into sentences what is taken away or ended; counts of what moves are beside them."""
    for post in found.dropped_posts:
        found.said.append(
            f"Jabatan ganda {post.position}, {post.unit} (mulai {tanggal(post.started_on)}) tanpa isi "
            "dihapus."
        )
    for post, until in found.ended_posts:
        found.said.append(f"Jabatan {post.position}, {post.unit} diakhiri {tanggal(until)}.")
    if months := _same_months(found.stays, found.goes).count():
        found.said.append(f"Kehadiran {months} bulan ada di keduanya. Yang dipakai dari data yang tetap.")
    if roles := RoleGrant.objects.filter(employee=found.goes, ended_on__isnull=True).count():
        found.said.append(f"{roles} peran dari data yang hilang berakhir. Beri lagi bila perlu.")
