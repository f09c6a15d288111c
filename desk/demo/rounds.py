"""Rounds of 360 feedback in the demo: two released, one closed, one being answered, one prepared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from types import MappingProxyType

from django.db.models import QuerySet

from indicators.models import Period
from multirater.models import Invitation, Questionnaire, Round
from multirater.operations.closing import close_round
from multirater.operations.draw import draw_round
from multirater.operations.invitation import decline
from multirater.operations.raw_access import ask
from multirater.operations.release import release_round
from multirater.operations.round import add_to_scope, create_round
from multirater.rules import InvitationStatus, Purpose, RoundStatus, Side
from multirater.rules.setting import Setting
from organizations.models import Employee, Placement, Unit

from .clock import YEAR, moment
from .opinions import Voices
from .people import NAMED, NIPS

REVIEWED = ("DUKCAPIL", "KEL-001", "KEL-002")  # whole units; with them the people of the demo
ASKED_NOW = ("DUKCAPIL-UMUM", "KEL-001", "KEL-002")
TRIED = ("KEL-001",)
ISLAND = "SD-003"
TRIAL, SPRING = date(YEAR, 1, 26), date(YEAR, 5, 4)
FALL = date(YEAR, 10, 12)
AUTUMN, WINTER = date(YEAR, 11, 9), date(YEAR, 12, 7)
LASTS = timedelta(days=18)
ANSWERED, ANSWERED_SO_FAR = 0.85, 0.55  # of the forms
CLERK, HEAD, TEACHER, AUDITOR = (
    next(one.nip for one in NAMED if one.role.startswith(role))
    for role in ("Pegawai kelurahan", "Kepala subbagian", "Guru SD", "Auditor")
)
LEFT = {CLERK: 3, HEAD: 8}  # forms that wait for a person of the demo
HEARD = {TEACHER: 2}  # colleagues who spoke about somebody: too few to be shown
ASKED = (
    "Pengaduan nomor 14 menyebut kata kasar yang berulang di tempat kerja. Dasar: surat tugas Inspektur "
    "untuk memeriksa apakah berasal dari orang yang sama."
)
EXPLANATION = (
    "Putaran ini membantu setiap orang melihat apa yang sebaiknya diteruskan dan dikembangkan. "
    "Satu formulir memakan waktu sekitar lima menit."
)


def write_rounds(period: Period, admin: Employee, *, seed: int) -> None:
    """Write the rounds through their operations; a few units of a city of any size."""
    voices = Voices(Questionnaire.objects.get(code="berakhlak", status="BERLAKU"), Random(seed))
    name = f"Uji coba umpan balik 360 {YEAR}"
    trial = prepared(period, admin, voices, name, Purpose.DEVELOPMENT, TRIAL, TRIED)
    opened(trial, seed)
    answer_past(trial, voices)
    released(closed(trial, admin), admin)
    name = f"Umpan balik 360 semester I {YEAR}"
    spring = prepared(period, admin, voices, name, Purpose.EVALUATION, SPRING, REVIEWED, *NIPS)
    opened(spring, seed)
    keep_to_itself(spring)
    answer_past(spring, voices, HEARD)
    released(closed(spring, admin), admin)
    name = f"Umpan balik 360 sekolah {YEAR}"
    school = prepared(period, admin, voices, name, Purpose.DEVELOPMENT, FALL, (), TEACHER)
    _school(school, voices, admin, seed)
    name = f"Umpan balik 360 semester II {YEAR}"
    autumn = prepared(period, admin, voices, name, Purpose.DEVELOPMENT, AUTUMN, ASKED_NOW)
    opened(autumn, seed)
    _decline(autumn)
    _answer_so_far(autumn, voices)
    name = f"Umpan balik 360 akhir tahun {YEAR}"
    prepared(period, admin, voices, name, Purpose.DEVELOPMENT, WINTER, ("KOTA",))


def prepared(
    period: Period,
    admin: Employee,
    voices: Voices,
    name: str,
    purpose: Purpose,
    start: date,
    codes: Sequence[str],
    *nips: str,
    **more: int | bool,
) -> Round:
    """Prepare a round over whole units and single people; `more` are other settings."""
    at = moment(start - timedelta(days=14), 40)
    setting = Setting(
        name=name,
        purpose=purpose,
        questionnaire_id=voices.questionnaire.pk,
        answer_from=start,
        answer_until=start + LASTS,
        explanation=EXPLANATION,
    )
    setting = replace(setting, **more)  # type: ignore[arg-type]  # columns of numbers and of yes and no
    row = create_round(period=period, setting=setting, by=admin, at=at)
    for unit in Unit.objects.filter(code__in=codes).order_by("code"):
        row = add_to_scope(row=row, version=row.version, unit=unit, by=admin, at=at)
    people = list(Employee.objects.filter(nip__in=nips).order_by("pk"))
    return add_to_scope(row=row, version=row.version, people=people, by=admin, at=at) if people else row


def opened(row: Round, seed: int) -> None:
    """Open a round as `open_round` does, with a seed that gives the same draw again."""
    row.status, row.seed = RoundStatus.OPEN.value, f"demo {seed} {row.answer_from}"[:32]
    row.opened_at, row.version = moment(row.answer_from - timedelta(days=1), 60), row.version + 1
    row.save()
    draw_round(row, on=row.answer_from)


def keep_to_itself(row: Round) -> None:
    """Ask nobody of the island about people elsewhere: there it rates by itself alone (fairness.py)."""
    inside = Placement.objects.on(row.answer_from).filter(unit__code=ISLAND)
    Invitation.objects.filter(round=row, rater__in=inside.values("employee")).delete()


def _invitations(row: Round) -> QuerySet[Invitation]:
    waiting = Invitation.objects.filter(round=row, status=InvitationStatus.WAITING)
    return waiting.select_related("reviewee", "ratee", "rater").order_by("pk")


def answer_past(row: Round, voices: Voices, heard_of: Mapping[str, int] = MappingProxyType({})) -> None:
    """Let most people answer, everybody about oneself; about some (`heard_of`) too few speak to be shown."""
    heard: dict[str, int] = defaultdict(int)

    def wanted(one: Invitation) -> bool:
        nip, is_open = one.ratee.nip, one.side in (Side.SELF, Side.SUPERIOR)
        if nip in heard_of and not is_open:
            heard[nip] += 1
            return heard[nip] <= heard_of[nip]
        named = {nip, one.rater.nip} & LEFT.keys()
        return is_open or bool(named) or voices.rng.random() < ANSWERED

    voices.answer(_invitations(row), wanted)


def _answer_so_far(row: Round, voices: Voices) -> None:
    """Let about half of the forms come in, and leave the named people their share of work."""
    left = dict(LEFT)

    def wanted(one: Invitation) -> bool:
        if left.get(one.rater.nip):
            left[one.rater.nip] -= 1
            return False
        return one.rater.nip in left or voices.rng.random() < ANSWERED_SO_FAR

    voices.answer(_invitations(row), wanted)


def _decline(row: Round) -> None:
    """Let one colleague say that the work is not known well enough; the next in the draw is asked."""
    peers = _invitations(row).filter(side=Side.PEER).exclude(rater__nip__in=LEFT)
    for one in peers[:1]:
        decline(invitation=one, version=one.version, by=one.rater, at=moment(row.answer_from, 90))


def closed(row: Round, admin: Employee) -> Round:
    """Close a round after its last day."""
    at = moment(row.answer_until + timedelta(days=3), 30)
    return close_round(row=row, version=row.version, by=admin, at=at)


def released(row: Round, admin: Employee) -> None:
    """Release a closed round on the day after."""
    at = moment(row.answer_until + timedelta(days=4), 45)
    release_round(row=row, version=row.version, by=admin, at=at)


def _school(row: Round, voices: Voices, admin: Employee, seed: int) -> None:
    """Close a round in which one text is rude: somebody has to look at it, and asks who wrote it."""
    opened(row, seed)
    teacher = row.reviewees.get(employee__nip=TEACHER)
    voices.rude |= {
        *_invitations(row).filter(reviewee=teacher, side=Side.PEER).values_list("pk", flat=True)[:1]
    }
    answer_past(row, voices, {TEACHER: 5})
    row = closed(row, admin)
    auditor = Employee.objects.get(nip=AUDITOR)
    ask(reviewee=teacher, reason=ASKED, by=auditor, at=moment(date(YEAR, 11, 16), 75))
