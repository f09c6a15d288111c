"""The pages of plans and years: who gets them, what they say, what they keep, what they cost."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from indicators.models import Period, Plan, Result
from tests.indicators.plans import agreed, complete, drafted, submitted, with_result
from tests.world import NOW, agreed_plan

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("clock")]

OWN_PAGES = [
    "plan-detail",
    "plan-compose",
    "plan-settings",
    "result-new",
    "plan-behaviours",
    "plan-annexes",
    "plan-check",
]

RATED = ("rated_from", "rated_until")


def address(name, *args):
    return reverse(f"indicators:{name}", args=args)


def text_of(response):
    return response.content.decode()


def rows(*texts, **more):
    """Return the fields of indicator rows as a browser sends them."""
    data = {"indikator-TOTAL_FORMS": str(len(texts)), "indikator-INITIAL_FORMS": "0"}
    for number, text in enumerate(texts):
        data |= {
            f"indikator-{number}-text": text,
            f"indikator-{number}-aspect": "KUANTITAS" if text else "",
            f"indikator-{number}-target": "1.240" if text else "",
            f"indikator-{number}-unit": "akta" if text else "",
            f"indikator-{number}-direction": "NAIK",
        }
    return data | more


def result_form(version, *texts, **more):
    return {
        "version": str(version),
        "kind": "UTAMA",
        "text": "Terbitnya akta kelahiran",
        "no_support_reason": "SKP atasan belum disusun",
        **rows(*(texts or ("Jumlah akta yang terbit",))),
        **more,
    }


# --- Opening ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", OWN_PAGES)
def test_every_page_of_a_draft_opens(world, enter, name):
    assert enter(world.ani).get(address(name, complete(world).pk)).status_code == 200


def test_the_pages_of_a_result_open(world, enter):
    result = complete(world).results.get()

    for name in ("result-edit", "result-remove"):
        assert enter(world.ani).get(address(name, result.pk)).status_code == 200


@pytest.mark.parametrize("name", [*OWN_PAGES, "plan-return"])
def test_a_stranger_finds_nothing(world, enter, name):
    assert enter(world.dewi).get(address(name, submitted(world).pk)).status_code == 404


@pytest.mark.parametrize("name", ["plan-settings", "result-new", "plan-annexes", "plan-check"])
def test_the_superior_does_not_write_the_plan(world, enter, name):
    response = enter(world.budi).get(address(name, submitted(world).pk))

    assert response.status_code == 403
    assert "Hanya pemilik SKP" in text_of(response)


def test_the_superior_sees_of_a_draft_only_its_status(world, enter):
    response = enter(world.budi).get(address("plan-detail", complete(world).pk))

    assert "masih draf" in text_of(response)
    assert "Terbitnya akta kelahiran" not in text_of(response)


@pytest.mark.parametrize("name", ["citra", "eko", "gita", "indra"])
def test_readers_read_and_get_no_buttons(world, enter, name):
    body = text_of(enter(world.people[name]).get(address("plan-detail", submitted(world).pk)))

    assert "Terbitnya akta kelahiran" in body
    assert not any(word in body for word in ("Sepakati SKP", "Kirim saran", "Tarik kembali"))


def test_composing_a_plan_that_waits_leads_to_its_page(world, enter):
    plan = submitted(world)

    assert enter(world.ani).get(address("plan-compose", plan.pk)).url == address("plan-detail", plan.pk)


POST_ONLY = ["plan-submit", "plan-withdraw", "plan-agree"]


@pytest.mark.parametrize("name", POST_ONLY)
def test_acts_answer_to_post_only(world, enter, name):
    assert enter(world.ani).get(address(name, complete(world).pk)).status_code == 405


# --- One's own plans ----------------------------------------------------------------------------------


def test_without_a_plan_the_page_offers_to_begin_one(world, enter):
    client = enter(world.ani)
    assert "Susun SKP 2026" in text_of(client.get(address("plan-mine")))
    begin = {"period": world.period.pk, "placement": world.placements["ani"].pk}

    response = client.post(address("plan-draft"), begin)

    plan = Plan.objects.get()
    assert response.url == address("plan-compose", plan.pk)
    assert client.post(address("plan-draft"), begin).url == response.url
    assert "Lanjutkan menyusun" in text_of(client.get(address("plan-mine")))


def test_nobody_begins_a_plan_for_somebody_else(world, enter):
    begin = {"period": world.period.pk, "placement": world.placements["ani"].pk}

    assert enter(world.budi).post(address("plan-draft"), begin).status_code == 404
    assert enter(world.budi).post(address("plan-draft"), {"period": "x"}).status_code == 404


def test_without_a_year_the_page_says_who_prepares_it(office, enter):
    assert "BKD belum menyiapkan" in text_of(enter(office.ani).get(address("plan-mine")))


def test_without_a_placement_the_page_leads_to_the_own_data(world, enter):
    world.placements["ani"].delete()

    assert "belum tercatat" in text_of(enter(world.ani).get(address("plan-mine")))


def test_closed_years_stay_readable(world, enter):
    agreed(world)
    Period.objects.update(closed_at=NOW, closed_by=world.gita)

    assert "Tahun yang sudah ditutup" in text_of(enter(world.ani).get(address("plan-mine")))


# --- Writing results ----------------------------------------------------------------------------------


def test_a_result_is_written_with_indonesian_numbers(world, enter):
    plan = drafted(world)

    response = enter(world.ani).post(
        address("result-new", plan.pk), result_form(1, "Jumlah akta yang terbit", "")
    )

    assert response.url == address("plan-compose", plan.pk)
    indicator = Result.objects.get().indicators.get()
    assert (indicator.target, indicator.unit) == (1240, "akta")


def test_saving_may_lead_to_the_next_result(world, enter):
    plan = drafted(world)

    response = enter(world.ani).post(address("result-new", plan.pk), result_form(1, lagi="1"))

    assert response.url == address("result-new", plan.pk)


def test_one_more_row_loses_nothing_and_saves_nothing(world, enter):
    plan = drafted(world)
    typed = result_form(1, "Jumlah akta", "", tambah="1") | {"indikator-1-target": "12 x", "text": ""}

    response = enter(world.ani).post(address("result-new", plan.pk), typed)

    body = text_of(response)
    assert response.status_code == 200
    assert body.count('<fieldset class="form-set">') == 3
    assert 'value="12 x"' in body
    assert "Jumlah akta" in body
    assert body.count("autofocus") == 1
    assert "SKP atasan belum disusun" in body
    assert not Result.objects.exists()


def test_htmx_gets_the_rows_alone(world, enter):
    plan = drafted(world)

    response = enter(world.ani).post(
        address("result-new", plan.pk),
        result_form(1, tambah="1"),
        headers={"HX-Request": "true"},
    )

    assert "<html" not in text_of(response)
    assert text_of(response).count('<fieldset class="form-set">') == 2


def test_refused_rows_keep_what_was_typed_and_are_summed_up(world, enter):
    plan = drafted(world)
    typed = result_form(1, text="") | {"indikator-0-text": "", "indikator-0-target": "dua belas"}

    response = enter(world.ani).post(address("result-new", plan.pk), typed)

    body = text_of(response)
    assert response.status_code == 422
    assert "<title>Kesalahan: " in body
    for target in ("id_text", "id_indikator-0-text", "id_indikator-0-target"):
        assert f'href="#{target}"' in body
    assert 'value="dua belas"' in body


def test_a_ticked_row_goes_away(world, enter):
    result = complete(world).results.get()
    typed = result_form(2, "Jumlah akta", "Keliru") | {
        "indikator-1-DELETE": "on",
        "indikator-1-target": "bukan angka",
    }

    response = enter(world.ani).post(address("result-edit", result.pk), typed)

    assert response.status_code == 302
    assert list(result.indicators.values_list("text", flat=True)) == ["Jumlah akta"]


def test_a_form_that_lost_its_rows_on_the_way_removes_no_indicator(world, enter):
    result = complete(world).results.get()
    typed = {name: value for name, value in result_form(2).items() if not name.startswith("indikator")}

    response = enter(world.ani).post(address("result-edit", result.pk), typed)

    assert response.status_code == 422
    assert result.indicators.count() == 1


def test_a_thirteenth_indicator_is_refused(world, enter):
    plan = drafted(world)

    response = enter(world.ani).post(
        address("result-new", plan.pk), result_form(1, *(f"Ukuran {n}" for n in range(13)))
    )

    assert response.status_code == 422
    assert "paling banyak 12 indikator" in text_of(response)


def test_the_list_offers_what_the_superior_submitted(world, enter):
    above = submitted(world, "budi").results.get()
    plan = drafted(world)
    client = enter(world.ani)

    assert f'<option value="{above.pk}">' in text_of(client.get(address("result-new", plan.pk)))
    client.post(address("result-new", plan.pk), result_form(1, supports=str(above.pk)))
    assert Result.objects.get(plan=plan).supports == above


def test_a_choice_outside_the_list_is_refused(world, enter):
    submitted(world, "budi")
    foreign = complete(world, "fajar").results.get()
    plan = drafted(world)

    response = enter(world.ani).post(address("result-new", plan.pk), result_form(1, supports=str(foreign.pk)))

    assert response.status_code == 422
    assert "Pilih salah satu dari daftar." in text_of(response)


def test_the_form_of_leaders_asks_for_perspective_and_nothing_above(world, enter):
    body = text_of(enter(world.citra).get(address("result-new", drafted(world, "citra").pk)))

    assert "Perspektif" in body
    assert "RHK pimpinan" not in body
    assert "Pilih aspek" not in body


def qualitative(plan):
    plan.approach = "KUALITATIF"
    plan.save()
    return plan


def test_the_qualitative_form_asks_for_a_sentence_and_folds_the_numbers_away(world, enter):
    client, plan = enter(world.ani), qualitative(drafted(world))
    sentence = {"indikator-0-text": "Sedikitnya 12 laporan terbit", "indikator-0-target": ""}

    empty = text_of(client.get(address("result-new", plan.pk)))
    client.post(address("result-new", plan.pk), result_form(1, **sentence, **{"indikator-0-unit": ""}))
    row = plan.results.get().indicators.get()
    row.target, row.unit = 12, "laporan"
    row.save()
    numbered = text_of(client.get(address("result-edit", row.result_id)))

    assert "Ukuran keberhasilan, indikator kinerja individu, dan target" in empty
    assert "Pendekatan SKP ini kualitatif" in empty
    assert "<details>" in empty
    assert re.search(r"<details open>\s*<summary>Angka target", numbered)


def test_a_qualitative_plan_reads_as_sentences(world, enter):
    plan = qualitative(complete(world))

    page = text_of(enter(world.ani).get(address("plan-detail", plan.pk)))

    assert "Ukuran keberhasilan / Indikator Kinerja Individu dan Target:" in page
    assert "(1.240 akta)" in page
    assert "belum ditulis" not in page


def test_a_long_result_has_a_short_heading_and_its_whole_text(world, enter):
    plan = with_result(world, drafted(world), text=("Terbitnya akta " * 133) + "tamat").plan

    detail = text_of(enter(world.ani).get(address("plan-detail", plan.pk)))
    compose = text_of(enter(world.ani).get(address("plan-compose", plan.pk)))

    assert detail.count("tamat") == 1
    assert "tamat" not in compose
    assert len(re.search(r"<h3[^>]*>(.*?)</h3>", detail)[1]) < 260


def test_leaders_tick_more_than_one_perspective(world, enter):
    client, plan = enter(world.citra), drafted(world, "citra")
    ticked = {"indikator-0-perspectives": ["ANGGARAN", "PENERIMA_LAYANAN"], "indikator-0-aspect": ""}

    grown = text_of(client.post(address("result-new", plan.pk), result_form(1, **ticked, tambah="1")))
    client.post(address("result-new", plan.pk), result_form(1, **ticked))

    assert len(re.findall(r'value="(?:ANGGARAN|PENERIMA_LAYANAN)"[^>]*checked', grown)) == 2
    result = plan.results.get()
    assert result.indicators.get().perspectives == "PENERIMA_LAYANAN,ANGGARAN"
    edit = text_of(client.get(address("result-edit", result.pk)))
    assert len(re.findall(r'value="(?:ANGGARAN|PENERIMA_LAYANAN)"[^>]*checked', edit)) == 2
    assert "Penerima Layanan; Anggaran" in text_of(client.get(address("plan-detail", plan.pk)))


def test_a_range_is_written_with_both_ends_and_read_as_one_target(world, enter):
    client, plan = enter(world.ani), drafted(world)
    ends = {"indikator-0-target": "90", "indikator-0-target_until": "95,5", "indikator-0-unit": "persen"}

    refused = client.post(address("result-new", plan.pk), result_form(1, **ends))
    client.post(address("result-new", plan.pk), result_form(1, **ends | {"indikator-0-direction": "RENTANG"}))

    assert refused.status_code == 422
    assert "Batas atas hanya untuk rentang" in text_of(refused)
    assert 'href="#id_indikator-0-target_until"' in text_of(refused), "told at the field"
    row = plan.results.get().indicators.get()
    assert (row.target, row.target_until, row.direction) == (90, Decimal("95.5"), "RENTANG")
    assert "90 sampai 95,5 persen" in text_of(client.get(address("plan-detail", plan.pk)))


def test_what_shall_stay_is_said_beside_its_target(world, enter):
    client, plan = enter(world.ani), drafted(world)

    client.post(address("result-new", plan.pk), result_form(1) | {"indikator-0-direction": "STABIL"})

    assert "tetap pada target" in text_of(client.get(address("plan-detail", plan.pk)))


@pytest.mark.parametrize("target", ["-1", "NaN", "1e400", "Infinity", "0x10", "١٢٣", "1_000"])
def test_hostile_targets_are_refused(world, enter, target):
    plan = drafted(world)

    response = enter(world.ani).post(
        address("result-new", plan.pk), result_form(1) | {"indikator-0-target": target}
    )

    assert response.status_code == 422
    assert not Result.objects.exists()


def test_a_second_tab_meets_both_texts(world, enter):
    result = complete(world).results.get()

    typed = result_form(1, "Ukuran satu", "Ukuran dua", text="Tulisan saya")
    response = enter(world.ani).post(address("result-edit", result.pk), typed)

    body = text_of(response)
    assert response.status_code == 409
    for text in ("Tulisan saya", "Ukuran satu", "Ukuran dua", result.text, "terbit: 1.240 akta"):
        assert text in body
    assert 'name="version" value="2"' in body


def test_a_form_without_version_changes_nothing(world, enter):
    result = complete(world).results.get()

    assert enter(world.ani).post(address("result-edit", result.pk), result_form("")).status_code == 409
    assert Result.objects.get().text == result.text


def test_fields_that_nobody_asked_for_change_nothing(world, enter):
    plan = drafted(world)

    enter(world.ani).post(
        address("result-new", plan.pk), result_form(1, status="DISEPAKATI", agreed_by=str(world.ani.pk))
    )

    plan.refresh_from_db()
    assert (plan.status, plan.agreed_by) == ("DRAF", None)


def test_results_move_and_go(world, enter):
    plan = complete(world)
    second = with_result(world, plan, text="Kedua")
    client = enter(world.ani)

    moved = client.post(address("result-move", second.pk), {"version": "3", "arah": "naik"})
    assert moved.url == f"{address('plan-compose', plan.pk)}#hasil-{second.pk}"
    assert plan.results.order_by("order").first() == second
    assert client.post(address("result-remove", second.pk), {"version": "4"}).status_code == 302
    assert plan.results.count() == 1


def test_an_act_that_came_too_late_leads_back_to_a_page(world, enter):
    result = complete(world).results.get()

    response = enter(world.ani).post(address("result-move", result.pk), {"version": "1", "arah": "naik"})

    assert response.status_code == 409
    assert f'href="{address("plan-compose", result.plan_id)}"' in text_of(response)


# --- Settings, expectations, annexes ---------------------------------------------------------------------


def test_settings_are_stored_or_refused_at_their_field(world, enter):
    plan = drafted(world)
    client = enter(world.ani)
    typed = {"version": "1", "approach": "KUALITATIF", "started_on": "1-1-2026", "ended_on": "31-01-2027"}

    refused = client.post(address("plan-settings", plan.pk), typed)
    assert refused.status_code == 422
    assert "masa Anda menjabat" in text_of(refused)
    stored = client.post(address("plan-settings", plan.pk), typed | {"ended_on": "30 Juni 2026"})
    assert stored.url == address("plan-compose", plan.pk)
    plan.refresh_from_db()
    assert (plan.approach, plan.ended_on) == ("KUALITATIF", date(2026, 6, 30))


def test_expectations_are_written_by_owner_then_superior(world, enter):
    plan = complete(world)
    value = plan.behaviours.order_by("value__number").first().value_id
    field = f"value_{value}"

    own = enter(world.ani).post(
        address("plan-behaviours", plan.pk), {"version": plan.version, field: "Ramah"}
    )
    assert own.url == address("plan-compose", plan.pk)
    Plan.objects.filter(pk=plan.pk).update(status="DIAJUKAN", submitted_at=NOW, submitted_to=world.budi)
    client = enter(world.budi)
    assert "Ramah" in text_of(client.get(address("plan-behaviours", plan.pk)))
    theirs = client.post(
        address("plan-behaviours", plan.pk), {"version": plan.version + 1, field: "Menjadi contoh"}
    )
    assert theirs.url == address("plan-detail", plan.pk)
    assert plan.behaviours.get(value=value).text == "Menjadi contoh"


def test_annexes_take_one_item_per_line(world, enter):
    plan = drafted(world)
    client = enter(world.ani)

    client.post(address("plan-annexes", plan.pk), {"version": "1", "SUMBER_DAYA": "Laptop\r\n\r\n Internet "})

    assert list(plan.annexes.order_by("order").values_list("text", flat=True)) == ["Laptop", "Internet"]
    assert "Laptop\nInternet" in text_of(client.get(address("plan-annexes", plan.pk)))


@pytest.mark.parametrize(
    ("typed", "words"), [("a" * 301, "Baris 1 berisi 301 huruf"), ("a\n" * 31, "paling banyak 30 baris")]
)
def test_annexes_have_a_size(world, enter, typed, words):
    plan = drafted(world)

    response = enter(world.ani).post(address("plan-annexes", plan.pk), {"version": "1", "KONSEKUENSI": typed})

    assert response.status_code == 422
    assert words in text_of(response)


# --- Check, submit, decide ---------------------------------------------------------------------------------


def test_the_check_page_leads_to_what_is_missing_and_offers_no_button(world, enter):
    plan = drafted(world)
    result = with_result(world, plan, no_support_reason="", indicators=[])

    body = text_of(enter(world.ani).get(address("plan-check", plan.pk)))

    assert f'href="{address("result-edit", result.pk)}"' in body
    assert f'href="{address("plan-annexes", plan.pk)}"' in body
    assert "Ajukan ke atasan" not in body


def test_an_empty_plan_leads_to_the_first_result(world, enter):
    plan = drafted(world)

    assert f'href="{address("result-new", plan.pk)}"' in text_of(
        enter(world.ani).get(address("plan-check", plan.pk))
    )


def test_the_check_page_says_when_the_window_is_over(world, enter):
    plan = complete(world)
    Period.objects.update(planning_until=date(2026, 1, 31))

    body = text_of(enter(world.ani).get(address("plan-check", plan.pk)))

    assert "dapat memperpanjangnya untuk unit Anda" in body
    assert "Ajukan ke atasan" not in body


def test_submitting_withdrawing_and_agreeing_by_button(world, enter):
    plan = complete(world)
    version = {"version": plan.version}
    client = enter(world.ani)
    assert "Ajukan ke atasan" in text_of(client.get(address("plan-check", plan.pk)))

    assert client.post(address("plan-submit", plan.pk), version).url == address("plan-detail", plan.pk)
    assert "Ada pada Budi sejak 22 November 2026" in text_of(client.get(address("plan-detail", plan.pk)))
    client.post(address("plan-withdraw", plan.pk), {"version": plan.version + 1})
    client.post(address("plan-submit", plan.pk), {"version": plan.version + 2})
    client = enter(world.budi)
    assert "Giliran Anda menanggapi" in text_of(client.get(address("plan-detail", plan.pk)))
    client.post(address("plan-agree", plan.pk), {"version": plan.version + 3})

    assert Plan.objects.get().status == "DISEPAKATI"
    assert "Disepakati Budi pada 22 November 2026" in text_of(client.get(address("plan-detail", plan.pk)))


def test_a_refused_submission_leads_back_to_the_check_page(world, enter):
    plan = drafted(world)

    response = enter(world.ani).post(address("plan-submit", plan.pk), {"version": "1"})

    assert response.status_code == 422
    assert f'href="{address("plan-check", plan.pk)}"' in text_of(response)


def test_returning_needs_words_and_shows_them_to_the_owner(world, enter):
    plan = submitted(world)
    client = enter(world.budi)
    version = {"version": plan.version}

    assert client.get(address("plan-return", plan.pk)).url == address("plan-detail", plan.pk) + "#tanggapan"
    assert client.post(address("plan-return", plan.pk), version).status_code == 422
    client.post(address("plan-return", plan.pk), version | {"suggestion": "Tambah target waktu."})
    client = enter(world.ani)
    for name in ("plan-detail", "plan-compose"):
        assert "Tambah target waktu." in text_of(client.get(address(name, plan.pk)))


def test_the_second_decider_hears_who_was_first(world, enter):
    plan = agreed(world)

    response = enter(world.budi).post(
        address("plan-return", plan.pk), {"version": "3", "suggestion": "Tambah target waktu."}
    )

    assert response.status_code == 409
    assert "sudah disepakati Budi" in text_of(response)
    assert "Tambah target waktu." in text_of(response)


def test_what_people_write_stays_text(world, enter):
    nasty = "<script>alert(1)</script> {{ 7*7 }} %s"
    plan = submitted_with(world, nasty)

    body = text_of(enter(world.budi).get(address("plan-detail", plan.pk)))

    assert "<script>alert" not in body
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} %s" in body


def submitted_with(world, text):
    plan = submitted(world)
    plan.results.update(text=text)
    return plan


# --- What pages cost --------------------------------------------------------------------------------------


def cost(client, path, counter):
    client.get(path)  # the first page of a session writes the session once
    with counter as queries:
        assert client.get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize("name", ["plan-detail", "plan-compose", "plan-check", "plan-settings", "result-new"])
def test_the_number_of_queries_is_small_and_flat(world, enter, django_assert_max_num_queries, name):
    few = agreed_plan(world, "ani", results=2, status="DRAF")
    many = agreed_plan(world, "fajar", results=20, status="DRAF")

    counts = [
        cost(enter(person), address(name, plan.pk), django_assert_max_num_queries(12))
        for person, plan in ((world.ani, few), (world.fajar, many))
    ]

    assert counts[0] == counts[1]


@pytest.mark.parametrize("name", ["budi", "citra", "eko", "gita", "indra"])
def test_reading_a_plan_costs_at_most_twelve_queries(world, enter, django_assert_max_num_queries, name):
    plan = agreed(world)

    cost(enter(world.people[name]), address("plan-detail", plan.pk), django_assert_max_num_queries(12))


def test_the_own_plans_cost_little(world, enter, django_assert_max_num_queries):
    cost(enter(world.gita), address("plan-mine"), django_assert_max_num_queries(12))
