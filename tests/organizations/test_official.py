"""The regional head: added by the BKD, appraises the head of the office, never twice."""

from __future__ import annotations

import pytest

from appraisal.errors import Denied, Refused
from appraisal.models import Event
from organizations import operations
from organizations.access import superior_of
from organizations.models import Employee
from tests.world import NOW, TODAY, World

MAYOR = {"code": "walikota", "name": "Surya Mahendra", "title": "Wali Kota"}


def test_the_mayor_becomes_the_superior_of_those_at_the_top(office: World) -> None:
    mayor = operations.add_official(**MAYOR, unit=office.units["kota"], by=office.gita, at=NOW)

    line = superior_of(office.placements["citra"], TODAY)
    assert line is not None
    assert line.superior == mayor
    assert (mayor.nip, mayor.has_usable_password()) == ("WALIKOTA", False)
    assert Event.objects.filter(action="official.added", by=office.gita).exists()


def test_only_the_bkd_adds_officials(office: World) -> None:
    for name in ("ani", "citra", "eko", "indra"):
        with pytest.raises(Denied):
            operations.add_official(**MAYOR, unit=office.units["kota"], by=office.people[name], at=NOW)


def test_a_code_is_used_once_and_looks_like_no_number(office: World) -> None:
    operations.add_official(**MAYOR, unit=office.units["kota"], by=office.gita, at=NOW)

    with pytest.raises(Refused, match="sudah dipakai"):
        operations.add_official(**MAYOR, unit=office.units["kota"], by=office.gita, at=NOW)
    for code in ("12345", "A", "WALI KOTA", "=1+1"):
        with pytest.raises(Refused, match="3 sampai 20 huruf"):
            operations.add_official(
                **(MAYOR | {"code": code}), unit=office.units["kota"], by=office.gita, at=NOW
            )


def test_a_unit_has_one_head(office: World) -> None:
    with pytest.raises(Refused, match="sudah punya kepala"):
        operations.add_official(**MAYOR, unit=office.units["dinas"], by=office.gita, at=NOW)
    assert not Employee.objects.filter(nip="WALIKOTA").exists()


def test_the_page_adds_the_mayor_and_keeps_what_was_typed(office: World, enter) -> None:
    client = enter(office.gita)

    refused = client.post("/bkd/pegawai/pejabat/", MAYOR | {"code": "1"})
    assert refused.status_code == 422
    assert "Surya Mahendra" in refused.content.decode()
    done = client.post("/bkd/pegawai/pejabat/", MAYOR)
    assert done.status_code == 302
    assert Employee.objects.get(nip="WALIKOTA").name == "Surya Mahendra"
