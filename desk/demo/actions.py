"""What people plan for the quarter, how they see it, and where they ask for help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from indicators.models import Period, Plan, Result, Term
from indicators.rules import PlanStatus
from organizations.models import Supervision
from reviews.models import Action, HelpRequest, ResultOutlook
from reviews.rules.progress import Outlook

from .clock import YEAR, moment, working_day
from .insert import insert
from .people import NAMED, NIPS

STEPS = (
    "Menyusun jadwal petugas untuk dua minggu ke depan",
    "Mencocokkan data bulan ini dengan buku register",
    "Rapat singkat dengan petugas loket setiap Senin",
    "Menyiapkan bahan laporan dan bukti dukungnya",
    "Mengirim pengingat kepada unit yang belum menyetor data",
    "Melatih dua rekan memakai formulir yang baru",
    "Memperbarui papan informasi persyaratan",
    "Menghitung waktu tunggu pada hari ramai",
)
NOTES = {
    Outlook.ON_TRACK: ("", "Berjalan sesuai jadwal.", "Tinggal merapikan bukti."),
    Outlook.ATTENTION: (
        "Data dari dua unit belum masuk.",
        "Petugas bergantian cuti bulan ini.",
        "Menunggu jadwal ruang pertemuan.",
    ),
    Outlook.HELP: ("Sudah disampaikan kepada atasan.",),
}
OBSTACLES = (
    (
        "Pemindai di loket rusak sejak Senin. Perlu pinjaman satu unit sampai perbaikan selesai.",
        "Pakai pemindai dari ruang arsip, sudah saya sampaikan kepada petugasnya.",
    ),
    (
        "Jaringan di ruang pelayanan sering putus siang hari. Mohon bantuan petugas jaringan.",
        "Petugas jaringan datang Kamis pagi. Sementara, pakai sambungan ruang rapat.",
    ),
    (
        "Data dari unit lain belum masuk dua bulan. Perlu surat pengantar dari pimpinan.",
        "Suratnya sudah saya tanda tangani hari ini. Kabari bila belum dijawab sampai Senin.",
    ),
    (
        "Dua petugas cuti bersamaan minggu depan. Perlu satu orang pengganti di loket.",
        "Satu orang dari bagian umum membantu Senin sampai Rabu.",
    ),
    (
        "Blanko hampir habis dan pengadaan belum jalan. Perlu bantuan menanyakan ke bagian umum.",
        "Bagian umum mengirim 500 lembar besok.",
    ),
)
SPRINKLED = 4  # of everybody else every fourth plan has steps
HELPED = 10  # and every tenth of these asked for help


def write_actions(period: Period, terms: Sequence[int], seed: int) -> None:
    """Write steps and status of the last quarters, and requests for help; nothing before the first report."""
    if not terms:
        return
    rng = Random(f"actions {seed}")
    parts = {row.number: row for row in period.terms.all() if not row.is_final}
    shown = [parts[number] for number in terms[-2:]]
    agreed = Plan.objects.filter(period=period, status=PlanStatus.AGREED)
    named = set(agreed.filter(placement__employee__nip__in=NIPS).values_list("pk", flat=True))
    every = enumerate(agreed.order_by("pk").values_list("pk", flat=True))
    chosen = [pk for number, pk in every if pk in named or number % SPRINKLED == 0]
    results: dict[int, list[int]] = {}
    rows = Result.objects.filter(plan__in=chosen).order_by("plan", "order", "pk")
    for pk, plan in rows.values_list("pk", "plan"):
        results.setdefault(plan, []).append(pk)
    insert(row for plan in chosen for row in _steps(results.get(plan, []), shown, plan in named, rng))
    requests = list(_requests(chosen, named, results, rng))
    stuck = {row.result_id for row in requests if row.closed_at is None}
    judged = [
        (pk, number)
        for plan in chosen
        for number, pk in enumerate(results.get(plan, []))
        if plan in named or not number
    ]
    insert(_outlook(pk, number, shown[-1], pk in stuck, rng) for pk, number in judged)
    insert(requests)


def _steps(results: Sequence[int], terms: Sequence[Term], is_named: bool, rng: Random) -> Iterator[Action]:
    for result in results if is_named else results[:1]:
        for term in terms if is_named else terms[-1:]:
            at = moment(working_day(term.started_on + timedelta(days=rng.randrange(9))), rng.randrange(300))
            for number, text in enumerate(rng.sample(STEPS, 3 if is_named else 2)):
                day = working_day(term.started_on + timedelta(days=12 + 9 * number))
                is_done = number == 0 or (term != terms[-1] and rng.random() < 0.7)
                yield Action(
                    result_id=result,
                    term=term,
                    text=text,
                    due_on=min(day + timedelta(days=5), term.ended_on) if number else None,
                    done_on=day if is_done else None,
                    written_at=at,
                )


def _outlook(result: int, number: int, term: Term, is_stuck: bool, rng: Random) -> ResultOutlook:
    outlook = Outlook.ATTENTION if number % 3 == 1 else Outlook.ON_TRACK
    outlook = Outlook.HELP if is_stuck else outlook
    at = moment(working_day(term.started_on + timedelta(days=20)), rng.randrange(300))
    note = rng.choice(NOTES[outlook])
    return ResultOutlook(result_id=result, term=term, outlook=outlook.value, note=note, set_at=at)


def _requests(
    chosen: Sequence[int], named: set[int], results: dict[int, list[int]], rng: Random
) -> Iterator[HelpRequest]:
    """Every named person asked once, and some others: in turn open, answered and closed.

    The clerk's request is open, because that is where a visitor of the demo begins.
    """
    drawn = [pk for number, pk in enumerate(chosen) if pk in named or number % HELPED == 0]
    asking = [pk for pk in drawn if results.get(pk)]
    facts = ("pk", "placement", "placement__employee", "placement__employee__nip")
    posts = {pk: rest for pk, *rest in Plan.objects.filter(pk__in=asking).values_list(*facts)}
    places = [placement for placement, *_ in posts.values()]
    lines = Supervision.objects.filter(placement__in=places, ended_on__isnull=True, superior__isnull=False)
    superiors = dict(lines.values_list("placement", "superior"))
    for number, pk in enumerate(asking, start=1):
        placement, owner, nip = posts[pk]
        text, answer = OBSTACLES[number % len(OBSTACLES)]
        asked_on = working_day(date(YEAR, 11, 2) + timedelta(days=rng.randrange(14)))
        row = HelpRequest(plan_id=pk, text=text, asked_at=moment(asked_on, rng.randrange(300)))
        if number % 2 == 0:
            row.result_id = results[pk][0]
        superior = superiors.get(placement)
        if number % 3 and superior is not None and nip != NAMED[0].nip:
            answered_on = working_day(asked_on + timedelta(days=1))
            row.reply, row.replied_by_id = answer, superior
            row.replied_at = moment(answered_on, rng.randrange(300))
            if number % 3 == 2:
                row.closed_at, row.closed_by_id = moment(answered_on, 400), owner
        yield row
