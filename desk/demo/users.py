"""What users of the demo say of the system, and what was changed because of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from random import Random

from appraisal import audit
from indicators.models import Period
from organizations.models import Employee

from ..models import Improvement, Suggestion, Survey, SurveyAnswer, SurveyDone
from ..queries.survey import group_sizes
from ..rules.survey import STATEMENTS, Group, kept_group
from ..rules.themes import themes_of
from .clock import YEAR, moment

ASKED = date(YEAR, 11, 9), date(YEAR, 11, 19)
MOST = 600  # answers
AUTHORS = ("199205142019032004", "199002172015032002", "198911032022211005", "198108092006042011")
SUGGESTIONS = (  # text, about which page, state, answer
    (
        "Tombol simpan ada di bawah saja. Di ponsel jauh sekali.",
        "Susun SKP",
        "SELESAI",
        "Terima kasih. Tombolnya sekarang juga ikut terlihat di bawah layar ponsel.",
    ),
    (
        "Apakah catatan bisa ditulis dengan suara saat di lapangan?",
        "Kemajuan",
        "BELUM_BISA",
        "Belum bisa: rekaman suara perlu dijaga seperti data pribadi. Impor dari berkas bisa dipakai dulu.",
    ),
    (
        "Mohon contoh isian untuk perawat, bukan hanya kantor.",
        "Kamus indikator",
        "DIKERJAKAN",
        "Kami kumpulkan contoh dari puskesmas sampai Januari.",
    ),
    ("Ingatkan lewat surel Senin pagi saja.", "Pengingat", "BARU", ""),
)
CHANGES = (  # text, because of what, since when, the suggestion it came from
    (
        "Tombol simpan pada formulir panjang ikut terlihat di bawah layar ponsel.",
        "Beberapa orang menulis bahwa tombolnya jauh di bawah.",
        date(YEAR, 10, 5),
        0,
    ),
    (
        "Pengingat digabung menjadi satu surel berisi semua tugas.",
        "Pegawai menerima terlalu banyak surel pada masa penyusunan SKP.",
        date(YEAR, 6, 1),
        None,
    ),
)
FROM_SURVEY = (
    "Kursus singkat untuk penilai tersedia di Belajar.",
    "Sebagian jawaban tentang adilnya penilaian masih di tengah.",
)
WISHES = (
    "Formulir penilaian diri bisa lebih pendek.",
    "Waktu dialog dengan atasan perlu lebih lama.",
    "Tampilan di ponsel sudah enak, tetapi unggah bukti masih lambat.",
    "Contoh kalimat umpan balik sangat menolong, tambah lagi.",
)
WEIGHTS = {
    "clear": (1, 2, 4, 9, 4),
    "fair": (1, 3, 6, 7, 3),
    "growth": (1, 3, 5, 7, 4),
    "ease": (1, 2, 3, 9, 5),
    "time": (2, 4, 5, 6, 3),
}


def write_users(period: Period, admin: Employee, rng: Random, *, has_closed: bool) -> None:
    """Write suggestions with answers and what was changed; where the year came far, a survey that closed."""
    authors = Employee.objects.filter(nip__in=AUTHORS).order_by("-pk")
    rows = Suggestion.objects.bulk_create(_suggestions(list(authors), admin))
    changes = [
        _change(admin, text, because, on, suggestion=None if number is None else rows[number])
        for text, because, on, number in CHANGES
    ]
    if has_closed:
        survey = _survey(period, admin, rng)
        changes.append(_change(admin, *FROM_SURVEY, date(YEAR, 11, 20), survey=survey))
    Improvement.objects.bulk_create(changes)


def _suggestions(authors: list[Employee], admin: Employee) -> Iterator[Suggestion]:
    for number, (author, (text, page, state, answer)) in enumerate(zip(authors, SUGGESTIONS, strict=False)):
        is_new = state == "BARU"
        yield Suggestion(
            text=text,
            page=page,
            written_by=author,
            written_at=moment(date(YEAR, 9, 1 + number), 45),
            state=state,
            answer=answer,
            answered_by=None if is_new else admin,
            answered_at=None if is_new else moment(date(YEAR, 9, 14 + number), 80),
        )


def _change(
    admin: Employee, text: str, because: str, on: date, **cause: Survey | Suggestion | None
) -> Improvement:
    return Improvement(
        text=text, because=because, changed_on=on, published_by=admin, published_at=moment(on, 20), **cause
    )


def _survey(period: Period, admin: Employee, rng: Random) -> Survey:
    """Write a survey that three quarters of the people answered, at most MOST of them."""
    opens_on, closes_on = ASKED
    survey = Survey.objects.create(
        period=period,
        name=f"Survei Capaian {YEAR}",
        purpose="Lima pernyataan dan satu usul, supaya tahun berikutnya lebih jelas dan lebih ringan.",
        opens_on=opens_on,
        closes_on=closes_on,
        sizes=group_sizes(opens_on),
        opened_by=admin,
        opened_at=moment(opens_on, 10),
    )
    audit.record(action="survey.opened", by=admin, at=survey.opened_at, target=survey)
    people = Employee.objects.filter(is_active=True).order_by("pk").values_list("pk", flat=True)
    done = [pk for pk in islice(people.iterator(), MOST) if rng.random() < 0.75]
    SurveyDone.objects.bulk_create(SurveyDone(survey=survey, employee_id=pk) for pk in done)
    groups = rng.choices(list(Group), weights=[survey.sizes[group.value] for group in Group], k=len(done))
    SurveyAnswer.objects.bulk_create(_answer(survey, group, rng) for group in groups)
    return survey


def _answer(survey: Survey, group: Group, rng: Random) -> SurveyAnswer:
    scores = {name: rng.choices((1, 2, 3, 4, 5), weights=WEIGHTS[name])[0] for name in STATEMENTS}
    wish = rng.choice(WISHES) if rng.random() < 0.3 else ""
    theme = themes_of(wish)[0] if wish else ""
    kept = kept_group(group, survey.sizes)
    return SurveyAnswer(survey=survey, group=kept, wish=wish, theme=theme, **scores)
