"""Proposals of medals: prepared, completed paper by paper, sent by letter, received or postponed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.files import SoundFile
from appraisal.versions import change
from organizations.models import Employee
from reviews.operations import evidence

from ..access.record import may_keep_of, may_keep_records
from ..models import MedalLetter, MedalPaper, MedalProposal
from ..queries.career import careers, medal_policy
from ..rules.medal import Standing, answers, standing
from ..rules.proposal import PAPER_LABELS, Paper, PaperState, ProposalState, may_move, missing, papers_of
from ..rules.service import YEAR, Career, Medal, first_day, month_of, reached, received
from .record import note_record

Checked = Mapping[Paper, tuple[PaperState, str]]
MOST = 500  # people in one letter
MOVED = "Usulan ini sudah berpindah keadaan. Muat ulang halamannya."


def prepare(*, employee: Employee, medal: Medal, by: Employee, at: datetime) -> MedalProposal:
    """Begin a proposal with its papers, up to twelve months before the years are full.

    Raise Denied about oneself, Refused while a condition is not met, for a class that was received, or
    when there is a proposal already.
    """
    today = timezone.localdate(at)
    require(may_keep_of(by, employee, today))
    career = _career(employee, today)
    when = _fit(career, medal, today, months_ahead=YEAR)
    values = {"prepared_by": by, "prepared_at": at, "moved_by": by, "moved_at": at}
    try:
        with transaction.atomic():
            made = MedalProposal.objects.create(
                employee=employee, medal=medal.value, reached_on=first_day(when), **values
            )
            MedalPaper.objects.bulk_create(
                MedalPaper(proposal=made, paper=paper.value) for paper in papers_of(medal)
            )
            audit.record(action="medal.prepared", by=by, at=at, target=made, after={"medal": medal.value})
    except IntegrityError:
        raise Refused("Usulan untuk golongan ini sudah ada.") from None
    return made


def _career(employee: Employee, today: date) -> Career:
    policy = medal_policy(today)
    return careers(Employee.objects.filter(pk=employee.pk), today, policy)[employee.pk]


def _fit(career: Career, medal: Medal, today: date, *, months_ahead: int) -> int:
    """Return the month in which the years are full; raise Refused where a proposal is not to be made."""
    policy, month = medal_policy(today), month_of(today)
    when = reached(career, medal, policy)
    if medal in received(career):
        raise Refused("Satyalancana golongan ini sudah tercatat sebagai diterima.")
    state = standing(answers(career, medal, max(month, when or month), policy))
    if when is None or state == Standing.CLOSED:
        raise Refused("Masih ada syarat yang belum terpenuhi. Lihat syaratnya di halaman pegawai.")
    if when > month + months_ahead:
        raise Refused("Masa kerjanya belum genap dalam dua belas bulan ke depan.")
    return when


@transaction.atomic
def check_papers(
    *, proposal: MedalProposal, version: int, checked: Checked, by: Employee, at: datetime
) -> MedalProposal:
    """Say which papers are there, missing or not needed, with notes; a file goes with what is not there.

    Raise Denied about oneself, Conflict when somebody else changed the proposal meanwhile.
    """
    require(may_keep_of(by, proposal.employee, timezone.localdate(at)))
    proposal = change(proposal, expect=version, where={"state": ProposalState.PREPARED.value})
    rows = {Paper(row.paper): row for row in proposal.papers.all()}
    changed = []
    for paper, (state, note) in checked.items():
        row = rows[paper]
        if (row.state, row.note) == (state.value, note):
            continue
        row.state, row.note, row.looked_by, row.looked_at = state.value, note, by, at
        row.file = row.file if state == PaperState.THERE else None
        changed.append(row)
    MedalPaper.objects.bulk_update(changed, ["state", "note", "looked_by", "looked_at", "file"])
    if changed:
        after = {PAPER_LABELS[Paper(row.paper)]: row.state for row in changed}
        audit.record(action="medal.checked", by=by, at=at, target=proposal, after=after)
    return proposal


def attach(
    *, proposal: MedalProposal, version: int, paper: Paper, sound: SoundFile, by: Employee, at: datetime
) -> MedalProposal:
    """Keep a file as one paper of a proposal, which is there from now on; Conflict when second."""
    require(may_keep_of(by, proposal.employee, timezone.localdate(at)))
    with transaction.atomic():
        proposal = change(proposal, expect=version, where={"state": ProposalState.PREPARED.value})
        file = evidence.keep(sound=sound, by=by, at=at)
        proposal.papers.filter(paper=paper.value).update(
            state=PaperState.THERE.value, file=file, looked_by=by, looked_at=at
        )
        after = {PAPER_LABELS[paper]: sound.name}
        audit.record(action="medal.checked", by=by, at=at, target=proposal, after=after)
    return proposal


@transaction.atomic
def move(
    *, proposal: MedalProposal, version: int, to: ProposalState, by: Employee, at: datetime, reason: str = ""
) -> MedalProposal:
    """Move a proposal on by hand; who received the medal goes through `receive`.

    Raise Denied about oneself, Refused while papers are missing or a reason is, Conflict when second.
    """
    require(may_keep_of(by, proposal.employee, timezone.localdate(at)))
    before = ProposalState(proposal.state)
    if not may_move(before, to) or to == ProposalState.RECEIVED:
        raise Conflict(MOVED)
    if to == ProposalState.POSTPONED and not reason:
        raise Refused("Tulis mengapa usulan ini ditunda; pegawainya membacanya.", "reason")
    proposal = change(
        proposal,
        expect=version,
        where={"state": before.value},
        state=to.value,
        reason=reason,
        moved_by=by,
        moved_at=at,
    )
    if to == ProposalState.COMPLETE:
        _refuse_missing(proposal)
    told = {"state": proposal.state_label}
    audit.record(action="medal.moved", by=by, at=at, target=proposal, before={"state": before}, after=told)
    return proposal


def _refuse_missing(proposal: MedalProposal) -> None:
    rows = proposal.papers.order_by("pk").values_list("paper", "state")
    names = [PAPER_LABELS[paper] for paper in missing((Paper(one), PaperState(state)) for one, state in rows)]
    if names:
        raise Refused(f"Belum lengkap: {', '.join(names)}.", "to")


@transaction.atomic
def send(*, proposals: Collection[int], addressee: str, by: Employee, at: datetime) -> MedalLetter:
    """Put complete proposals into one letter, which makes them sent.

    Raise Refused when nobody was chosen, for oneself, or where somebody's conditions do not hold (any
    more); Conflict when one of them is no longer complete.
    """
    today = timezone.localdate(at)
    require(may_keep_records(by, today))
    if not proposals or len(proposals) > MOST:
        raise Refused(f"Pilih satu sampai {MOST} usulan yang lengkap.", "proposals")
    rows = MedalProposal.objects.select_for_update(of=("self",)).select_related("employee")
    chosen = list(rows.filter(pk__in=proposals, state=ProposalState.COMPLETE).order_by("pk"))
    if len(chosen) != len(set(proposals)):
        raise Conflict("Sebagian usulan sudah berpindah keadaan. Muat ulang daftarnya.")
    _refuse_unfit(chosen, by, today)
    letter = MedalLetter.objects.create(addressee=addressee, made_by=by, made_at=at)
    for row in chosen:
        values = {"state": ProposalState.SENT.value, "letter": letter, "moved_by": by, "moved_at": at}
        change(row, expect=row.version, where={"state": ProposalState.COMPLETE.value}, **values)
    told = {"letter": letter.pk}
    audit.record_many(
        audit.entry(action="medal.sent", by=by, at=at, target=row, after=told) for row in chosen
    )
    return letter


def _refuse_unfit(chosen: list[MedalProposal], by: Employee, today: date) -> None:
    policy, month = medal_policy(today), month_of(today)
    known = careers(Employee.objects.filter(pk__in=[row.employee_id for row in chosen]), today, policy)
    for row in chosen:
        require(may_keep_of(by, row.employee, today))
        state = standing(answers(known[row.employee_id], Medal(row.medal), month, policy))
        if state == Standing.COMING:
            raise Refused(f"Masa kerja {row.employee.full_name} belum genap bulan ini.", "proposals")
        if state == Standing.CLOSED:
            raise Refused(f"Syarat {row.employee.full_name} tidak lagi terpenuhi. Periksa dulu.", "proposals")


@transaction.atomic
def receive(
    *,
    proposal: MedalProposal,
    version: int,
    letter_number: str,
    letter_on: date,
    by: Employee,
    at: datetime,
) -> MedalProposal:
    """Note that the medal was given; it becomes a service record of the person.

    Raise Denied about oneself, Refused where the record stands already, Conflict when second.
    """
    require(may_keep_of(by, proposal.employee, timezone.localdate(at)))
    MedalProposal.objects.select_for_update().get(pk=proposal.pk)
    if proposal.state != ProposalState.SENT:
        raise Conflict(MOVED)
    record = note_record(
        employee=proposal.employee,
        kind=f"SATYA_{proposal.medal}",
        started_on=letter_on,
        letter_number=letter_number,
        letter_on=letter_on,
        by=by,
        at=at,
    )
    proposal = change(
        proposal,
        expect=version,
        where={"state": ProposalState.SENT.value},
        state=ProposalState.RECEIVED.value,
        record=record,
        moved_by=by,
        moved_at=at,
    )
    after = {"state": proposal.state_label}
    audit.record(action="medal.moved", by=by, at=at, target=proposal, after=after)
    return proposal
