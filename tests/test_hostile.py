"""The hostile list, as far as pages exist: values (6.2), workflow (6.4), access (6.5)."""

from __future__ import annotations

import html
import re
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from appraisal.models import Event
from awards.models import AwardCandidate, AwardScheme, Nomination, Sitting
from development.models import DevelopmentGoal
from fairness.models import SecondOpinion
from indicators.models import Indicator, Plan, Result
from multirater.models import Comment
from organizations.models import DataReport, Employee, RoleGrant, SuperiorOverride
from reviews.models import (
    Evaluation,
    Feedback,
    Objection,
    Realisation,
    Remark,
    RemarkRequest,
)
from tests.pages import form_of, forms_of, read, text_of
from tests.scenes import Scene
from tests.world import NOW

DANGEROUS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<svg/onload=alert(1)>",
    "javascript:alert(1)",
    "{{ 7*7 }}{% include 'base.html' %}",
    "%s %(name)s %n",
    "{0.__class__.__mro__} {self}",
    "![gambar](https://evil.id/x.png)",
    '=HYPERLINK("https://evil.id")',
    "</textarea><script>alert(1)</script>",
    "' OR 1=1; DROP TABLE reviews_evaluation; --",
    "\u202egpj.exe\u202c",
    "\u00e9 \U0001f469\u200d\U0001f469\u200d\U0001f467 \ua997\ua9ae \u200f\u0634\u0634",
]
TEXT = " | ".join(DANGEROUS)


def client_of(scene: Scene, person: str) -> Client:
    client = Client()
    client.force_login(scene.world.people[person], backend="organizations.backends.NipBackend")
    return client


# --- 25 to 27: numbers ----------------------------------------------------------------------------

NUMBERS = {
    "1.000": Decimal(1000),
    "1,5": Decimal("1.5"),
    "1.5": Decimal("1.5"),
    "0": Decimal(0),
    "12.345": Decimal(12345),
    " 12 ": Decimal(12),
    "": None,
}
NO_NUMBERS = [
    *("-1", "1e400", "1E+9", "NaN", "sNaN", "Infinity", "-Infinity", "--5", "0x10", "1_000", "1 000"),
    *("١٢٣", "１２３", "½", "1.2.3", "1,2,3", "1.00,5", "1,2345", "1000000000000,5", "9" * 400, "+5", "\x00"),
    *("<script>", "5; DROP TABLE", "1/0", "true", "=1+1"),
]


def report(scene: Scene, **changes: str) -> Any:
    data = {"version": "", "amount": "1", "note": "Catatan.", "noted_on": "20-11-2026", "evidence_url": ""}
    href = scene.href("reviews:progress-report", "indicator.ani")
    return client_of(scene, "ani").post(href, data | changes)


def stored(scene: Scene) -> Realisation | None:
    return Realisation.objects.filter(indicator=scene.things["indicator.ani"], term__number=4).first()


@pytest.mark.parametrize("text", NUMBERS)
def test_numbers_are_read_as_indonesians_write_them(scene: Scene, text: str) -> None:
    assert report(scene, amount=text).status_code == 302
    row = stored(scene)
    assert row is not None
    assert row.amount == NUMBERS[text]


@pytest.mark.once
@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number_is_refused_and_shown_again(scene: Scene, text: str) -> None:
    page = report(scene, amount=text, note="Catatan yang tetap ada.")

    assert page.status_code == 422
    assert stored(scene) is None
    form = form_of(page)
    assert form.fields["note"] == "Catatan yang tetap ada."
    assert form.fields["amount"] == text or "\x00" in text


@pytest.mark.once
@pytest.mark.parametrize(
    "text", ["30-2-2026", "0-0-0", "20-11-26", "kemarin", "2026-13-01", "9999-01-01", "1" * 500]
)
def test_what_is_no_date_is_refused(scene: Scene, text: str) -> None:
    page = report(scene, noted_on=text)

    assert page.status_code == 422
    assert stored(scene) is None


