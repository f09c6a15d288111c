"""What waits for people in plans with support, as rows of the table of tasks."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from organizations.models import Placement, Supervision
from reviews.models import Evaluation, Talk
from reviews.queries.task_source import Found, Source
from reviews.queries.year import Rank, Task, Year
from reviews.rules.evaluation import RELEASED

from ..access.plan import lines
from ..models import CourseCompletion, DevelopmentAction, DevelopmentPlan, DevelopmentReview
from ..rules.course import NEW_DAYS, CourseKey
from ..rules.plan import CARE

ME = OuterRef("pk")  # the person


def _led(on: date) -> QuerySet[Supervision]:
    return lines(on).filter(superior=OuterRef(ME), placement__employee=OuterRef("employee"))


def _without_plan(year: Year, on: date) -> QuerySet[Evaluation]:
    """Return the annual results of the team that ask for a plan and have none yet."""
    rows = Evaluation.objects.filter(
        predicate__in=CARE, status__in=RELEASED, term__kind="FINAL", development_plan__isnull=True
    )
    led = lines(on).filter(superior=OuterRef(ME), placement__employee=OuterRef("plan__placement__employee"))
    return rows.filter(Exists(led), plan__placement__employee__is_active=True)


def _begin(found: Found) -> Task:
    hint = f"{found.people}: sepakati dukungan dan tanggalnya bersama."
    href = reverse("development:care-list")
    return Task("Susun rencana pengembangan", hint, href, "Menunggu Anda", "grow", Rank.OTHERS, found.count)


def _unagreed(year: Year, on: date) -> QuerySet[DevelopmentPlan]:
    """Return plans that the other side agreed on and this person did not."""
    own = Q(employee=ME, employee_agreed_at=None, superior_agreed_at__isnull=False)
    led = Exists(_led(on)) & Q(superior_agreed_at=None, employee_agreed_at__isnull=False)
    return DevelopmentPlan.objects.filter(own | led, closed_on=None)


def _agree(found: Found) -> Task:
    href = reverse("development:plan-detail", args=[found.pk])
    return Task(
        "Baca rencana pengembangan", "Pihak lain sudah menyepakatinya.", href, "Menunggu Anda", "grow"
    )


def _promised(year: Year, on: date) -> QuerySet[DevelopmentAction]:
    rows = DevelopmentAction.objects.filter(promised_by=ME, done_on=None, plan__closed_on=None)
    return rows.exclude(plan__employee=ME).filter(due_on__lte=on)


def _keep(found: Found) -> Task:
    href = reverse("development:promises")
    hint = f"{found.people} menunggu dukungan yang Anda janjikan."
    return Task(
        "Penuhi dukungan yang dijanjikan", hint, href, "", "grow", Rank.DATED, found.count, found.due_on
    )


def _unreviewed(year: Year, on: date) -> QuerySet[DevelopmentPlan]:
    """Return the plans in force that a talk was held in, at which neither of the two wrote how it stands."""
    held = Talk.objects.filter(
        plan__placement__employee=OuterRef("employee"), held_on__gte=OuterRef("started_on"), cancelled_at=None
    )
    silent = held.exclude(notes="").filter(
        ~Exists(DevelopmentReview.objects.filter(plan=OuterRef(ME), talk=OuterRef("pk")))
    )
    return _in_force().filter(Q(employee=ME) | Exists(_led(on)), Exists(silent))


def _in_force() -> QuerySet[DevelopmentPlan]:
    return DevelopmentPlan.objects.filter(
        closed_on=None, employee_agreed_at__isnull=False, superior_agreed_at__isnull=False
    )


def _review(found: Found) -> Task:
    href = reverse("development:plan-review", args=[found.pk])
    hint = "Sesudah dialog: satu kalimat tentang jalannya cukup."
    return Task("Tulis tinjauan rencana pengembangan", hint, href, "", "grow", Rank.DATED, found.count)


def _at_its_end(year: Year, on: date) -> QuerySet[DevelopmentPlan]:
    return _in_force().filter(Exists(_led(on)), until__lte=on)


def _close(found: Found) -> Task:
    one = reverse("development:plan-close", args=[found.pk])
    href = one if found.count == 1 else reverse("development:care-list")
    hint = f"{found.people}: bicarakan bersama, lalu tulis apa yang berubah."
    return Task(
        "Tutup rencana pengembangan", hint, href, "", "grow", Rank.DATED, found.count, due_on=found.due_on
    )


def _new(year: Year, on: date) -> QuerySet[Placement]:
    """Return the first post of somebody new who did not read the cards; who merely moved is not new."""
    cards = CourseCompletion.objects.filter(employee=OuterRef("employee"), course=CourseKey.STARTING.value)
    since = on - timedelta(days=NEW_DAYS)
    before = Placement.objects.filter(employee=OuterRef("employee"), started_on__lte=since)
    rows = Placement.objects.on(on).definitive().filter(~Exists(cards), ~Exists(before), employee=ME)
    return rows.filter(started_on__gt=since)


def _start(found: Found) -> Task:
    href = reverse("development:course-step", args=[CourseKey.STARTING.value, "skp"])
    return Task("Mulai di sini", "Lima kartu pendek untuk pegawai baru.", href, "5 menit", "info", Rank.PLAN)


TO_GROW = [
    Source(_without_plan, _begin, leads=True, team=True, who="plan__placement__employee__name"),
    Source(_unagreed, _agree),
    Source(_unreviewed, _review),
    Source(_at_its_end, _close, leads=True, who="employee__name", due="until"),
    Source(_new, _start),
    Source(_promised, _keep, who="plan__employee__name", due="due_on"),
]
