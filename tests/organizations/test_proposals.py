"""Steps that take two people: who proposes, who confirms, what is refused, and that one decision counts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event, Mail
from organizations import access, operations
from organizations.models import Employee, Proposal, RoleGrant
from organizations.rules import Role
from tests.pages import form_of, text_of
from tests.world import NOW, TODAY, World

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def two(office: World) -> World:
    """The office with a second BKD admin: Hadi."""
    operations.grant_role(
        employee=office.hadi, role=Role.BKD_ADMIN, unit=office.units["kota"], by=None, at=NOW
    )
    return office


def propose(world: World, **changes: Any) -> Proposal:
    values: dict[str, Any] = {"employee": world.ani, "role": Role.BKD_ADMIN, "unit": world.units["kota"]}
    values |= {"ended_on": None, "by": world.gita, "at": NOW}
    return operations.propose_role(**(values | changes))


def confirm(proposal: Proposal, by: Employee | None, version: int = 1) -> Proposal:
    fresh = Proposal.objects.get(pk=proposal.pk)
    return operations.confirm_proposal(proposal=fresh, version=version, by=by, at=LATER)


def admins() -> set[str]:
    rows = RoleGrant.objects.filter(role=Role.BKD_ADMIN, ended_on__isnull=True)
    return set(rows.values_list("employee__name", flat=True))


def test_one_admin_alone_makes_no_admin(two: World) -> None:
    with pytest.raises(Refused, match="disetujui orang kedua"):
        operations.grant_role(
            employee=two.ani, role=Role.BKD_ADMIN, unit=two.units["kota"], by=two.gita, at=NOW
        )
    propose(two)
    assert admins() == {"Gita", "Hadi"}


def test_another_admin_confirms_and_both_are_named(two: World) -> None:
    proposal = confirm(propose(two, ended_on=date(2027, 3, 1)), two.hadi)

    grant = proposal.grant
    assert grant is not None
    assert (grant.employee, grant.ended_on, grant.granted_by) == (two.ani, date(2027, 3, 1), two.gita)
    assert (proposal.status, proposal.decided_by) == ("DISETUJUI", two.hadi)
    actions = list(
        Event.objects.filter(action__startswith="role.").order_by("pk").values_list("action", "by")
    )
    assert actions[-3:] == [
        ("role.proposed", two.gita.pk),
        ("role.granted", two.gita.pk),
        ("role.confirmed", two.hadi.pk),
    ]


@pytest.mark.parametrize("name", ["gita", "ani", "eko", "indra", "dewi"])
def test_nobody_else_confirms(two: World, name: str) -> None:
    proposal = propose(two)

    with pytest.raises(Denied):
        confirm(proposal, two.people[name])
    assert "Ani" not in admins()


def test_where_there_is_one_admin_the_auditor_confirms(office: World) -> None:
    proposal = propose(office)

    assert access.who_may_decide(proposal, TODAY) == [office.indra]
    confirm(proposal, office.indra)
    assert admins() == {"Gita", "Ani"}


def test_an_auditor_named_for_the_occasion_does_not(office: World) -> None:
    RoleGrant.objects.filter(employee=office.indra).update(started_on=TODAY)

    with pytest.raises(Denied):
        confirm(propose(office), office.indra)


def test_the_server_confirms_where_nobody_else_can(office: World, capsys: Any) -> None:
    RoleGrant.objects.filter(employee=office.indra).delete()
    proposal = propose(office)

    call_command("confirm_proposal")
    assert f"{proposal.pk}: Admin BKD untuk Ani" in capsys.readouterr().out
    call_command("confirm_proposal", "--id", str(proposal.pk))

    assert admins() == {"Gita", "Ani"}
    assert Proposal.objects.get().decided_by is None
    with pytest.raises(CommandError):
        call_command("confirm_proposal", "--id", str(proposal.pk))


def test_one_decision_counts(two: World) -> None:
    proposal = propose(two)
    confirm(proposal, two.hadi)

    with pytest.raises(Conflict):
        confirm(proposal, two.hadi)
    with pytest.raises(Conflict):
        operations.withdraw_proposal(proposal=Proposal.objects.get(), version=1, by=two.gita, at=LATER)
    assert RoleGrant.objects.filter(employee=two.ani).count() == 1


def test_a_proposal_falls_with_its_proposer(two: World) -> None:
    proposal = propose(two)
    operations.end_role(grant=RoleGrant.objects.get(employee=two.gita), by=two.hadi, at=NOW)
    RoleGrant.objects.filter(employee=two.gita).update(ended_on=TODAY - timedelta(days=1))

    with pytest.raises(Refused, match="bukan admin BKD"):
        confirm(proposal, two.hadi)
    assert Proposal.objects.get().status == "MENUNGGU"


def test_declining_needs_a_reason_and_withdrawing_the_proposer(two: World) -> None:
    proposal = propose(two)
    with pytest.raises(Refused, match="alasannya"):
        operations.decline_proposal(proposal=proposal, version=1, note=" ", by=two.hadi, at=LATER)
    with pytest.raises(Denied):
        operations.withdraw_proposal(proposal=proposal, version=1, by=two.hadi, at=LATER)

    operations.decline_proposal(proposal=proposal, version=1, note="Belum pindah.", by=two.hadi, at=LATER)

    assert (proposal.status, proposal.note) == ("TIDAK", "Belum pindah.")
    assert propose(two).pk != proposal.pk, "another one may follow"


def test_the_same_is_proposed_once(two: World) -> None:
    propose(two)
    with pytest.raises(Refused, match="sudah menunggu"):
        propose(two, by=two.hadi)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"ended_on": TODAY - timedelta(days=1)}, "paling cepat hari ini"),
        ({"employee": "hadi"}, "sudah punya peran"),
        ({"employee": "fajar"}, "pegawai aktif"),
    ],
)
def test_what_cannot_begin_is_refused(two: World, changes: dict[str, Any], said: str) -> None:
    Employee.objects.filter(pk=two.fajar.pk).update(is_active=False)
    if "employee" in changes:
        changes = {"employee": Employee.objects.get(pk=two.people[changes["employee"]].pk)}
    with pytest.raises(Refused, match=said):
        propose(two, **changes)


def test_a_role_with_an_end_ends_by_itself(office: World) -> None:
    keys = {"employee": office.ani, "role": Role.AUDITOR, "unit": office.units["kota"], "by": office.gita}
    operations.grant_role(**keys, at=NOW, ended_on=TODAY + timedelta(days=10))  # type: ignore[arg-type]

    assert access.has_role(Employee.objects.get(pk=office.ani.pk), Role.AUDITOR, TODAY + timedelta(days=10))
    assert not access.has_role(
        Employee.objects.get(pk=office.ani.pk), Role.AUDITOR, TODAY + timedelta(days=11)
    )
    with pytest.raises(Refused, match="sudah berlaku sampai 2 Desember 2026"):
        operations.grant_role(**keys, at=NOW)  # type: ignore[arg-type]


def test_an_admin_with_an_end_does_not_count_as_the_last(two: World) -> None:
    RoleGrant.objects.filter(employee=two.hadi, role=Role.BKD_ADMIN).update(
        ended_on=TODAY + timedelta(days=9)
    )
    with pytest.raises(Refused, match="admin BKD terakhir"):
        operations.end_role(grant=RoleGrant.objects.get(employee=two.gita), by=two.hadi, at=NOW)


def test_the_last_admin_does_not_leave_the_service(two: World) -> None:
    RoleGrant.objects.filter(employee=two.hadi, role=Role.BKD_ADMIN).update(
        ended_on=TODAY + timedelta(days=9)
    )
    leave = {"on": TODAY, "status": "Pensiun", "note": "SK 1", "by": two.hadi, "at": NOW}
    with pytest.raises(Refused, match="admin BKD terakhir"):
        operations.end_placement(placement=two.placements["gita"], version=1, **leave)  # type: ignore[arg-type]


def test_the_others_and_the_proposer_get_a_letter(two: World, settings: Any) -> None:
    settings.SITE_URL = "https://capaian.example"
    Employee.objects.update(email="x@arunika.example")
    proposal = propose(two)
    assert list(Mail.objects.values_list("key", flat=True)) == [f"usulan-{proposal.pk}-{two.hadi.pk}"]

    confirm(proposal, two.hadi)

    assert Mail.objects.filter(key=f"usulan-{proposal.pk}-jawaban").exists()


# --- Pages ----------------------------------------------------------------------------------------


def page(world: World, name: str) -> Client:
    client = Client()
    client.force_login(world.people[name], backend="organizations.backends.NipBackend")
    return client


@pytest.mark.once
def test_from_the_person_to_the_second_pair_of_eyes(two: World, clock: Any) -> None:
    first, second = page(two, "gita"), page(two, "hadi")
    href = reverse("organizations:role-grant", args=[two.ani.pk])
    first.post(href, {"role": "ADMIN_BKD", "unit": "", "ended_on": "31-1-2027"})
    proposal = Proposal.objects.get()
    address = reverse("organizations:proposal-decide", args=[proposal.pk])

    assert "tidak bisa menyetujui usulan sendiri" in text_of(first.get(address))
    assert "Menunggu orang kedua" in text_of(second.get("/bkd/peran/"))
    form = form_of(second.get(address))
    assert second.post(address, form.fields | {"act": "tidak", "note": ""}).status_code == 422
    second.post(address, form.fields | {"act": "setuju"})

    assert RoleGrant.objects.get(employee=two.ani).ended_on == date(2027, 1, 31)
    text = text_of(second.get("/bkd/peran/?peran=ADMIN_BKD"))
    assert "sampai 31 Januari 2027" in text
    assert "disetujui Hadi" in text


@pytest.mark.once
def test_the_list_of_roles_warns_of_ends(office: World, clock: Any) -> None:
    RoleGrant.objects.filter(employee=office.indra).update(ended_on=TODAY + timedelta(days=20))
    client = page(office, "indra")

    text = text_of(client.get("/bkd/peran/"))
    assert "Berakhir dalam 30 hari" in text
    assert "sampai 12 Desember 2026" in text
    assert "tanpa tanggal akhir" in text
    assert "Indra" not in text_of(client.get("/bkd/peran/?batas=tanpa")).split("Diberikan oleh")[1]
