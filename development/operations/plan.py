"""Planning to grow with support: begun from a result, agreed on by both, reviewed, brought to its end."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.templatetags.ui import tanggal
from appraisal.versions import change
from indicators.models import PolicyFigure
from organizations.models import Employee
from reviews.models import Evaluation, Talk

from ..access import plan as access
from ..models import DevelopmentAction, DevelopmentPlan, DevelopmentReview
from ..rules import plan as rules

UNSAID = {"employee_agreed_at": None, "superior_agreed_at": None, "superior_agreed_by": None}
NO_PURPOSE = "Tulis apa yang ingin dicapai bersama, dalam satu atau dua kalimat."
NO_GOAL = "Tulis satu hal yang ingin dikembangkan."
NO_TEXT = "Tulis kegiatannya, misalnya mendampingi dua kali penyusunan laporan."
NO_REVIEW = "Tulis bagaimana jalannya sampai hari ini."
NO_CLOSING = "Tulis apa yang berubah sejak rencana ini dimulai, walau sedikit."


def months_of(evaluation: Evaluation) -> int:
    """Return how many months the policy of the year gives for growing, six where it says nothing."""
    found = PolicyFigure.objects.filter(period=evaluation.plan.period_id, key=rules.MONTHS_KEY).first()
    return int(found.value if found else rules.MONTHS)


@transaction.atomic
def begin(
    *, evaluation: Evaluation, purpose: str, until: date, by: Employee, at: datetime
) -> DevelopmentPlan:
    """Begin a plan from a shared result and return it.

    Raise Denied for anybody but the two and for results that ask for no plan, Refused without words or
    with a day that is past, Conflict when the other one began it in the same moment.
    """
    on = timezone.localdate(at)
    require(access.may_begin(by, evaluation, on))
    if not purpose.strip():
        raise Refused(NO_PURPOSE, "purpose")
    if until <= on:
        raise Refused("Pilih tanggal setelah hari ini.", "until")
    try:
        with transaction.atomic():
            plan = DevelopmentPlan.objects.create(
                employee_id=evaluation.plan.placement.employee_id,
                evaluation=evaluation,
                purpose=purpose.strip(),
                started_on=on,
                until=until,
                begun_by=by,
                begun_at=at,
            )
    except IntegrityError:
        raise Conflict("Rencana ini baru saja dimulai. Buka rencananya dan lengkapi bersama.") from None
    audit.record(action="plan_to_grow.begun", by=by, at=at, target=plan, after={"until": until.isoformat()})
    return plan


@transaction.atomic
def add_action(
    *,
    plan: DevelopmentPlan,
    version: int,
    goal: str,
    kind: str,
    text: str,
    due_on: date,
    support: str,
    promised_by: Employee,
    by: Employee,
    at: datetime,
) -> DevelopmentAction:
    """Add what is done for a goal and who promises which support; both agree anew afterwards.

    Raise Denied for anybody but the two, Refused with the field, Conflict when the plan changed meanwhile.
    """
    require(access.may_write(by, plan, timezone.localdate(at)))
    for words, name, sentence in ((goal, "goal", NO_GOAL), (text, "text", NO_TEXT)):
        if not words.strip():
            raise Refused(sentence, name)
    if not plan.started_on <= due_on <= plan.until:
        raise Refused(f"Pilih tanggal antara {tanggal(plan.started_on)} dan {tanggal(plan.until)}.", "due_on")
    change(plan, expect=version, where={"closed_on": None}, **UNSAID)
    action = DevelopmentAction.objects.create(
        plan=plan,
        goal=goal.strip(),
        kind=kind,
        text=text.strip(),
        due_on=due_on,
        support=support.strip(),
        promised_by=promised_by,
    )
    after = {"kind": kind, "due_on": due_on.isoformat(), "promised_by": promised_by.pk}
    audit.record(action="plan_to_grow.extended", by=by, at=at, target=plan, after=after)
    return action


@transaction.atomic
def drop_action(*, action: DevelopmentAction, version: int, by: Employee, at: datetime) -> None:
    """Take back something that was not done yet; both agree anew afterwards.

    Raise Denied for anybody but the two, Refused when it was done, Conflict when the plan changed meanwhile.
    """
    require(access.may_write(by, action.plan, timezone.localdate(at)))
    if action.done_on is not None:
        raise Refused("Kegiatan ini sudah selesai, jadi tetap tercatat.")
    change(action.plan, expect=version, where={"closed_on": None}, **UNSAID)
    audit.record(
        action="plan_to_grow.shortened", by=by, at=at, target=action.plan, before={"kind": action.kind}
    )
    action.delete()


@transaction.atomic
def agree(*, plan: DevelopmentPlan, version: int, by: Employee, at: datetime) -> DevelopmentPlan:
    """Say yes to a plan exactly as it was read; it holds once both did.

    Raise Denied for anybody but the two, Refused while nothing is planned, Conflict when it changed.
    """
    require(access.may_write(by, plan, timezone.localdate(at)))
    if not plan.actions.exists():
        raise Refused("Tambahkan paling sedikit satu kegiatan sebelum menyepakati rencana.")
    is_own = plan.employee_id == by.pk
    values = {"employee_agreed_at": at} if is_own else {"superior_agreed_at": at, "superior_agreed_by": by}
    change(plan, expect=version, where={"closed_on": None}, **values)
    audit.record(action="plan_to_grow.agreed", by=by, at=at, target=plan)
    return plan


@transaction.atomic
def finish_action(
    *, action: DevelopmentAction, version: int, progress: str, helped: str, by: Employee, at: datetime
) -> DevelopmentAction:
    """Say that something was done and how it went; only the person says whether it helped.

    Raise Denied for anybody but the two and whoever promised it, Conflict when somebody was faster.
    """
    on = timezone.localdate(at)
    if action.done_on is not None and action.version != version:
        raise Conflict(
            "Kegiatan ini baru saja ditandai selesai.", theirs={"Selesai": tanggal(action.done_on)}
        )
    require(access.may_finish(by, action, on))
    if helped and by.pk != action.plan.employee_id:
        raise Refused("Apakah ini membantu, hanya pegawai yang bersangkutan yang menjawab.", "helped")
    values = {"done_on": on, "progress": progress.strip(), "helped": helped}
    change(action, expect=version, where={"done_on": None}, **values)
    audit.record(action="plan_to_grow.done", by=by, at=at, target=action, after={"kind": action.kind})
    return action


@transaction.atomic
def say_helped(
    *, action: DevelopmentAction, version: int, helped: str, by: Employee, at: datetime
) -> DevelopmentAction:
    """Let the person say whether something that was done helped; it can be said anew.

    Raise Denied for anybody else, Refused before it was done, Conflict when it changed meanwhile.
    """
    require(access.may_judge(by, action))
    if action.done_on is None or helped not in list(rules.Helped):
        raise Refused("Pilih apakah kegiatan yang sudah selesai ini membantu Anda.", "helped")
    change(action, expect=version, helped=helped)
    audit.record(action="plan_to_grow.judged", by=by, at=at, target=action)
    return action


@transaction.atomic
def review(
    *, plan: DevelopmentPlan, talk: Talk | None, text: str, by: Employee, at: datetime
) -> DevelopmentReview:
    """Note how a plan stands, at a talk that was held or in between.

    Raise Denied for anybody but the two, Refused without words or for a talk of somebody else, Conflict when
    the same person already noted something at that talk.
    """
    require(access.may_write(by, plan, timezone.localdate(at)))
    if not text.strip():
        raise Refused(NO_REVIEW, "text")
    if talk is not None and not access.held_talks(plan).filter(pk=talk.pk).exists():
        raise Refused("Pilih dialog yang berlangsung sejak rencana ini dimulai.", "talk")
    try:
        with transaction.atomic():
            row = DevelopmentReview.objects.create(
                plan=plan, talk=talk, text=text.strip(), reviewed_by=by, reviewed_at=at
            )
    except IntegrityError:
        raise Conflict("Anda sudah menulis tinjauan untuk dialog ini.") from None
    audit.record(action="plan_to_grow.reviewed", by=by, at=at, target=plan)
    return row


@transaction.atomic
def close(
    *, plan: DevelopmentPlan, version: int, outcome: str, closing: str, by: Employee, at: datetime
) -> DevelopmentPlan:
    """Bring a plan to its end with what changed; the superior closes it, after it was agreed on.

    Raise Denied for anybody but the superior of the day, Refused without words or while it was not agreed
    on, Conflict when it changed or was closed meanwhile.
    """
    on = timezone.localdate(at)
    if plan.closed_on is not None and plan.version != version:
        raise Conflict("Rencana ini baru saja ditutup.", theirs={"Yang berubah": plan.closing})
    require(access.may_close(by, plan, on))
    if outcome not in list(rules.Outcome):
        raise Refused("Pilih sampai di mana rencana ini.", "outcome")
    if not closing.strip():
        raise Refused(NO_CLOSING, "closing")
    values = {"closed_on": on, "closed_by": by, "outcome": outcome, "closing": closing.strip()}
    change(plan, expect=version, where={"closed_on": None}, **values)
    audit.record(action="plan_to_grow.closed", by=by, at=at, target=plan, after={"outcome": outcome})
    return plan
