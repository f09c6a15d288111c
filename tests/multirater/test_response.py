"""The dashboard of a round: counts that add up, that tell nothing of a single form, and cost the same."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core import mail as outbox
from django.core.cache import cache
from openpyxl import load_workbook

from appraisal.errors import Denied, Refused
from appraisal.models import Event, Mail
from multirater.models import Invitation, Reviewee, Round
from multirater.operations import reminder
from multirater.queries.response import responses, told_sides, units_to_help
from organizations.models import Employee, RoleGrant
from tests.multirater.rows import Office, invite, reviewee_of, round_of
from tests.pages import queries_of, text_of
from tests.world import NOW, TODAY

ANSWERED = "TERKIRIM"


@pytest.fixture
def row(office: Office, clock: Any) -> Round:
    """A round over Umum, where three of five colleagues answered about each, and one person of Data."""
    made = round_of(office)
    staff = office.staff["umum"]
    for number, person in enumerate(staff):
        reviewee = reviewee_of(office, made, person, office.heads["umum"])
        invite(reviewee, office.heads["umum"], "ATASAN", status=ANSWERED)
        for step in range(1, 6):
            status = ANSWERED if step <= (3 if number else 2) else "MENUNGGU"
            invite(reviewee, staff[(number + step) % len(staff)], status=status)
    alone = reviewee_of(office, made, office.staff["data"][0], office.heads["data"])
    alone.remark = "Unit kecil: rekan diambil dari unit induk."
    alone.save()
    invite(alone, office.staff["data"][1], status=ANSWERED)
    invite(alone, office.staff["data"][2], status="BELUM_MENGENAL")
    return made


def test_counts_add_up_along_the_tree(office: Office, row: Round) -> None:
    made = responses(row)
    umum, data = (made.own[office.sections[key].pk] for key in ("umum", "data"))
    assert (umum.people, umum.asked, umum.answered, umum.short, umum.declined) == (8, 48, 31, 1, 0)
    assert umum.sides == {"ATASAN": [8, 8], "REKAN": [40, 23]}
    assert (data.people, data.asked, data.answered, data.short, data.declined, data.remarked) == (
        *(1, 1, 1, 1, 1, 1),
    )
    both = made.below(office.dinas.pk)
    assert (both.people, both.asked, both.waiting, both.short) == (9, 49, 17, 2)
    assert both.sides == {"ATASAN": [8, 8], "REKAN": [41, 24]}


def test_counts_are_a_minute_old_so_that_nobody_sees_a_form_arrive(office: Office, row: Round) -> None:
    before = responses(row).below(office.dinas.pk).answered
    Invitation.objects.filter(status="MENUNGGU").update(status=ANSWERED)
    assert responses(row).below(office.dinas.pk).answered == before
    cache.clear()
    assert responses(row).below(office.dinas.pk).answered == before + 17


def test_few_forms_and_few_people_are_not_counted_apart(office: Office, row: Round) -> None:
    made = responses(row)
    data = made.own[office.sections["data"].pk]
    assert not data.is_told
    assert told_sides(data, row) == []
    assert [side["answered"] for side in told_sides(made.own[office.sections["umum"].pk], row)] == [8, 23]
    units = [unit.pk for unit in office.sections.values()]
    assert [found["name"] for found in units_to_help(made, units)] == ["Bidang Umum"]


def test_a_side_of_one_person_among_many_is_not_counted(office: Office, row: Round) -> None:
    leader = Reviewee.objects.get(employee=office.staff["umum"][0])
    for person in office.staff["data"][:5]:
        invite(leader, person, "BAWAHAN", status=ANSWERED)
    counts = responses(row).below(office.dinas.pk)
    assert counts.sides["BAWAHAN"] == [5, 5]
    assert [side["label"] for side in told_sides(counts, row)] == ["Atasan", "Rekan kerja"]


@pytest.mark.once
def test_the_page_names_no_rater_and_no_small_number(office: Office, row: Round, enter: Any) -> None:
    client = enter(office.world.gita)
    page = text_of(client.get(f"/bkd/360/{row.pk}/unit/{office.sections['data'].pk}/"))
    assert "Data 1" in page
    assert "kurang dari 3" in page
    assert "Belum mencapai batas 3 jawaban" in page
    assert "Unit kecil: rekan diambil dari unit induk." in page
    assert "Data 2" not in page
    assert "dari 1 formulir" not in page

    whole = text_of(client.get(f"/bkd/360/{row.pk}/"))
    assert "9 pegawai dinilai" in whole
    assert "49 formulir diminta" in whole
    assert "2 pegawai" in whole
    above = text_of(client.get(f"/bkd/360/{row.pk}/unit/{office.dinas.pk}/"))
    assert "Terlalu sedikit formulir" in above


@pytest.mark.once
def test_an_admin_reads_the_own_units_and_never_the_own_row(office: Office, row: Round, enter: Any) -> None:
    admin = office.staff["umum"][0]
    RoleGrant.objects.create(
        employee=admin, role="ADMIN_UNIT", unit=office.sections["umum"], started_on=TODAY
    )
    client = enter(Employee.objects.get(pk=admin.pk))
    page = text_of(client.get(f"/bkd/360/{row.pk}/unit/{office.sections['umum'].pk}/"))
    assert "Umum 2" in page
    assert page.count("Umum 1") == 1  # in the head of the page alone
    assert client.get(f"/bkd/360/{row.pk}/unit/{office.sections['data'].pk}/").status_code == 404
    assert client.get(f"/bkd/360/{row.pk}/unit/{office.dinas.pk}/").status_code == 404
    whole = text_of(client.get(f"/bkd/360/{row.pk}/"))
    assert "8 pegawai dinilai" in whole
    assert "Tutup pengisian" not in whole
    file = client.get(f"/bkd/360/{row.pk}/partisipasi/?format=csv").content.decode()
    assert "Umum 2" in file
    assert "Umum 1" not in file
    assert "Data 1" not in file


@pytest.mark.once
def test_the_file_tells_what_the_page_tells(office: Office, row: Round, enter: Any) -> None:
    answer = enter(office.world.gita).get(f"/bkd/360/{row.pk}/partisipasi/")
    book = load_workbook(io.BytesIO(answer.content))
    units = [[cell.value for cell in line] for line in book["Unit"].rows][1:]
    people = [[cell.value for cell in line] for line in book["Pegawai"].rows][1:]
    assert units == [
        ["Bidang Data", 1, 1, "terlalu sedikit untuk ditampilkan", 1],
        ["Bidang Umum", 8, 48, 31, 1],
    ]
    assert people[0][1:] == ["Data 1", "Bidang Data", 1, "kurang dari 3", "Belum mencapai batas"]
    assert people[1][1:] == ["Umum 1", "Bidang Umum", 6, "3", "Belum mencapai batas"]
    assert len(people) == 9
    assert Event.objects.filter(action="round.counts_exported").count() == 1


@pytest.mark.once
def test_the_dashboard_costs_the_same_for_few_and_for_many(office: Office, row: Round, enter: Any) -> None:
    client = enter(office.world.gita)
    pages = [
        f"/bkd/360/{row.pk}/",
        "/bkd/360/",
        f"/bkd/360/{row.pk}/unit/{office.sections['layanan'].pk}/",
    ]
    layanan = office.staff["layanan"]
    invite(reviewee_of(office, row, layanan[0]), layanan[1])
    cache.clear()
    few = []
    for page in pages:
        queries_of(client, page)
        cache.clear()
        few.append(queries_of(client, page))
    for person in layanan[1:]:
        invite(reviewee_of(office, row, person), layanan[0])
    for number, page in enumerate(pages):
        cache.clear()
        assert queries_of(client, page) == few[number] <= 12, page


def test_one_letter_a_day_to_everybody_with_forms(office: Office, row: Round) -> None:
    waiting = set(Invitation.objects.filter(status="MENUNGGU").values_list("rater", flat=True))
    Employee.objects.filter(pk__in=waiting).update(email="penilai@contoh.go.id")
    gita = office.world.gita
    for person in (office.world.eko, office.world.indra, office.world.ani):
        with pytest.raises(Denied):
            reminder.remind_raters(row=row, by=person, at=NOW)

    assert reminder.remind_raters(row=row, by=gita, at=NOW) == len(waiting) == 8

    assert Mail.objects.count() == 8
    body = Mail.objects.order_by("pk")[0].body
    assert "formulir Putaran 2026 menunggu pendapat Anda" in body
    assert all(person.name not in body for person in office.staff["umum"][2:])
    with pytest.raises(Refused, match="Hari ini sudah diingatkan"):
        reminder.remind_raters(row=row, by=gita, at=NOW)
    event = Event.objects.get(action="round.reminded")
    assert event.after == {"letters": 8}
    assert outbox.outbox == []


@pytest.mark.parametrize("status", ["PENGUSULAN", "DITUTUP", "DIBATALKAN"])
def test_nobody_is_reminded_of_what_takes_no_answers(office: Office, row: Round, status: str) -> None:
    Round.objects.update(status=status, closed_at=NOW)
    with pytest.raises(Denied):
        reminder.remind_raters(row=row, by=office.world.gita, at=NOW)
    assert Mail.objects.count() == 0


def test_nobody_looks_at_a_round_without_a_role(office: Office, row: Round, enter: Any) -> None:
    unit = Reviewee.objects.order_by("pk")[0].unit_id
    client = enter(office.heads["umum"])
    for path in ("", f"unit/{unit}/", "ingatkan/", "partisipasi/", "buka/"):
        assert client.get(f"/bkd/360/{row.pk}/{path}").status_code == 404
