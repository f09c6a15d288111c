"""The analytics: who reads which unit, what is counted, what stays hidden, and the files."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from appraisal.models import Event
from desk.queries.analytics import QUESTIONS
from indicators.models import Goal, Indicator, KeyIndicator, Period, Plan, Result
from organizations.models import Attendance
from reviews.models import (
    Evaluation,
    Feedback,
    HelpRequest,
    KeyRealisation,
    Note,
    Realisation,
    ServicePoint,
    Voice,
)
from tests.reviews.crowd import crowd
from tests.scenes import RATED
from tests.world import NOW, TODAY, World, agreed_plan

pytestmark = pytest.mark.django_db
BEST = RATED | {"results_rating": "DI_ATAS", "behaviour_rating": "DI_ATAS", "predicate": "SANGAT_BAIK"}
SECRET = "Printer Ani rusak"


def page(client: Client, question: str = "", **params: Any) -> str:
    """Return a page of the analytics as text, counted anew."""
    cache.clear()
    href = reverse("desk:analytics-question", args=[question]) if question else reverse("desk:analytics")
    response = client.get(href, params)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.fixture
def gita(world: World, clock: Any, enter: Any) -> Client:
    """The BKD admin, logged in."""
    client: Client = enter(world.gita)
    return client


def rate(world: World, plans: list[Any], rating: dict[str, Any]) -> None:
    Evaluation.objects.bulk_create(
        Evaluation(
            plan=plan,
            term=world.final,
            appraiser=world.budi,
            status="DISAMPAIKAN",
            shared_at=NOW,
            talked_on=TODAY,
            **rating,
        )
        for plan in plans
    )


def ask_for_help(plans: list[Any], text: str = SECRET, **values: Any) -> None:
    HelpRequest.objects.bulk_create(
        HelpRequest(plan=plan, text=text, asked_at=NOW - timedelta(days=9), **values) for plan in plans
    )


# --- Who reads what ---------------------------------------------------------------------------------


def test_everybody_begins_at_the_own_unit_and_goes_no_higher(world: World, clock: Any, enter: Any) -> None:
    dinas, bidang, kota = (world.units[name] for name in ("dinas", "bidang", "kota"))
    href = reverse("desk:analytics")

    assert f"{bidang.name}, 2026." in page(enter(world.budi))
    assert f"{dinas.name} dan unit di bawahnya" in page(enter(world.citra))
    assert f"{dinas.name} dan unit di bawahnya" in page(enter(world.eko))
    assert f"{kota.name} dan unit di bawahnya" in page(enter(world.indra))
    for person, unit in ((world.budi, dinas), (world.eko, kota), (world.eko, world.units["lain"])):
        assert enter(person).get(href, {"unit": unit.pk}).status_code == 404
    assert enter(world.citra).get(href, {"unit": bidang.pk}).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [{"unit": "x"}, {"unit": "9" * 30}, {"unit": "²"}, {"tahun": "1999"}, {"masa": "77"}, {"masa": "x"}],
)
def test_what_is_not_there_is_not_found(gita: Client, wrong: dict[str, str]) -> None:
    for name, args in (("analytics", []), ("analytics-question", ["capaian"])):
        assert gita.get(reverse(f"desk:{name}", args=args), wrong).status_code == 404


def test_before_a_year_is_opened_the_pages_say_so(office: World, clock: Any, enter: Any) -> None:
    client = enter(office.gita)

    for question in ("", "predikat"):
        assert "Analitik tampil setelah BKD membuka tahun penilaian" in page(client, question)


def test_an_empty_city_has_sentences_and_no_person(gita: Client, world: World) -> None:
    for question in ("", *QUESTIONS):
        text = page(gita, question).split("<main")[1]
        assert "Data 2025 belum ada di Capaian" in text
        assert not [one.name for one in world.people.values() if re.search(rf"\b{one.name}\b", text)]


# --- Achievement ------------------------------------------------------------------------------------


def target(
    world: World, unit: str, amount: int | None, number: int = 1, period: Period | None = None
) -> None:
    goal, _ = Goal.objects.get_or_create(
        period=period or world.period, unit=world.units[unit], text="Layanan cepat", defaults={"order": 1}
    )
    key = KeyIndicator.objects.create(goal=goal, order=number, text=f"Indeks {number} {unit}", target=100)
    if amount is not None:
        KeyRealisation.objects.create(
            key_indicator=key,
            term=goal.period.terms.get(number=2),
            amount=amount,
            note="Laporan",
            reported_by=world.citra,
            reported_at=NOW,
        )


def test_targets_are_reached_on_the_way_or_without_a_figure(gita: Client, world: World) -> None:
    target(world, "bidang", 100)
    target(world, "bidang", 60, 2)
    target(world, "lain", None)

    text = page(gita, "capaian")
    assert "1 dari 3 IKU (33%) sudah tercapai sampai akhir tahun." in text
    assert "1 dari 2 unit (50%) sudah punya angka untuk semua IKU-nya." in text
    early = page(gita, "capaian", masa="1")
    assert "Dari 3 IKU, belum ada yang tercapai sampai Triwulan I." in early
    own = page(gita, "capaian", unit=world.units["bidang"].pk)
    assert "1 dari 2 IKU unit ini (50%) sudah tercapai" in own
    assert ">60%<" in own


def last_year(world: World) -> Period:
    """Return 2025 with the same terms, closed."""
    period = Period.objects.get(pk=world.period.pk)
    terms = list(period.terms.order_by("number"))
    period.pk, period.year, period.closed_at, period.closed_by = None, 2025, NOW, world.gita
    for name in ("started_on", "ended_on"):
        setattr(period, name, getattr(period, name).replace(year=2025))
    period.save()
    for term in terms:
        term.pk, term.period = None, period
        term.started_on, term.ended_on = term.started_on.replace(year=2025), term.ended_on.replace(year=2025)
        term.save()
    return period


def test_last_year_stands_beside_this_one(gita: Client, world: World) -> None:
    target(world, "bidang", 100)
    target(world, "bidang", 60, 2)
    target(world, "bidang", 100, period=last_year(world))

    text = page(gita, "capaian")
    assert "Turun 50 poin persen dari 2025 (100%)." in text
    assert "belum ada di Capaian" not in text
    assert "Semua" not in page(gita, "capaian", tahun="2025").split("Angka dalam tabel")[0]
    assert "Satu-satunya IKU sudah tercapai" in page(gita, "capaian", tahun="2025")


def test_every_question_has_an_answer_for_both_years(gita: Client, world: World) -> None:
    old = last_year(world)
    plans = crowd(world, 12)
    rate(world, plans, BEST)
    report(world, plans, [100] * 12)
    mine = agreed_plan(world, "dewi")
    Plan.objects.filter(pk=mine.pk).update(period=old)

    for question in ("", *QUESTIONS):
        for year in ("2025", "2026"):
            assert f"tahun={year}" in page(gita, question, tahun=year)
    assert "Angka 2025 tidak ada untuk dibandingkan." in page(gita, "predikat")
    assert "Naik 100 poin persen dari 2025 (0%)" in page(gita, "realisasi", masa="3")


def test_who_has_no_desk_is_led_back_to_the_own_pages(world: World, clock: Any, enter: Any) -> None:
    link = f'href="{reverse("desk:cycle")}"'

    assert link not in page(enter(world.citra))
    assert link in page(enter(world.eko))


# --- Predicates -------------------------------------------------------------------------------------


def test_predicates_of_small_groups_are_merged_or_not_shown(gita: Client, world: World) -> None:
    plans = crowd(world, 14)
    rate(world, plans[:12], BEST)
    text = page(gita, "predikat")
    assert "Sangat Baik: semua 12 orang." in text

    rate(world, plans[12:], RATED)
    assert "Digabung: semua 14 orang." in page(gita, "predikat")

    Evaluation.objects.filter(plan__in=plans[:8]).delete()
    few = page(gita, "predikat", unit=world.units["bidang"].pk)
    assert "Angka unit ini tidak ditampilkan tersendiri: orangnya kurang dari 10" in few


# --- Realisation, obstacles, talks ------------------------------------------------------------------


def report(world: World, plans: list[Any], amounts: list[int], term: int = 3) -> None:
    results = Result.objects.bulk_create(
        Result(plan=plan, order=1, text="Terlayaninya warga", no_support_reason="Tugas") for plan in plans
    )
    indicators = Indicator.objects.bulk_create(
        Indicator(result=result, order=1, text="Jumlah dokumen", target=100, unit="dokumen")
        for result in results
    )
    Realisation.objects.bulk_create(
        Realisation(
            indicator=indicator,
            term=world.term(term),
            amount=amount,
            note="Laporan",
            noted_on=TODAY,
            reported_at=NOW,
        )
        for indicator, amount in zip(indicators, amounts, strict=False)
    )


def test_realisations_in_bands_and_notes_by_whole_weeks(gita: Client, world: World) -> None:
    report(world, crowd(world, 5, notes=15), [100, 120, 85, 80, 10])

    text = page(gita, "realisasi")
    assert "Hasil kerja yang punya realisasi 100% pada Triwulan III, naik dari 0% pada Triwulan I." in text
    assert "2 dari 5 realisasi (40%) sudah mencapai target setahun pada Triwulan III." in text
    assert 'Triwulan III</th><td class="num">2</td><td class="num">2</td><td class="num">1</td>' in text
    whole = Note.objects.filter(
        noted_on__lt=TODAY - timedelta(days=TODAY.weekday())
    ).count()  # no running week
    assert f"{whole} catatan dalam 13 minggu penuh terakhir" in text


def test_bands_of_each_direction_agree_with_the_rule_of_achievement(gita: Client, world: World) -> None:
    report(world, crowd(world, 6), [100, 130, 110, 110, 70, 119])
    indicators = list(Indicator.objects.order_by("pk"))
    for indicator, (way, until) in zip(
        indicators,
        [
            ("NAIK", None),
            ("TURUN", None),
            ("RENTANG", 120),
            ("STABIL", None),
            ("RENTANG", 120),
            ("TURUN", None),
        ],
        strict=True,
    ):
        Indicator.objects.filter(pk=indicator.pk).update(direction=way, target_until=until)

    # 100% reached; lower is better, 130 of 100: below 80%; inside; off by 10%; below; 81%
    assert 'Triwulan III</th><td class="num">2</td><td class="num">2</td><td class="num">2</td>' in page(
        gita, "realisasi"
    )


def test_obstacles_are_counted_and_their_texts_stay_hidden(gita: Client, world: World) -> None:
    plans = crowd(world, 6)
    ask_for_help(plans[:3])
    ask_for_help(plans[3:], "Hujan", reply="Baik", replied_by=world.budi, replied_at=NOW)

    text = page(gita, "hambatan")
    assert "3 dari 6 permintaan bantuan (50%) sudah dijawab." in text
    assert "8–14 hari: semua 3 permintaan yang sudah dijawab." in text
    assert "Sarana" in text
    assert "Printer Ani" not in text
    rows = text.split('id="tema-judul"')[1].split("<tbody>")[1].split("</tbody>")[0]
    assert re.findall(r'row">([^<]+)</th><td class="num">(\d+)', rows) == [("Sarana", "3"), ("Cuaca", "3")]


def test_feedback_remarks_and_talks_are_shares_of_people(gita: Client, world: World) -> None:
    plans = crowd(world, 4)
    results = [
        Result.objects.create(plan=plan, order=1, text="Hasil", no_support_reason="Tugas")
        for plan in plans[:3]
    ]
    for result in results:
        Feedback.objects.create(
            plan=result.plan,
            term=world.term(3),
            result=result,
            text="Baik",
            given_by=world.budi,
            given_at=NOW,
        )
    text = page(gita, "percakapan")
    assert "3 dari 4 orang (75%) sudah mendapat umpan balik atasan pada Triwulan III." in text


# --- Attendance and voices --------------------------------------------------------------------------


def test_attendance_is_shown_from_five_people_on_and_stands_beside_no_other_unit(
    gita: Client, world: World
) -> None:
    people = [plan.placement.employee for plan in crowd(world, 5)]
    Attendance.objects.bulk_create(
        Attendance(employee=one, month=date(2026, 10, 1), work_days=20, present_days=18, set_at=NOW)
        for one in people
    )

    text = page(gita, "kehadiran", unit=world.units["bidang"].pk)
    assert "Hadir 90% dari hari kerja pada Okt 2026, 5 orang tercatat." in text
    assert "Kehadiran tidak menentukan rating dengan sendirinya." in text
    Attendance.objects.filter(employee=people[0]).delete()
    assert "tidak ditampilkan tersendiri" in page(gita, "kehadiran", unit=world.units["bidang"].pk)


def test_an_index_needs_thirty_voices(gita: Client, world: World) -> None:
    point = ServicePoint.objects.create(
        unit=world.units["lain"], code="LAIN2345", name="Loket KTP", opened_at=NOW
    )
    for day, mark in [(date(2026, 8, 1), 3)] * 29 + [(date(2026, 10, 1), 4)]:
        Voice.objects.create(point=point, mark=mark, said_on=day)

    assert "1 suara pada Triwulan IV 2026; indeks baru dihitung mulai 30 suara." in page(gita, "suara-warga")
    Voice.objects.create(point=point, mark=3, said_on=date(2026, 8, 2))
    text = page(gita, "suara-warga")
    assert "Satu-satunya titik layanan sudah punya indeks pada Triwulan III 2026." in text
    assert ">75<" in text


# --- Files, cost and shape --------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_table_goes_out_as_a_file_and_is_on_record(gita: Client, world: World, form: str) -> None:
    target(world, "bidang", 100)
    KeyIndicator.objects.update(text="=1+1")
    href = reverse("desk:analytics-question", args=["capaian"])

    response = gita.get(href, {"format": form, "angka": "iku", "unit": world.units["bidang"].pk})

    assert f'filename="analitik-capaian-iku-2026.{form}"' in response["Content-Disposition"]
    event = Event.objects.get(action="report.exported")
    assert event.after == {"format": form, "angka": "capaian iku", "unit": world.units["bidang"].pk}
    if form == "csv":
        rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
        assert rows == [["IKU", "Persen dari target"], ["'=1+1", "100%"]]


@pytest.mark.parametrize("question", ["", "predikat", "realisasi", "percakapan"])
def test_queries_stay_flat_and_few(gita: Client, world: World, question: str) -> None:
    def cost() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as cold:
            page(gita, question)
        href = reverse("desk:analytics-question", args=[question]) if question else reverse("desk:analytics")
        with CaptureQueriesContext(connection) as warm:
            gita.get(href)
        return len(cold), len(warm)

    page(gita, question)  # the first page after a login notes in the session that somebody was there
    small = cost()
    plans = crowd(world, 20, notes=1)
    rate(world, plans, BEST)
    report(world, plans, [50] * 20)
    ask_for_help(plans)

    large = cost()
    assert large[0] - small[0] in (0, 1)  # the guide is asked for only where something is shown
    assert large[1] - small[1] in (0, 1)
    assert small[0] <= (12 if question else 22)
    assert small[1] <= 6


@pytest.mark.once
def test_a_chart_has_title_sentence_table_and_no_inline_style(gita: Client, world: World) -> None:
    rate(world, crowd(world, 12), BEST)

    for question in ("", *QUESTIONS):
        text = page(gita, question).split("<main")[1]
        assert " style=" not in text
        assert "<style" not in text
        assert "<script" not in text
        for drawing in re.findall(r"<svg class=\"graph-plot\".*?</svg>", text):
            assert re.search(r'role="img" aria-labelledby="[\w-]+ [\w-]+"', drawing)
            assert re.search(r"<title id=\"[^\"]+\">[^<]+</title><desc id=\"[^\"]+\">[^<]+</desc>", drawing)
        assert len(re.findall(r'class="graph-plot"', text)) <= len(re.findall("Angka dalam tabel", text))
        ids = re.findall(r' id="([^"]+)"', text)
        assert len(ids) == len(set(ids))


def test_later_pages_renew_a_few_counts_each(
    gita: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    page(gita)
    href = reverse("desk:analytics")
    spent = []
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(minutes=11))
    for _ in range(7):
        with CaptureQueriesContext(connection) as queries:
            gita.get(href)
        spent.append(sum(" FROM " in each["sql"] for each in queries))
    assert max(spent) <= 12
    assert spent[0] > spent[-2] == spent[-1]  # in the end all are renewed
