"""Copying results: from one's own plans, from a colleague who shares, and what stays behind."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal

import pytest
from django.db.models import ForeignKey
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from indicators import operations
from indicators.access.copying import copyable_plans
from indicators.models import Indicator, IndicatorManual, LibraryEntry, Plan, Result
from indicators.operations.copying import INDICATOR_COLUMNS, RESULT_COLUMNS
from indicators.rules import Aspect, Direction, IndicatorDraft, ResultKind
from organizations.models import Employee, Placement
from tests.indicators.plans import agreed, drafted, with_result
from tests.pages import form_of, queries_of, text_of, undone
from tests.world import NOW, agreed_plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def address(name, *args):
    return reverse(f"indicators:{name}", args=args)


def last_year(world, name="ani", **changes):
    """Return an agreed plan of 2025 with two results."""
    period = operations.create_period(year=2025, by=world.gita, at=NOW)
    plan = agreed_plan(world, name, results=2)
    dates = {"started_on": date(2025, 1, 1), "ended_on": date(2025, 12, 31)}
    Plan.objects.filter(pk=plan.pk).update(period=period, **(dates | changes))
    return Plan.objects.get(pk=plan.pk)


def colleague(world, *, name="Rina Wulandari", nip="199203032018032011", position=None, unit=None):
    """Return a person in Ani's position whose agreed plan of the year is shared."""
    place = world.placements["ani"]
    person = Employee.objects.create(nip=nip, name=name, kind="PNS", sex="F")
    key = name.split()[0].lower()
    world.people[key] = person
    world.placements[key] = Placement.objects.create(
        employee=person,
        position=position or place.position,
        unit=unit or place.unit,
        started_on=date(2024, 1, 1),
    )
    plan = agreed_plan(world, key, results=2)
    Plan.objects.filter(pk=plan.pk).update(may_be_copied=True)
    return Plan.objects.get(pk=plan.pk)


def copied(world, plan, source, results=None):
    chosen = results if results is not None else [row.pk for row in source.results.all()]
    return operations.copy_results(
        plan=plan, version=plan.version, source=source, results=chosen, by=world.ani, at=NOW
    )


# --- From one's own plans -----------------------------------------------------------------------------


def test_chosen_results_arrive_behind_those_that_are_there(world):
    source, plan = last_year(world), drafted(world)
    plan = with_result(world, plan).plan
    second = source.results.get(order=2)

    copied(world, plan, source, [second.pk])

    rows = list(plan.results.order_by("order").values_list("order", "text"))
    assert rows == [
        (1, "Terbitnya akta kelahiran sesuai standar waktu"),
        (2, "Terlayaninya warga di loket 2"),
    ]
    indicator = Indicator.objects.get(result__plan=plan, result__order=2)
    assert (indicator.text, indicator.target, indicator.unit) == (
        "Jumlah dokumen yang terbit di loket 2",
        Decimal(100),
        "dokumen",
    )
    event = Event.objects.get(action="plan.results_copied")
    assert event.after == {"source": source.pk, "results": [second.text], "annexes": 0}


def test_annexes_come_along_only_into_an_empty_annex(world):
    source, plan = last_year(world), drafted(world)
    source.annexes.create(kind="SUMBER_DAYA", order=1, text="Laptop")

    copied(world, plan, source)
    assert [line.text for line in plan.annexes.all()] == ["Laptop"]

    copied(world, Plan.objects.get(pk=plan.pk), source)
    assert plan.annexes.count() == 1


def test_manuals_come_along_with_their_indicators(world):
    source, plan = last_year(world), drafted(world)
    row = Indicator.objects.get(result__plan=source, result__order=2)
    IndicatorManual.objects.create(indicator=row, formula="Terbit : permohonan", control="OUTCOME")

    copied(world, plan, source)

    manual = IndicatorManual.objects.exclude(indicator=row).get()
    assert (manual.indicator.result.plan, manual.indicator.text) == (plan, row.text)
    assert (manual.formula, manual.control) == ("Terbit : permohonan", "OUTCOME")