# --- 28, 29: long and unstorable text -------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["x" * 200_000, "\n" * 5000 + "x", "👩‍👩‍👧‍👦" * 2000, ("a" + "\u0301" * 50) * 200],
    ids=["long", "breaks", "families", "marks"],
)
def test_too_long_a_text_is_refused_with_its_length_and_kept(scene: Scene, text: str) -> None:
    page = report(scene, note=text)

    if page.status_code == 302:
        row = stored(scene)
        assert row is not None
        assert len(row.note) <= 2000
        return
    assert page.status_code == 422
    assert "paling panjang 2000 huruf" in text_of(page)
    assert form_of(page).fields["note"].replace("\r\n", "\n").strip() == text.strip()


@pytest.mark.parametrize("text", ["satu\x00dua", "satu\udc80dua"])
def test_letters_that_no_database_can_hold_are_refused_or_replaced(scene: Scene, text: str) -> None:
    href = scene.href("reviews:progress-report", "indicator.ani")
    body = b"version=&amount=1&evidence_url=&noted_on=20-11-2026&note=" + (
        b"satu%00dua" if "\x00" in text else b"satu%ED%B2%80dua"
    )

    page = client_of(scene, "ani").post(href, body, content_type="application/x-www-form-urlencoded")

    assert page.status_code in {302, 422}
    row = stored(scene)
    assert row is None or "\ufffd" in row.note


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-8-sig", "tidak-ada"])
def test_a_strange_encoding_is_no_crash(scene: Scene, encoding: str) -> None:
    href = scene.href("reviews:progress-report", "indicator.ani")
    kind = f"application/x-www-form-urlencoded; charset={encoding}"
    page = client_of(scene, "ani").generic("POST", href, b"note=caf\xe9", content_type=kind)

    assert page.status_code in {400, 422}


# --- 33: dangerous text is literal text --------------------------------------------------------------


def written(scene: Scene) -> None:
    """Put the dangerous text into every column that people write."""
    ani, plan = scene.world.ani, scene.things["plan.agreed.ani"]
    Employee.objects.filter(pk=ani.pk).update(name=TEXT[:150], front_title="<b>", back_title="<i>x</i>")
    Result.objects.filter(plan__placement__employee=ani).update(
        text=TEXT[:500], supports_text=TEXT[:500], no_support_reason=TEXT[:300]
    )
    Indicator.objects.filter(result__plan__placement__employee=ani).update(
        text=TEXT[:400], unit="<u>akta</u>"
    )
    plan.behaviours.update(text=TEXT[:400])
    plan.annexes.create(kind="SUMBER_DAYA", order=1, text=TEXT[:300])
    Plan.objects.filter(placement__employee=ani).update(suggestion=TEXT)
    Realisation.objects.update(note=TEXT)
    Feedback.objects.update(text=TEXT)
    Evaluation.objects.update(results_reason=TEXT, behaviour_reason=TEXT, recommendation=TEXT, comment=TEXT)
    Remark.objects.update(text=TEXT, reply=TEXT[:1000], replied_at=NOW)
    RemarkRequest.objects.update(text=TEXT[:500])
    Comment.objects.update(text=TEXT[:500])
    DevelopmentGoal.objects.update(goal=TEXT[:300], step=TEXT[:300], support=TEXT[:300])
    Objection.objects.update(text=TEXT, explanation=TEXT, explained_at=NOW)
    SecondOpinion.objects.update(reason=TEXT[:1000])
    DataReport.objects.update(message=TEXT[:500])
    AwardCandidate.objects.exclude(decision="").update(reason=TEXT, public_reason=TEXT[:500])
    AwardScheme.objects.update(purpose=TEXT[:500])
    Nomination.objects.update(reason=TEXT)
    Sitting.objects.update(place=TEXT[:150])
    SuperiorOverride.objects.create(
        employee=ani,
        superior=scene.world.budi,
        started_on=NOW.date(),
        reason=TEXT[:300],
        set_by=scene.world.gita,
        set_at=NOW,
    )
    for unit in scene.world.units.values():
        type(unit).objects.filter(pk=unit.pk).update(name=f"{TEXT[:200]} {unit.code}")


