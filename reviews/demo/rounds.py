"""Rounds of 360 feedback in the demo: two were released, one is being answered, one is prepared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from django.db.models import QuerySet

from indicators.models import Period
from multirater.models import Invitation, Questionnaire, Round
from multirater.operations.closing import close_round
from multirater.operations.draw import draw_round
from multirater.operations.invitation import decline
from multirater.operations.release import release_round
from multirater.operations.round import add_to_scope, create_round
from multirater.rules import InvitationStatus, Purpose, RoundStatus, Side
from multirater.rules.setting import Setting
from organizations.models import Employee, Unit

from .clock import YEAR, moment
from .opinions import Voices
from .people import NAMED, NIPS

REVIEWED = ("DUKCAPIL", "KEL-001", "KEL-002")  # whole units; with them the people of the demo
ASKED_NOW = ("DUKCAPIL-UMUM", "KEL-001", "KEL-002")
TRIED = ("KEL-001", "KEL-002")
TRIAL, SPRING = date(YEAR, 1, 26), date(YEAR, 5, 4)
AUTUMN, WINTER = date(YEAR, 11, 9), date(YEAR, 12, 7)
LASTS = timedelta(days=18)
ANSWERED, ANSWERED_SO_FAR = 0.85, 0.55  # of the forms
CLERK, HEAD, TEACHER = (
    next(one.nip for one in NAMED if one.role.startswith(role))
    for role in ("Pegawai kelurahan", "Kepala subbagian", "Guru SD")
)
LEFT = {CLERK: 3, HEAD: 8}  # forms that wait for a person of the demo
HEARD = {TEACHER: 2}  # colleagues who spoke about somebody: too few to be shown
EXPLANATION = (
    "Putaran ini membantu setiap orang melihat apa yang sebaiknya diteruskan dan dikembangkan. "
    "Satu formulir memakan waktu sekitar lima menit."
)


def write_rounds(period: Period, admin: Employee, *, seed: int) -> None:
    """Write the rounds through their operations; a few units of a city of any size."""
    voices = Voices(Questionnaire.objects.get(code="berakhlak", status="BERLAKU"), Random(seed))
    name = f"Uji coba umpan balik 360 {YEAR}"
    trial = _prepared(period, admin, voices, name, Purpose.DEVELOPMENT, TRIAL, TRIED)
    _opened(trial, seed)
    _answer_past(trial, voices)
    _released(trial, admin)
    name = f"Umpan balik 360 semester I {YEAR}"
    spring = _prepared(period, admin, voices, name, Purpose.EVALUATION, SPRING, REVIEWED)
    people = list(Employee.objects.filter(nip__in=NIPS).order_by("pk"))
    at = moment(SPRING - timedelta(days=14), 50)
    spring = add_to_scope(row=spring, version=spring.version, people=people, by=admin, at=at)
    _opened(spring, seed)
    _answer_past(spring, voices)
    _released(spring, admin)
    name = f"Umpan balik 360 semester II {YEAR}"
    autumn = _prepared(period, admin, voices, name, Purpose.DEVELOPMENT, AUTUMN, ASKED_NOW)
    _opened(autumn, seed)
    _decline(autumn)
    _answer_so_far(autumn, voices)
    name = f"Umpan balik 360 akhir tahun {YEAR}"
    _prepared(period, admin, voices, name, Purpose.DEVELOPMENT, WINTER, ("KOTA",))


def _prepared(
    period: Period,
    admin: Employee,
    voices: Voices,
    name: str,
    purpose: Purpose,
    start: date,
    codes: Sequence[str],
) -> Round:
    at = moment(start - timedelta(days=14), 40)
    setting = Setting(
        name=name,
        purpose=purpose,
        questionnaire_id=voices.questionnaire.pk,
        answer_from=start,
        answer_until=start + LASTS,
        explanation=EXPLANATION,
    )
    row = create_round(period=period, setting=setting, by=admin, at=at)
    for unit in Unit.objects.filter(code__in=codes).order_by("code"):
        row = add_to_scope(row=row, version=row.version, unit=unit, by=admin, at=at)
    return row


def _opened(row: Round, seed: int) -> None:
    """Open a round as `open_round` does, with a seed that gives the same draw again."""
    row.status, row.seed = RoundStatus.OPEN.value, f"demo {seed} {row.name}"
    row.opened_at, row.version = moment(row.answer_from - timedelta(days=1), 60), row.version + 1
    row.save()
    draw_round(row, on=row.answer_from)


def _invitations(row: Round) -> QuerySet[Invitation]:
    waiting = Invitation.objects.filter(round=row, status=InvitationStatus.WAITING)
    return waiting.select_related("reviewee", "ratee", "rater").order_by("pk")


def _answer_past(row: Round, voices: Voices) -> None:
    """Let most people answer, everybody about oneself; about some too few speak to be shown."""
    heard: dict[str, int] = defaultdict(int)

    def wanted(one: Invitation) -> bool:
        nip, is_open = one.ratee.nip, one.side in (Side.SELF, Side.SUPERIOR)
        if nip in HEARD and not is_open:
            heard[nip] += 1
            return heard[nip] <= HEARD[nip]
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


def _released(row: Round, admin: Employee) -> None:
    """Close and release a round after its last day."""
    after = row.answer_until + timedelta(days=3)
    row = close_round(row=row, version=row.version, by=admin, at=moment(after, 30))
    release_round(row=row, version=row.version, by=admin, at=moment(after + timedelta(days=1), 45))