def test_a_result_that_a_change_took_out_is_not_copied(world):
    source, plan = last_year(world), drafted(world)
    gone = source.results.get(order=1)
    Result.every.filter(pk=gone.pk).update(removed_at=NOW)

    with pytest.raises(Refused, match="Centang"):
        copied(world, plan, source, [gone.pk])


def test_the_form_of_leaders_and_of_staff_keep_their_own_column(world):
    source = last_year(world, "citra")
    place = world.placements["ani"]
    Placement.objects.filter(pk=world.placements["citra"].pk).update(employee=world.ani, kind="PLT")
    Indicator.objects.filter(result__plan=source).update(perspectives="PENERIMA_LAYANAN")

    copied(world, drafted(world), source)

    for row in Indicator.objects.filter(result__plan__placement=place):
        assert (row.aspect, row.perspectives) == ("KUANTITAS", "")


REFUSED = [([], Refused, "Centang paling sedikit satu"), ([0], Refused, "Centang paling sedikit satu")]


@pytest.mark.parametrize(("chosen", "error", "words"), REFUSED)
def test_nothing_and_foreign_rows_are_refused(world, chosen, error, words):
    source, plan = last_year(world), drafted(world)

    with pytest.raises(error, match=words):
        copied(world, plan, source, chosen)


def test_a_plan_never_grows_past_sixty_results(world):
    source, plan = last_year(world), drafted(world)
    Result.objects.bulk_create(Result(plan=plan, order=n, text=f"Hasil {n}") for n in range(1, 60))

    with pytest.raises(Refused, match="paling banyak 60"):
        copied(world, plan, source)
    assert plan.results.count() == 59


def test_the_second_of_two_tabs_is_told(world):
    source, plan = last_year(world), drafted(world)
    copied(world, plan, source)

    with pytest.raises(Conflict):
        operations.copy_results(
            plan=plan, version=1, source=source, results=[source.results.first().pk], by=world.ani, at=NOW
        )
    assert plan.results.count() == 2


def test_only_the_owner_copies_into_a_draft_and_only_into_a_draft(world):
    source, plan = last_year(world), drafted(world)
    chosen = [row.pk for row in source.results.all()]

    with pytest.raises(Denied, match="Hanya pemilik"):
        operations.copy_results(plan=plan, version=1, source=source, results=chosen, by=world.budi, at=NOW)
    waiting = with_result(world, plan).plan
    waiting = operations.submit_plan(plan=waiting, version=waiting.version, by=world.ani, at=NOW)
    with pytest.raises(Denied, match="sedang ditinjau"):
        copied(world, waiting, source, chosen)


# --- Nothing leads back (property) --------------------------------------------------------------------

TEXTS = st.text("abcdefgh -%", min_size=1, max_size=40).map(str.strip).filter(bool)
NUMBERS = st.decimals(0, 10**9, places=3, allow_nan=False, allow_infinity=False)
ROWS = st.fixed_dictionaries(
    {
        "aspect": st.sampled_from(["", *(each.value for each in Aspect)]),
        "text": TEXTS,
        "target": st.none() | NUMBERS,
        "unit": st.sampled_from(["", "akta", "%"]),
        "direction": st.sampled_from([each.value for each in Direction if each != Direction.RANGE]),
    }
)
PROMISES = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from([each.value for each in ResultKind]),
            "text": TEXTS,
            "supports_text": st.just("") | TEXTS,
            "no_support_reason": st.just("") | TEXTS,
            "indicators": st.lists(ROWS, max_size=4),
        }
    ),
    min_size=1,
    max_size=5,
)
MEASURE = ("aspect", "text", "target", "unit", "direction")
STAYS_BEHIND = ("supports_id", "assigned_by_id", "goal_id", "origin_id", "supports_text", "no_support_reason")