LOOKED_AT = [
    ("ani", "reviews:home", "-"),
    ("ani", "organizations:profile", "-"),
    ("ani", "indicators:plan-mine", "-"),
    ("ani", "indicators:plan-detail", "plan.agreed.ani"),
    ("ani", "indicators:plan-compose", "plan.draft.ani"),
    ("ani", "indicators:plan-check", "plan.draft.ani"),
    ("ani", "indicators:result-edit", "result.draft.ani"),
    ("ani", "reviews:progress-mine", "-"),
    ("ani", "reviews:progress-report", "indicator.ani"),
    ("ani", "reviews:evaluation-detail", "evaluation.objected.ani"),
    ("budi", "reviews:team", "-"),
    ("budi", "reviews:team-plan", "plan.agreed.ani"),
    ("budi", "reviews:feedback-give", "plan.agreed.ani"),
    ("budi", "reviews:evaluation-rate", "evaluation.draft.ani"),
    ("budi", "reviews:evaluation-check", "evaluation.draft.ani"),
    ("budi", "indicators:plan-detail", "plan.submitted.ani"),
    ("ani", "reviews:remark-list", "-"),
    ("ani", "reviews:remark-detail", "remark.ani"),
    ("budi", "reviews:remarks-of-plan", "plan.agreed.ani"),
    ("hadi", "reviews:request-answer", "request.ani"),
    ("ani", "multirater:result-detail", "result.released.ani"),
    ("ani", "development:development-list", "-"),
    ("gita", "organizations:employee-list", "-"),
    ("gita", "organizations:employee-detail", "employee.ani"),
    ("gita", "organizations:report-list", "-"),
    ("gita", "organizations:report-answer", "report.ani"),
    ("gita", "organizations:role-list", "-"),
    ("gita", "organizations:proposal-decide", "proposal.admin"),
    ("gita", "organizations:duplicate-pair", "pair.ani_dewi"),
    ("gita", "organizations:employee-core", "employee.ani"),
    ("gita", "desk:completeness", "-"),
    ("gita", "reviews:achievement-list", "-"),
    ("citra", "reviews:achievement-detail", "unit.bidang"),
    ("hadi", "awards:award-detail", "award.open"),
    ("hadi", "awards:candidate-decide", "candidate.ani"),
    ("hadi", "awards:sitting-change", "sitting.open"),
    ("citra", "fairness:opinion-answer", "opinion.ani"),
    ("ani", "awards:nomination-list", "-"),
    ("ani", "awards:scheme-detail", "scheme.open"),
    ("ani", "awards:own-detail", "won.ani"),
    ("dewi", "awards:honours", "-"),
]


def shape(response: Any) -> list[str]:
    """Return the elements of a page with their attributes' names, without text."""
    return re.findall(
        r"<(?:script|img|svg|iframe|object|embed|link|style|form|input|a)\b[^>]*", response.content.decode()
    )


@pytest.mark.once
def test_dangerous_text_stays_text_on_every_page(scene: Scene) -> None:
    written(scene)

    shown = 0
    for person, name, thing in LOOKED_AT:
        page = client_of(scene, person).get(scene.href(name, thing))
        assert page.status_code == 200, name
        source = page.content.decode()
        assert "alert(1)</script>" not in source, name
        assert "<svg/onload" not in source, name
        assert not re.search(r"<img[^>]+onerror", source), name
        assert not re.search(r"href=[\"']?\s*javascript:", source), name
        assert "<b>" not in source, name
        shown += "{{ 7*7 }}" in html.unescape(source)
    assert shown >= 12, "the text was looked at on the pages that show it"


@pytest.mark.once
def test_typed_text_that_was_refused_stays_text_as_well(scene: Scene) -> None:
    for page in (
        report(scene, note="", amount=TEXT),
        Client().post("/data-saya/keliru/", {"message": TEXT, TEXT: TEXT}),
        Client(enforce_csrf_checks=True).post("/data-saya/keliru/", {"message": TEXT}),
        client_of(scene, "ani").post("/bkd/instansi/", {"name": TEXT}),
        client_of(scene, "gita").get("/bkd/pegawai/", {"q": TEXT}),
        Client().get("/masuk/", {"next": TEXT, "nip": TEXT}),
    ):
        source = page.content.decode()
        assert "<script>alert" not in source
        assert "<img src=x" not in source
        assert read(page).text


