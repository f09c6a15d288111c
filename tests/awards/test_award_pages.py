"""The pages of awards: who gets in, what they say, what a press does, and how little they ask."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from appraisal.errors import Denied, Refused
from appraisal.models import Job
from awards.models import AwardCandidate, AwardList
from awards.operations import award as operations
from awards.operations.proposal import begin_proposal
from organizations.models import Employee
from reviews.rules.evaluation import Rating

from .award_office import NOW, Office

REASON = "Dua belas laporan terbit dan dipakai sekolah lain."
NEVER = re.compile(
    r"peringkat|terburuk|terbaik|ditolak|wajib diisi|tidak valid|harap|berhasil|juara|nomor urut",
    re.IGNORECASE,
)
Login = Callable[[Employee], Client]


@pytest.fixture
def office(db: None) -> Office:
    return Office()


@pytest.fixture
def enter(client: Client) -> Login:
    def as_person(person: Employee) -> Client:
        client.force_login(person, backend="organizations.backends.NipBackend")
        return client

    return as_person


@pytest.fixture
def award_list(office: Office) -> AwardList:
    office.candidate("Ani", results=Rating.ABOVE)
    office.candidate("Dewi")
    office.candidate("Wati")
    office.candidate("Fajar", results=Rating.BELOW)
    return office.propose("ASN Berprestasi", places=2)


def of(award_list: AwardList, name: str) -> AwardCandidate:
    return AwardCandidate.objects.get(award_list=award_list, employee__name=name)


def addresses(award_list: AwardList) -> dict[str, str]:
    ani = of(award_list, "Ani")
    return {
        "list": reverse("awards:award-list"),
        "new": reverse("awards:award-new"),
        "detail": reverse("awards:award-detail", args=[award_list.pk]),
        "close": reverse("awards:award-close", args=[award_list.pk]),
        "candidate": reverse("awards:candidate-decide", args=[ani.pk]),
    }


@pytest.mark.parametrize(
    ("who", "open_pages"),
    [
        ("gita", {"list", "new", "detail", "candidate"}),
        ("hadi", {"list", "detail", "close", "candidate"}),
        ("indra", {"list", "detail", "candidate"}),
        ("eko", set()),
        ("budi", set()),
    ],
)
def test_each_person_opens_what_the_role_opens(
    office: Office, award_list: AwardList, enter: Login, who: str, open_pages: set[str]
) -> None:
    client = enter(getattr(office, who))

    answers = {name: client.get(href).status_code for name, href in addresses(award_list).items()}

    assert answers == {name: 200 if name in open_pages else 403 for name in answers}


def test_what_is_not_there_is_not_found(office: Office, award_list: AwardList, enter: Login) -> None:
    client = enter(office.hadi)

    assert client.get(reverse("awards:award-detail", args=[999])).status_code == 404
    assert client.get(reverse("awards:candidate-decide", args=[999])).status_code == 404
    assert client.get(addresses(award_list)["detail"] + "?kelompok=lain").status_code == 404


def test_list_tells_the_tie_openly_and_explains_in_a_sentence(
    office: Office, award_list: AwardList, enter: Login
) -> None:
    page = enter(office.hadi).get(addresses(award_list)["detail"]).content.decode()

    assert page.index("Ani") < min(page.index("Dewi"), page.index("Wati"))
    assert "Fajar" not in page
    assert "90,67" in page
    assert "Seri, 2 calon: selisih nilainya lebih kecil daripada ketidakpastiannya." in page
    assert page.index("Nilainya dapat dibedakan") < page.index("Ani") < page.index("Seri, 2 calon")
    assert "Mereka seri: tim yang memilih, bukan mesin." in page
    assert page.count("Seri di batas jumlah tempat") == 1
    assert "Unggul pada hasil kerja (+10,0)." in page
    assert "Setara dengan median pada semua unsur." in page
    assert f"Benih undian dan uji: {award_list.seed}." in page
    assert not NEVER.search(re.sub(r"<[^>]+>", " ", page))


def test_other_groups_say_what_is_missing(office: Office, award_list: AwardList, enter: Login) -> None:
    client, detail = enter(office.indra), addresses(award_list)["detail"]

    not_yet = client.get(detail + "?kelompok=belum-memenuhi-syarat").content.decode()
    no_data = client.get(detail + "?kelompok=belum-cukup-data").content.decode()

    assert "Fajar" in not_yet
    assert "Predikat tahunan belum mencapai Baik." in not_yet
    assert "Ani<" not in not_yet
    assert "Budi" in no_data
    assert "Evaluasi tahunan belum ada." in no_data
    assert "Butuh Perbaikan" not in not_yet


def test_a_published_scheme_is_chosen_and_computed(office: Office, enter: Login) -> None:
    office.candidate("Ani")
    scheme = office.scheme("ASN Berprestasi", places=2)
    office.scheme("Rancangan", published=False)
    client = enter(office.gita)

    page = client.get(reverse("awards:award-new")).content.decode()
    assert "ASN Berprestasi, tahun 2026" in page
    assert "Rancangan" not in page
    answer = client.post(reverse("awards:award-new"), {"scheme": scheme.pk})

    award_list = AwardList.objects.get()
    assert answer.url == reverse("awards:award-detail", args=[award_list.pk])  # type: ignore[attr-defined]
    assert (award_list.places, award_list.period) == (2, office.period)


def test_a_worker_computes_the_list_of_a_large_agency_once(
    office: Office, enter: Login, work: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.candidate("Ani")
    scheme = office.scheme()
    monkeypatch.setattr("appraisal.jobs.handling.AT_ONCE", 2)
    client, href = enter(office.gita), reverse("awards:award-new")

    answers = [client.post(href, {"scheme": scheme.pk}) for _ in range(2)]
    job = Job.objects.get()
    assert {answer["Location"] for answer in answers} == {reverse("desk:job-detail", args=[job.pk])}
    assert not AwardList.objects.exists()
    assert enter(office.hadi).get(answers[0]["Location"]).status_code == 404

    work()
    page = enter(office.gita).get(answers[0]["Location"]).content.decode()
    assert reverse("awards:award-detail", args=[AwardList.objects.get().pk]) in page
    with pytest.raises(Denied):
        begin_proposal(scheme=scheme, by=office.hadi, at=NOW)
    AwardList.objects.update(closed_at=NOW, closed_by=office.hadi)
    with pytest.raises(Refused, match="sudah ditetapkan"):
        begin_proposal(scheme=scheme, by=office.gita, at=NOW)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [({}, "Pilih skema yang dihitung."), ({"scheme": "999"}, "Pilih skema dari daftar.")],
)
def test_what_is_missing_is_asked_for(
    office: Office, enter: Login, typed: dict[str, str], sentence: str
) -> None:
    office.scheme()
    answer = enter(office.gita).post(reverse("awards:award-new"), typed)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not AwardList.objects.exists()


def test_without_a_published_scheme_the_page_says_what_comes_first(office: Office, enter: Login) -> None:
    page = enter(office.gita).get(reverse("awards:award-new")).content.decode()

    assert "Belum ada skema penghargaan yang diumumkan" in page


def test_candidate_page_shows_criteria_arithmetic_and_evidence(
    office: Office, award_list: AwardList, enter: Login
) -> None:
    page = enter(office.hadi).get(addresses(award_list)["candidate"]).content.decode()

    assert "Masa jabatan paling sedikit 6 bulan" in page
    assert "84 bulan dalam jabatan ini" in page
    assert "Jumlah berbobot" in page
    assert "+10,00" in page
    assert "https://drive.example.go.id/bukti" in page
    assert "Target 12 laporan, realisasi 12 (100%)" in page
    assert "Simpan keputusan" in page


@pytest.mark.parametrize(
    ("who", "sentence"),
    [("gita", "Keputusan diambil anggota tim penghargaan."), ("indra", "Keputusan diambil anggota tim")],
)
def test_who_does_not_decide_reads_why_and_is_refused(
    office: Office, award_list: AwardList, enter: Login, who: str, sentence: str
) -> None:
    client, href = enter(getattr(office, who)), addresses(award_list)["candidate"]

    page = client.get(href).content.decode()
    assert sentence in page
    assert "Simpan keputusan" not in page
    assert client.post(href, {"decision": "DIREKOMENDASIKAN", "reason": REASON}).status_code == 403
    assert of(award_list, "Ani").decision == ""


def test_committee_decides_settles_and_the_list_says_so(
    office: Office, award_list: AwardList, enter: Login
) -> None:
    client, href = enter(office.hadi), addresses(award_list)
    answer = client.post(
        href["candidate"], {"version": "1", "decision": "DIREKOMENDASIKAN", "reason": REASON}
    )
    assert answer.status_code == 302

    office.sit(award_list)
    check = client.get(href["close"]).content.decode()
    assert REASON in check
    assert "tidak berubah lagi" in check
    settled = client.post(href["close"], {"version": str(award_list.version)}, follow=True).content.decode()

    assert "Rekomendasi sudah ditetapkan." in settled
    assert "Rekomendasi tim: 1 dari 2 tempat" in settled
    assert "Unduh surat rekomendasi" in settled
    page = client.get(href["candidate"]).content.decode()
    assert "Rekomendasi daftar ini sudah ditetapkan" in page
    assert "Simpan keputusan" not in page


def test_missing_reason_keeps_what_was_typed(office: Office, award_list: AwardList, enter: Login) -> None:
    client, href = enter(office.hadi), addresses(award_list)["candidate"]

    answer = client.post(href, {"version": "1", "decision": "TIDAK_TAHUN_INI", "reason": " "})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Tulis alasan keputusan dalam satu atau dua kalimat." in page
    assert re.search(r'value="TIDAK_TAHUN_INI"[^>]*checked', page)


def test_second_person_sees_both_texts(office: Office, award_list: AwardList, enter: Login) -> None:
    operations.decide(
        candidate=of(award_list, "Ani"),
        version=1,
        decision="DIREKOMENDASIKAN",
        reason=REASON,
        by=office.hadi,
        at=NOW,
    )

    answer = enter(office.hadi).post(
        addresses(award_list)["candidate"],
        {"version": "1", "decision": "TIDAK_TAHUN_INI", "reason": "Menurut saya tahun depan."},
    )

    page = answer.content.decode()
    assert answer.status_code == 409
    assert REASON in page
    assert "Menurut saya tahun depan." in page


def test_settling_an_empty_recommendation_says_what_comes_first(
    office: Office, award_list: AwardList, enter: Login
) -> None:
    client, href = enter(office.hadi), addresses(award_list)["close"]

    assert "Putuskan paling sedikit satu calon dulu" in client.get(href).content.decode()
    assert client.post(href, {"version": "1"}).status_code == 422


def test_empty_pages_say_why(office: Office, enter: Login) -> None:
    assert "Hitung usulan" in enter(office.gita).get(reverse("awards:award-list")).content.decode()
    page = enter(office.hadi).get(reverse("awards:award-list")).content.decode()
    assert "Admin BKD menyusunnya" in page
    award_list = office.propose()
    detail = enter(office.hadi).get(reverse("awards:award-detail", args=[award_list.pk])).content.decode()
    assert "Belum ada yang memenuhi semua syarat." in detail


def test_recommendation_becomes_a_document(office: Office, award_list: AwardList, enter: Login) -> None:
    client, href = enter(office.hadi), addresses(award_list)
    document = reverse("awards:award-document", args=[award_list.pk])
    assert client.post(document).status_code == 403
    client.post(href["candidate"], {"version": "1", "decision": "DIREKOMENDASIKAN", "reason": REASON})
    office.sit(award_list)
    client.post(href["close"], {"version": str(award_list.version)})

    answer = client.post(document)

    assert answer.status_code == 302
    assert client.get(answer.url).content.startswith(b"%PDF")  # type: ignore[attr-defined]
    assert client.get(document).status_code == 405


def test_pages_of_sixty_people_cost_as_many_queries_as_of_three(
    office: Office, award_list: AwardList, enter: Login
) -> None:
    client, href = enter(office.hadi), addresses(award_list)
    for name in ("list", "candidate"):  # session, agency's name and today's look are there afterwards
        client.get(href[name])
    few = {name: queries_of(client, href[name]) for name in ("list", "detail", "candidate", "close")}
    for number in range(60):
        office.candidate(f"Calon {number:02d}")
    office.propose("ASN Berprestasi", places=2)

    many = {name: queries_of(client, href[name]) for name in few}

    assert many == few
    assert max(many.values()) <= 12


def queries_of(client: Client, href: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(href).status_code == 200
    return len(captured)


def test_pages_of_twenty_five_reach_everybody_once(
    office: Office, award_list: AwardList, enter: Login
) -> None:
    for number in range(40):
        office.candidate(f"Calon {number:02d}")
    office.propose("ASN Berprestasi", places=2)
    client, detail = enter(office.hadi), addresses(award_list)["detail"]

    pages = [client.get(f"{detail}?halaman={number}").content.decode() for number in (1, 2, 99)]

    linked = [set(re.findall(r"penghargaan/calon/(\d+)/", page)) for page in pages]
    assert [len(one) for one in linked] == [25, 18, 18]
    assert not linked[0] & linked[1]
    assert "1–25 dari 43" in pages[0]
    assert "26–43 dari 43" in pages[1]
    assert len(pages[0].encode()) < 60_000


def test_search_finds_a_name_or_a_number_and_keeps_the_group(
    office: Office, award_list: AwardList, enter: Login
) -> None:
    client, detail = enter(office.hadi), addresses(award_list)["detail"]

    page = client.get(detail + "?q=ani").content.decode()
    by_number = client.get(f"{detail}?q={of(award_list, 'Dewi').employee.nip}").content.decode()
    nobody = client.get(detail + "?q=zzz").content.decode()

    assert "Diusulkan untuk dipertimbangkan (1)" in page
    assert "Wati" not in page
    assert "Belum memenuhi syarat (0)" in page
    assert ("Dewi" in by_number, "Wati" in by_number) == (True, False)
    assert "Belum ada nama yang cocok di kelompok ini." in nobody