def promise(world, source, leader, rows):
    """Write results into a plan with every link that a plan can have."""
    goal = source.period.goals.create(unit=world.units["dinas"], order=1, text="Sasaran")
    key = goal.key_indicators.create(order=1, text="IKU")
    entry = LibraryEntry.objects.create(
        code="K-1", text="x", field="Umum", aspect="WAKTU", measure="hari", direction="TURUN",
        formula="a", source="b", status="DITERIMA",
    )  # fmt: skip
    served = leader.results.first()
    for order, row in enumerate(rows, start=1):
        measures = row.pop("indicators")
        before = source.results.create(order=900 + order, text="lama", removed_at=NOW)
        result = source.results.create(
            order=order, supports=served, assigned_by=world.hadi, goal=goal, origin=before, **row
        )
        for number, measure in enumerate(measures, start=1):
            result.indicators.create(order=number, key_indicator=key, entry=entry, **measure)
    return entry


@pytest.mark.once
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=PROMISES)
def test_a_copy_has_the_same_words_and_no_link_to_anybody_else(world, rows):
    with undone():
        source, leader = last_year(world), agreed_plan(world, "budi")
        source.results.all().delete()
        wanted = [
            (row["kind"], row["text"], [tuple(each[name] for name in MEASURE) for each in row["indicators"]])
            for row in rows
        ]
        entry = promise(world, source, leader, rows)
        plan = drafted(world)

        copied(world, plan, source)

        found = []
        for row in plan.results.order_by("pk"):
            measures = row.indicators.order_by("order").values_list(*MEASURE)
            found.append((row.kind, row.text, list(measures)))
            assert not any(getattr(row, name) for name in STAYS_BEHIND)
            assert all(each.entry_id == entry.pk for each in row.indicators.all())
            assert not any(each.key_indicator_id or each.origin_id for each in row.indicators.all())
        assert sorted(found, key=str) == sorted(wanted, key=str)
        assert not Result.every.filter(supports__plan=source).exists()


def test_every_column_is_either_copied_or_left_behind_on_purpose():
    """A new column fails here until somebody has decided whether a copy takes it over."""
    results = {field.attname for field in Result._meta.concrete_fields}
    indicators = {field.attname for field in Indicator._meta.concrete_fields}

    assert results == {*RESULT_COLUMNS, *STAYS_BEHIND, "id", "plan_id", "order", "removed_at"}
    assert indicators == {
        *INDICATOR_COLUMNS,
        "id",
        "result_id",
        "key_indicator_id",
        "origin_id",
        "removed_at",
    }
    linked = [field.attname for field in Indicator._meta.concrete_fields if isinstance(field, ForeignKey)]
    assert set(linked) & set(INDICATOR_COLUMNS) == {"entry_id"}, "the library belongs to everybody"


def test_a_copy_takes_over_all_that_a_form_can_write():
    written = {field.name for field in fields(IndicatorDraft)} - {"pk"}

    assert written - {name.removesuffix("_id") for name in INDICATOR_COLUMNS} <= {"key_indicator"}


# --- From a colleague ---------------------------------------------------------------------------------


def test_a_shared_plan_of_the_same_position_can_be_copied_without_its_annexes(world):
    source, plan = colleague(world), drafted(world)
    source.annexes.create(kind="SUMBER_DAYA", order=1, text="Laptop milik Rina")

    copied(world, plan, source)

    assert plan.results.count() == 2
    assert not plan.annexes.exists()


UNSHARED = {
    "no consent": lambda plan, world: {"may_be_copied": False},
    "not agreed": lambda plan, world: {"status": "DRAF", "agreed_at": None, "agreed_by": None},
    "too old": lambda plan, world: {"period": operations.create_period(year=2023, by=world.gita, at=NOW)},
}


@pytest.mark.parametrize("case", UNSHARED)
def test_what_is_not_shared_does_not_exist(world, enter, case):
    source, plan = colleague(world), drafted(world)
    Plan.objects.filter(pk=source.pk).update(**UNSHARED[case](source, world))

    assert_hidden(world, enter, plan, source)