@pytest.mark.once
def test_exports_write_formulas_as_text(scene: Scene) -> None:
    Employee.objects.filter(pk=scene.world.ani.pk).update(name='=HYPERLINK("https://evil.id")')
    client = client_of(scene, "gita")

    rows = client.get("/bkd/laporan/?format=csv").content.decode("utf-8-sig").splitlines()

    cell = next(line for line in rows if "HYPERLINK" in line)
    assert "'=HYPERLINK" in cell
    assert not re.search(r"(^|;)\"?[=+\-@\t\r]", cell)


# --- 34: extra fields --------------------------------------------------------------------------------


def test_extra_fields_change_nothing_else(scene: Scene) -> None:
    extra = {
        "status": "FINAL",
        "predicate": "SANGAT_BAIK",
        "score": "100",
        "employee": str(scene.world.dewi.pk),
        "by": str(scene.world.gita.pk),
        "owner": str(scene.world.dewi.pk),
        "is_superuser": "1",
        "is_active": "1",
        "must_change_password": "0",
        "appraiser": str(scene.world.ani.pk),
        "plan": str(scene.things["plan.agreed.dewi"].pk),
        "at": "2020-01-01",
        "id": "1",
        "pk": "1",
    }
    ani = client_of(scene, "ani")
    ani.post("/data-saya/keliru/", {"subject": "LAIN", "message": "x"} | extra)
    row = scene.things["evaluation.shared.ani"]
    ani.post(scene.href("reviews:evaluation-acknowledge", "evaluation.shared.ani"), {"version": "1"} | extra)
    report(scene, **extra)

    assert DataReport.objects.get(subject="LAIN").employee == scene.world.ani
    row.refresh_from_db()
    assert (row.status, row.predicate, row.appraiser) == ("DITERIMA", "BAIK", scene.world.budi)
    saved = stored(scene)
    assert saved is not None
    assert saved.reported_at == NOW
    assert not RoleGrant.objects.filter(employee=scene.world.ani).exists()
    assert not Realisation.objects.filter(indicator=scene.things["indicator.dewi"], term__number=4).exists()


# --- 35: links to evidence ---------------------------------------------------------------------------


@pytest.mark.once
@pytest.mark.parametrize(
    "link",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "http://127.0.0.1/admin",
        "http://contoh.go.id/",
        "//evil.id/x",
        "https://",
        "https://user:sandi@evil.id/",
        "https://127.0.0.1\\@evil.id",
        "https://localhost/",
        "https://evil.id/\r\nX: y",
        "https://evil.id/" + "x" * 4000,
        "ftp://contoh.go.id/",
        "https://contoh.go.id/\x00",
        "https://[::1]/",
    ],
)
def test_only_whole_https_links_are_taken_as_evidence(scene: Scene, link: str) -> None:
    page = report(scene, evidence_url=link)

    assert page.status_code == 422
    assert stored(scene) is None


@pytest.mark.once
def test_a_link_opens_in_a_new_tab_without_a_way_back(scene: Scene) -> None:
    page = client_of(scene, "budi").get(scene.href("reviews:team-plan", "plan.agreed.ani"))

    link = re.search(r'<a href="https://contoh\.go\.id/bukti"[^>]*>', page.content.decode())
    assert link is not None
    assert 'rel="noopener noreferrer"' in link[0]


# --- 43, 44: never oneself ---------------------------------------------------------------------------


