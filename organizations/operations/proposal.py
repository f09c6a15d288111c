"""Steps that take two people: proposed by one BKD admin, confirmed by somebody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Refused
from appraisal.versions import change

from .. import access
from ..models import Employee, Proposal, RoleGrant, Unit
from ..rules import Role
from ..rules.proposal import ProposalKind, ProposalStatus
from .merge import merge_rows, refuse_merge
from .notice import Notice, tell, tell_many
from .role import give, refuse_grant

Subject = dict[str, Any]


@transaction.atomic
def propose_role(
    *, employee: Employee, role: Role, unit: Unit, ended_on: date | None, by: Employee, at: datetime
) -> Proposal:
    """Propose somebody as BKD admin; the role begins when another person confirms.

    Raise Denied for anybody but a BKD admin, Refused when the person holds the role or is proposed already.
    """
    today = timezone.localdate(at)
    require(access.may_administer(by, today))
    refuse_grant(employee=employee, role=role, unit=unit, ended_on=ended_on, today=today)
    facts = {"role": str(role), "unit": unit, "ended_on": ended_on}
    proposal = _propose(ProposalKind.ROLE, employee, facts, by, at)
    after = {"role": str(role), "unit": str(unit), "ended_on": ended_on}
    audit.record(action="role.proposed", by=by, at=at, target=employee, after=after)
    return proposal


@transaction.atomic
def propose_merge(*, stays: Employee, goes: Employee, by: Employee, at: datetime) -> Proposal:
    """Propose that two rows are one person; nothing moves until another person confirms.

    Raise Denied for anybody but a BKD admin, Refused when the rows cannot be joined.
    """
    require(access.may_administer(by, timezone.localdate(at)))
    if by.pk in (stays.pk, goes.pk):
        raise Refused("Data Anda sendiri digabung oleh admin lain.")
    refuse_merge(stays, goes)
    proposal = _propose(ProposalKind.MERGE, stays, {"other": goes}, by, at)
    audit.record(action="employee.merge_proposed", by=by, at=at, target=goes, after={"into": str(stays)})
    return proposal


def _propose(kind: ProposalKind, employee: Employee, facts: Subject, by: Employee, at: datetime) -> Proposal:
    """Keep a proposal and tell who may confirm it."""
    try:
        with transaction.atomic():
            proposal = Proposal.objects.create(
                kind=kind, employee=employee, proposed_by=by, proposed_at=at, **facts
            )
    except IntegrityError:
        raise Refused("Usulan yang sama sudah menunggu persetujuan.") from None
    others = access.who_may_decide(proposal, timezone.localdate(at))
    tell_many(
        [
            Notice(
                f"usulan-{proposal.pk}-{one.pk}",
                one,
                "Usulan menunggu persetujuan Anda",
                ["Seorang admin BKD mengusulkan langkah yang perlu orang kedua."],
                f"/bkd/usulan/{proposal.pk}/",
            )
            for one in others
        ],
        at=at,
    )
    return proposal


@transaction.atomic
def confirm_proposal(*, proposal: Proposal, version: int, by: Employee | None, at: datetime) -> Proposal:
    """Let a proposed step happen; `by` is None only on the command line of the server.

    Raise Denied for who proposed it or is concerned, Refused when it is no longer possible or its proposer
    is no BKD admin any more, Conflict when somebody else was first.
    """
    today = timezone.localdate(at)
    if by is not None:
        require(access.may_decide(by, proposal, today))
    if not access.may_administer(Employee.objects.get(pk=proposal.proposed_by_id), today):
        raise Refused("Pengusul sudah bukan admin BKD. Usulan ini tidak bisa disetujui lagi.")
    _decide(proposal, version, ProposalStatus.CONFIRMED, by, at)
    PERFORM[ProposalKind(proposal.kind)](proposal, by, at)
    _tell_proposer(proposal, at)
    return proposal


@transaction.atomic
def decline_proposal(*, proposal: Proposal, version: int, note: str, by: Employee, at: datetime) -> Proposal:
    """Leave things as they are; raise Denied, Refused without a reason, Conflict when second."""
    require(access.may_decide(by, proposal, timezone.localdate(at)))
    if not note.strip():
        raise Refused("Tulis alasannya untuk pengusul.", "note")
    _decide(proposal, version, ProposalStatus.DECLINED, by, at, note.strip())
    audit.record(action="proposal.declined", by=by, at=at, target=proposal.employee)
    _tell_proposer(proposal, at)
    return proposal


@transaction.atomic
def withdraw_proposal(*, proposal: Proposal, version: int, by: Employee, at: datetime) -> Proposal:
    """Take the own proposal back; raise Denied for anybody else, Conflict when it was decided."""
    require(access.may_withdraw(by, proposal))
    _decide(proposal, version, ProposalStatus.WITHDRAWN, by, at)
    audit.record(action="proposal.withdrawn", by=by, at=at, target=proposal.employee)
    return proposal


def _decide(
    proposal: Proposal,
    version: int,
    status: ProposalStatus,
    by: Employee | None,
    at: datetime,
    note: str = "",
) -> None:
    """Write the one decision: whoever is second gets a Conflict."""
    where = {"status": ProposalStatus.WAITING.value}
    facts = {"status": status.value, "decided_by": by, "decided_at": at, "note": note}
    change(proposal, expect=version, where=where, **facts)


def _give(proposal: Proposal, by: Employee | None, at: datetime) -> None:
    assert proposal.unit is not None
    today = timezone.localdate(at)
    Employee.objects.select_for_update().get(pk=proposal.employee_id)
    role, unit, until = Role(proposal.role), proposal.unit, proposal.ended_on
    refuse_grant(employee=proposal.employee, role=role, unit=unit, ended_on=until, today=today)
    grant: RoleGrant = give(
        employee=proposal.employee, role=role, unit=unit, ended_on=until, by=proposal.proposed_by, at=at
    )
    Proposal.objects.filter(pk=proposal.pk).update(grant=grant)
    proposal.grant = grant
    after = {"role": role.value, "unit": str(unit), "proposed_by": str(proposal.proposed_by)}
    audit.record(action="role.confirmed", by=by, at=at, target=proposal.employee, after=after)
    tell(
        key=f"peran-{grant.pk}",
        to=proposal.employee,
        subject="Anda menerima peran admin BKD",
        lines=["Seorang admin mengusulkannya dan orang kedua menyetujuinya."],
        path="/bkd/",
        at=at,
    )


def _merge(proposal: Proposal, by: Employee | None, at: datetime) -> None:
    assert proposal.other is not None
    merge_rows(stays=proposal.employee, goes=proposal.other, by=by, at=at)


PERFORM: dict[ProposalKind, Callable[[Proposal, Employee | None, datetime], None]] = {
    ProposalKind.ROLE: _give,
    ProposalKind.MERGE: _merge,
}


def _tell_proposer(proposal: Proposal, at: datetime) -> None:
    tell(
        key=f"usulan-{proposal.pk}-jawaban",
        to=proposal.proposed_by,
        subject="Usulan Anda sudah dijawab",
        lines=["Usulan yang perlu orang kedua sudah dijawab."],
        path=f"/bkd/usulan/{proposal.pk}/",
        at=at,
    )