def test_another_position_a_person_who_left_and_an_empty_plan_are_not_offered(world, enter):
    plan = drafted(world)
    other = colleague(
        world, name="Sari", nip="199203032018032012", position=world.placements["fajar"].position
    )
    left = colleague(world, name="Tono", nip="199203032018031013")
    Employee.objects.filter(pk=left.placement.employee_id).update(is_active=False)
    empty = colleague(world, name="Umar", nip="199203032018031014")
    empty.results.all().delete()

    for source in (other, left, empty):
        assert_hidden(world, enter, plan, source)


def assert_hidden(world, enter, plan, source):
    client, name = enter(world.ani), source.placement.employee.name
    page = client.get(address("plan-copy", plan.pk))
    assert name not in text_of(page)
    assert client.get(address("plan-copy", plan.pk) + f"?dari={source.pk}").status_code == 404
    assert (
        client.post(address("plan-copy", plan.pk) + f"?dari={source.pk}", {"version": "1"}).status_code == 404
    )
    with pytest.raises(Denied, match="tidak dibagikan"):
        copied(world, plan, source)
    assert not plan.results.exists()


@pytest.mark.once
def test_the_page_shows_results_and_measures_and_nothing_else_of_a_colleague(world, enter):
    source, plan = colleague(world), drafted(world)
    source.behaviours.update(text="Rahasia perilaku")
    source.annexes.create(kind="SUMBER_DAYA", order=1, text="Rahasia lampiran")
    source.results.update(no_support_reason="Rahasia alasan", supports_text="Rahasia pimpinan")

    page = enter(world.ani).get(address("plan-copy", plan.pk) + f"?dari={source.pk}")

    assert "Terlayaninya warga di loket 1" in text_of(page)
    assert "Jumlah dokumen yang terbit di loket 1: 100 dokumen" in text_of(page)
    assert "Rahasia" not in page.content.decode()


def test_colleagues_of_the_same_unit_stand_first_and_the_search_finds_the_others(world, enter):
    plan = drafted(world)
    for number in range(26):
        colleague(
            world, name=f"Jauh {number:02}", nip=f"1992030320180310{number + 20}", unit=world.units["lain"]
        )
        world.people.pop("jauh")
    colleague(world)
    client = enter(world.ani)

    page = text_of(client.get(address("plan-copy", plan.pk)))
    found = text_of(client.get(address("plan-copy", plan.pk) + "?nama=jauh 25"))

    assert page.index("Rina Wulandari") < page.index("Jauh 00")
    assert "Jauh 25" not in page
    assert "Nama rekan" in page
    assert "Jauh 25" in found
    assert "Rina" not in found


# --- Consent ------------------------------------------------------------------------------------------


def test_consent_is_given_and_taken_back(world):
    plan = agreed(world)

    shared = operations.set_consent(plan=plan, version=plan.version, may_be_copied=True, by=world.ani, at=NOW)
    assert Plan.objects.get(pk=plan.pk).may_be_copied
    operations.set_consent(plan=shared, version=shared.version, may_be_copied=False, by=world.ani, at=NOW)

    assert not Plan.objects.get(pk=plan.pk).may_be_copied
    assert [event.after for event in Event.objects.filter(action="plan.consent_set").order_by("pk")] == [
        {"may_be_copied": True},
        {"may_be_copied": False},
    ]


def test_consent_is_taken_back_after_the_year_was_closed(world):
    plan = agreed(world)
    Plan.objects.filter(pk=plan.pk).update(may_be_copied=True)
    type(world.period).objects.filter(pk=world.period.pk).update(closed_at=NOW, closed_by=world.gita)

    operations.set_consent(plan=plan, version=plan.version, may_be_copied=False, by=world.ani, at=NOW)

    assert not Plan.objects.get(pk=plan.pk).may_be_copied


def test_only_the_owner_of_an_agreed_plan_gives_consent(world):
    plan = agreed(world)
    for person in (world.budi, world.gita):
        with pytest.raises(Denied, match="pemilik SKP"):
            operations.set_consent(plan=plan, version=plan.version, may_be_copied=True, by=person, at=NOW)
    draft = drafted(world, "fajar")
    with pytest.raises(Denied, match="setelah SKP disepakati"):
        operations.set_consent(plan=draft, version=1, may_be_copied=True, by=world.fajar, at=NOW)


