"""The API: tokens with reach, days and pace; it gives what its own document says, and never a draft."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import IntegrityError, close_old_connections, transaction
from django.urls import reverse
from hypothesis import given, settings

from appraisal.errors import Denied, Refused
from appraisal.models import Event
from desk.api import guard
from desk.api.lists import api
from desk.models import ApiToken, TokenReach, TokenUse
from desk.operations.exchange import set_rates
from desk.operations.token import count_use, make_token, revoke_token
from desk.rules.token import Reach, fingerprint, mark_of, written
from organizations.models import Unit
from reviews.models import Evaluation
from reviews.rules.evaluation import PREDICATE_LABELS, UNSHARED, Predicate
from tests.world import NOW, TODAY

pytestmark = pytest.mark.django_db

UNTIL = TODAY + timedelta(days=30)
LISTS = {
    Reach.UNITS: ["unit"],
    Reach.STAFF: ["pegawai"],
    Reach.PREDICATES: ["predikat/2026"],
    Reach.PLANNING: ["indikator-kinerja-utama/2026", "capaian-unit/2026"],
    Reach.CREDIT: ["angka-kredit/2026"],
    Reach.ALLOWANCE: ["tunjangan/2026"],
}
PATHS = [path for paths in LISTS.values() for path in paths]


def token_for(world: Any, *reaches: Reach) -> str:
    return make_token(name="Penggajian", reaches=reaches, until=UNTIL, by=world.gita, at=NOW)[1]


def ask(client: Any, path: str, token: str = "", **more: Any) -> Any:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return client.get(f"/api/v1/{path}", more, headers=headers)


# --- Who gets what -------------------------------------------------------------------------------


@pytest.mark.once
@pytest.mark.parametrize("reach", list(Reach))
def test_a_token_of_one_reach_gets_nothing_of_another(scene: Any, client: Any, reach: Reach) -> None:
    token = token_for(scene.world, reach)

    answers = {path: ask(client, path, token).status_code for path in PATHS}

    assert answers == {path: 200 if path in LISTS[reach] else 403 for path in PATHS}


def test_every_list_of_the_document_is_asked_above() -> None:
    listed = {path.removeprefix("/api/v1/").replace("{tahun}", "2026") for path in document()["paths"]}

    assert listed == set(PATHS)


def document() -> dict[str, Any]:
    return api.get_openapi_schema(path_prefix="/api/v1/")


@pytest.mark.once
@pytest.mark.parametrize("path", PATHS)
def test_without_a_token_that_holds_there_is_a_sentence_and_no_row(
    scene: Any, client: Any, path: str
) -> None:
    row, text = make_token(name="Lama", reaches=list(Reach), until=TODAY, by=scene.world.gita, at=NOW)
    wrong = text[:-1] + ("A" if text[-1] != "A" else "B")

    assert ask(client, path).status_code == 401
    assert ask(client, path).json() == {"detail": guard.NO_TOKEN}
    assert ask(client, path, wrong).json() == {"detail": guard.UNKNOWN}
    assert ask(client, path, "x" * 5000).status_code == 401
    assert ask(client, path, text).status_code == 200
    ApiToken.objects.filter(pk=row.pk).update(ended_on=TODAY - timedelta(days=1))
    assert ask(client, path, text).status_code == 401
    ApiToken.objects.filter(pk=row.pk).update(ended_on=TODAY)
    revoke_token(token=row, by=scene.world.gita, at=NOW)
    assert ask(client, path, text).status_code == 401


def test_a_session_opens_nothing_and_a_token_no_page(scene: Any, enter: Any) -> None:
    browser = enter(scene.world.gita)
    assert ask(browser, "unit").status_code == 401
    browser.logout()
    token = token_for(scene.world, *Reach)
    assert browser.get(reverse("desk:cycle"), headers={"Authorization": f"Bearer {token}"}).status_code == 302
    assert "sesi" not in ask(browser, "unit", token).cookies


def test_a_token_is_slowed_and_so_are_strangers(
    scene: Any, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "PER_MINUTE", 3)
    token = token_for(scene.world, Reach.UNITS)

    assert [ask(client, "unit", token).status_code for _ in range(4)] == [200, 200, 200, 429]
    strangers = [ask(client, "unit", f"cpn_{'a' * 8}_{number:043d}").status_code for number in range(31)]
    assert strangers == [401] * 30 + [429]


# --- What is given ---------------------------------------------------------------------------------


def test_predicates_hold_what_was_shared_and_no_draft(scene: Any, client: Any) -> None:
    token = token_for(scene.world, Reach.PREDICATES)
    drafts = Evaluation.objects.filter(plan__period__year=2026, status__in=UNSHARED)
    shared = Evaluation.objects.filter(plan__period__year=2026).exclude(status__in=UNSHARED)
    assert drafts.exists()

    rows = ask(client, "predikat/2026", token, batas=500).json()["data"]

    assert len(rows) == shared.count() > 0
    assert {row["nip"] for row in rows} == set(
        shared.values_list("plan__placement__employee__nip", flat=True)
    )
    assert {row["predikat"] for row in rows} <= set(PREDICATE_LABELS.values())
    assert all(isinstance(row["nip"], str) and len(row["nip"]) == 18 for row in rows)


def test_the_allowance_is_that_of_final_results_and_of_the_table_of_the_day(scene: Any, client: Any) -> None:
    token = token_for(scene.world, Reach.ALLOWANCE)
    rows = ask(client, "tunjangan/2026", token).json()["data"]
    final = Evaluation.objects.filter(plan__period__year=2026, status="FINAL")
    assert len(rows) == final.count() > 0
    assert {row["persentase"] for row in rows} == {None}

    percents = dict.fromkeys(Predicate, Decimal("87.5"))
    set_rates(percents, valid_from=date(2026, 1, 1), basis="Perwali 1", by=scene.world.gita, at=NOW)
    rows = ask(client, "tunjangan/2026", token).json()["data"]
    assert {(row["persentase"], row["berlaku_mulai"]) for row in rows} == {("87.50", "2026-01-01")}


def test_pages_follow_each_other_without_a_gap_at_a_flat_cost(
    scene: Any, client: Any, django_assert_num_queries: Any
) -> None:
    token = token_for(scene.world, Reach.UNITS)
    ask(client, "unit", token)
    seen, after, pages = [], 0, 0
    while after is not None:
        with django_assert_num_queries(7):  # token, reach, page; and the use, between two savepoint lines
            page = ask(client, "unit", token, setelah=after, batas=2).json()
        seen += [row["kode"] for row in page["data"]]
        after, pages = page["berikutnya"], pages + 1

    assert seen == list(Unit.objects.without_tree_fields().order_by("pk").values_list("code", flat=True))
    assert pages == -(-len(seen) // 2)


QUERIES = ["batas=0", "batas=501", "setelah=-1", "setelah=abc", f"batas={'9' * 5000}"]


@pytest.mark.once
@pytest.mark.parametrize("query", QUERIES, ids=["none", "too many", "negative", "a word", "endless"])
def test_an_unreadable_parameter_is_named_and_not_repeated(scene: Any, client: Any, query: str) -> None:
    token = token_for(scene.world, Reach.UNITS)
    answer = client.get(f"/api/v1/unit?{query}", headers={"Authorization": f"Bearer {token}"})

    assert answer.status_code == 422
    assert query.partition("=")[0] in answer.json()["detail"]
    assert len(answer.json()["detail"]) < 120


@pytest.fixture
def connected() -> Iterator[None]:
    """Keep the connection of the test open, as Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.once