def test_nobody_decides_about_the_own_work(scene: Scene) -> None:
    """Even who holds every role: BKD admin, unit admin, committee and auditor at once."""
    world = scene.world
    for role in ("ADMIN_BKD", "ADMIN_UNIT", "TIM_PENGHARGAAN", "AUDITOR"):
        RoleGrant.objects.create(
            employee=world.ani, role=role, unit=world.units["kota"], started_on=NOW.date()
        )
    client = client_of(scene, "ani")
    rating = {"results_rating": "DI_ATAS", "behaviour_rating": "DI_ATAS", "text": "Tetap.", "version": "1"}
    own = {
        "indicators:plan-agree": "plan.submitted.ani",
        "indicators:plan-return": "plan.submitted.ani",
        "reviews:evaluation-explain": "evaluation.objected.ani",
        "reviews:evaluation-decide": "evaluation.objected.ani",
        "reviews:decider-name": "objection.ani",
        "reviews:correction-new": "evaluation.final.ani",
        "awards:candidate-decide": "candidate.ani",
    }
    before = {thing: scene.things[thing].version for thing in own.values()}

    for name, thing in own.items():
        data = rating | {"suggestion": "x", "decision": "DIREKOMENDASIKAN", "reason": "x"}
        assert client.post(scene.href(name, thing), data).status_code == 403, name
    for name, thing in (
        ("reviews:evaluation-rate", "evaluation.draft.ani"),
        ("reviews:feedback-give", "plan.agreed.ani"),
        ("reviews:evaluation-share", "evaluation.draft.ani"),
    ):
        assert client.post(scene.href(name, thing), rating).status_code == 404, name
    answer = client.post(
        scene.href("organizations:superior-override", "employee.ani"),
        {"superior": world.dewi.nip, "started_on": "22-11-2026", "reason": "Saya mau"},
    )
    assert answer.status_code == 403

    for thing, version in before.items():
        assert type(scene.things[thing]).objects.get(pk=scene.things[thing].pk).version == version


def test_the_head_of_the_agency_is_appraised_by_nobody_until_somebody_is_named(scene: Scene) -> None:
    world = scene.world
    client = client_of(scene, "hadi")

    page = client.get("/data-saya/")

    assert page.status_code == 200
    assert "Belum ada" in text_of(page) or "belum" in text_of(page).lower()
    assert client.get("/tim/").status_code == 200
    assert not SuperiorOverride.objects.filter(employee=world.hadi).exists()


# --- 45, 46: time ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "status"),
    [
        (datetime(2026, 10, 31, 23, 59, 59, 900_000, tzinfo=ZoneInfo("Asia/Jakarta")), 403),
        (datetime(2026, 11, 1, 0, 0, 0, 100_000, tzinfo=ZoneInfo("Asia/Jakarta")), 302),
    ],
)
def test_the_clock_of_the_server_in_local_time_decides(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, moment: datetime, status: int
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: moment)
    plan = scene.things["plan.agreed.ani"]
    Evaluation.objects.filter(term=scene.world.final).delete()
    href = reverse("reviews:evaluation-rate", args=[plan.pk, scene.world.final.pk])
    data = {
        "results_rating": "SESUAI",
        "results_reason": "Bukti.",
        "behaviour_rating": "SESUAI",
        "behaviour_reason": "Bukti.",
        "version": "",
    }

    assert client_of(scene, "budi").post(href, data).status_code == status


def test_an_open_tab_after_the_close_keeps_the_text(scene: Scene) -> None:
    client = client_of(scene, "ani")
    href = scene.href("reviews:progress-report", "indicator.ani")
    form = form_of(client.get(href))
    period = scene.world.period
    period.closed_at, period.closed_by = NOW, scene.world.gita
    period.save()
    text = "Sebuah catatan yang diketik dengan sabar selama satu jam."

    for note in (text, text * 100):  # the second is too long as well: no form would be on the page
        page = client.post(href, form.fields | {"note": note, "noted_on": "20-11-2026"})
        assert page.status_code == 403
        assert text in text_of(page)
    assert stored(scene) is None


def test_a_superior_whose_form_is_refused_after_the_close_keeps_the_text(scene: Scene) -> None:
    client = client_of(scene, "budi")
    rate = scene.href("reviews:evaluation-rate", "evaluation.draft.ani")
    feedback = scene.href("reviews:feedback-give", "plan.agreed.ani")
    rate_form, feedback_form = form_of(client.get(rate)), form_of(client.get(feedback))
    period = scene.world.period
    period.closed_at, period.closed_by = NOW, scene.world.gita
    period.save()
    text = "Alasan yang diketik dengan sabar selama satu jam penuh."

    first = client.post(rate, rate_form.fields | {"results_reason": text, "behaviour_rating": ""})
    box = next(name for name in feedback_form.visible if name.startswith("result_"))
    second = client.post(feedback, feedback_form.fields | {box: text * 60})

    for page in (first, second):
        assert page.status_code == 403
        assert text in text_of(page)


