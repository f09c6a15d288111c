"""Drawing a round: who is reviewed, and who is asked about whom (undian)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F

from appraisal.errors import Refused

from ..access.apart import apart_in
from ..models import Invitation, Reviewee, Round
from ..queries.staff import Staff, contacts_in, staff_of
from ..rules import Choosing, InvitationStatus, Side, Why
from ..rules.draw import Listed, Outcome, Wish, draw
from ..rules.draw_words import Figures, figures_of, problems_of, remarks_of

BATCH = 2000


@dataclass(frozen=True)
class Draw:
    """What a draw came to: counts for the page, and sentences with proposals."""

    reviewees: int
    invitations: int
    problems: list[str] = field(default_factory=list)
    figures: Figures = field(default_factory=Figures)


def wish_of(row: Round) -> Wish:
    """Return what a round asks of its draw."""
    return Wish(
        peers=row.peers if row.has_peers else 0,
        cross_percent=row.cross_percent,
        subordinates=row.subordinates if row.has_subordinates else 0,
        partners=row.partners if row.has_partners else 0,
        has_superior=row.has_superior,
        has_self=row.has_self,
        cap=row.rater_cap,
    )


def preview(row: Round, *, on: date) -> Draw:
    """Return what a draw on this day would come to; writes nothing, and draws with another seed."""
    staff = staff_of(row, on)
    return _told(row, staff, _drawn(row, staff, f"pratinjau {row.pk}", {}))


def draw_round(row: Round, *, on: date) -> Draw:
    """Write who is reviewed and who is asked, drawn with the seed of the round, in the caller's transaction.

    In a round with nominations the lists that stand are drawn from first; who was on a list and not drawn is
    withdrawn, silently. Raise Refused when nobody would be reviewed.
    """
    staff = staff_of(row, on)
    reviewees = enrol(row, staff)
    if not reviewees:
        raise Refused("Belum ada pegawai yang dinilai. Pilih unit atau orangnya dulu.")
    outcome = _drawn(row, staff, row.seed, _listed(row))
    told = _told(row, staff, outcome)
    _remark(row, reviewees, outcome, staff)
    _invite(row, reviewees, outcome)
    return told


def place_reviewees(row: Round, *, on: date) -> int:
    """Write who is reviewed as placed on this day, before nominations begin; return how many."""
    return len(enrol(row, staff_of(row, on)))


def enrol(row: Round, staff: Staff) -> dict[int, Reviewee]:
    """Write who is reviewed as placed now and return them by employee; take out who no longer belongs to it.

    Called when a nomination begins and again when the round opens; nothing was answered before that.
    """
    wanted = {key: one for key, one in staff.people.items() if one.is_reviewed}
    known = Reviewee.objects.filter(round=row).values_list("pk", "employee_id")
    gone = [pk for pk, employee in known if employee not in wanted]
    Invitation.objects.filter(reviewee__in=gone).delete()
    Reviewee.objects.filter(pk__in=gone).delete()
    rows = [
        Reviewee(
            round=row,
            employee_id=one.id,
            placement_id=staff.posts[one.id],
            unit_id=one.unit,
            superior_id=one.superior,
            is_leader=one.id in staff.leaders,
        )
        for one in wanted.values()
    ]
    Reviewee.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["round", "employee"],
        update_fields=["placement", "unit", "superior", "is_leader"],
    )
    return {one.employee_id: one for one in Reviewee.objects.filter(round=row).order_by("pk")}


def _drawn(row: Round, staff: Staff, seed: str, listed: dict[int, Listed]) -> Outcome:
    return draw(
        staff.people.values(),
        staff.places,
        wish_of(row),
        seed=seed,
        apart=apart_in(row),
        contacts=contacts_in(row, staff),
        listed=listed,
    )


def _told(row: Round, staff: Staff, outcome: Outcome) -> Draw:
    reviewed = sum(one.is_reviewed for one in staff.people.values())
    problems = problems_of(
        outcome, staff.places, shown_from=row.shown_from, months=row.acquainted_months, cap=row.rater_cap
    )
    forms = ((form.rater, form.ratee, form.side, form.is_cross) for form in outcome.forms)
    return Draw(reviewed, len(outcome.forms), problems, figures_of(forms, reviewed))


def _listed(row: Round) -> dict[int, Listed]:
    """Return the nominations of a round as they stand at the opening."""
    if row.choosing != Choosing.NOMINATION:
        return {}
    names: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    rows = Invitation.objects.filter(round=row).order_by("pk")
    for ratee, rater, status, why in rows.values_list("ratee_id", "rater_id", "status", "why"):
        shelf = "struck" if status != InvitationStatus.PROPOSED else "added" if why == Why.ADDED else "own"
        names[ratee][shelf].append(rater)
    return {
        ratee: Listed(**{shelf: tuple(keys) for shelf, keys in found.items()})
        for ratee, found in names.items()
    }


def _remark(row: Round, reviewees: dict[int, Reviewee], outcome: Outcome, staff: Staff) -> None:
    remarks = remarks_of(outcome, staff.places, row.acquainted_months)
    for key, text in remarks.items():
        reviewees[key].remark = text
    Reviewee.objects.bulk_update([reviewees[key] for key in remarks], ["remark"], batch_size=BATCH)


def _invite(row: Round, reviewees: dict[int, Reviewee], outcome: Outcome) -> None:
    """Write the invitations; names from a list keep their row, those not drawn are withdrawn."""
    proposed = Invitation.objects.filter(round=row, status=InvitationStatus.PROPOSED)
    kept = {(ratee, rater): pk for pk, ratee, rater in proposed.values_list("pk", "ratee_id", "rater_id")}
    chosen, fresh = [], []
    for form in outcome.forms:
        if (form.ratee, form.rater) in kept:
            chosen.append(kept[form.ratee, form.rater])
        else:
            fresh.append(
                Invitation(
                    round_id=row.pk,
                    reviewee_id=reviewees[form.ratee].pk,
                    ratee_id=form.ratee,
                    rater_id=form.rater,
                    side=form.side.value,
                    why=form.why.value,
                    is_cross=form.is_cross and form.side in (Side.PEER, Side.PARTNER),
                )
            )
    for start in range(0, len(chosen), BATCH):
        part = chosen[start : start + BATCH]
        Invitation.objects.filter(pk__in=part).update(
            status=InvitationStatus.WAITING, version=F("version") + 1
        )
    Invitation.objects.filter(round=row, status=InvitationStatus.PROPOSED).update(
        status=InvitationStatus.WITHDRAWN, version=F("version") + 1
    )
    Invitation.objects.bulk_create(fresh, batch_size=BATCH)
