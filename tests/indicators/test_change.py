"""Changing an agreed plan in mid-year: what begins, what counts meanwhile, what agreeing leaves behind."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from indicators import access, operations, queries
from indicators.models import Assignment, Indicator, IndicatorManual, Period, Plan, PlanCopy, Result
from indicators.rules import AnnexKind, IndicatorDraft, fingerprint
from organizations.models import Placement
from reviews.operations.progress import give_feedback, report
from tests.indicators.plans import agreed, change_of, drafted, submit, with_result
from tests.world import NOW, TODAY

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=3)


def actions(plan):
    rows = Event.objects.filter(target_type="indicators.plan", target_id=plan.pk).order_by("pk")
    return list(rows.values_list("action", flat=True))


def fresh(plan):
    return Plan.every.get(pk=plan.pk)


def agree(world, draft):
    waiting = submit(world, draft)
    return operations.agree_plan(plan=waiting, version=waiting.version, by=world.budi, at=LATER)


def edit(draft, text, target="1500", **changes):
    """Change the first result of a draft and the target of its first indicator."""
    row = draft.results.order_by("pk").first()
    indicator = row.indicators.order_by("pk").first()
    drafts = [IndicatorDraft(indicator.text, "KUANTITAS", Decimal(target), "akta", pk=indicator.pk)]
    with_result(None, draft, result=row, text=text, indicators=drafts, **changes)


# --- Beginning ----------------------------------------------------------------------------------


def test_a_change_begins_with_everything_that_the_plan_says(world):
    plan = agreed(world)
    IndicatorManual.objects.create(indicator=Indicator.objects.get(), purpose="Terlayani", formula="a / b")

    draft = change_of(plan)

    assert (draft.status, draft.revision, draft.revises, draft.reason) == ("DRAF", 2, plan, "Anggaran turun")
    row, origin = draft.results.get(), plan.results.get()
    assert (row.origin, row.text, row.order, row.no_support_reason) == (
        origin,
        origin.text,
        1,
        origin.no_support_reason,
    )
    measure = row.indicators.get()
    assert (measure.origin, measure.target, measure.unit) == (origin.indicators.get(), 1240, "akta")
    assert (measure.manual.purpose, measure.manual.formula) == ("Terlayani", "a / b")
    assert draft.behaviours.count() == 7
    assert actions(draft) == ["change.started"]
    assert actions(plan)[-1] == "plan.change_started"


def test_a_change_is_no_plan_of_its_own(world):
    plan = agreed(world)
    draft = change_of(plan)

    assert list(Plan.objects.all()) == [plan]
    assert set(Plan.every.all()) == {plan, draft}
    assert [row.plans for row in queries.period_rows()] == [1]
    assert not queries.waiting_plans(world.period)


def test_one_change_is_under_way_at_a_time_and_the_second_reads_the_reason_of_the_first(world):
    plan = agreed(world)
    change_of(plan)

    with pytest.raises(Conflict, match="sudah dimulai pada 22 November 2026") as conflict:
        change_of(plan, reason="Penugasan baru")
    assert conflict.value.theirs == {"Alasan perubahan": "Anggaran turun"}
    with pytest.raises(Conflict, match="sudah dimulai"):
        change_of(fresh(plan), reason="Penugasan baru")
    assert Plan.every.count() == 2


def test_the_database_keeps_a_second_change_out(world):
    plan = agreed(world)
    draft = change_of(plan)

    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.every.create(
            period=plan.period,
            placement=plan.placement,
            form="JA_JF",
            started_on=plan.started_on,
            ended_on=plan.ended_on,
            revises=plan,
            reason="Lagi",
            created_at=NOW,
        )
    with pytest.raises(IntegrityError, match="plan_change_has_reason"), transaction.atomic():
        Plan.every.filter(pk=draft.pk).update(reason="")
    with pytest.raises(IntegrityError, match="plan_only_changes_are_cancelled"), transaction.atomic():
        Plan.every.filter(pk=plan.pk).update(status="DIBATALKAN")


@pytest.mark.parametrize(("reason", "words"), [(" ", "Tulis alasan"), ("a" * 501, "paling panjang 500")])
def test_a_change_needs_a_reason_of_readable_length(world, reason, words):
    with pytest.raises(Refused, match=words) as refused:
        change_of(agreed(world), reason=reason)
    assert refused.value.field == "reason"


@pytest.mark.parametrize("name", ["budi", "citra", "dewi", "eko", "gita", "indra"])
def test_only_the_owner_begins_and_gives_up(world, name):
    plan = agreed(world)
    with pytest.raises(Denied):
        operations.start_change(
            plan=plan, version=plan.version, reason="Anggaran turun", by=world.people[name], at=NOW
        )
    draft = change_of(plan)
    with pytest.raises(Denied):
        operations.cancel_change(plan=draft, version=draft.version, by=world.people[name], at=NOW)


def test_what_is_not_agreed_on_is_simply_changed(world):
    with pytest.raises(Denied, match="sudah disepakati"):
        change_of(drafted(world))


def test_a_change_of_a_change_does_not_exist(world):
    draft = change_of(agreed(world))
    with pytest.raises(Denied):
        change_of(draft)
    done = agree(world, draft)
    with pytest.raises(Denied, match="berlaku"):
        change_of(done)


def test_no_change_begins_or_lands_after_the_year_was_closed(world):
    plan = agreed(world)
    draft = change_of(plan)
    Period.objects.update(closed_at=NOW, closed_by=world.gita)

    with pytest.raises(Conflict, match="ditutup"):
        operations.cancel_change(plan=draft, version=draft.version, by=world.ani, at=NOW)
    with pytest.raises(Conflict, match="ditutup"):
        submit(world, draft)


# --- While it is under way ------------------------------------------------------------------------


def test_a_draft_of_a_change_is_its_authors_and_the_superior_sees_that_it_exists(world):
    draft = change_of(agreed(world))

    assert access.visible_with_changes(world.budi, TODAY).filter(pk=draft.pk).exists()
    assert not access.visible_plans(world.budi, TODAY).filter(pk=draft.pk).exists()
    assert not access.visible_with_changes(world.dewi, TODAY).filter(pk=draft.pk).exists()
    assert not access.may_read(world.budi, draft, TODAY)
    assert access.may_read(world.budi, submit(world, draft), TODAY)


def test_a_change_is_submitted_after_the_planning_window(world):
    plan = agreed(world)
    Period.objects.update(planning_until=date(2026, 1, 31))

    assert submit(world, change_of(plan)).status == "DIAJUKAN"


def test_subordinates_serve_what_is_in_force(world):
    lead = agreed(world, "budi")
    draft = operations.start_change(
        plan=lead, version=lead.version, reason="Struktur baru", by=world.budi, at=NOW
    )
    operations.submit_plan(plan=draft, version=draft.version, by=world.budi, at=NOW)

    mine = drafted(world)
    assert queries.supportable_results(mine, TODAY) == [lead.results.get()]


def test_giving_up_leaves_the_plan_as_it_was_and_lets_another_begin(world):
    plan = agreed(world)
    before = queries.plan_payload(queries.load(plan))
    draft = change_of(plan)
    edit(draft, "Lain")
    draft = fresh(draft)

    operations.cancel_change(plan=draft, version=draft.version, by=world.ani, at=NOW)

    assert fresh(draft).status == "DIBATALKAN"
    assert queries.plan_payload(queries.load(plan)) == before
    assert (actions(draft)[-1], actions(plan)[-1]) == ("change.cancelled", "plan.change_cancelled")
    assert change_of(fresh(plan)).revision == 2


def test_what_lies_with_the_superior_is_withdrawn_before_it_is_given_up(world):
    waiting = submit(world, change_of(agreed(world)))

    with pytest.raises(Denied, match="Tarik kembali dulu"):
        operations.cancel_change(plan=waiting, version=waiting.version, by=world.ani, at=NOW)


# --- Agreeing ---------------------------------------------------------------------------------------


def test_agreeing_changes_the_rows_in_force_in_place(world):
    plan = agreed(world)
    row, measure = plan.results.get(), Indicator.objects.get()
    draft = change_of(plan)
    edit(draft, "Terbitnya akta dalam dua hari")
    draft = fresh(draft)
    operations.set_annexes(
        plan=draft,
        version=draft.version,
        items={AnnexKind.RESOURCES: ["Dua pemindai"]},
        by=world.ani,
        at=NOW,
    )
    done = agree(world, fresh(draft))

    row.refresh_from_db()
    measure.refresh_from_db()
    assert (row.text, row.plan, measure.target, measure.result) == (
        "Terbitnya akta dalam dua hari",
        plan,
        1500,
        row,
    )
    assert queries.annex_texts(queries.load(plan), AnnexKind.RESOURCES) == ["Dua pemindai"]
    now = fresh(plan)
    assert (now.status, now.revision, now.agreed_at, now.agreed_by) == (
        "DISEPAKATI",
        2,
        LATER,
        world.budi,
    )
    assert (done.status, done.agreed_at) == ("DITUTUP", LATER)
    assert actions(plan)[-1] == "plan.revised"
    assert actions(done)[-1] == "plan.agreed"


def test_what_came_is_added_and_what_went_is_kept_for_the_record(world):
    plan = agreed(world)
    with_result(world, draft := change_of(plan), text="Terlatihnya lima petugas baru")
    draft = fresh(draft)
    gone = draft.results.order_by("pk").first()
    draft = operations.remove_result(plan=draft, version=draft.version, result=gone, by=world.ani, at=NOW)
    agree(world, draft)

    assert [row.text for row in plan.results.all()] == ["Terlatihnya lima petugas baru"]
    removed = Result.every.get(plan=plan, removed_at__isnull=False)
    assert (removed.text, removed.removed_at) == ("Terbitnya akta kelahiran sesuai standar waktu", LATER)
    assert Indicator.every.get(result=removed).removed_at == LATER
    assert Indicator.objects.filter(result__plan=plan).count() == 1


def test_reports_feedback_and_subordinates_stay_with_the_rows_in_force(world):
    lead = agreed(world, "budi")
    plan = drafted(world)
    with_result(world, plan, supports=lead.results.get(), no_support_reason="")
    plan = submit(world, fresh(plan))
    plan = operations.agree_plan(plan=plan, version=plan.version, by=world.budi, at=NOW)
    indicator = Indicator.objects.select_related("result__plan").get(result__plan=lead)
    term = world.term(4)
    said = report(
        indicator=indicator,
        term=term,
        version=None,
        amount=Decimal(3),
        note="Tiga.",
        noted_on=TODAY,
        evidence_url="",
        by=world.budi,
        at=NOW,
    )
    give_feedback(
        plan=lead, term=term, results={lead.results.get().pk: "Baik."}, values={}, by=world.citra, at=NOW
    )
    for text in ("Satu", "Dua"):
        draft = change_of(fresh(lead))
        edit(draft, text)
        waiting = submit(world, fresh(draft))
        operations.agree_plan(plan=waiting, version=waiting.version, by=world.citra, at=LATER)

    said.refresh_from_db()
    assert said.indicator == indicator
    row = lead.results.get()
    assert (row.text, row.feedback.get().text) == ("Dua", "Baik.")
    assert plan.results.get().supports == row
    assert fresh(lead).revision == 3


def test_manuals_follow_their_indicators(world):
    plan = agreed(world)
    measure = Indicator.objects.get()
    IndicatorManual.objects.create(indicator=measure, purpose="Lama")
    draft = change_of(plan)
    IndicatorManual.objects.filter(indicator__result__plan=draft).update(purpose="Baru")

    agree(world, draft)

    assert IndicatorManual.objects.get(indicator=measure).purpose == "Baru"


def test_a_result_taken_over_from_a_leader_stays_linked_to_what_is_in_force(world):
    lead, plan = agreed(world, "budi"), agreed(world)
    draft = change_of(plan)
    taken = with_result(world, draft, text="Dari pimpinan")
    taken_over(world, result=lead.results.get(), taken=taken)

    agree(world, fresh(draft))

    assert Assignment.objects.get().taken == plan.results.get(text="Dari pimpinan")


def taken_over(world, **columns):
    values = {"text": "Dari pimpinan", "status": "DIPAKAI", "given_by": world.budi, "given_at": NOW}
    return Assignment.objects.create(placement=world.placements["ani"], **(values | columns))


def test_what_was_taken_into_a_change_that_is_given_up_stands_open_again(world):
    lead, draft = agreed(world, "budi"), change_of(agreed(world))
    row = taken_over(world, result=lead.results.get(), taken=with_result(world, draft, text="Dari pimpinan"))
    draft = fresh(draft)

    operations.cancel_change(plan=draft, version=draft.version, by=world.ani, at=NOW)

    row.refresh_from_db()
    assert (row.status, row.taken) == ("DIUSULKAN", None)


def test_what_hangs_on_results_that_a_change_takes_out_is_open_or_withdrawn_again(world):
    lead, plan = agreed(world, "budi"), agreed(world)
    taken = taken_over(world, result=lead.results.get(), taken=plan.results.get())
    given = taken_over(world, result=plan.results.get(), status="DIUSULKAN")
    draft = change_of(plan)
    with_result(world, draft, text="Lain")
    draft = fresh(draft)
    row = draft.results.order_by("pk").first()
    draft = operations.remove_result(plan=draft, version=draft.version, result=row, by=world.ani, at=NOW)

    agree(world, draft)

    taken.refresh_from_db()
    given.refresh_from_db()
    assert (taken.status, taken.taken, given.status) == ("DIUSULKAN", None, "DITARIK")


def test_every_agreement_leaves_a_copy_and_no_copy_ever_changes(world):
    plan = agreed(world)
    first = PlanCopy.objects.get()
    draft = change_of(plan)
    edit(draft, "Terbitnya akta dalam dua hari")
    agree(world, fresh(draft))

    old, new = PlanCopy.objects.order_by("revision")
    assert (old.pk, old.payload, old.sha256) == (first.pk, first.payload, first.sha256)
    assert new.payload["revision"] == 2
    assert new.payload["results"][0]["text"] == "Terbitnya akta dalam dua hari"
    assert new.payload["results"][0]["id"] == old.payload["results"][0]["id"]
    assert all(copy.sha256 == fingerprint(copy.payload) for copy in (old, new))


@pytest.mark.parametrize(
    "act",
    [
        lambda copy: copy.save(),
        lambda copy: copy.delete(),
        lambda copy: PlanCopy.objects.update(sha256=""),
        lambda copy: PlanCopy.objects.all().delete(),
    ],
)
def test_copies_are_only_ever_added(world, act):
    agreed(world)
    with pytest.raises(TypeError, match="append-only"):
        act(PlanCopy.objects.get())


def test_a_person_who_moved_on_meanwhile_is_not_given_days_on_the_old_post_back(world):
    plan = agreed(world)
    waiting = submit(world, change_of(plan))
    Placement.objects.filter(pk=plan.placement_id).update(ended_on=date(2026, 6, 30))

    operations.agree_plan(plan=waiting, version=waiting.version, by=world.budi, at=LATER)

    assert fresh(plan).last_day == date(2026, 6, 30)


def test_the_plan_in_force_is_not_touched_when_it_moved_on_meanwhile(world):
    plan = agreed(world)
    waiting = submit(world, change_of(plan))
    Plan.objects.filter(pk=plan.pk).update(revision=7)

    with pytest.raises(Conflict, match="sudah berubah sejak"):
        operations.agree_plan(plan=waiting, version=waiting.version, by=world.budi, at=LATER)
    assert (fresh(waiting).status, fresh(plan).revision) == ("DIAJUKAN", 7)
    assert PlanCopy.objects.count() == 1


@pytest.mark.parametrize("moment", ["start", "cancel", "agree", "ask"])
def test_a_failing_audit_write_undoes_everything(world, monkeypatch, moment):
    plan = agreed(world)
    draft = None if moment in {"start", "ask"} else change_of(plan)
    if moment == "agree":
        draft = submit(world, draft)
    before = [list(Plan.every.order_by("pk").values()), list(Result.every.order_by("pk").values())]

    def broken(self, *args, **kwargs):
        raise RuntimeError("no audit, no change")

    monkeypatch.setattr(Event, "save", broken)
    acts = {
        "start": lambda: change_of(plan),
        "cancel": lambda: operations.cancel_change(plan=draft, version=draft.version, by=world.ani, at=NOW),
        "agree": lambda: operations.agree_plan(plan=draft, version=draft.version, by=world.budi, at=NOW),
        "ask": lambda: operations.ask_change(
            plan=plan, version=plan.version, suggestion="Sesuaikan.", by=world.budi, at=NOW
        ),
    }
    with pytest.raises(RuntimeError):
        acts[moment]()

    assert [
        list(Plan.every.order_by("pk").values()),
        list(Result.every.order_by("pk").values()),
    ] == before


# --- The superior asks --------------------------------------------------------------------------------


def test_the_superior_asks_and_the_words_stay_until_a_change_is_agreed(world):
    plan = agreed(world)

    plan = operations.ask_change(
        plan=plan, version=plan.version, suggestion="Anggaran turun 10%.", by=world.budi, at=NOW
    )

    assert (plan.status, plan.suggestion) == ("DISEPAKATI", "Anggaran turun 10%.")
    event = Event.objects.latest("pk")
    assert (event.action, event.note) == ("plan.change_asked", "Anggaran turun 10%.")
    draft = change_of(plan)
    with pytest.raises(Refused, match="sudah disusun pemiliknya"):
        operations.ask_change(
            plan=fresh(plan), version=fresh(plan).version, suggestion="Lagi.", by=world.budi, at=NOW
        )
    agree(world, draft)
    assert fresh(plan).suggestion == ""


@pytest.mark.parametrize("name", ["ani", "citra", "dewi", "eko", "gita", "indra"])
def test_nobody_but_the_superior_asks(world, name):
    plan = agreed(world)
    with pytest.raises(Denied):
        operations.ask_change(
            plan=plan, version=plan.version, suggestion="Ubah.", by=world.people[name], at=NOW
        )


def test_asking_needs_words(world):
    plan = agreed(world)
    with pytest.raises(Refused, match="Tulis apa yang perlu diubah") as refused:
        operations.ask_change(plan=plan, version=plan.version, suggestion=" ", by=world.budi, at=NOW)
    assert refused.value.field == "suggestion"
