"""Who is affected when dates change: by number, and what becomes of their work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from appraisal.templatetags.ui import angka, tanggal
from indicators.models import Period, Plan, Term
from indicators.rules import PlanStatus
from organizations.models import Placement
from organizations.rules import Span
from reviews.models import Evaluation

from ..rules.dates import Turn, turn
from .counts import Counts, counts
from .day_spans import Change
from .population import population


@dataclass
class Effect:
    """What a change of one phase does, in sentences."""

    label: str
    sentences: list[str] = field(default_factory=list)
    people: int = 0
    days: str = ""  # the new days, and those before where they are the same for all


@dataclass
class Tally:
    """People of some units whose days turn the same way."""

    units: int = 0
    people: int = 0
    drafts: int = 0
    waiting: int = 0


Key = tuple[Turn, Span, Span]


def effect_of(period: Period, final: Term, change: Change, on: date) -> Effect:
    """Return what a change does on a day, counted by the database (at most eight queries, flat in people)."""
    tallies = _of_rating(period, change, on) if change.term else _of_planning(period, final, change, on)
    sentences = [text for key, tally in tallies.items() if (text := _sentence(change, key, tally, on))]
    effect = Effect(change.label, sentences, sum(tally.people for tally in tallies.values()), _days(change))
    waiting = sum(tally.waiting for tally in tallies.values())
    if waiting and change.term is None:
        effect.sentences.append(
            f"{angka(waiting)} SKP sedang menunggu tanggapan atasan. Tanggapan tetap bisa diberikan, dan SKP "
            "yang dikembalikan tetap bisa diajukan lagi."
        )
    if change.term:
        effect.sentences += _late(change)
    effect.sentences = effect.sentences or ["Tidak ada pegawai yang terpengaruh hari ini."]
    return effect


def _days(change: Change) -> str:
    units = change.units
    if not units:
        return ""
    after, befores = change.after[units[0]], {change.before[unit] for unit in units}
    told = f"Menjadi {tanggal(after.started_on)} sampai {tanggal(after.ended_on)}"
    if len(befores) > 1:
        return f"{told}."
    (before,) = befores
    return f"{told}, semula {tanggal(before.started_on)} sampai {tanggal(before.ended_on)}."


def _grouped(change: Change, on: date) -> dict[int, Key]:
    return {
        unit: (turn(change.before[unit], change.after[unit], on), change.before[unit], change.after[unit])
        for unit in change.units
    }


def _of_planning(period: Period, final: Term, change: Change, on: date) -> dict[Key, Tally]:
    """Count who has not submitted, by what happens to their unit; who came later may submit anyway."""
    keys = _grouped(change, on)
    mine = Plan.objects.filter(placement=OuterRef("pk"), period=period)
    posts = _posts(period, final, on).filter(unit__in=keys)
    sent = posts.filter(Exists(mine.filter(status=PlanStatus.SUBMITTED.value)))
    waiting = dict(sent.order_by().values_list("unit").annotate(Count("pk")))
    open_posts = posts.filter(~Exists(_handed_in(mine)))
    rows = (
        open_posts.order_by()
        .values("unit")
        .annotate(people=Count("pk"), drafts=Count("pk", filter=Q(Exists(mine))))
    )
    found: dict[Key, Tally] = defaultdict(Tally)
    for row in rows:
        tally = found[keys[row["unit"]]]
        tally.units += 1
        tally.people += row["people"]
        tally.drafts += row["drafts"]
    for unit, count in waiting.items():
        found[keys[unit]].waiting += count
    first = min((key[2].started_on for key in keys.values()), default=on)
    later = open_posts.filter(started_on__gt=first).order_by().values_list("unit", "started_on")
    for unit, started_on, count in later.annotate(Count("pk")):
        if started_on > keys[unit][2].started_on:
            found[keys[unit]].people -= count
    return dict(sorted(found.items(), key=_order))


def _posts(period: Period, term: Term, on: date) -> QuerySet[Placement]:
    """Return the posts of a term that are held on a day."""
    held = Q(ended_on__isnull=True) | Q(ended_on__gte=on)
    return population(period, term, on).expected().filter(held)


def _handed_in(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    return plans.filter(submitted_at__isnull=False)


def _of_rating(period: Period, change: Change, on: date) -> dict[Key, Tally]:
    """Count agreed plans without a shared result, by what happens to their unit."""
    assert change.term is not None
    keys, made = _grouped(change, on), counts(period, change.term, on)
    found: dict[Key, Tally] = defaultdict(Tally)
    for unit, key in keys.items():
        own = made.own.get(unit)
        if own and own.agreed > own.shared:
            tally = found[key]
            tally.units += 1
            tally.people += own.agreed - own.shared
            tally.drafts += max(0, own.rated - own.shared)
    return dict(sorted(found.items(), key=_order))


def _order(item: tuple[Key, Tally]) -> tuple[str, date]:
    return item[0][0].value, item[0][2].started_on


def _late(change: Change) -> list[str]:
    """Say how many ratings that were made become late, or are late no longer (one query)."""
    units = change.units
    rows = Evaluation.objects.filter(
        term=change.term, plan__placement__unit__in=units, rated_at__isnull=False
    ).exclude(predicate="")
    days: QuerySet[Any, Any] = rows.order_by().annotate(day=TruncDate("rated_at"))
    days = days.values_list("plan__placement__unit", "day")
    newly = no_longer = 0
    for unit, day, count in days.annotate(count=Count("pk")):
        was, now = _is_after(day, change.before[unit]), _is_after(day, change.after[unit])
        newly += count if now and not was else 0
        no_longer += count if was and not now else 0
    told = []
    if newly:
        told.append(f"{angka(newly)} penilaian yang sudah dibuat menjadi tercatat setelah tanggalnya.")
    if no_longer:
        told.append(f"{angka(no_longer)} penilaian tidak lagi tercatat setelah tanggalnya.")
    return told


def _is_after(day: date, span: Span) -> bool:
    return span.ended_on is not None and day > span.ended_on


def _sentence(change: Change, key: Key, tally: Tally, on: date) -> str:
    if not tally.people:
        return ""
    happens, before, after = key
    start, end = tanggal(after.started_on), tanggal(after.ended_on)
    units = f"{angka(tally.units)} unit"
    if change.term:
        who = f"{angka(tally.people)} hasil di {units} yang belum dibagikan"
        drafts = f" {angka(tally.drafts)} draf penilaian tetap tersimpan." if tally.drafts else ""
        return {
            Turn.OPENS: f"{who} bisa mulai dinilai, sampai {end}.",
            Turn.REOPENS: f"{who} kembali berada dalam masanya, sampai {end}.",
            Turn.ENDS: f"{who} tercatat setelah tanggalnya, dan tetap bisa dibagikan sampai tahun ditutup.",
            Turn.WAITS: f"{who} baru bisa dinilai mulai {start}.{drafts}",
            Turn.MOVES: f"{who}: masanya menjadi {start} sampai {end}.",
        }[happens]
    who = f"{angka(tally.people)} orang di {units} yang belum mengajukan"
    drafts = f" {angka(tally.drafts)} draf tetap tersimpan." if tally.drafts else ""
    if happens == Turn.MOVES and after.ended_on and after.ended_on < on:
        return f"{who} tidak terpengaruh: masanya sudah lewat, sebelum maupun sesudah perubahan."
    return {
        Turn.OPENS: f"{who} bisa mulai mengajukan, sampai {end}.{drafts}",
        Turn.REOPENS: f"{who} bisa mengajukan lagi, sampai {end}.{drafts}",
        Turn.ENDS: f"{who} tidak bisa lagi mengajukan.{drafts}",
        Turn.WAITS: f"{who} baru bisa mengajukan mulai {start}.{drafts}",
        Turn.MOVES: f"{who}: waktunya {start} sampai {end}, semula {tanggal(before.ended_on)}.{drafts}",
    }[happens]


def concerned(period: Period, final: Term, term: Term | None, units: Collection[int], on: date) -> list[int]:
    """Return the ids of those whom new days concern, in order (one query besides the population).

    For planning who has not submitted yet; for rating the superiors of whom a result is not shared.
    """
    mine = Plan.objects.filter(placement=OuterRef("pk"), period=period)
    if term is None:
        posts = _posts(period, final, on).filter(~Exists(_handed_in(mine)), unit__in=units)
        return sorted(set(posts.order_by().values_list("employee", flat=True)))
    agreed = mine.filter(status=PlanStatus.AGREED.value)
    judged = Evaluation.objects.filter(plan__placement=OuterRef("pk"), term=term, shared_at__isnull=False)
    posts = _posts(period, term, on).filter(Exists(agreed), ~Exists(judged), unit__in=units)
    leading = Q(supervisions__started_on__lte=on) & (
        Q(supervisions__ended_on__isnull=True) | Q(supervisions__ended_on__gte=on)
    )
    rows = posts.filter(leading).order_by().annotate(leader=F("supervisions__superior"))
    return sorted(set(rows.values_list("leader", flat=True)) - {None})


def due_effects(period: Period, terms: Iterable[Term], due: Mapping[int, date], on: date) -> list[Effect]:
    """Return what other last days for filling in mean, for the terms whose day changes."""
    found = []
    for term in terms:
        day = due.get(term.pk, term.due_on)
        if day == term.due_on:
            continue
        total = Counts()
        for own in counts(period, term, on).own.values():
            total.add(own)
        waiting = total.people - total.reported
        told = f"{angka(waiting)} orang belum mengisi realisasi." if term.started_on <= on else ""
        moved = f"Batasnya menjadi {tanggal(day)}, semula {tanggal(term.due_on)}."
        found.append(Effect(f"Pengisian {term.name}", [text for text in (moved, told) if text], waiting))
    return found
