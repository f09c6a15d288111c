"""The manual of an indicator: written in a draft, read with the plan, kept, frozen."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest
from django.urls import reverse

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from indicators import operations, queries
from indicators.models import Indicator, IndicatorManual, LibraryEntry, PlanCopy
from indicators.rules import IndicatorDraft, ManualDraft
from tests.indicators.plans import agreed, complete, drafted, submitted, with_result
from tests.pages import form_of, queries_of, text_of
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

MANUAL = ManualDraft(
    purpose="Mengetahui apakah warga dilayani tepat waktu",
    definition="Akta yang terbit paling lama tiga hari kerja",
    formula="Terbit tepat waktu : semua permohonan × 100",
    measure="persen",
    control="OUTPUT_KENDALI_RENDAH",
    source="Register SIAK",
    reporting="TRIWULANAN",
)


def save(world, plan, manual=MANUAL, **changes):
    values = {
        "plan": plan,
        "version": plan.version,
        "indicator": Indicator.objects.filter(result__plan=plan).first(),
        "manual": manual,
        "by": plan.placement.employee,
        "at": NOW,
    }
    return operations.save_manual(**values | changes)


def stored():
    return ManualDraft(**IndicatorManual.objects.values(*asdict(MANUAL)).get())


# --- Writing ----------------------------------------------------------------------------------------


def test_a_manual_is_stored_with_its_event(world):
    plan = complete(world)

    saved = save(world, plan)

    assert saved.version == plan.version + 1
    assert stored() == MANUAL
    event = Event.objects.get(action="plan.manual_saved")
    assert (event.before, event.after["formula"]) == (None, MANUAL.formula)


def test_writing_again_changes_it_and_emptying_takes_it_away(world):
    plan = save(world, complete(world))
    plan = save(world, plan, replace(MANUAL, source="Register baru"))
    assert stored().source == "Register baru"

    save(world, plan, ManualDraft())

    assert not IndicatorManual.objects.exists()
    assert Event.objects.filter(action="plan.manual_saved").latest("pk").before["source"] == "Register baru"


def test_the_manual_stays_when_its_indicator_is_written_again(world):
    plan = save(world, complete(world))
    result = plan.results.get()
    row = queries.draft_of(result.indicators.get())

    with_result(
        world, plan, result=result, indicators=[replace(row, text="Akta terbit"), IndicatorDraft("Baru")]
    )

    assert IndicatorManual.objects.get().indicator.text == "Akta terbit"


@pytest.mark.parametrize("changes", [{"control": "LAIN"}, {"reporting": "MINGGUAN"}])
def test_an_unknown_choice_is_refused(world, changes):
    with pytest.raises(Refused, match="dari daftar"):
        save(world, complete(world), replace(MANUAL, **changes))
    assert not IndicatorManual.objects.exists()


def test_an_indicator_of_another_plan_is_refused(world):
    foreign = Indicator.objects.get(result__plan=complete(world, "fajar"))

    with pytest.raises(Refused, match="sudah dihapus"):
        save(world, complete(world), indicator=foreign)


@pytest.mark.parametrize("name", ["budi", "citra", "gita", "dewi"])
def test_nobody_else_writes_it(world, name):
    with pytest.raises(Denied, match="Hanya pemilik"):
        save(world, complete(world), by=world.people[name])


def test_it_is_fixed_while_the_superior_reads_and_after_agreeing(world):
    with pytest.raises(Denied, match="sedang ditinjau atasan"):
        save(world, submitted(world))


def test_the_second_of_two_tabs_is_told(world):
    plan = complete(world)
    save(world, plan)

    with pytest.raises(Conflict):
        save(world, plan, replace(MANUAL, source="Tab kedua"))
    assert stored() == MANUAL


def test_a_failed_event_undoes_the_manual(world, monkeypatch):
    plan = complete(world)
    monkeypatch.setattr("appraisal.audit.record", lambda **_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        save(world, plan)
    assert not IndicatorManual.objects.exists()


# --- Freezing ---------------------------------------------------------------------------------------


def test_what_was_agreed_on_holds_the_manual(world):
    plan = save(world, complete(world))
    plan = operations.submit_plan(plan=plan, version=plan.version, by=world.ani, at=NOW)

    operations.agree_plan(plan=plan, version=plan.version, by=world.budi, at=NOW)

    (result,) = PlanCopy.objects.get().payload["results"]
    assert result["indicators"][0]["manual"] == asdict(MANUAL)


def test_an_indicator_without_manual_has_none_in_the_copy(world):
    agreed(world)

    assert PlanCopy.objects.get().payload["results"][0]["indicators"][0]["manual"] == {}


def test_freezing_many_manuals_asks_the_database_nothing(world, django_assert_num_queries):
    plan = save(world, complete(world))
    loaded = queries.with_content(type(plan).objects.all()).get(pk=plan.pk)

    with django_assert_num_queries(0):
        queries.plan_payload(loaded)


# --- Pages ------------------------------------------------------------------------------------------


def edit(row):
    return reverse("indicators:manual-edit", args=[row.pk])


def test_the_owner_writes_and_everybody_who_reads_the_plan_reads(world, enter):
    plan = complete(world)
    row = Indicator.objects.get()
    client = enter(world.ani)
    form = form_of(client.get(edit(row)))

    answer = client.post(edit(row), form.fields | asdict(MANUAL))
    listed = client.get(answer["Location"])

    assert stored() == MANUAL
    assert "1 dari 1 indikator sudah punya manual" in text_of(listed)
    plan.refresh_from_db()
    operations.submit_plan(plan=plan, version=plan.version, by=world.ani, at=NOW)
    seen = text_of(enter(world.budi).get(edit(row)))
    for label in (
        *("Rencana Hasil Kerja", "UKURAN KEBERHASILAN/INDIKATOR KINERJA DAN TARGET", "TUJUAN"),
        *("DESKRIPSI: Definisi", "DESKRIPSI: Formula", "SUMBER DATA", "PERIODE PELAPORAN Triwulanan"),
        "SATUAN PENGUKURAN (Opsional bagi pendekatan hasil kerja kualitatif)",
        "KUALITAS DAN TINGKAT KENDALI Output Kendali Rendah",
    ):
        assert label in seen
        seen = seen[seen.index(label) :] if label in {"TUJUAN"} else seen
    assert "Simpan manual" not in seen


def test_a_new_manual_starts_with_what_the_library_knows(world, enter):
    complete(world)
    row = Indicator.objects.get()
    entry = LibraryEntry.objects.first()
    Indicator.objects.update(entry=entry)

    form = form_of(enter(world.ani).get(edit(row)))

    assert form.fields["formula"] == entry.formula
    assert (form.fields["source"], form.fields["measure"]) == (entry.source, entry.measure)
    assert not IndicatorManual.objects.exists()


def test_a_new_manual_without_library_starts_with_the_unit_of_the_target(world, enter):
    complete(world)

    form = form_of(enter(world.ani).get(edit(Indicator.objects.get())))

    assert (form.fields["measure"], form.fields["formula"]) == ("akta", "")


def test_a_draft_shows_its_manuals_to_its_author_only(world, enter):
    plan = complete(world)
    row = Indicator.objects.get()

    for address in (edit(row), reverse("indicators:manual-list", args=[plan.pk])):
        assert enter(world.budi).get(address).status_code == 403
        assert enter(world.dewi).get(address).status_code == 404


def test_too_long_a_text_is_refused_and_kept(world, enter):
    complete(world)
    row = Indicator.objects.get()
    client = enter(world.ani)
    form = form_of(client.get(edit(row)))

    answer = client.post(edit(row), form.fields | {"formula": "x" * 1001, "purpose": "Tetap ada"})

    assert answer.status_code == 422
    assert "paling panjang 1000 huruf" in text_of(answer)
    assert form_of(answer).fields["purpose"] == "Tetap ada"


def test_the_second_tab_meets_both_texts(world, enter):
    complete(world)
    row = Indicator.objects.get()
    client = enter(world.ani)
    form = form_of(client.get(edit(row)))
    client.post(edit(row), form.fields | asdict(MANUAL))

    answer = client.post(edit(row), form.fields | {"_once": "", "definition": "Definisi dari tab kedua"})

    assert answer.status_code == 409
    body = answer.content.decode()
    assert "Definisi dari tab kedua" in body
    assert MANUAL.definition in body


def test_a_plan_without_results_says_what_comes_first(world, enter):
    answer = enter(world.ani).get(reverse("indicators:manual-list", args=[drafted(world).pk]))

    assert "Tambahkan dulu hasil kerja" in text_of(answer)


def test_leaders_are_advised_and_never_stopped(world, enter):
    plan = drafted(world, "citra")
    indicator = IndicatorDraft("Indeks kepuasan", target=86, unit="nilai", perspectives="PENERIMA_LAYANAN")  # type: ignore[arg-type]
    plan = with_result(world, plan, no_support_reason="", indicators=[indicator, indicator]).plan
    check = reverse("indicators:plan-check", args=[plan.pk])
    client = enter(world.citra)

    before = client.get(check)
    for row in Indicator.objects.all():
        plan = save(world, plan, indicator=row)
    after = client.get(check)

    assert "Manual indikator belum ditulis untuk 2 dari 2 indikator." in text_of(before)
    assert f'href="{reverse("indicators:manual-list", args=[plan.pk])}"' in before.content.decode()
    assert "Manual indikator belum ditulis" not in text_of(after)


@pytest.mark.parametrize("name", ["manual-list", "plan-detail", "plan-check"])
def test_pages_cost_the_same_with_one_manual_and_with_many(world, enter, name):
    plan = complete(world)
    client = enter(world.ani)
    address = reverse(f"indicators:{name}", args=[plan.pk])
    client.get(address)  # the first page after a login costs more
    few = queries_of(client, address)

    for number in range(8):
        row = plan.results.get().indicators.create(order=number + 2, text=f"Ukuran {number}", aspect="WAKTU")
        IndicatorManual.objects.create(indicator=row, purpose="Tujuan")

    assert queries_of(client, address) == few