def test_the_answers_keep_the_contract(scene: Any, connected: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A public contract tester makes requests out of the document, good ones and bad ones."""
    monkeypatch.setattr(guard, "PER_MINUTE", 100_000)
    monkeypatch.setattr(guard, "STRANGERS", guard.Allowance("api-test", 100_000, 100_000))
    token = token_for(scene.world, *Reach)
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    asked = set()
    for found in schema.get_all_operations():
        operation = found.ok()
        asked.add(operation.path)

        @settings(max_examples=12)
        @given(case=operation.as_strategy())
        def answers(case: Any) -> None:
            case.call_and_validate(headers={"Authorization": f"Bearer {token}"})

        answers()

    assert len(asked) == len(PATHS)


# --- Making, revoking, counting ----------------------------------------------------------------------


def test_the_text_is_stored_nowhere_and_the_use_is_counted(scene: Any, client: Any) -> None:
    row, text = make_token(name="SIPD", reaches=[Reach.UNITS], until=UNTIL, by=scene.world.gita, at=NOW)
    for _ in range(3):
        ask(client, "unit", text, batas=2)

    assert (mark_of(text), fingerprint(text)) == (row.mark, row.sha256)
    stored = "".join(str(ApiToken.objects.values()) + str(Event.objects.values("before", "after", "note")))
    assert text.removeprefix(written(row.mark, "")) not in stored  # the secret may hold lines of its own
    assert list(TokenUse.objects.values_list("list_name", "requests", "rows")) == [("unit", 3, 6)]
    assert Event.objects.filter(action="token.used").count() == 1


@pytest.mark.once
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"reaches": []}, "Pilih paling sedikit satu hal yang boleh dibaca."),
        ({"until": TODAY - timedelta(days=1)}, "Token berlaku paling lama satu tahun dari hari ini."),
        ({"until": TODAY + timedelta(days=367)}, "Token berlaku paling lama satu tahun dari hari ini."),
    ],
    ids=["no reach", "ended", "too long"],
)
def test_what_no_token_may_be(world: Any, change: dict[str, Any], sentence: str) -> None:
    given_ = {"name": "X", "reaches": [Reach.UNITS], "until": UNTIL} | change

    with pytest.raises(Refused, match=sentence):
        make_token(**given_, by=world.gita, at=NOW)


def test_only_bkd_admins_make_and_revoke_and_only_once(world: Any) -> None:
    row, _ = make_token(name="X", reaches=[Reach.UNITS], until=UNTIL, by=world.gita, at=NOW)
    for person in (world.ani, world.eko, world.indra):
        with pytest.raises(Denied):
            make_token(name="Y", reaches=[Reach.UNITS], until=UNTIL, by=person, at=NOW)
        with pytest.raises(Denied):
            revoke_token(token=row, by=person, at=NOW)

    revoke_token(token=row, by=world.gita, at=NOW)
    with pytest.raises(Refused, match="sudah dicabut"):
        revoke_token(token=row, by=world.gita, at=NOW)


@pytest.mark.parametrize(
    "bad",
    [
        lambda row: ApiToken.objects.filter(pk=row.pk).update(name=""),
        lambda row: ApiToken.objects.filter(pk=row.pk).update(revoked_at=NOW),
        lambda row: TokenReach.objects.create(token=row, reach=Reach.UNITS),
        lambda row: TokenReach.objects.create(token=row, reach="SEMUA"),
        lambda row: TokenUse.objects.create(token=row, day=TODAY, list_name="unit", requests=0),
        lambda row: [
            TokenUse.objects.create(token=row, day=date(2026, 1, 1), list_name="unit", requests=1)
            for _ in "ab"
        ],
    ],
    ids=["no name", "revoked by nobody", "reach twice", "unknown reach", "use of nothing", "use twice"],
)
def test_the_database_refuses(world: Any, bad: Any) -> None:
    row, _ = make_token(name="X", reaches=[Reach.UNITS], until=UNTIL, by=world.gita, at=NOW)

    with pytest.raises(IntegrityError), transaction.atomic():
        bad(row)


def test_counting_adds_to_what_another_request_counted(world: Any) -> None:
    row, _ = make_token(name="X", reaches=[Reach.UNITS], until=UNTIL, by=world.gita, at=NOW)
    for rows in (2, 3):
        count_use(row, "unit", rows, on=TODAY, at=NOW)

    assert TokenUse.objects.values_list("requests", "rows").get() == (2, 5)


# --- Pages -------------------------------------------------------------------------------------------


@pytest.mark.once
def test_the_text_is_shown_once_and_the_list_tells_the_use(scene: Any, enter: Any) -> None:
    browser = enter(scene.world.gita)
    sent = {"name": "Penggajian BPKAD", "reaches": ["unit", "pegawai"], "ended_on": "31-12-2026"}

    made = browser.post(reverse("desk:token-new"), sent)

    row = ApiToken.objects.get(name="Penggajian BPKAD")
    assert made.status_code == 200
    assert f"cpn_{row.mark}_" in made.text
    page = browser.get(reverse("desk:token-list")).text
    assert "Penggajian BPKAD" in page
    assert "Belum pernah dipakai" in page
    assert row.sha256 not in page


@pytest.mark.once
def test_a_form_with_faults_keeps_what_was_typed(scene: Any, enter: Any) -> None:
    sent = {"name": "Penggajian BPKAD", "reaches": ["unit"], "ended_on": "31-12-2099"}
    answer = enter(scene.world.gita).post(reverse("desk:token-new"), sent)

    assert answer.status_code == 422
    assert "paling lama satu tahun" in answer.text
    assert 'value="Penggajian BPKAD"' in answer.text
