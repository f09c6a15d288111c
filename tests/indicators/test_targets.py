"""All indicators and targets of a draft in one go."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from indicators import operations
from indicators.models import Indicator, IndicatorManual, Result
from indicators.rules import IndicatorDraft
from tests.indicators.plans import INDICATOR, drafted, submitted, with_result
from tests.pages import form_of, text_of
from tests.world import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(world):
    """A draft with one measured result and one without any indicator."""
    plan = with_result(world, drafted(world)).plan
    return with_result(world, plan, text="Tertatanya arsip", indicators=[]).plan


def save(world, plan, rows, **changes):
    values = {"plan": plan, "version": plan.version, "rows": rows, "by": world.ani, "at": NOW}
    return operations.save_indicators(**(values | changes))


def test_several_results_get_their_indicators_at_once(world, plan):
    first, second = plan.results.order_by("order")
    row = first.indicators.get()
    IndicatorManual.objects.create(indicator=row, purpose="Kepastian waktu")
    changed = IndicatorDraft("Jumlah akta", "KUANTITAS", Decimal(1300), "akta", pk=row.pk)

    save(world, plan, {first.pk: [changed], second.pk: [INDICATOR]})

    row.refresh_from_db()
    event = Event.objects.get(action="plan.indicators_saved")
    assert (row.target, row.manual.purpose) == (Decimal(1300), "Kepastian waktu")
    assert second.indicators.get().text == INDICATOR.text
    assert [len(event.before), len(event.after)] == [2, 2]
    assert event.after[0]["indicators"] == ["Jumlah akta: 1.300 akta"]


def test_a_result_that_is_not_named_stays(world, plan):
    first, second = plan.results.order_by("order")

    save(world, plan, {second.pk: [INDICATOR]})

    assert first.indicators.count() == 1


def test_a_foreign_or_lost_result_is_refused_and_nothing_is_written(world, plan):
    foreign = with_result(world, drafted(world, "dewi"))
    first = plan.results.earliest("order")

    for key in (foreign.pk, 999_999):
        with pytest.raises(Refused, match="sudah dihapus"):
            save(world, plan, {first.pk: [], key: [INDICATOR]})
    assert first.indicators.count() == 1
    assert foreign.indicators.count() == 1


def test_one_bad_indicator_stops_all(world, plan):
    first, second = plan.results.order_by("order")

    with pytest.raises(Refused, match="paling kecil 0"):
        save(world, plan, {first.pk: [], second.pk: [IndicatorDraft("Jumlah", target=Decimal(-1))]})
    assert first.indicators.count() == 1


def test_only_the_owner_of_a_draft_and_only_on_the_version_seen(world, plan):
    second = plan.results.latest("order")

    with pytest.raises(Denied):
        save(world, plan, {second.pk: [INDICATOR]}, by=world.budi)
    with pytest.raises(Conflict):
        save(world, plan, {second.pk: [INDICATOR]}, version=plan.version - 1)
    handed_in = submitted(world, "fajar")
    with pytest.raises(Denied):
        save(world, handed_in, {}, by=world.fajar)
    assert not Event.objects.filter(action="plan.indicators_saved").exists()


class TestPage:
    def address(self, plan):
        return reverse("indicators:plan-targets", args=[plan.pk])

    def test_one_page_one_save(self, world, enter, clock, plan):
        client = enter(world.ani)
        page = client.get(self.address(plan))
        second = plan.results.latest("order")
        assert text_of(page).count("Indikator kinerja individu") == 2

        key = f"r{second.pk}"
        data = form_of(page).fields | {
            f"text-{key}": "Jumlah berkas tertata",
            f"aspect-{key}": "KUANTITAS",
            f"target-{key}": "1.200",
            f"unit-{key}": "berkas",
        }
        answer = client.post(self.address(plan), data)

        assert answer.status_code == 302
        assert second.indicators.get().target == Decimal(1200)
        assert Indicator.objects.filter(result__plan=plan).count() == 2

    def test_an_empty_row_stays_away(self, world, enter, clock, plan):
        client = enter(world.ani)
        data = form_of(client.get(self.address(plan))).fields

        assert client.post(self.address(plan), data).status_code == 302
        assert plan.results.latest("order").indicators.count() == 0

    def test_numbers_without_words_and_emptied_words_keep_what_was_typed(self, world, enter, clock, plan):
        client = enter(world.ani)
        first, second = plan.results.order_by("order")
        data = form_of(client.get(self.address(plan))).fields
        data |= {f"target-r{second.pk}": "77", f"text-i{first.indicators.get().pk}": ""}

        page = client.post(self.address(plan), data)

        assert page.status_code == 422
        assert text_of(page).count("Tulis indikatornya") >= 2
        assert form_of(page).fields[f"target-r{second.pk}"] == "77"

    def test_a_range_needs_its_order(self, world, enter, clock, plan):
        client = enter(world.ani)
        key = f"i{plan.results.earliest('order').indicators.get().pk}"
        data = form_of(client.get(self.address(plan))).fields
        data |= {f"direction-{key}": "RENTANG", f"target-{key}": "95", f"target_until-{key}": "90"}

        assert client.post(self.address(plan), data).status_code == 422

    def test_a_second_tab_gets_both_texts(self, world, enter, clock, plan):
        client = enter(world.ani)
        key = f"i{plan.results.earliest('order').indicators.get().pk}"
        data = form_of(client.get(self.address(plan))).fields
        with_result(world, plan, text="Dari tab lain")

        page = client.post(self.address(plan), data | {f"text-{key}": "Tulisan tab ini"})

        assert page.status_code == 409
        assert "Tulisan tab ini" in text_of(page)

    def test_sixty_results_come_ten_at_a_time(self, world, enter, clock, plan):
        Result.objects.bulk_create(Result(plan=plan, order=n, text=f"Hasil {n}") for n in range(3, 61))
        client = enter(world.ani)

        page = client.get(self.address(plan))
        assert "Hasil 1 sampai 10 dari 60" in text_of(page)
        answer = client.post(self.address(plan), form_of(page).fields)
        assert answer["Location"].endswith("?mulai=10")
        last = client.get(self.address(plan) + "?mulai=50")
        assert "Hasil 51 sampai 60 dari 60" in text_of(last)

    def test_without_results_the_page_says_what_to_do(self, world, enter, clock):
        page = enter(world.ani).get(self.address(drafted(world)))

        assert "Belum ada hasil kerja" in text_of(page)