def test_the_second_tab_of_a_rating_gets_both_texts(scene: Scene) -> None:
    client = client_of(scene, "budi")
    href = scene.href("reviews:evaluation-rate", "evaluation.draft.ani")
    first, second = form_of(client.get(href)), form_of(client.get(href))
    assert client.post(href, first.fields | {"results_reason": "Alasan dari tab pertama."}).status_code == 302

    page = client.post(href, second.fields | {"results_reason": "Alasan dari tab kedua."})

    assert page.status_code == 409
    assert "Alasan dari tab pertama." in text_of(page)
    assert "Alasan dari tab kedua." in text_of(page)
    mine = form_of(page)
    assert client.post(href, mine.fields).status_code == 302
    row = Evaluation.objects.get(pk=scene.things["evaluation.draft.ani"].pk)
    assert row.results_reason == "Alasan dari tab kedua."


def test_the_second_tab_of_feedback_gets_both_texts(scene: Scene) -> None:
    client = client_of(scene, "budi")
    href = scene.href("reviews:feedback-give", "plan.agreed.ani")
    first, second = form_of(client.get(href)), form_of(client.get(href))
    box = next(name for name in first.visible if name.startswith("result_"))
    assert client.post(href, first.fields | {box: "Umpan balik dari tab pertama."}).status_code == 302

    page = client.post(href, second.fields | {box: "Umpan balik dari tab kedua."})

    assert page.status_code == 409
    assert "Umpan balik dari tab pertama." in text_of(page)
    assert "Umpan balik dari tab kedua." in text_of(page)
    assert client.post(href, form_of(page).fields).status_code == 302
    assert Feedback.objects.get(plan=scene.things["plan.agreed.ani"]).text == "Umpan balik dari tab kedua."


def test_the_second_tab_of_a_report_gets_both_texts(scene: Scene) -> None:
    client = client_of(scene, "ani")
    href = scene.href("reviews:progress-report", "indicator.ani")
    first, second = form_of(client.get(href)), form_of(client.get(href))
    assert client.post(href, first.fields | {"note": "Catatan dari tab pertama."}).status_code == 302

    page = client.post(href, second.fields | {"note": "Catatan dari tab kedua."})

    assert page.status_code == 409
    assert "Catatan dari tab pertama." in text_of(page)
    assert "Catatan dari tab kedua." in text_of(page)
    assert client.post(href, form_of(page).fields).status_code == 302
    row = stored(scene)
    assert row is not None
    assert row.note == "Catatan dari tab kedua."


# --- 49, 50: after the release -------------------------------------------------------------------------


def test_a_later_grade_and_policy_leave_a_shared_result_alone(scene: Scene) -> None:
    row = scene.things["evaluation.shared.ani"]
    before = Evaluation.objects.filter(pk=row.pk).values().get()
    client_of(scene, "gita").post(
        scene.href("reviews:achievement-detail", "unit.dinas"),
        {"version": "0", "grade": "KURANG", "reason": "BA 9"},
    )
    scene.world.period.figures.update(value=1)

    assert Evaluation.objects.filter(pk=row.pk).values().get() == before


# --- 54, 55: side doors --------------------------------------------------------------------------------


@pytest.mark.once
def test_a_superior_does_not_read_a_draft_through_any_page(scene: Scene) -> None:
    """Sees "masih draf", and not one word of it: neither on pages nor in fragments nor in exports."""
    plan = scene.things["plan.draft.ani"]
    secret = "Rahasia draft milik ani"
    assert secret in text_of(client_of(scene, "ani").get(f"/skp/{plan.pk}/susun/"))
    term = plan.period.terms.get()

    for name in ("budi", "citra", "eko", "gita", "indra"):
        client = client_of(scene, name)
        for href in (
            f"/skp/{plan.pk}/",
            f"/skp/{plan.pk}/susun/",
            f"/skp/{plan.pk}/periksa/",
            f"/tim/{plan.pk}/",
            f"/tim/{plan.pk}/umpan-balik/{term.pk}/",
            f"/tim/{plan.pk}/penilaian/{term.pk}/",
            "/tim/",
            "/bkd/laporan/?format=csv",
        ):
            for headers in ({}, {"hx-request": "true"}):
                page = client.get(href, follow=True, headers=headers)
                assert secret not in page.content.decode(), (name, href)


