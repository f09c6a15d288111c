"""Writing a plan: what each operation leaves behind, and each refusal with its sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from indicators import operations
from indicators.models import Period, Plan, PlanCopy, Result
from indicators.rules import AnnexKind, IndicatorDraft, fingerprint
from organizations.models import Position
from organizations.operations import assign, refresh_lines
from tests.indicators.plans import INDICATOR, agreed, complete, drafted, submitted, with_result
from tests.world import JAKARTA, NOW

pytestmark = pytest.mark.django_db


def actions(plan):
    rows = Event.objects.filter(target_type="indicators.plan", target_id=plan.pk).order_by("pk")
    return list(rows.values_list("action", flat=True))


def stored(plan):
    return Plan.objects.filter(pk=plan.pk).values("status", "version").get()


def closed(world):
    Period.objects.filter(pk=world.period.pk).update(closed_at=NOW, closed_by=world.gita)


def reopened(world):
    Period.objects.filter(pk=world.period.pk).update(opened_at=None, opened_by=None)


# --- Drafting -------------------------------------------------------------------------------------


def test_a_draft_begins_with_seven_behaviours_and_the_span_of_the_year(world):
    plan = drafted(world)

    assert (plan.status, plan.form, plan.approach) == ("DRAF", "JA_JF", "KUANTITATIF")
    assert (plan.started_on, plan.ended_on) == (date(2026, 1, 1), date(2026, 12, 31))
    assert plan.behaviours.count() == 7
    assert actions(plan) == ["plan.drafted"]


def test_a_leader_gets_the_form_of_leaders(world):
    assert drafted(world, "citra").form == "JPT"


def test_a_mover_plans_for_the_time_on_the_new_post(world):
    assert drafted(world, "fajar").started_on == date(2026, 7, 1)


def test_a_move_in_mid_year_makes_two_plans_that_do_not_overlap(world):
    first = drafted(world)
    post = Position.objects.get(title="Arsiparis Mahir")
    second_place = assign(
        employee=world.ani,
        position=post,
        unit=world.units["bidang"],
        is_head=False,
        started_on=date(2026, 12, 1),
        by=None,
        at=NOW,
    )
    refresh_lines(on=date(2026, 12, 1), at=NOW)

    second = operations.draft_plan(placement=second_place, period=world.period, by=world.ani, at=NOW)

    assert second.started_on == date(2026, 12, 1)
    assert Plan.objects.filter(placement__employee=world.ani).count() == 2
    assert first.pk != second.pk


def test_a_draft_is_possible_before_the_year_opens(world):
    reopened(world)

    assert drafted(world).status == "DRAF"


def test_a_draft_is_possible_after_the_window(world):
    Period.objects.filter(pk=world.period.pk).update(planning_until=date(2026, 1, 31))

    assert drafted(world).status == "DRAF"


def test_nobody_drafts_for_somebody_else(world):
    with pytest.raises(Denied, match="disusun oleh pegawai yang menjabat"):
        operations.draft_plan(placement=world.placements["ani"], period=world.period, by=world.budi, at=NOW)


def test_a_politician_drafts_nothing(world):
    Position.objects.filter(placements=world.placements["citra"]).update(kind="PEJABAT_POLITIK")

    with pytest.raises(Denied, match="Pejabat politik"):
        drafted(world, "citra")


def test_nobody_drafts_for_a_year_outside_the_placement(world):
    world.placements["ani"].ended_on = date(2025, 12, 31)
    world.placements["ani"].save()

    with pytest.raises(Denied, match="di luar tahun 2026"):
        drafted(world)


def test_there_is_one_plan_per_placement_and_year(world):
    drafted(world)

    with pytest.raises(Refused, match="sudah ada"):
        drafted(world)


def test_nobody_drafts_in_a_closed_year(world):
    closed(world)

    with pytest.raises(Conflict, match="ditutup pada 22 November 2026 pukul 10.42"):
        drafted(world)


# --- Settings -------------------------------------------------------------------------------------


def change(plan, by, **changes):
    values = {"approach": "KUANTITATIF", "started_on": date(2026, 1, 1), "ended_on": date(2026, 12, 31)}
    return operations.change_plan(plan=plan, version=plan.version, by=by, at=NOW, **(values | changes))


def test_settings_are_stored_with_before_and_after(world):
    plan = change(drafted(world), world.ani, approach="KUALITATIF", ended_on=date(2026, 6, 30))

    assert (plan.approach, plan.ended_on) == ("KUALITATIF", date(2026, 6, 30))
    event = Event.objects.get(action="plan.changed")
    assert (event.before["approach"], event.after["ended_on"]) == ("KUANTITATIF", "2026-06-30")


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"approach": "LAIN"}, "approach", "Pilih salah satu pendekatan"),
        ({"ended_on": date(2025, 12, 31)}, "ended_on", "pada atau setelah tanggal mulai"),
        ({"started_on": date(2025, 12, 31)}, "started_on", "masa Anda menjabat"),
        ({"ended_on": date(2027, 1, 1)}, "ended_on", "masa Anda menjabat"),
    ],
)
def test_settings_outside_the_year_are_refused_at_their_field(world, changes, field, words):
    plan = drafted(world)

    with pytest.raises(Refused, match=words) as refused:
        change(plan, world.ani, **changes)

    assert refused.value.field == field
    assert stored(plan)["version"] == plan.version


# --- Results --------------------------------------------------------------------------------------


def test_a_result_keeps_its_indicators_in_their_order(world):
    more = replace(INDICATOR, text="Rata-rata waktu terbit", aspect="WAKTU", unit="hari", direction="TURUN")
    result = with_result(world, drafted(world), indicators=[INDICATOR, more])

    rows = result.indicators.order_by("order").values_list("text", "target", "direction")
    assert list(rows) == [
        ("Jumlah akta yang terbit", Decimal("1240"), "NAIK"),
        ("Rata-rata waktu terbit", Decimal("1240"), "TURUN"),
    ]
    assert result.plan.version == 2
    assert actions(result.plan) == ["plan.drafted", "plan.result_saved"]


def test_an_unfinished_result_is_stored(world):
    result = with_result(world, drafted(world), no_support_reason="", indicators=[])

    assert result.pk


def test_changing_a_result_replaces_its_indicators_and_tells_before_and_after(world):
    result = with_result(world, drafted(world))
    fresh = replace(INDICATOR, target=Decimal(1300))

    changed = with_result(world, result.plan, result=result, text="Terbitnya akta", indicators=[fresh])

    assert changed.pk == result.pk
    assert list(changed.indicators.values_list("target", flat=True)) == [Decimal("1300")]
    event = Event.objects.filter(action="plan.result_saved").latest("pk")
    assert event.before["indicators"] == ["Jumlah akta yang terbit: 1.240 akta"]
    assert event.after["text"] == "Terbitnya akta"


def test_a_result_that_changes_its_kind_goes_to_the_end_of_the_other_list(world):
    plan = drafted(world)
    extra = with_result(world, plan, kind="TAMBAHAN")
    main = with_result(world, extra.plan)

    moved = with_result(world, main.plan, result=main, kind="TAMBAHAN")

    assert (extra.order, moved.order) == (1, 2)


def test_a_result_serves_a_result_of_the_superior(world):
    above = submitted(world, "budi").results.get()

    result = with_result(world, drafted(world), supports=above, no_support_reason="")

    assert result.supports == above


def test_a_result_keeps_what_it_served_after_the_superior_changed(world):
    above = submitted(world, "budi").results.get()
    result = with_result(world, drafted(world), supports=above)
    world.placements["ani"].supervisions.update(superior=world.citra)

    kept = with_result(world, result.plan, result=result, supports=above, text="Terbitnya akta")

    assert kept.supports == above


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"kind": "LAIN"}, "kind", "utama atau tambahan"),
        ({"text": "  "}, "text", "hasil yang Anda rencanakan"),
        ({"indicators": [replace(INDICATOR, text=" ")]}, None, "Tulis indikatornya"),
        ({"indicators": [replace(INDICATOR, target=Decimal(-1))]}, None, "paling kecil 0"),
        ({"indicators": [replace(INDICATOR, aspect="LAIN")]}, None, "dari daftar"),
        ({"indicators": [replace(INDICATOR, target_until=Decimal(1300))]}, None, "hanya untuk rentang"),
        (
            {"indicators": [replace(INDICATOR, target_until=Decimal(3), direction="RENTANG")]},
            None,
            "Batas atas",
        ),
        ({"indicators": [replace(INDICATOR, perspectives="ANGGARAN,LAIN")]}, None, "dari daftar"),
        ({"indicators": [replace(INDICATOR, direction="LAIN")]}, None, "dari daftar"),
        ({"indicators": [INDICATOR] * 13}, None, "paling banyak 12 indikator"),
    ],
)
def test_what_cannot_be_stored_is_refused(world, changes, field, words):
    plan = drafted(world)

    with pytest.raises(Refused, match=words) as refused:
        with_result(world, plan, **changes)

    assert refused.value.field == field
    assert not Result.objects.exists()


@pytest.mark.parametrize("name", ["budi", "fajar"])
def test_a_result_serves_neither_a_draft_nor_a_colleague(world, name):
    above = (complete if name == "budi" else submitted)(world, name).results.get()

    with pytest.raises(Refused, match="dari daftar"):
        with_result(world, drafted(world), supports=above)


def test_a_plan_holds_sixty_results(world):
    plan = drafted(world)
    Result.objects.bulk_create(Result(plan=plan, order=n, text=f"Hasil {n}") for n in range(1, 61))

    with pytest.raises(Refused, match="paling banyak 60"):
        with_result(world, plan)


def test_a_result_that_somebody_removed_cannot_be_changed(world):
    result = with_result(world, drafted(world))
    plan = operations.remove_result(
        plan=result.plan, version=result.plan.version, result=result, by=world.ani, at=NOW
    )
    gone = Result(pk=999, plan=plan)

    with pytest.raises(Refused, match="sudah dihapus"):
        with_result(world, plan, result=gone)
    with pytest.raises(Refused, match="sudah dihapus"):
        operations.remove_result(plan=plan, version=plan.version, result=gone, by=world.ani, at=NOW)
    assert actions(plan)[-1] == "plan.result_removed"


def test_results_move_among_their_kind_and_stop_at_the_ends(world):
    plan = drafted(world)
    texts = ["Satu", "Dua", "Tiga"]
    for text in texts:
        last = with_result(world, plan, text=text)
        plan = last.plan

    def move(result, up):
        return operations.move_result(
            plan=plan, version=stored(plan)["version"], result=result, up=up, by=world.ani, at=NOW
        )

    move(last, True)
    assert list(plan.results.order_by("order").values_list("text", flat=True)) == ["Satu", "Tiga", "Dua"]
    move(last, True)
    version = stored(plan)["version"]
    move(last, True)
    assert stored(plan)["version"] == version
    move(last, False)
    assert list(plan.results.order_by("order").values_list("text", flat=True)) == ["Satu", "Tiga", "Dua"]
    move(Result(pk=999, kind="UTAMA"), True)


# --- Expectations and annexes ------------------------------------------------------------------------


def test_the_owner_proposes_and_the_superior_sets_expectations(world):
    plan = complete(world)
    value = plan.behaviours.order_by("value__number").first().value_id

    plan = operations.set_expectations(
        plan=plan, version=plan.version, texts={value: "Ramah"}, by=world.ani, at=NOW
    )
    plan = operations.submit_plan(plan=plan, version=plan.version, by=world.ani, at=NOW)
    plan = operations.set_expectations(
        plan=plan, version=plan.version, texts={value: " Menjadi contoh "}, by=world.budi, at=NOW
    )

    assert plan.status == "DIAJUKAN"
    assert plan.behaviours.get(value=value).text == "Menjadi contoh"
    assert plan.behaviours.exclude(text="").count() == 1


@pytest.mark.parametrize("name", ["ani", "citra", "dewi", "gita"])
def test_nobody_else_writes_into_a_submitted_plan(world, name):
    plan = submitted(world)

    with pytest.raises(Denied):
        operations.set_expectations(plan=plan, version=plan.version, texts={}, by=world.people[name], at=NOW)


def test_annexes_are_replaced_line_by_line(world):
    plan = drafted(world)
    items = {AnnexKind.RESOURCES: ["Laptop", " ", "Koneksi internet "], AnnexKind.CONSEQUENCES: []}

    plan = operations.set_annexes(plan=plan, version=plan.version, items=items, by=world.ani, at=NOW)
    plan = operations.set_annexes(plan=plan, version=plan.version, items=items, by=world.ani, at=NOW)

    rows = plan.annexes.order_by("kind", "order").values_list("kind", "order", "text")
    assert list(rows) == [("SUMBER_DAYA", 1, "Laptop"), ("SUMBER_DAYA", 2, "Koneksi internet")]


def test_an_annex_has_thirty_lines(world):
    plan = drafted(world)

    with pytest.raises(Refused, match="paling banyak 30") as refused:
        operations.set_annexes(
            plan=plan,
            version=plan.version,
            items={AnnexKind.RESOURCES: ["Laptop"] * 31},
            by=world.ani,
            at=NOW,
        )
    assert refused.value.field == "SUMBER_DAYA"


# --- Moves ----------------------------------------------------------------------------------------


def test_submitting_names_the_superior_of_today(world):
    plan = submitted(world)

    assert (plan.status, plan.submitted_to, plan.submitted_at) == ("DIAJUKAN", world.budi, NOW)
    assert Event.objects.get(action="plan.submitted").after["to"] == str(world.budi)


def test_what_is_missing_stops_the_submission_with_the_first_sentence(world):
    plan = drafted(world)
    with_result(world, plan, no_support_reason="", indicators=[IndicatorDraft("Jumlah akta")])

    with pytest.raises(Refused, match=r"Tulis target dengan angka .* Masih ada 2 hal lain"):
        operations.submit_plan(plan=plan, version=2, by=world.ani, at=NOW)


def test_one_missing_thing_is_told_alone(world):
    plan = drafted(world)

    with pytest.raises(Refused, match=r"satu hasil kerja utama\.$"):
        operations.submit_plan(plan=plan, version=plan.version, by=world.ani, at=NOW)


def test_nobody_submits_to_nobody(world):
    plan = drafted(world, "citra")
    indicator = replace(INDICATOR, aspect="", perspectives="PENERIMA_LAYANAN")
    plan = with_result(world, plan, no_support_reason="", indicators=[indicator]).plan

    with pytest.raises(Refused, match="Atasan Anda belum ditetapkan"):
        operations.submit_plan(plan=plan, version=plan.version, by=world.citra, at=NOW)


def test_submitting_waits_for_the_year_to_open(world):
    plan = complete(world)
    reopened(world)

    with pytest.raises(Denied, match="belum dibuka BKD"):
        operations.submit_plan(plan=plan, version=plan.version, by=world.ani, at=NOW)


@pytest.mark.parametrize(
    ("window", "words"),
    [
        ((date(2026, 11, 23), date(2026, 12, 31)), "dibuka 23 November 2026"),
        ((date(2025, 12, 1), date(2026, 11, 21)), "Admin BKD, Gita, dapat memperpanjangnya"),
    ],
)
def test_outside_the_window_the_sentence_says_who_can_help(world, window, words):
    plan = complete(world)
    Period.objects.update(planning_from=window[0], planning_until=window[1])

    with pytest.raises(Refused, match=words) as refused:
        operations.submit_plan(plan=plan, version=plan.version, by=world.ani, at=NOW)

    assert not isinstance(refused.value, Denied)
    assert stored(plan)["status"] == "DRAF"


def test_a_mover_submits_after_the_window(world):
    Period.objects.update(planning_until=date(2026, 1, 31))

    assert submitted(world, "fajar").status == "DIAJUKAN"


def test_the_clock_of_jakarta_decides_at_midnight(world):
    plan = complete(world)
    Period.objects.update(planning_until=date(2026, 11, 21))
    late = datetime(2026, 11, 22, 0, 0, 0, 100000, tzinfo=JAKARTA)

    with pytest.raises(Refused):
        operations.submit_plan(plan=plan, version=plan.version, by=world.ani, at=late)
    in_time = late - timedelta(milliseconds=200)
    assert operations.submit_plan(plan=plan, version=plan.version, by=world.ani, at=in_time).submitted_at


def test_a_returned_plan_comes_back_after_the_window(world):
    plan = submitted(world)
    plan = operations.return_plan(
        plan=plan, version=plan.version, suggestion="Tambahkan target waktu.", by=world.budi, at=NOW
    )
    Period.objects.update(planning_until=date(2026, 1, 31))

    plan = operations.submit_plan(plan=plan, version=plan.version, by=world.ani, at=NOW)

    assert (plan.status, plan.suggestion) == ("DIAJUKAN", "Tambahkan target waktu.")


def test_a_withdrawn_plan_is_a_draft_again(world):
    plan = submitted(world)

    plan = operations.withdraw_plan(plan=plan, version=plan.version, by=world.ani, at=NOW)

    assert (plan.status, plan.submitted_to) == ("DRAF", None)
    assert actions(plan)[-1] == "plan.withdrawn"


@pytest.mark.parametrize(("text", "words"), [("  ", "Tulis saran"), ("a" * 4001, "paling panjang 4000")])
def test_returning_needs_a_suggestion_of_readable_length(world, text, words):
    plan = submitted(world)

    with pytest.raises(Refused, match=words) as refused:
        operations.return_plan(plan=plan, version=plan.version, suggestion=text, by=world.budi, at=NOW)

    assert refused.value.field == "suggestion"


def test_agreeing_freezes_a_copy_with_its_fingerprint(world):
    plan = agreed(world)

    copy = PlanCopy.objects.get(plan=plan)
    assert (plan.status, plan.agreed_by, plan.agreed_at) == ("DISEPAKATI", world.budi, NOW)
    assert copy.sha256 == fingerprint(copy.payload)
    assert copy.payload["employee"]["position"] == "Pengadministrasi Perkantoran"
    assert copy.payload["superior"] == {
        "name": "Budi",
        "nip": "197505052000031002",
        "kind": "PNS",
        "rank": "Penata, III/c",
        "position": "Kepala Bidang",
        "unit": "Bidang Pelayanan Pendaftaran Penduduk",
    }
    assert copy.payload["results"][0]["indicators"][0]["target"] == "1240"
    assert [row["name"] for row in copy.payload["behaviours"]][-1] == "Kolaboratif"


def test_the_copy_stays_when_names_and_units_change(world):
    plan = agreed(world)
    world.ani.name = "Ani Lestari"
    world.ani.save()
    plan.results.update(text="Lain")

    payload = PlanCopy.objects.get(plan=plan).payload
    assert payload["employee"]["name"] == "Ani"
    assert payload["results"][0]["text"] == "Terbitnya akta kelahiran sesuai standar waktu"


def test_nobody_agrees_before_the_year_opens(world):
    plan = submitted(world)
    reopened(world)

    with pytest.raises(Denied, match="belum dibuka BKD"):
        operations.agree_plan(plan=plan, version=plan.version, by=world.budi, at=NOW)


def test_a_new_superior_decides_on_what_went_to_the_old_one(world):
    plan = submitted(world)
    world.placements["ani"].supervisions.update(superior=world.dewi)

    with pytest.raises(Denied, match="diberikan atasannya, Dewi"):
        operations.agree_plan(plan=plan, version=plan.version, by=world.budi, at=NOW)
    assert (
        operations.agree_plan(plan=plan, version=plan.version, by=world.dewi, at=NOW).agreed_by == world.dewi
    )


# --- Whoever comes second, and what breaks -------------------------------------------------------------


def test_the_second_of_two_deciders_hears_who_was_first(world):
    plan = submitted(world)
    operations.agree_plan(plan=plan, version=plan.version, by=world.budi, at=NOW)

    with pytest.raises(Conflict, match=r"sudah disepakati Budi pada 22 November 2026 pukul 10\.42"):
        operations.return_plan(plan=plan, version=3, suggestion="Perbaiki.", by=world.budi, at=NOW)
    assert PlanCopy.objects.count() == 1


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (complete, "sudah berubah sejak"),
        (submitted, "sudah diajukan ke Budi"),
        (agreed, "sudah disepakati Budi"),
    ],
)
def test_an_old_form_meets_the_present_state(world, make, words):
    plan = make(world)

    with pytest.raises(Conflict, match=words) as conflict:
        with_result(world, Plan(pk=plan.pk, version=1, period=world.period, placement=plan.placement))

    assert conflict.value.version == plan.version
    assert Result.objects.count() == 1


def test_an_old_form_hears_that_the_plan_came_back(world):
    plan = submitted(world)
    operations.return_plan(plan=plan, version=plan.version, suggestion="Perbaiki.", by=world.budi, at=NOW)

    with pytest.raises(Conflict, match="dikembalikan dengan saran"):
        operations.withdraw_plan(plan=plan, version=3, by=world.ani, at=NOW)


def test_losing_the_update_itself_is_a_conflict_as_well(world, monkeypatch):
    plan = submitted(world)
    was_held = operations.plan.hold

    def overtaken(*args, **kwargs):
        held = was_held(*args, **kwargs)
        Plan.objects.filter(pk=plan.pk).update(version=99, status="DRAF")
        return held

    monkeypatch.setattr(operations.plan, "hold", overtaken)

    with pytest.raises(Conflict, match="sudah berubah"):
        operations.agree_plan(plan=plan, version=plan.version, by=world.budi, at=NOW)


@pytest.mark.parametrize(
    "act",
    [with_result, lambda world, plan: OWN["submit"](plan, world.ani)],
    ids=["save", "submit"],
)
def test_closing_the_year_while_somebody_writes_keeps_the_plan_as_it_was(world, act):
    plan = complete(world)
    closed(world)

    with pytest.raises(Conflict, match="ditutup pada"):
        act(world, plan)
    assert stored(plan) == {"status": "DRAF", "version": plan.version}


OWN = {
    "change": change,
    "submit": lambda plan, by: operations.submit_plan(plan=plan, version=plan.version, by=by, at=NOW),
    "annexes": lambda plan, by: operations.set_annexes(
        plan=plan, version=plan.version, items={}, by=by, at=NOW
    ),
    "withdraw": lambda plan, by: operations.withdraw_plan(plan=plan, version=plan.version, by=by, at=NOW),
}
THEIRS = {
    "agree": lambda plan, by: operations.agree_plan(plan=plan, version=plan.version, by=by, at=NOW),
    "return": lambda plan, by: operations.return_plan(
        plan=plan, version=plan.version, suggestion="Perbaiki.", by=by, at=NOW
    ),
}


@pytest.mark.parametrize("act", [*OWN, *THEIRS])
def test_a_failing_audit_write_undoes_everything(world, monkeypatch, act):
    plan = (complete if act in {"change", "submit", "annexes"} else submitted)(world)
    before = stored(plan)

    def broken(self, *args, **kwargs):
        raise RuntimeError("no audit, no change")

    monkeypatch.setattr(Event, "save", broken)
    with pytest.raises(RuntimeError):
        (OWN | THEIRS)[act](plan, world.ani if act in OWN else world.budi)

    assert stored(plan) == before
    assert not PlanCopy.objects.exists()


@pytest.mark.parametrize("act", OWN)
@pytest.mark.parametrize("name", ["budi", "citra", "dewi", "eko", "gita", "indra"])
def test_only_the_owner_makes_the_moves_of_the_owner(world, act, name):
    plan = (submitted if act == "withdraw" else complete)(world)

    with pytest.raises(Denied):
        OWN[act](plan, world.people[name])
    assert stored(plan)["version"] == plan.version


@pytest.mark.parametrize("act", THEIRS)
@pytest.mark.parametrize("name", ["ani", "citra", "dewi", "eko", "gita", "indra"])
def test_only_the_superior_decides(world, act, name):
    plan = submitted(world)

    with pytest.raises(Denied, match="Budi"):
        THEIRS[act](plan, world.people[name])
    assert stored(plan)["status"] == "DIAJUKAN"


WRONG_STATES = [
    ("withdraw", complete, "belum diajukan"),
    ("withdraw", agreed, "sudah disepakati"),
    ("agree", complete, "belum diajukan"),
    ("agree", agreed, "sudah disepakati"),
    ("return", agreed, "sudah disepakati"),
    ("change", submitted, "sedang ditinjau"),
    ("submit", submitted, "sedang ditinjau"),
    ("annexes", agreed, "sudah disepakati"),
]


@pytest.mark.parametrize(("act", "make", "words"), WRONG_STATES)
def test_a_move_from_the_wrong_state_is_refused_with_the_reason(world, act, make, words):
    plan = make(world)

    with pytest.raises(Denied, match=words):
        (OWN | THEIRS)[act](plan, world.ani if act in OWN else world.budi)
    assert stored(plan) == {"status": plan.status, "version": plan.version}
