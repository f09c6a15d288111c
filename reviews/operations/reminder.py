"""Write the digests that are due, and keep how somebody wants to be reminded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from appraisal import audit, mail
from indicators.queries import current_period
from organizations.access import with_flags
from organizations.models import Absence, Employee
from organizations.rules import AbsenceKind

from ..models import Reminder, ReminderSetting
from ..models.reminder import setting_of
from ..queries.home import Task, Year, all_tasks, year_on
from ..queries.silence import silences
from ..rules import reminder as rules

CHUNK = 500  # people of one transaction
RHYTHM_WORDS = {
    rules.Rhythm.DAILY: "paling sering sekali sehari",
    rules.Rhythm.WEEKLY: "paling sering sekali seminggu",
}


@dataclass(frozen=True)
class Outcome:
    """How many people were looked at, how many digests were made, and how many of them go by mail."""

    people: int = 0
    made: int = 0
    mailed: int = 0

    def __add__(self, other: Outcome) -> Outcome:
        return Outcome(self.people + other.people, self.made + other.made, self.mailed + other.mailed)


@dataclass(frozen=True)
class Word:
    """What a desk adds to the digests that it sends: whose words, and the sentence."""

    sender: str = ""
    text: str = ""


@dataclass(frozen=True)
class _Digest:
    """What one person is told."""

    person: Employee
    rhythm: rules.Rhythm
    tasks: list[Task]
    asks: bool
    word: Word = Word()

    @property
    def is_mailed(self) -> bool:
        return bool(self.person.email) and mail.is_on()


def remind(*, at: datetime, commit: bool = True) -> Outcome:
    """Make the digests that are due on the local day of `at`; with `commit` false only count them.

    Safe to repeat and to run twice at once: a person has one digest a day and each digest one letter. People
    are taken in chunks, each its own transaction with the same number of queries.
    """
    on = timezone.localdate(at)
    year = year_on(current_period(on), on)
    total, last = Outcome(), 0
    while people := list(_candidates(on).filter(pk__gt=last).order_by("pk")[:CHUNK]):
        total += _remind(people, year, at, on, commit)
        last = people[-1].pk
    return total


def remind_asked(*, asked: Mapping[int, Task], word: Word, at: datetime) -> Outcome:
    """Write the digest of a day to people whom a desk reminds, the matter that was asked about first.

    The same digest, log and letter as `remind` makes: one a person and day. `at` is when it leaves. Who was
    reminded lately, has paused, is away or has no address gets none. In the transaction of the caller, which
    asks for at most CHUNK people at a time.
    """
    on = timezone.localdate(at)
    year = year_on(current_period(on), on)
    silent = silences(list(asked), on)
    people = list(
        with_flags(Employee.objects.filter(pk__in=[pk for pk in asked if silent.get(pk, 1) is None]), on)
        .select_related("reminder_setting")
        .order_by("pk")
    )
    tasks = all_tasks(people, year, on) if people else {}
    digests = []
    for person in people:
        first = asked[person.pk]
        rest = [task for task in tasks[person.pk] if task.href != first.href]
        rhythm = rules.Rhythm(setting_of(person).rhythm)
        digests.append(_Digest(person, rhythm, [first, *rest], asks=False, word=word))
    kept = _keep(digests, at, on) if digests else []
    return Outcome(len(asked), len(kept), sum(digest.is_mailed for digest in kept))


def set_reminders(
    *, employee: Employee, rhythm: rules.Rhythm, paused_until: date | None, at: datetime
) -> ReminderSetting:
    """Keep how often somebody wants the digest by mail; whoever saves last has said it last."""
    with transaction.atomic():
        values = {"rhythm": rhythm.value, "paused_until": paused_until}
        setting, _ = ReminderSetting.objects.update_or_create(employee=employee, defaults=values)
        audit.record(action="reminder.set", by=employee, at=at, target=employee, after=values)
    return setting


def _candidates(on: date) -> QuerySet[Employee]:
    """Return who could be reminded at all: at work, wanting it, and not reminded today."""
    silent = Q(rhythm=rules.Rhythm.NEVER.value) | Q(paused_until__gte=on)
    settings_of = ReminderSetting.objects.filter(silent, employee=OuterRef("pk"))
    told = Reminder.objects.filter(employee=OuterRef("pk"), day=on)
    away = Absence.objects.on(on).filter(employee=OuterRef("pk")).exclude(kind=AbsenceKind.STUDY)
    people = Employee.objects.active().filter(~Exists(settings_of), ~Exists(told), ~Exists(away))
    return with_flags(people, on).select_related("reminder_setting")


def _remind(people: Sequence[Employee], year: Year, at: datetime, on: date, commit: bool) -> Outcome:
    with transaction.atomic():
        made = _made(people, on)
        digests = _due(people, made, year, on)
        if commit and digests:
            digests = _keep(digests, at, on)
    return Outcome(len(people), len(digests), sum(digest.is_mailed for digest in digests))


def _made(people: Sequence[Employee], on: date) -> dict[int, list[rules.Digest]]:
    """Return the digests of the last weeks by person, newest first (one query)."""
    rows = Reminder.objects.filter(employee__in=people, day__gte=on - rules.MEMORY)
    found: dict[int, list[rules.Digest]] = defaultdict(list)
    for person, day, titles in rows.order_by("-day").values_list("employee", "day", "titles"):
        found[person].append(rules.Digest(day, tuple(titles)))
    return found


def _due(
    people: Sequence[Employee], made: dict[int, list[rules.Digest]], year: Year, on: date
) -> list[_Digest]:
    """Return the digests that leave today; who had one too lately is not even asked for tasks."""
    rhythms = {person.pk: rules.Rhythm(setting_of(person).rhythm) for person in people}
    near = [
        person
        for person in people
        if (day := rules.earliest(rhythms[person.pk], next(iter(made[person.pk]), None), on)) and day <= on
    ]
    tasks = all_tasks(near, year, on) if near else {}
    digests = []
    for person in near:
        rhythm, titles = rhythms[person.pk], [task.name for task in tasks[person.pk]]
        if rules.is_due(rhythm, made[person.pk], titles, on):
            asks = rules.asks_what_hinders(made[person.pk], titles)
            digests.append(_Digest(person, rhythm, tasks[person.pk], asks))
    return digests


def _keep(digests: list[_Digest], at: datetime, on: date) -> list[_Digest]:
    """Write the log and the letters; return those that no other process had written already."""
    rows = [
        Reminder(
            employee=digest.person,
            day=on,
            titles=[task.name for task in digest.tasks],
            is_mailed=digest.is_mailed,
            made_at=at,
        )
        for digest in digests
    ]
    Reminder.objects.bulk_create(rows, ignore_conflicts=True)
    people = [digest.person for digest in digests]
    ours = set(
        Reminder.objects.filter(employee__in=people, day=on, made_at=at).values_list("employee", flat=True)
    )
    kept = [digest for digest in digests if digest.person.pk in ours]
    mail.post_many([_letter(digest, on) for digest in kept if digest.is_mailed], at=at)
    return kept


def _letter(digest: _Digest, on: date) -> mail.Letter:
    """Return the letter: titles and addresses only, no names of others, no words that somebody wrote."""
    subject = rules.subject(len(digest.tasks))
    context = {
        "person": digest.person,
        "opening": subject,
        "tasks": digest.tasks,
        "asks": digest.asks,
        "word": digest.word,
        "rhythm": RHYTHM_WORDS[digest.rhythm],
        "site": settings.SITE_URL.rstrip("/"),
        "settings_href": reverse("reviews:reminder-settings"),
    }
    body = render_to_string("digest.txt", context, using="letters")
    return mail.Letter(f"pengingat-{digest.person.pk}-{on}", digest.person.email, subject, body)
