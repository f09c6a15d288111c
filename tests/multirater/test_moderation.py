"""Flagged texts are looked at by somebody whom they do not concern, between the closing and for ever."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from multirater.models import Comment, Reviewee
from multirater.operations import moderation as operations
from multirater.rules.moderation import REPORTED, Verdict
from organizations.models import RoleGrant
from organizations.rules import Role
from tests.multirater.results import released
from tests.multirater.rows import Office, questionnaire, reviewee_of, round_of
from tests.multirater.safety_rows import closed, comment
from tests.pages import form_of, queries_of, text_of
from tests.world import NOW

pytestmark = pytest.mark.usefixtures("clock")
RUDE = "Dasar goblok, tidak pernah hadir."


@pytest.fixture
def about(office: Office) -> Reviewee:
    """Somebody in a closed round."""
    questionnaire()
    row = closed(round_of(office))
    return reviewee_of(office, row, office.staff["umum"][0], office.heads["umum"])


def moderate(row: Comment, by: Any, verdict: Verdict = Verdict.SHOW, **values: Any) -> Comment:
    values = {"version": row.version, "text": "", "reason": ""} | values
    return operations.moderate(comment=row, verdict=verdict, by=by, at=NOW, **values)


@pytest.mark.parametrize(
    ("verdict", "values", "status", "text"),
    [
        (Verdict.SHOW, {"text": "Tulisan lain sama sekali"}, "TAMPIL", RUDE),
        (Verdict.WITHHOLD, {"reason": "Menghina."}, "DITAHAN", RUDE),
        (
            Verdict.MASK,
            {"text": "Dasar [...] tidak pernah hadir."},
            "TAMPIL",
            "Dasar [...] tidak pernah hadir.",
        ),
    ],
)
def test_a_text_is_shown_withheld_or_masked_and_the_event_holds_none_of_it(
    office: Office, about: Reviewee, verdict: Verdict, values: dict[str, str], status: str, text: str
) -> None:
    row = comment(about)

    moderate(row, office.world.gita, verdict, **values)

    row.refresh_from_db()
    assert (row.status, row.text, row.moderated_by) == (status, text, office.world.gita)
    event = Event.objects.get(action="comment.moderated")
    assert "goblok" not in f"{event.before}{event.after}{event.note}{event.target_label}"
    assert event.target_type == "multirater.round"


@pytest.mark.parametrize(
    ("verdict", "values", "field"),
    [
        (Verdict.WITHHOLD, {"reason": " "}, "reason"),
        (Verdict.MASK, {"text": "Dasar rajin, tidak pernah hadir."}, "text"),
        (Verdict.MASK, {"text": RUDE}, "text"),
        (Verdict.MASK, {"text": ""}, "text"),
    ],
)
def test_a_moderator_gives_reasons_and_writes_no_word(
    office: Office, about: Reviewee, verdict: Verdict, values: dict[str, str], field: str
) -> None:
    with pytest.raises(Refused) as caught:
        moderate(comment(about), office.world.gita, verdict, **values)
    assert caught.value.field == field


def test_the_second_moderator_gets_a_conflict(office: Office, about: Reviewee) -> None:
    row = comment(about)
    moderate(row, office.world.gita, Verdict.WITHHOLD, reason="Menghina.")

    with pytest.raises(Conflict) as caught:
        moderate(row, office.world.gita)
    assert caught.value.theirs["Keadaan"] == "Ditahan"


@pytest.mark.parametrize(
    "who", ["reviewed", "superior of that day", "superior of today", "auditor", "unit admin"]
)
def test_whom_it_concerns_and_who_runs_no_rounds_does_not_moderate(
    office: Office, about: Reviewee, who: str
) -> None:
    world = office.world
    people: dict[str, Any] = {
        "reviewed": about.employee,
        "superior of that day": office.heads["data"],
        "superior of today": office.heads["umum"],
        "auditor": world.indra,
        "unit admin": world.eko,
    }
    about.superior = office.heads["data"] if who == "superior of that day" else None
    about.save()
    if who not in {"auditor", "unit admin"}:
        RoleGrant.objects.create(
            employee=people[who], role=Role.BKD_ADMIN, unit=world.units["kota"], started_on=date(2026, 1, 1)
        )

    with pytest.raises(Denied):
        moderate(comment(about), people[who])


def test_nothing_is_moderated_while_people_still_write(office: Office, about: Reviewee) -> None:
    row = comment(about)
    closed(about.round, "DIBUKA")

    with pytest.raises(Denied, match="setelah putaran ditutup"):
        moderate(row, office.world.gita)


# --- Reporting --------------------------------------------------------------------------------


def test_the_reviewed_person_takes_a_text_out_once(office: Office, about: Reviewee) -> None:
    closed(about.round, "DIRILIS")
    row = comment(about, status="TAMPIL", flag="")

    operations.report(comment=row, by=about.employee, at=NOW)
    row.refresh_from_db()
    assert (row.status, row.flag) == ("MENUNGGU", REPORTED)
    with pytest.raises(Denied):
        operations.report(comment=row, by=about.employee, at=NOW)

    moderate(row, office.world.gita)
    with pytest.raises(Denied, match="sudah dilihat"):
        operations.report(comment=row, by=about.employee, at=NOW)


def test_nobody_reports_what_others_read_or_what_is_not_released(office: Office, about: Reviewee) -> None:
    row = comment(about, status="TAMPIL", flag="")

    with pytest.raises(Denied):
        operations.report(comment=row, by=about.employee, at=NOW)
    closed(about.round, "DIRILIS")
    assert about.superior is not None
    with pytest.raises(Denied):
        operations.report(comment=row, by=about.superior, at=NOW)


# --- Pages ------------------------------------------------------------------------------------


@pytest.mark.once
def test_the_queue_leads_from_one_text_to_the_next_and_names_nobody(
    office: Office, about: Reviewee, enter: Any
) -> None:
    first, second = sorted((comment(about), comment(about, "Awas kamu nanti.")), key=lambda row: row.pk)
    comment(about, "Rajin.", flag="", status="TAMPIL")
    client = enter(office.world.gita)
    queue = reverse("multirater:moderation", args=[about.round_id])

    page = client.get(queue)
    assert "Perlu dilihat (2)" in text_of(page)
    assert about.employee.full_name not in text_of(page)
    assert "Rajin." not in text_of(page)
    path = reverse("multirater:comment-decide", args=[first.pk])
    shown = client.get(path)
    assert about.employee.full_name not in text_of(shown)
    form = form_of(shown)
    assert form.fields["text"] == first.text
    refused = client.post(path, form.fields | {"verdict": "TAHAN"})
    assert refused.status_code == 422
    assert "Tulis alasan" in text_of(refused)
    done = client.post(path, form.fields | {"verdict": "TAHAN", "reason": "Menghina."})
    assert done["Location"] == reverse("multirater:comment-decide", args=[second.pk])
    last = client.post(
        done["Location"], form_of(client.get(done["Location"])).fields | {"verdict": "TAMPILKAN"}
    )
    assert last["Location"] == queue
    assert "Tidak ada yang menunggu" in text_of(client.get(queue))
    assert "Menghina." in text_of(client.get(queue, {"lihat": "ditahan"}))
    assert client.get(queue, {"lihat": "apa", "halaman": "x" * 40}).status_code == 200


@pytest.mark.once
def test_a_press_on_the_own_result_takes_a_text_out_and_the_superior_has_no_such_button(
    office: Office, enter: Any
) -> None:
    person, superior = office.staff["umum"][0], office.heads["umum"]
    reviewee = released(office, person)
    hurts = comment(reviewee, "Terlalu lambat", flag="", status="TAMPIL")
    hidden = comment(reviewee, "Dari dua orang saja", flag="", status="TAMPIL", sides="BAWAHAN")
    detail = reverse("multirater:result-detail", args=[reviewee.pk])
    press = reverse("multirater:comment-report", args=[hurts.pk])

    assert press not in enter(superior).get(detail).content.decode()
    client = enter(person)
    page = client.get(detail)
    assert press in page.content.decode()
    assert str(hidden.pk) not in page.content.decode()
    keys = {name: value for name, value in form_of(page).fields.items() if name.startswith("_")}
    assert client.post(press, keys)["Location"] == detail
    assert "Terlalu lambat" not in text_of(client.get(detail))


@pytest.mark.once
def test_texts_about_oneself_wait_for_another_admin(office: Office, about: Reviewee, enter: Any) -> None:
    comment(about)
    RoleGrant.objects.create(
        employee=about.employee,
        role=Role.BKD_ADMIN,
        unit=office.world.units["kota"],
        started_on=date(2026, 1, 1),
    )

    page = text_of(enter(about.employee).get(reverse("multirater:moderation", args=[about.round_id])))

    assert "Perlu dilihat (0)" in page
    assert "1 komentar tentang Anda atau bawahan Anda" in page
    assert "goblok" not in page


@pytest.mark.once
def test_pages_cost_the_same_for_one_and_for_many(office: Office, about: Reviewee, enter: Any) -> None:
    client = enter(office.world.gita)
    queue = reverse("multirater:moderation", args=[about.round_id])
    comment(about)
    client.get(queue)
    one = queries_of(client, queue)
    for person in office.staff["data"]:
        comment(reviewee_of(office, about.round, person, office.heads["data"]))

    assert queries_of(client, queue) == one