def test_a_stale_consent_is_told(world):
    plan = agreed(world)

    with pytest.raises(Conflict):
        operations.set_consent(plan=plan, version=plan.version - 1, may_be_copied=True, by=world.ani, at=NOW)


def test_the_box_on_the_page_gives_consent_and_takes_it_back(world, enter):
    plan, client = agreed(world), enter(world.ani)
    href, consent = address("plan-detail", plan.pk), address("plan-consent", plan.pk)
    for boxes in ({"boleh": "on"}, {}):
        form = form_of(client.get(href), consent)
        sent = {name: value for name, value in form.fields.items() if name != "boleh"} | boxes
        assert client.post(consent, sent).status_code == 302
        assert Plan.objects.get(pk=plan.pk).may_be_copied is bool(boxes)
    assert "boleh menyalin" not in text_of(enter(world.budi).get(href))


# --- Pages --------------------------------------------------------------------------------------------


def test_the_latest_own_plan_is_open_with_every_box_ticked(world, enter):
    source, plan = last_year(world), drafted(world)
    client = enter(world.ani)

    page = client.get(address("plan-copy", plan.pk))
    boxes = page.content.decode()
    assert boxes.count("checked") == 2
    data = form_of(page).fields | {"results": [row.pk for row in source.results.all()]}
    answer = client.post(address("plan-copy", plan.pk), data)

    assert answer.url == address("plan-compose", plan.pk) + "#hasil"
    assert plan.results.count() == 2
    again = client.get(address("plan-copy", plan.pk)).content.decode()
    assert "checked" not in again, "what stands in the draft is not ticked again"
    assert again.count("Sudah ada di draf.") == 2


@pytest.mark.once
def test_a_form_without_a_tick_is_answered_beside_the_boxes(world, enter):
    last_year(world)
    plan = drafted(world)

    answer = enter(world.ani).post(address("plan-copy", plan.pk), {"version": "1"})

    assert answer.status_code == 422
    assert "Centang paling sedikit satu hasil." in text_of(answer)


def test_a_conflict_shows_both_lists_and_one_press_copies(world, enter):
    source, plan = last_year(world), drafted(world)
    chosen = [str(row.pk) for row in source.results.all()]
    with_result(world, plan)
    client = enter(world.ani)

    answer = client.post(address("plan-copy", plan.pk), {"version": "1", "results": chosen})

    assert answer.status_code == 409
    for words in ("Terlayaninya warga di loket 2", "Terbitnya akta kelahiran sesuai standar waktu"):
        assert words in text_of(answer)
    form = form_of(answer)
    assert client.post(form.action, form.fields | {"results": chosen}).status_code == 302
    assert plan.results.count() == 3


@pytest.mark.once
def test_without_anything_to_copy_the_page_says_what_will_be_here(world, enter):
    plan = drafted(world)

    assert "Belum ada SKP yang bisa disalin" in text_of(enter(world.ani).get(address("plan-copy", plan.pk)))


def test_a_plan_can_be_begun_from_an_earlier_one(world, enter):
    last_year(world)
    client = enter(world.ani)
    assert "Susun dari SKP sebelumnya" in text_of(client.get(address("plan-mine")))

    data = {"period": world.period.pk, "placement": world.placements["ani"].pk, "salin": "1"}
    answer = client.post(address("plan-draft"), data)

    assert answer.url == address("plan-copy", Plan.objects.get(period=world.period).pk)


@pytest.mark.once
def test_the_page_costs_the_same_for_two_sources_and_for_eight(world, enter):
    source, plan = last_year(world), drafted(world)
    client = enter(world.ani)
    client.get("/")
    before = queries_of(client, address("plan-copy", plan.pk))
    for number in range(6):
        colleague(world, name=f"Rekan {number}", nip=f"1992030320180310{number + 20}")
        world.people.pop("rekan")

    assert queries_of(client, address("plan-copy", plan.pk)) == before <= 12
    assert copyable_plans(world.ani, plan).count() == 7
    assert source.results.count() == 2
