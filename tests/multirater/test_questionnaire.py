"""Questionnaires in editions: a draft changes, one in force never does, the second one is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from multirater.models import Item, Questionnaire
from multirater.operations.item import move_item, remove_item, save_item
from multirater.operations.questionnaire import (
    change_questionnaire,
    create_questionnaire,
    new_edition,
    put_in_force,
    retire,
)
from tests.multirater.rows import Office, round_of
from tests.world import NOW, World

SETTINGS = {"name": "Umpan balik loket", "intro": "Halo.", "scale": ["Jarang", "Sering", "Selalu"]}
QUESTION = {"text": "Menepati janji", "kind": "SKALA"}


@pytest.fixture
def by(world: World) -> dict[str, Any]:
    return {"by": world.gita, "at": NOW}


@pytest.fixture
def ready(world: World) -> Questionnaire:
    return Questionnaire.objects.get(code="berakhlak")


@pytest.fixture
def draft(by: dict[str, Any], ready: Questionnaire) -> Questionnaire:
    return create_questionnaire(name="Umpan balik loket", base=ready, **by)


def texts(row: Questionnaire) -> list[tuple[int, str]]:
    return list(row.items.order_by("number").values_list("number", "text"))


def versioned(row: Questionnaire) -> dict[str, Any]:
    return {"questionnaire": row, "version": row.version}


ACTS: dict[str, Callable[..., Any]] = {
    "settings": lambda row, item, by: change_questionnaire(**versioned(row), **SETTINGS, **by),
    "adding": lambda row, item, by: save_item(**versioned(row), **QUESTION, **by),
    "changing": lambda row, item, by: save_item(**versioned(row), item=item, **QUESTION, **by),
    "removing": lambda row, item, by: remove_item(**versioned(row), item=item, **by),
    "moving": lambda row, item, by: move_item(**versioned(row), item=item, up=False, **by),
    "in force": lambda row, item, by: put_in_force(**versioned(row), **by),
    "retiring": lambda row, item, by: retire(**versioned(row), **by),
}


@pytest.mark.parametrize("name", ACTS)
def test_the_second_of_two_is_told_and_changes_nothing(
    draft: Questionnaire, by: dict[str, Any], name: str
) -> None:
    item = draft.items.get(number=2)
    ACTS[name](draft, item, by)
    after = texts(draft)

    draft.version = 1
    with pytest.raises((Conflict, Refused)):
        ACTS[name](draft, item, by)
    assert texts(draft) == after


@pytest.mark.parametrize("name", [name for name in ACTS if name != "retiring"])
def test_an_edition_in_force_is_never_changed(ready: Questionnaire, by: dict[str, Any], name: str) -> None:
    before = texts(ready)

    with pytest.raises(Denied, match="isinya tetap"):
        ACTS[name](ready, ready.items.get(number=2), by)
    assert texts(ready) == before


@pytest.mark.parametrize("who", ["eko", "indra"])
@pytest.mark.parametrize("name", ACTS)
def test_only_the_bkd_writes(world: World, draft: Questionnaire, name: str, who: str) -> None:
    with pytest.raises(Denied):
        ACTS[name](draft, draft.items.get(number=2), {"by": world.people[who], "at": NOW})


def test_beginning_is_for_the_bkd_too(world: World, ready: Questionnaire) -> None:
    for act in (
        lambda: create_questionnaire(name="Lain", by=world.eko, at=NOW),
        lambda: new_edition(questionnaire=ready, by=world.indra, at=NOW),
    ):
        with pytest.raises(Denied):
            act()


def test_an_own_questionnaire_begins_empty_or_with_the_questions_of_another(
    ready: Questionnaire, by: dict[str, Any]
) -> None:
    empty = create_questionnaire(name="Umpan balik layanan", **by)
    copied = create_questionnaire(name="Perilaku guru", base=ready, **by)

    assert (empty.code, empty.status, texts(empty)) == ("umpan-balik-layanan", "RANCANGAN", [])
    assert texts(copied) == texts(ready)
    assert (copied.scale, copied.intro, copied.based_on, copied.edition) == (
        ready.scale,
        ready.intro,
        ready,
        1,
    )
    assert Event.objects.filter(action="questionnaire.created", by=by["by"]).count() == 2


@pytest.mark.parametrize("name", ["Umpan balik loket!", "berakhlak", "UMPAN  BALIK LOKET"])
def test_a_name_is_used_once(draft: Questionnaire, by: dict[str, Any], name: str) -> None:
    with pytest.raises(Refused, match="sudah dipakai") as refused:
        create_questionnaire(name=name, **by)
    assert refused.value.field == "name"


def test_a_name_without_letters_is_refused(by: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="dengan huruf"):
        create_questionnaire(name="!!!", **by)


def test_a_new_edition_takes_over_when_it_is_in_force(
    office: Office, ready: Questionnaire, by: dict[str, Any]
) -> None:
    used = round_of(office, questionnaire=ready)
    edition = new_edition(questionnaire=ready, **by)
    save_item(**versioned(edition), item=edition.items.get(number=1), **QUESTION, **by)
    edition.refresh_from_db()
    with pytest.raises(Refused, match="sudah punya rancangan"):
        new_edition(questionnaire=ready, **by)

    put_in_force(**versioned(edition), **by)

    ready.refresh_from_db()
    used.refresh_from_db()
    assert (edition.edition, ready.status) == (2, "DITARIK")
    assert Questionnaire.objects.get(code="berakhlak", status="BERLAKU") == edition
    assert used.questionnaire == ready, "a round keeps what its raters answer"
    assert texts(ready)[0][1].startswith("Melayani")
    assert new_edition(questionnaire=ready, **by).edition == 3


def test_an_edition_in_force_is_whole(by: dict[str, Any]) -> None:
    row = create_questionnaire(name="Kosong", **by)

    with pytest.raises(Refused, match="paling sedikit satu"):
        put_in_force(**versioned(row), **by)
    assert Questionnaire.objects.get(pk=row.pk).status == "RANCANGAN"


def test_settings_are_kept_without_idle_lines(draft: Questionnaire, by: dict[str, Any]) -> None:
    values = SETTINGS | {"scale": [" Jarang ", "", "Sering", "Selalu "]}
    row = change_questionnaire(**versioned(draft), **values, **by)

    assert (row.scale, row.version) == (["Jarang", "Sering", "Selalu"], 2)


@pytest.mark.parametrize(
    ("changes", "field"), [({"name": " "}, "name"), ({"scale": ["Ya", "Tidak"]}, "scale")]
)
def test_settings_are_refused_at_their_field(
    draft: Questionnaire, by: dict[str, Any], changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        change_questionnaire(**versioned(draft), **(SETTINGS | changes), **by)
    assert refused.value.field == field


def test_a_question_has_a_theme_or_a_value_and_never_both(draft: Questionnaire, by: dict[str, Any]) -> None:
    value = draft.items.get(number=1).value
    both = {"theme": "LAIN", "value": value, "text": "Menyapa tamu"}
    on_scale = save_item(**versioned(draft), kind="SKALA", **both, **by)
    draft.refresh_from_db()
    is_open = save_item(**versioned(draft), kind="TEKS", item=on_scale, **both, **by)

    assert (on_scale.number, on_scale.theme, on_scale.value) == (11, "", value)
    assert (is_open.pk, is_open.theme, is_open.value) == (on_scale.pk, "LAIN", None)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"kind": "BINTANG"}, "kind"), ({"kind": "TEKS"}, "kind"), ({"text": "  "}, "text")],
)
def test_a_question_is_refused_at_its_field(
    draft: Questionnaire, by: dict[str, Any], changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        save_item(**versioned(draft), **(QUESTION | changes), **by)
    assert refused.value.field == field


def test_twenty_questions_are_the_most(draft: Questionnaire, by: dict[str, Any]) -> None:
    Item.objects.bulk_create(
        Item(questionnaire=draft, number=number, text=f"Butir {number}") for number in range(11, 21)
    )

    with pytest.raises(Refused, match="paling banyak 20"):
        save_item(**versioned(draft), **QUESTION, **by)


def test_a_question_that_is_gone_is_not_brought_back(draft: Questionnaire, by: dict[str, Any]) -> None:
    item = draft.items.get(number=2)
    remove_item(**versioned(draft), item=item, **by)
    draft.refresh_from_db()

    for act in ("changing", "removing", "moving"):
        with pytest.raises(Refused, match="sudah dihapus"):
            ACTS[act](draft, item, by)


def test_numbers_run_without_a_gap(draft: Questionnaire, by: dict[str, Any]) -> None:
    words = [text for _, text in texts(draft)]
    remove_item(**versioned(draft), item=draft.items.get(number=3), **by)
    draft.refresh_from_db()
    move_item(**versioned(draft), item=draft.items.get(number=1), up=False, **by)

    expected = [words[1], words[0], *words[3:]]
    assert texts(draft) == list(enumerate(expected, start=1))


def test_the_ends_of_the_list_stay(draft: Questionnaire, by: dict[str, Any]) -> None:
    before = texts(draft)

    move_item(**versioned(draft), item=draft.items.get(number=1), up=True, **by)
    move_item(**versioned(draft), item=draft.items.get(number=10), up=False, **by)

    assert texts(draft) == before
    assert Questionnaire.objects.get(pk=draft.pk).version == 1


def test_what_is_retired_stays_to_be_read_and_copied(ready: Questionnaire, by: dict[str, Any]) -> None:
    row = retire(**versioned(ready), **by)

    with pytest.raises(Refused, match="sudah ditarik"):
        retire(**versioned(row), **by)
    assert texts(new_edition(questionnaire=row, **by)) == texts(ready)
