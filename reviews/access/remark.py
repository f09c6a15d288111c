"""Who may say what about whom during the year, and who reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from appraisal.access import ALLOW, Decision, deny
from indicators.models import Plan, Result
from indicators.rules import PlanStatus
from organizations.models import Employee, Placement, Supervision

from ..models import Evaluation, Objection, Remark, RemarkRequest, TalkPoint
from ..rules.remark import HOURS_TO_CORRECT, Giver, giver_of, is_correctable
from .hearing import OPEN, heard
from .line import Person, overseen_plans, supervised_plans


@dataclass(frozen=True)
class Standing:
    """How somebody stands to a person on a day, and the results that he may speak about."""

    placement: Placement
    giver: Giver
    results: tuple[Result, ...]

    def placement_for(self, result: Result | None) -> int:
        """Return the placement that a remark about this result, or about none, belongs to."""
        return result.plan.placement_id if result else self.placement.pk


def posts_of(person: Employee, on: date) -> QuerySet[Placement]:
    """Return the posts that a person holds on a day, the definitive one first; none for who has left."""
    posts = Placement.objects.on(on).filter(employee=person, employee__is_active=True)
    return posts.select_related("employee", "position", "unit").order_by("-started_on", "pk")


def standing(user: Employee, person: Employee, on: date) -> Standing | None:
    """Return how the user stands to a person on a day; None when the person holds no post (two queries).

    The superior and the superior's superior speak about every result of the agreed plan in force, the
    giver of an assignment about the assigned ones. Nobody else learns which results there are.
    """
    lines = Supervision.objects.on(on).filter(Q(superior=user) | Q(upper=user), placement=OuterRef("pk"))
    found = list(posts_of(person, on).annotate(is_led=Exists(lines)))
    posts = sorted(found, key=lambda post: not post.is_definitive)
    if not posts:
        return None
    led = [post for post in posts if post.is_led]  # type: ignore[attr-defined]
    may_name = Q(plan__placement__in=led) | Q(assigned_by=user)
    results = tuple(results_in_force(posts, on).filter(may_name))
    giver = giver_of(leads=bool(led), assigned=bool(results))
    return Standing((led or posts)[0], giver, results)


def results_in_force(posts: Sequence[Placement], on: date) -> QuerySet[Result]:
    """Return the results of the agreed plans that these posts have on a day, as the plan orders them."""
    rows = Result.objects.filter(
        plan__in=Plan.objects.filter(status=PlanStatus.AGREED, placement__in=posts),
        plan__started_on__lte=on,
        plan__ended_on__gte=on,
    )
    return rows.select_related("plan").order_by("plan", "-kind", "order", "pk")


def may_write_to(user: Employee, person: Employee, on: date) -> Decision:
    """Everybody may speak to everybody who works here on the day, but not to oneself."""
    if person.pk == user.pk:
        return deny("Umpan balik datang dari orang lain. Hal yang Anda kerjakan sendiri dicatat di Kemajuan.")
    if not posts_of(person, on).exists():
        return deny(f"{person.full_name} tidak lagi bertugas di sini, jadi umpan balik tidak akan terbaca.")
    return ALLOW


# --- Reading ------------------------------------------------------------------------------------


def visible_remarks(user: Employee, on: date) -> QuerySet[Remark]:
    """Return the remarks that a person reads: receiver, giver, the superior, and who decides an objection.

    The superior of the day of the words, and the one whose plan the day belongs to (see access/line.py).
    The superior's superior reads them only while an objection to the evaluation of that plan is on file.
    Nobody else, not even the desk: the words are signed and meant for a person.
    """
    then = Supervision.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=OuterRef("given_at__date")),
        placement=OuterRef("placement"),
        started_on__lte=OuterRef("given_at__date"),
        superior=user,
    )
    own = Q(placement__employee=user) | Q(given_by=user)
    led = Q(Exists(then)) | Q(Exists(_around(supervised_plans(user, on))))
    return Remark.objects.filter(own | led | Q(Exists(_around(contested_plans(user, on)))))


def _around(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Keep the plans that the day of a remark falls into."""
    return plans.filter(
        placement=OuterRef("placement"),
        started_on__lte=OuterRef("given_at__date"),
        ended_on__gte=OuterRef("given_at__date"),
    )


def contested_plans(user: Employee, on: date) -> QuerySet[Plan]:
    """Return the plans one level up whose evaluation was objected to, and those that wait for this person.

    Who explains or decides from outside the line of the plan's last day reads until it is decided.
    """
    objections = Objection.objects.filter(evaluation__plan=OuterRef("pk"))
    above = overseen_plans(user, on).filter(Exists(objections))
    waiting = Evaluation.objects.filter(heard(user, on), status__in=OPEN)
    return Plan.objects.filter(Q(pk__in=above.values("pk")) | Q(pk__in=waiting.values("plan")))


def read_plans(user: Employee, on: date) -> QuerySet[Plan]:
    """Return the plans whose remarks of the year a person reads as a superior."""
    contested = contested_plans(user, on).values("pk")
    return Plan.objects.filter(Q(pk__in=supervised_plans(user, on).values("pk")) | Q(pk__in=contested))


# --- Doing --------------------------------------------------------------------------------------


def may_reply(user: Employee, remark: Remark) -> Decision:
    """The receiver replies, and may word the reply anew."""
    if remark.placement.employee_id == user.pk:
        return ALLOW
    return deny("Tanggapan ditulis oleh yang menerima umpan balik.")


def may_correct(user: Employee, remark: Remark, at: datetime) -> Decision:
    """The giver corrects the own words within a day, as long as nobody has replied."""
    if remark.given_by_id != user.pk:
        return deny("Umpan balik diperbaiki oleh yang menulisnya.")
    if remark.replied_at is not None:
        return deny("Umpan balik ini sudah ditanggapi, jadi kalimatnya tetap. Anda bisa menulis yang baru.")
    if not is_correctable(given_at=remark.given_at, replied=False, at=at):
        return deny(f"Kalimat bisa diperbaiki dalam {HOURS_TO_CORRECT} jam. Anda bisa menulis yang baru.")
    return ALLOW


def may_take_back(user: Employee, remark: Remark, at: datetime) -> Decision:
    """The giver takes back what may still be corrected, unless it was asked for or is to be talked about."""
    may = may_correct(user, remark, at)
    if not may:
        return may
    if remark.request_id is not None:
        return deny("Ini jawaban atas permintaan, jadi kalimatnya diperbaiki dan tidak ditarik.")
    if TalkPoint.objects.filter(remark=remark).exists():
        return deny("Ini sudah menjadi pokok bahasan dialog, jadi kalimatnya diperbaiki dan tidak ditarik.")
    return ALLOW


# --- Requests -----------------------------------------------------------------------------------


def open_requests(requests: QuerySet[RemarkRequest] | None = None) -> QuerySet[RemarkRequest]:
    """Keep the requests that wait for an answer."""
    rows = RemarkRequest.objects.all() if requests is None else requests
    return rows.filter(answered_at__isnull=True, declined_at__isnull=True)


def requests_to(user: Person) -> QuerySet[RemarkRequest]:
    """Return the requests that a person was asked to answer, of people who still work here."""
    return RemarkRequest.objects.filter(asked=user, placement__employee__is_active=True)


def requests_by(user: Employee) -> QuerySet[RemarkRequest]:
    """Return the requests that a person made."""
    return RemarkRequest.objects.filter(placement__employee=user)