@pytest.mark.once
def test_a_draft_rating_is_in_no_page_of_anybody_else(scene: Scene) -> None:
    row = scene.things["evaluation.draft.ani"]
    Evaluation.objects.filter(pk=row.pk).update(results_reason="Rahasia penilai", predicate="SANGAT_BAIK")
    plan = row.plan_id

    for name in ("ani", "citra", "eko", "gita", "indra"):
        client = client_of(scene, name)
        for href in (
            "/",
            "/hasil/",
            f"/hasil/{row.pk}/",
            f"/tim/{plan}/",
            "/kemajuan/",
            "/kemajuan/triwulan/",
            f"/skp/{plan}/",
            "/tim/",
        ):
            page = client.get(href)
            assert "Rahasia penilai" not in page.content.decode(), (name, href)


@pytest.mark.parametrize("pk", [0, 999_999, 2**63 - 1, 2**63, 10**30])
def test_numbers_of_nothing_are_not_found(scene: Scene, pk: int) -> None:
    client = client_of(scene, "gita")
    for href in (
        f"/skp/{pk}/",
        f"/skp/hasil/{pk}/",
        f"/hasil/{pk}/",
        f"/tim/{pk}/",
        f"/bkd/pegawai/{pk}/",
        f"/bkd/laporan-data/{pk}/jawab/",
        f"/bkd/periode/{pk}/",
        f"/bkd/kebijakan/{pk}/",
        f"/bkd/impor/{pk}/",
        f"/bkd/penghargaan/{pk}/",
        f"/bkd/penghargaan/calon/{pk}/",
        f"/kemajuan/{pk}/{pk}/",
        f"/kemajuan/catatan/{pk}/",
        f"/layanan/{pk}/",
        f"/layanan/{pk}/suara/",
        f"/layanan/suara/{pk}/jawab/",
        f"/hasil/penilaian-diri/{pk}/{pk}/",
        f"/tim/penilaian/{pk}/bagikan/",
        f"/capaian/{pk}/{pk}/",
        f"/capaian/1/{pk}/",
        f"/bkd/kelengkapan/?unit={pk}",
    ):
        assert client.get(href).status_code == 404, href
    for href, data in (
        ("/skp/buat/", {"period": pk, "placement": pk}),
        (f"/capaian/{pk}/{pk}/", {"grade": "BAIK", "reason": "x"}),
        (f"/capaian/{pk}/{pk}/realisasi/", {}),
        (f"/capaian/{pk}/{pk}/rekomendasi/unit/", {}),
        (f"/bkd/peran/{pk}/akhiri/", {}),
        (f"/dokumen/terbitkan/SKP/{pk}/", {}),
    ):
        assert client.post(href, data).status_code == 404, href


def test_a_number_of_another_persons_object_in_the_body_is_ignored(scene: Scene) -> None:
    foreign = scene.things["indicator.dewi"]
    report(scene, indicator=str(foreign.pk), term=str(scene.world.term(1).pk))

    assert not Realisation.objects.filter(indicator=foreign, term__number=4).exists()
    assert stored(scene) is not None


@pytest.mark.parametrize(
    "href", ["/skp/199001012015032003/", "/hasil/199001012015032003/", "/bkd/pegawai/199001012015032003/"]
)
def test_a_nip_in_place_of_a_number_is_not_found(scene: Scene, href: str) -> None:
    assert client_of(scene, "gita").get(href).status_code == 404


# --- 57: forgery ---------------------------------------------------------------------------------------


@pytest.mark.once
def test_every_post_without_a_token_is_refused(scene: Scene) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(scene.world.gita, backend="organizations.backends.NipBackend")
    events = Event.objects.count()

    for href in ("/bkd/instansi/", "/bkd/periode/baru/", "/keluar/", "/masuk/", "/v/", "/ganti-sandi/"):
        assert client.post(href, {"name": "x"}).status_code == 403, href
        answer = client.post(href, {"name": "x"}, headers={"origin": "https://evil.id"})
        assert answer.status_code == 403, href
        assert forms_of(answer) == []
    assert Event.objects.count() == events


