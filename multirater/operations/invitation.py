"""What becomes of an invitation besides an answer: stepping aside, replacing, withdrawing.

None of this writes an event that names a rater or a reviewed person: together they would be a thread.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.locking import take_round
from appraisal.versions import change
from organizations.models import Employee

from ..access.apart import apart_in
from ..access.desk import may_run
from ..access.rater import door_of, may_step_aside
from ..models import ASKED, Invitation, Reviewee, Round
from ..queries.staff import Staff, staff_of
from ..rules import SEALED, InvitationStatus, RoundStatus, Side, Why
from ..rules.answering import Door
from ..rules.pools import pool_numbers, pools_of
from ..rules.replacement import Seat, next_in_line
from ..rules.shifts import MUTUAL
from .draw import wish_of

NOBODY_LEFT = "Ada penilai yang belum cukup mengenal pekerjaannya dan belum ada penggantinya."
LEFT = "Tidak lagi bekerja: undangan yang belum diisi ditarik."


@dataclass(frozen=True)
class Tended:
    """What the tending of a round changed."""

    withdrawn: int = 0
    replaced: int = 0


@transaction.atomic
def decline(*, invitation: Invitation, version: int, by: Employee, at: datetime) -> Invitation | None:
    """Take "belum cukup mengenal" as the answer and ask the next in the draw; return the new invitation.

    None when nobody is left, when a superior steps aside, or when the round no longer takes answers in time.
    Raise Denied for anybody but the rater and outside the days, Conflict when another tab was faster.
    """
    on = timezone.localdate(at)
    staff = staff_of(invitation.round, on)  # before the lock: it reads the whole agency
    take_round(invitation.round_id)
    row = Invitation.objects.select_related("round", "reviewee").get(pk=invitation.pk)
    require(may_step_aside(by, row, on))
    change(row, expect=version, where={"status": row.status}, status=InvitationStatus.DECLINED)
    if door_of(row.round, on) != Door.OPEN:
        return None
    return replace(row.round, [row], staff)[0]


@transaction.atomic
def tend_round(*, row: Round, by: Employee | None, at: datetime) -> Tended:
    """Withdraw forms of people who no longer work, replace them, and take out reviewed people who left.

    Who only moved keeps the form: months of working together do not end with a letter. Answers already sent
    stay. Run by the nightly command (`by` is None) and from the page of the draw: raise Denied for anybody
    but BKD admins. Nothing happens outside an open round.
    """
    on = timezone.localdate(at)
    if by is not None:
        require(may_run(by, on))
    take_round(row.pk)
    row = Round.objects.get(pk=row.pk)
    if row.status != RoundStatus.OPEN or on > row.answer_until:
        return Tended()
    staff = staff_of(row, on)
    waiting = Invitation.objects.filter(round=row, status=InvitationStatus.WAITING).order_by("pk")
    people = Employee.objects.filter(Q(invitations__round=row) | Q(reviewed__round=row), is_active=False)
    left = set(people.values_list("pk", flat=True))
    gone = waiting.filter(ratee__in=left)
    Reviewee.objects.filter(pk__in=gone.values("reviewee")).update(remark=LEFT)
    withdrawn = gone.update(status=InvitationStatus.WITHDRAWN, version=F("version") + 1)
    absent = [
        one
        for one in waiting.exclude(side=Side.SELF).select_related("reviewee")
        if one.rater_id not in staff.people
    ]
    for one in absent:
        _withdraw(one)
    replaced = sum(new is not None for new in replace(row, absent, staff))
    told = Tended(withdrawn + len(absent), replaced)
    if told.withdrawn:
        after = {"withdrawn": told.withdrawn, "replaced": told.replaced}
        audit.record(action="round360.tended", by=by, at=at, target=row, after=after)
    return told


def free_pair(one: Employee, other: Employee, *, on: date) -> None:
    """Withdraw and replace the forms of open rounds between two people that were not sent.

    Runs in the transaction of who declares their relation; nobody is told.
    """
    pair = (one.pk, other.pk)
    waiting = Invitation.objects.filter(
        rater__in=pair, ratee__in=pair, status=InvitationStatus.WAITING, round__status=RoundStatus.OPEN
    ).exclude(side=Side.SELF)
    for pk in sorted(set(waiting.values_list("round_id", flat=True))):
        row = Round.objects.get(pk=pk)
        staff = staff_of(row, on)
        take_round(pk)
        seats = list(waiting.filter(round=row).select_related("reviewee").order_by("pk"))
        for seat in seats:
            _withdraw(seat)
        if on <= row.answer_until:
            replace(row, seats, staff)


def _withdraw(seat: Invitation) -> None:
    change(seat, expect=seat.version, where={"status": seat.status}, status=InvitationStatus.WITHDRAWN)


def replace(row: Round, seats: Sequence[Invitation], staff: Staff) -> list[Invitation | None]:
    """Ask the next in the draw for each invitation that became free; a remark tells where nobody is left.

    Runs in a transaction that holds the round. A superior is followed by who is the superior now.
    """
    if not seats:
        return []
    desk = _Desk(row, staff)
    found: list[Invitation | None] = []
    for seat in seats:
        rater = desk.next_for(seat)
        if rater is None:
            Reviewee.objects.filter(pk=seat.reviewee_id).update(remark=NOBODY_LEFT)
            found.append(None)
            continue
        desk.load[rater] += seat.side in SEALED
        found.append(
            Invitation.objects.create(
                round=row,
                reviewee=seat.reviewee,
                ratee_id=seat.ratee_id,
                rater_id=rater,
                side=seat.side,
                why=Why.SUPERIOR if seat.side == Side.SUPERIOR else Why.REPLACEMENT,
                is_cross=seat.side in MUTUAL and desk.crosses(rater, seat.ratee_id),
                replaces=seat,
            )
        )
    return found


class _Desk:
    """What choosing a replacement must know of a round, read once."""

    def __init__(self, row: Round, staff: Staff) -> None:
        self.row, self.staff = row, staff
        self.apart = apart_in(row)
        known = [one for one in staff.people.values() if one.is_known]
        self.pool_of = pool_numbers(pools_of(known, staff.places, wish_of(row).inside))
        asked = Invitation.objects.filter(round=row, side__in=SEALED, status__in=ASKED)
        self.load = Counter(asked.values_list("rater_id", flat=True))

    def crosses(self, rater: int, ratee: int) -> bool:
        return self.staff.people[rater].unit != self.staff.people[ratee].unit

    def next_for(self, seat: Invitation) -> int | None:
        people = self.staff.people
        if seat.ratee_id not in people:
            return None
        taken = frozenset(seat.reviewee.invitations.values_list("rater_id", flat=True))
        if seat.side == Side.SUPERIOR:
            superior = people[seat.ratee_id].superior
            return superior if superior in people and superior not in taken else None
        asked = Invitation.objects.filter(round=self.row, rater=seat.ratee_id, side__in=MUTUAL)
        back = asked.filter(status__in=ASKED).values_list("ratee_id", flat=True)
        wanted = Seat(
            seat.ratee_id,
            Side(seat.side),
            seat.is_cross,
            taken,
            frozenset(back),
            frozenset(self.apart.get(seat.ratee_id, ())),
        )
        return next_in_line(
            wanted,
            people,
            self.staff.places,
            self.pool_of,
            self.load,
            cap=self.row.rater_cap,
            seed=self.row.seed,
        )
