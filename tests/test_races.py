"""Two people, or two tabs, in the same moment: exactly one wins, the other is told (reliability 2.1, 2.2).

Only on PostgreSQL do two writers really meet; on SQLite the one write lock puts them in a row.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import partial
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event, FormToken
from awards.models import AwardScheme, Nomination
from awards.operations import nomination, scheme
from awards.rules.scheme import Category, Condition, RuleKind
from indicators import operations as plans
from indicators.models import Indicator, Period, Plan, PlanCopy, PlanRequest
from organizations import operations as staff
from organizations.models import DataReport, Employee, RoleGrant, Supervision, Upload
from organizations.rules import Role, UploadKind
from reviews.models import Action, CreditEntry, Evaluation, Feedback, HelpRequest, Objection, Realisation
from reviews.operations import action, credit, note, progress
from reviews.operations import evaluation as evaluations
from reviews.operations import help as help_
from reviews.operations import objection as objections
from reviews.operations.finalising import finalise_due
from reviews.rules.note import NoteDraft
from tests.reviews.credits import final_result
from tests.scenes import RATED
from tests.world import NOW, PASSWORD, TODAY, World, agreed_plan, build_world

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROUNDS = 8
RATING = {"results_rating": "DI_ATAS", "behaviour_rating": "SESUAI"}
REASONS = {"results_reason": "Bukti.", "behaviour_reason": "Bukti.", "recommendation": ""}
Act = Callable[[], Any]


@pytest.fixture
def meeting(transactional_db: None) -> World:
    """The world, committed, so that other connections see it."""
    import_module("indicators.migrations.0002_core_values").fill(apps, None)  # emptied by other such tests
    return build_world()


def at_once(*acts: Act) -> list[Any]:
    """Run the acts in threads that start together; return each result or the exception it ended with."""
    gate = threading.Barrier(len(acts), timeout=20)
    results: list[Any] = [None] * len(acts)

    def run(number: int, act: Act) -> None:
        try:
            connection.ensure_connection()
            gate.wait()
            results[number] = act()
        except Exception as error:
            results[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number, act)) for number, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads), "somebody waits for ever"
    return results


def assert_one_wins(results: list[Any], *honest: type[Refused]) -> None:
    """Assert that one act went through and every other got an honest refusal."""
    lost = [result for result in results if isinstance(result, Exception)]
    assert len(lost) == len(results) - 1, results
    assert all(isinstance(error, honest or (Conflict,)) for error in lost), lost


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def submitted(world: World, name: str = "ani") -> Plan:
    plan = agreed_plan(world, name, status="DIAJUKAN")
    Plan.objects.filter(pk=plan.pk).update(submitted_to=world.budi)
    return plan


# --- Plans --------------------------------------------------------------------------------------


def agreeing(world: World, plan: Plan) -> Act:
    loaded = fresh(plan)
    return lambda: plans.agree_plan(plan=loaded, version=loaded.version, by=world.budi, at=NOW)


def test_two_superiors_agree_at_once_and_one_copy_is_frozen(meeting: World) -> None:
    plan = submitted(meeting)
    for _ in range(ROUNDS):
        results = at_once(*(agreeing(meeting, plan) for _ in range(3)))

        assert_one_wins(results)
        assert PlanCopy.objects.count() == 1
        assert fresh(plan).status == "DISEPAKATI"
        PlanCopy._base_manager.all().delete()
        Plan.objects.filter(pk=plan.pk).update(status="DIAJUKAN", agreed_at=None, agreed_by=None)


def test_one_agrees_and_one_returns_and_the_loser_reads_what_happened(meeting: World) -> None:
    plan = submitted(meeting)
    one, other = fresh(plan), fresh(plan)

    results = at_once(
        lambda: plans.agree_plan(plan=one, version=1, by=meeting.budi, at=NOW),
        lambda: plans.return_plan(plan=other, version=1, suggestion="Tulis target.", by=meeting.budi, at=NOW),
    )

    assert_one_wins(results)
    said = str(next(result for result in results if isinstance(result, Conflict)))
    status = fresh(plan).status
    assert said.startswith(
        "SKP ini sudah disepakati Budi" if status == "DISEPAKATI" else "SKP ini sudah dikembalikan"
    )
    assert (status == "DISEPAKATI") == PlanCopy.objects.exists()


def test_the_owner_withdraws_while_the_superior_agrees(meeting: World) -> None:
    plan = submitted(meeting)
    one, other = fresh(plan), fresh(plan)

    results = at_once(
        lambda: plans.agree_plan(plan=one, version=1, by=meeting.budi, at=NOW),
        lambda: plans.withdraw_plan(plan=other, version=1, by=meeting.ani, at=NOW),
    )

    assert_one_wins(results)
    assert (fresh(plan).status == "DISEPAKATI") == PlanCopy.objects.exists()


def test_a_plan_is_begun_once(meeting: World) -> None:
    act = lambda: plans.draft_plan(  # noqa: E731
        placement=meeting.placements["ani"], period=meeting.period, by=meeting.ani, at=NOW
    )

    assert_one_wins(at_once(act, act, act), Refused)
    assert Plan.objects.count() == 1
    assert Plan.objects.get().behaviours.count() == 7


def test_a_superior_is_asked_once_however_often_the_button_is_pressed(meeting: World) -> None:
    act = lambda: plans.ask_for_plan(  # noqa: E731
        placement=meeting.placements["ani"], period=meeting.period, by=meeting.ani, at=NOW
    )

    assert_one_wins(at_once(act, act, act), Refused)
    assert PlanRequest.objects.count() == 1


def test_results_are_copied_once_from_two_tabs(meeting: World) -> None:
    source = agreed_plan(meeting, "ani", results=3)
    Plan.objects.filter(pk=source.pk).update(started_on="2026-01-01", ended_on="2026-06-30")
    acting = meeting.ani.placements.create(
        position=source.placement.position, unit=meeting.units["dinas"], kind="PLT", started_on="2026-07-01"
    )
    plan = plans.draft_plan(placement=acting, period=meeting.period, by=meeting.ani, at=NOW)
    chosen = [row.pk for row in source.results.all()]
    act = lambda: plans.copy_results(  # noqa: E731
        plan=fresh(plan), version=plan.version, source=source, results=chosen, by=meeting.ani, at=NOW
    )

    assert_one_wins(at_once(act, act, act))
    assert plan.results.count() == 3


def test_a_file_of_results_is_applied_once(meeting: World) -> None:
    plan = plans.draft_plan(
        placement=meeting.placements["ani"], period=meeting.period, by=meeting.ani, at=NOW
    )
    values = {"text": "Hasil dari berkas", "indicator": "", "kind": "", "supports_text": ""}
    upload = Upload.objects.create(
        kind=UploadKind.RESULTS.value,
        target=plan.pk,
        name="hasil.xlsx",
        rows=[{"line": 2, "values": values, "faults": []}],
        uploaded_by=meeting.ani,
        uploaded_at=NOW,
    )
    act = lambda: plans.apply_results(  # noqa: E731
        upload=fresh(upload), version=plan.version, by=meeting.ani, at=NOW
    )

    assert_one_wins(at_once(act, act, act))
    assert plan.results.count() == 1


# --- Evaluations --------------------------------------------------------------------------------


def rating(world: World, plan: Plan, version: int | None) -> Act:
    return lambda: evaluations.rate(
        plan=fresh(plan),
        term=world.final,
        version=version,
        **RATING,
        **REASONS,
        by=world.budi,
        at=NOW,
    )


def test_two_tabs_rate_for_the_first_time_at_once(meeting: World) -> None:
    act = rating(meeting, agreed_plan(meeting), None)

    results = at_once(act, act, act)

    assert_one_wins(results)
    assert Evaluation.objects.count() == 1
    assert Event.objects.filter(action="evaluation.rated").count() == 1
    assert all(error.theirs for error in results if isinstance(error, Conflict)), "the stored rating is shown"


def test_two_tabs_replace_the_draft_of_an_earlier_superior_at_once(meeting: World) -> None:
    plan = agreed_plan(meeting)
    Evaluation.objects.create(plan=plan, term=meeting.final, appraiser=meeting.citra, **RATED)

    results = at_once(*[rating(meeting, plan, None)] * 3)

    assert_one_wins(results)
    assert Evaluation.objects.get().appraiser == meeting.budi
    assert all(error.theirs for error in results if isinstance(error, Conflict)), "the own rating is shown"


def test_two_tabs_change_a_rating_at_once(meeting: World) -> None:
    plan = agreed_plan(meeting)
    Evaluation.objects.create(plan=plan, term=meeting.final, appraiser=meeting.budi, **RATED)

    assert_one_wins(at_once(*[rating(meeting, plan, 1)] * 4))
    assert Evaluation.objects.get().version == 2


def test_one_tab_shares_while_the_other_changes_the_rating(meeting: World) -> None:
    plan = agreed_plan(meeting)
    row = Evaluation.objects.create(plan=plan, term=meeting.final, appraiser=meeting.budi, **RATED)

    results = at_once(
        rating(meeting, plan, 1),
        lambda: evaluations.share(evaluation=fresh(row), version=1, talked_on=TODAY, by=meeting.budi, at=NOW),
    )

    assert_one_wins(results)
    after = fresh(row)
    assert after.version == 2
    assert (after.status == "DISAMPAIKAN") == (after.results_rating == "SESUAI"), (
        "what was shared is what was seen"
    )


def shared(world: World) -> Evaluation:
    return Evaluation.objects.create(
        plan=agreed_plan(world),
        term=world.final,
        appraiser=world.budi,
        status="DISAMPAIKAN",
        shared_at=NOW,
        talked_on=TODAY,
        upper=world.citra,
        **RATED,
    )


def test_acknowledging_and_objecting_at_once_has_one_effect(meeting: World) -> None:
    row = shared(meeting)

    results = at_once(
        lambda: evaluations.acknowledge(evaluation=fresh(row), version=1, comment="", by=meeting.ani, at=NOW),
        lambda: objections.object_to(evaluation=fresh(row), version=1, text="Bukti.", by=meeting.ani, at=NOW),
        lambda: evaluations.acknowledge(evaluation=fresh(row), version=1, comment="", by=meeting.ani, at=NOW),
    )

    assert_one_wins(results, Conflict, Denied)
    assert (fresh(row).status == "KEBERATAN") == Objection.objects.exists()


def test_two_decisions_on_one_objection(meeting: World) -> None:
    row = shared(meeting)
    Evaluation.objects.filter(pk=row.pk).update(status="KEBERATAN")
    Objection.objects.create(evaluation=row, text="Bukti.", filed_at=NOW)

    act = lambda: objections.decide(  # noqa: E731
        evaluation=fresh(row), version=1, text="Tetap.", **RATING, by=meeting.citra, at=NOW
    )

    assert_one_wins(at_once(act, act), Conflict, Denied)
    assert Event.objects.filter(action="objection.decided").count() == 1


def test_the_daily_run_goes_on_when_somebody_answers_in_the_same_moment(meeting: World) -> None:
    row = shared(meeting)
    later = NOW + timedelta(days=15)

    results = at_once(
        lambda: finalise_due(on=TODAY + timedelta(days=15), at=later),
        lambda: finalise_due(on=TODAY + timedelta(days=15), at=later),
        lambda: evaluations.acknowledge(
            evaluation=fresh(row), version=1, comment="", by=meeting.ani, at=later
        ),
    )

    assert not isinstance(results[0], Exception), results
    assert not isinstance(results[1], Exception), results
    assert results[2] is None or isinstance(results[2], Evaluation | Conflict | Denied), results
    assert Event.objects.filter(action="evaluation.final").count() == results[0] + results[1] <= 1


# --- Progress -----------------------------------------------------------------------------------


def reporting(world: World, indicator: Indicator, version: int | None, note: str = "Catatan.") -> Act:
    def act() -> Realisation:
        rows = Indicator.objects.select_related("result__plan__period", "result__plan__placement")
        return progress.report(
            indicator=rows.get(pk=indicator.pk),
            term=world.term(4),
            version=version,
            amount=None,
            note=note,
            noted_on=TODAY,
            evidence_url="",
            by=world.ani,
            at=NOW,
        )

    return act


def test_two_tabs_report_at_once(meeting: World) -> None:
    indicator = agreed_plan(meeting).results.get().indicators.get()

    results = at_once(*(reporting(meeting, indicator, None, f"Tab {number}") for number in range(4)))

    assert_one_wins(results)
    stored = Realisation.objects.get().note
    assert all(
        error.theirs == {"Catatan yang tersimpan": stored} for error in results if isinstance(error, Conflict)
    )


def test_two_tabs_give_feedback_at_once(meeting: World) -> None:
    plan = agreed_plan(meeting)
    key = plan.results.get().pk

    def act(text: str) -> Act:
        return lambda: progress.give_feedback(
            plan=fresh(plan),
            term=meeting.term(4),
            results={key: text},
            values={},
            version=0,
            by=meeting.budi,
            at=NOW,
        )

    assert_one_wins(at_once(*(act(f"Tab {number}") for number in range(3))))
    assert Feedback.objects.get().version == 1


# --- Closing the year ---------------------------------------------------------------------------


def test_nothing_lands_after_the_year_was_closed(meeting: World) -> None:
    """Editors save while the BKD closes; what was accepted carries a time before the close."""
    plan = agreed_plan(meeting, results=6)
    indicators = list(Indicator.objects.filter(result__plan=plan))
    draft = agreed_plan(meeting, "fajar", status="DIAJUKAN")
    closed = threading.Event()
    late: list[Any] = []

    def edit(indicator: Indicator) -> Act:
        """Load the page, then save until the year is closed: the page is always older than the close."""

        def act() -> int:
            saved, version = 0, None
            for number in range(200):
                rows = Indicator.objects.select_related("result__plan__period", "result__plan__placement")
                loaded = rows.get(pk=indicator.pk)
                was_closed = closed.is_set()
                try:
                    row = progress.report(
                        indicator=loaded,
                        term=meeting.term(4),
                        version=version,
                        amount=None,
                        note=f"Catatan {number}",
                        noted_on=TODAY,
                        evidence_url="",
                        by=meeting.ani,
                        at=NOW,
                    )
                except (Denied, Conflict):
                    return saved
                if was_closed:
                    late.append(row)
                saved, version = saved + 1, row.version
            return saved

        return act

    def close() -> None:
        for _ in range(40):
            if Realisation.objects.count() == len(indicators):
                break
        plans.close_period(period=fresh(meeting.period), version=1, by=meeting.gita, at=NOW)
        closed.set()

    def agree() -> Any:
        return plans.agree_plan(plan=fresh(draft), version=1, by=meeting.budi, at=NOW)

    results = at_once(close, agree, *(edit(indicator) for indicator in indicators))

    assert results[0] is None, results
    assert late == []
    assert Period.objects.get(pk=meeting.period.pk).closed_at is not None
    ids = list(Event.objects.order_by("pk").values_list("action", flat=True))
    after = ids[ids.index("period.closed") + 1 :]
    assert "progress.reported" not in after
    assert "plan.agreed" not in after


def test_a_page_that_was_loaded_before_the_close_saves_nothing_after_it(meeting: World) -> None:
    """The editor holds the loaded year in memory, the close commits, and only then the save begins."""
    plan = agreed_plan(meeting)
    rows = Indicator.objects.select_related("result__plan__period", "result__plan__placement")
    loaded = rows.get(result__plan=plan)
    page = Plan.objects.select_related("period", "placement").get(pk=plan.pk)
    assert page.period.is_open
    plans.close_period(period=fresh(meeting.period), version=1, by=meeting.gita, at=NOW)

    for act in (
        lambda: progress.report(
            indicator=loaded,
            term=meeting.term(4),
            version=None,
            amount=None,
            note="Catatan.",
            noted_on=TODAY,
            evidence_url="",
            by=meeting.ani,
            at=NOW,
        ),
        lambda: evaluations.rate(
            plan=page, term=meeting.final, version=None, **RATING, **REASONS, by=meeting.budi, at=NOW
        ),
    ):
        with pytest.raises(Denied, match="ditutup"):
            act()
    assert not Realisation.objects.exists()
    assert not Evaluation.objects.exists()


def test_two_admins_close_at_once(meeting: World) -> None:
    act = lambda: plans.close_period(  # noqa: E731
        period=fresh(meeting.period), version=1, by=meeting.gita, at=NOW
    )

    assert_one_wins(at_once(act, act, act))
    assert Event.objects.filter(action="period.closed").count() == 1


# --- People, roles, forms -------------------------------------------------------------------------


def test_two_admins_who_end_each_others_role_leave_one(meeting: World) -> None:
    RoleGrant.objects.create(
        employee=meeting.dewi, role=Role.BKD_ADMIN, unit=meeting.units["kota"], started_on=TODAY
    )
    grants = {row.employee_id: row for row in RoleGrant.objects.filter(role=Role.BKD_ADMIN)}

    def end(whose: Employee, by: Employee) -> Act:
        return lambda: staff.end_role(grant=grants[whose.pk], by=Employee.objects.get(pk=by.pk), at=NOW)

    results = at_once(end(meeting.gita, meeting.dewi), end(meeting.dewi, meeting.gita))

    assert_one_wins(results, Refused)
    assert RoleGrant.objects.filter(role=Role.BKD_ADMIN, ended_on__isnull=True).count() == 1


def test_the_same_role_is_granted_once(meeting: World) -> None:
    act = lambda: staff.grant_role(  # noqa: E731
        employee=meeting.ani, role=Role.AUDITOR, unit=meeting.units["kota"], by=meeting.gita, at=NOW
    )

    assert_one_wins(at_once(act, act, act), Refused)


def test_two_second_persons_confirm_one_proposal_once(meeting: World) -> None:
    for person in (meeting.hadi, meeting.dewi):
        RoleGrant.objects.create(
            employee=person, role=Role.BKD_ADMIN, unit=meeting.units["kota"], started_on=TODAY
        )
    facts = {"role": Role.BKD_ADMIN, "unit": meeting.units["kota"], "ended_on": None, "at": NOW}
    row = staff.propose_role(employee=meeting.ani, by=meeting.gita, **facts)

    def confirm(by: Employee) -> Act:
        return lambda: staff.confirm_proposal(proposal=fresh(row), version=1, by=by, at=NOW)

    assert_one_wins(at_once(confirm(meeting.hadi), confirm(meeting.dewi)))
    assert RoleGrant.objects.filter(employee=meeting.ani).count() == 1


def test_a_row_is_joined_once(meeting: World) -> None:
    goes = Employee.objects.create(nip="199001012021212003", name="Ani", kind="PPPK")

    def join(stays: Employee) -> Act:
        return lambda: staff.merge_rows(
            stays=Employee.objects.get(pk=stays.pk),
            goes=Employee.objects.get(pk=goes.pk),
            by=meeting.gita,
            at=NOW,
        )

    assert_one_wins(at_once(join(meeting.ani), join(meeting.fajar)), Refused)


def test_one_click_reports_wrong_data_once(meeting: World) -> None:
    act = lambda: staff.report_data(employee=meeting.ani, subject="ATASAN", message="", at=NOW)  # noqa: E731

    results = at_once(act, act, act, act)

    assert not any(isinstance(result, Exception) for result in results), results
    assert DataReport.objects.count() == 1


def test_two_admins_answer_one_report(meeting: World) -> None:
    row = staff.report_data(employee=meeting.ani, subject="ATASAN", message="", at=NOW)

    def answer(by: Employee) -> Act:
        return lambda: staff.answer_report(report=fresh(row), version=1, answer="Beres.", by=by, at=NOW)

    assert_one_wins(at_once(answer(meeting.gita), answer(meeting.eko)))


def test_two_overrides_at_once_leave_one_line_a_day(meeting: World) -> None:
    def set_to(superior: Employee) -> Act:
        return lambda: staff.override_superior(
            employee=meeting.ani,
            superior=superior,
            started_on=TODAY,
            ended_on=None,
            reason="SP",
            by=meeting.gita,
            at=NOW,
        )

    results = at_once(set_to(meeting.dewi), set_to(meeting.eko))

    assert not any(isinstance(result, Exception) for result in results), results
    lines = Supervision.objects.on(TODAY).filter(placement=meeting.placements["ani"])
    assert lines.count() == 1


def test_twenty_clicks_on_one_button_have_one_effect(meeting: World) -> None:
    """Through the whole site: the token of the form, not the button, keeps it to one."""
    Employee.objects.filter(pk=meeting.ani.pk).update(password=make_password(PASSWORD))
    person = Employee.objects.get(pk=meeting.ani.pk)
    clients = [Client() for _ in range(6)]
    for client in clients:
        client.force_login(person, backend="organizations.backends.NipBackend")
    form = {"subject": "LAIN", "message": "Alamat.", "_once": "a" * 32}
    href = reverse("organizations:report-data")

    results = at_once(*(lambda client=client: client.post(href, form) for client in clients))

    assert not any(isinstance(result, Exception) for result in results), results
    assert {result["Location"] for result in results} == {"/data-saya/"}
    assert sorted(result.status_code for result in results) == [302] + [303] * 5
    assert DataReport.objects.count() == FormToken.objects.count() == 1


# --- Notes that are counted, and help ---------------------------------------------------------------


def test_two_notes_at_once_are_both_in_the_sum(meeting: World) -> None:
    plan = agreed_plan(meeting)
    indicator = Indicator.objects.get(result__plan=plan)
    draft = NoteDraft("Akta terbit.", TODAY, indicator.result_id, indicator.pk, Decimal(1))
    act = lambda: note.write_notes(drafts=[draft], by=meeting.ani, at=NOW)  # noqa: E731

    for done in range(1, ROUNDS + 1):
        results = at_once(act, act)
        assert not [error for error in results if isinstance(error, Exception)], results
        assert Realisation.objects.get().amount == 2 * done


def help_request(world: World) -> HelpRequest:
    plan = Plan.objects.first() or agreed_plan(world)
    return HelpRequest.objects.create(plan=plan, text="Pemindai rusak.", asked_at=NOW)


def replying(row: HelpRequest, by: Employee) -> Act:
    words = {"text": f"Dari {by.name}.", "closes": False, "by": by, "at": NOW}
    return lambda: help_.reply(request=row, version=1, **words)


def test_two_superiors_reply_at_once_and_the_second_reads_the_first(meeting: World) -> None:
    for _ in range(ROUNDS):
        row = help_request(meeting)
        results = at_once(replying(row, meeting.budi), replying(row, meeting.citra))

        assert_one_wins(results)
        lost = next(error for error in results if isinstance(error, Conflict))
        assert lost.theirs == {"Jawaban yang tersimpan": fresh(row).reply}


def test_the_asker_closes_while_the_superior_replies(meeting: World) -> None:
    for _ in range(ROUNDS):
        row = help_request(meeting)
        closing = partial(help_.close, request=row, version=1, by=meeting.ani, at=NOW)
        results = at_once(closing, replying(row, meeting.budi))

        assert_one_wins(results)
        assert (fresh(row).closed_at is None) == bool(fresh(row).reply)


def test_help_is_asked_once_for_a_result_from_two_tabs(meeting: World) -> None:
    plan = agreed_plan(meeting)
    ask = lambda: help_.ask(  # noqa: E731
        plan=fresh(plan), result=plan.results.get(), text="Pemindai rusak.", by=meeting.ani, at=NOW
    )

    assert_one_wins(at_once(ask, ask, ask))
    assert HelpRequest.objects.count() == 1


def test_a_quarter_is_saved_by_one_of_two_tabs(meeting: World) -> None:
    result = agreed_plan(meeting).results.get()
    save = lambda: action.save_quarter(  # noqa: E731
        result=result,
        term=meeting.term(4),
        version=0,
        draft=action.QuarterDraft(steps=["Menyusun jadwal"], outlook="SESUAI_RENCANA"),
        by=meeting.ani,
        at=NOW,
    )

    assert_one_wins(at_once(save, save))
    assert Action.objects.count() == 1


# --- Credit points ------------------------------------------------------------------------------


def test_points_are_set_once_however_many_press(meeting: World) -> None:
    annual = final_result(meeting)
    quarter = final_result(meeting, plan=annual.plan, term=meeting.term(3))
    for _ in range(ROUNDS):
        results = at_once(
            lambda: credit.convert(evaluation=fresh(annual), by=meeting.budi, at=NOW),
            lambda: credit.convert(evaluation=fresh(annual), by=meeting.gita, at=NOW),
            lambda: credit.convert_all(year=2026, desk=True, by=meeting.eko, at=NOW),
            lambda: credit.convert(evaluation=fresh(quarter), by=meeting.budi, at=NOW),
        )
        refused = [result for result in results if isinstance(result, Exception)]
        assert all(isinstance(error, Refused) for error in refused), refused  # the quarter, when it came late
        entry = CreditEntry.objects.valid().get()
        assert (entry.evaluation_id, entry.month_from, entry.month_until) == (annual.pk, 7, 12)
        CreditEntry.objects.all().delete()


# --- Award schemes and nominations ----------------------------------------------------------------


def award_scheme(world: World) -> AwardScheme:
    row: AwardScheme = scheme.write_scheme(
        period=world.period, category=Category.INNOVATION, by=world.gita, at=NOW
    )
    AwardScheme.objects.filter(pk=row.pk).update(judged_from=TODAY + timedelta(days=1))
    return fresh(row)


def test_a_scheme_is_published_once_or_changed_never_both(meeting: World) -> None:
    for _ in range(ROUNDS):
        row = award_scheme(meeting)
        rules = [Condition(RuleKind.OBJECTION)]
        publish = partial(scheme.publish, scheme=row, version=row.version, by=meeting.gita, at=NOW)
        change = partial(
            scheme.set_rules, scheme=row, version=row.version, conditions=rules, by=meeting.gita, at=NOW
        )
        results = at_once(publish, publish, change)

        assert_one_wins(results, Conflict, Denied)
        assert (fresh(row).published_at is None) == (row.rules.count() == 1)


def test_a_person_is_nominated_once_from_two_tabs(meeting: World) -> None:
    row = award_scheme(meeting)
    AwardScheme.objects.filter(pk=row.pk).update(nominated_from=TODAY)
    scheme.publish(scheme=row, version=row.version, by=meeting.gita, at=NOW)
    act = lambda: nomination.nominate(  # noqa: E731
        scheme=row,
        proposed=nomination.Proposed(person=meeting.dewi),
        reason="Antrean turun.",
        by=meeting.ani,
        at=NOW,
    )

    assert_one_wins(at_once(act, act), Refused)
    assert Nomination.objects.count() == 1