# --- 64: search and filters ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        {"q": "%"},
        {"q": "_"},
        {"q": "' OR 1=1 --"},
        {"q": "\x00"},
        {"q": "x" * 5000},
        {"q": "é" * 200},
        {"sort": "password"},
        {"sort": "-user__password"},
        {"order_by": "password"},
        {"_connector": "OR"},
        {"password__startswith": "a"},
        {"sesudah": "x"},
        {"sesudah": "|"},
        {"sesudah": "a|b"},
        {"sesudah": "a|9999999999999999999999"},
        {"sesudah": "\x00|1"},
        {"sesudah": "|1"},
        {"sesudah": "Ani|١"},
        {"masa": "x"},
        {"masa": "\x00"},
        {"halaman": "-1"},
        {"halaman": "9" * 30},
        {"halaman": "9" * 5000, "hal": "9" * 5000},
        {"kelompok": "\x00"},
        {"bagian": "diberikan", "jenis": "\x00", "hal": "-1"},
        {"hal": "9" * 30},
        {"tahun": "\x00"},
        {"tahun": "9" * 30},
        {"format": "exe"},
        {"unit": "x"},
        {"unit": "\x00"},
        {"nip": "\x00"},
        {"berkas": "\x00"},
    ],
    ids=lambda query: str(query)[:60],
)
def test_strange_queries_are_answered_and_never_a_crash(scene: Scene, query: dict[str, str]) -> None:
    client = client_of(scene, "gita")
    for href in (
        "/bkd/pegawai/",
        "/bkd/kelengkapan/",
        "/bkd/laporan/",
        "/bkd/penghargaan/baru/",
        scene.href("awards:award-detail", "award.open"),
        scene.href("organizations:import-refused", "import.gita"),
        "/kemajuan/",
        "/kemajuan/triwulan/",
        "/umpan-balik/",
        "/umpan-balik/beri/",
        "/skp/",
        "/tim/",
        "/hambatan/",
        "/dialog/",
        "/bukti/",
        scene.href("organizations:moves-preview", "upload.moves"),
    ):
        answer = client.get(href, query)
        assert answer.status_code in {200, 404}, href
    assert Client().get("/masuk/", query).status_code in {200, 404}


@pytest.mark.parametrize("code", ["x", "%00", "%27", "a" * 500, "..%2f..%2fetc", "%F0%9F%98%80"])
def test_strange_codes_of_documents_are_not_found(scene: Scene, code: str) -> None:
    assert Client().get(f"/v/{code}/").status_code == 404
    assert client_of(scene, "gita").get(f"/dokumen/{code}/unduh/").status_code == 404
    assert client_of(scene, "gita").post(f"/dokumen/terbitkan/{code}/1/").status_code == 404


# --- 65: the auditor only looks -----------------------------------------------------------------------


def test_looking_at_a_result_of_others_leaves_a_trace_and_at_the_own_one_none(scene: Scene) -> None:
    href = scene.href("reviews:evaluation-detail", "evaluation.shared.ani")
    client_of(scene, "ani").get(href)
    assert not Event.objects.filter(action="evaluation.viewed").exists()

    client_of(scene, "indra").get(href)

    event = Event.objects.get(action="evaluation.viewed")
    assert (event.by, event.target_id) == (scene.world.indra, scene.things["evaluation.shared.ani"].pk)


def test_an_export_leaves_a_trace(scene: Scene) -> None:
    client_of(scene, "indra").get("/bkd/laporan/?format=csv")

    assert Event.objects.get(action="report.exported").by == scene.world.indra


def test_a_role_that_ended_closes_its_pages_at_the_next_request(scene: Scene) -> None:
    client = client_of(scene, "indra")
    assert client.get("/bkd/pegawai/").status_code == 200
    RoleGrant.objects.filter(employee=scene.world.indra).update(ended_on=NOW.date() - timedelta(days=1))

    assert client.get("/bkd/pegawai/").status_code == 403
    assert client.get(scene.href("reviews:evaluation-detail", "evaluation.shared.ani")).status_code == 404
    assert client.get(scene.href("reviews:document-download", "document.ani")).status_code == 404
