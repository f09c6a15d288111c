"""Who saw what: one event per viewer, record and day; none for the own record and the own team."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from appraisal.models import Event
from tests.scenes import Scene
from tests.world import NOW

LOOKS = [
    # viewer, page, object, what is kept
    ("gita", "organizations:employee-detail", "employee.ani", "person.viewed"),
    ("eko", "organizations:employee-detail", "employee.ani", "person.viewed"),
    ("gita", "organizations:employee-detail", "employee.gita", None),
    ("indra", "indicators:plan-detail", "plan.agreed.ani", "plan.viewed"),
    ("citra", "indicators:plan-detail", "plan.agreed.ani", "plan.viewed"),
    ("budi", "indicators:plan-detail", "plan.agreed.ani", None),
    ("ani", "indicators:plan-detail", "plan.agreed.ani", None),
    ("indra", "indicators:plan-detail", "plan.draft.ani", None),  # a draft shows only that it is there
    ("indra", "reviews:evaluation-detail", "evaluation.shared.ani", "evaluation.viewed"),
    ("citra", "reviews:evaluation-detail", "evaluation.objected.ani", "evaluation.viewed"),
    ("budi", "reviews:evaluation-detail", "evaluation.shared.ani", None),
    ("ani", "reviews:evaluation-detail", "evaluation.shared.ani", None),
    ("gita", "reviews:note-team", "plan.agreed.ani", "note.viewed"),
    ("budi", "reviews:note-team", "plan.agreed.ani", None),
    ("budi", "reviews:team-plan", "plan.agreed.ani", None),
    ("hadi", "awards:candidate-decide", "candidate.ani", "award.viewed"),
    ("indra", "reviews:document-download", "document.ani", "document.downloaded"),
]


def looked() -> list[tuple[str, str]]:
    rows = Event.objects.filter(
        action__regex=r"(viewed|downloaded|searched)$", at__gte=NOW - timedelta(hours=1)
    )
    return list(rows.order_by("pk").values_list("action", "by__name"))


@pytest.mark.parametrize(("viewer", "page", "thing", "kept"), LOOKS)
def test_a_look_is_kept_once_a_day(
    scene: Scene,
    enter: Any,
    monkeypatch: pytest.MonkeyPatch,
    viewer: str,
    page: str,
    thing: str,
    kept: str | None,
) -> None:
    person = scene.world.people[viewer]
    scene.things["employee.gita"] = scene.world.gita
    href, client = scene.href(page, thing), enter(person)
    expected = [(kept, person.name)] if kept else []

    assert client.head(href).status_code == 200 or page == "awards:candidate-decide"
    assert client.get(href, headers={"Sec-Purpose": "prefetch"}).status_code == 200
    if page != "reviews:document-download":  # bytes that were fetched ahead were handed out
        assert looked() == []
    client.get(href)
    client.get(href)
    assert looked() == expected
    cache.clear()  # another process
    client.get(href)
    assert looked() == expected

    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=1))
    enter(person).get(href)
    assert looked() == expected * 2


def test_a_look_says_whom_it_concerns_and_holds_no_text(scene: Scene, enter: Any) -> None:
    enter(scene.world.indra).get(scene.href("reviews:evaluation-detail", "evaluation.shared.ani"))

    event = Event.objects.get(action="evaluation.viewed")
    assert event.about_id == scene.world.ani.pk
    assert (event.before, event.after, event.note) == (None, None, "")


@pytest.mark.parametrize("is_spaced", [False, True])
def test_a_search_by_a_whole_number_is_kept_and_one_by_a_name_is_not(
    scene: Scene, enter: Any, is_spaced: bool
) -> None:
    nip, client = scene.world.ani.nip, enter(scene.world.gita)
    client.get("/bkd/pegawai/", {"q": "Ani"})
    client.get("/bkd/pegawai/", {"q": nip[:12]})
    assert looked() == []

    client.get("/bkd/pegawai/", {"q": f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}" if is_spaced else nip})

    assert looked() == [("person.searched", "Gita")]


def test_a_look_costs_one_query_and_one_insert_and_then_nothing(scene: Scene, enter: Any) -> None:
    href = scene.href("indicators:plan-detail", "plan.agreed.ani")
    client = enter(scene.world.citra)
    client.get(scene.href("reviews:home", "-"))

    def queries() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as seen:
            client.get(href)
        about = [query["sql"] for query in seen if "appraisal_event" in query["sql"]]
        return len(seen), sum(sql.startswith("INSERT") for sql in about)

    first, second = queries(), queries()
    cache.clear()
    client.get(scene.href("reviews:home", "-"))
    third = queries()

    assert (first[1], second[1], third[1]) == (1, 0, 0)
    assert first[0] - second[0] == 2
    assert third[0] - second[0] == 1


def test_who_is_refused_saw_nothing(scene: Scene, enter: Any) -> None:
    for person in ("ani", "hadi"):
        for page, thing in (
            ("organizations:employee-detail", "employee.dewi"),
            ("indicators:plan-detail", "plan.agreed.dewi"),
        ):
            assert enter(scene.world.people[person]).get(scene.href(page, thing)).status_code in {403, 404}

    assert looked() == []
