"""How superiors saw single results and behaviours in the demo, and ideas that they noted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from random import Random

from indicators.models import CoreValue, Result
from reviews.models import Evaluation, ItemRating
from reviews.rules.evaluation import Predicate, Rating

from .evaluations import OF_ONE_KIND
from .insert import insert
from .people import NAMED

EVERY = 4  # one evaluation in so many has choices per part
AT_MOST = 300
BESIDE = (Rating.ABOVE.value, Rating.BELOW.value)
ALIKE = "PUPR-B1"  # the unit whose head sees every behaviour of everybody alike
IDEAS = (
    "Antrean loket bisa diambil lewat pesan singkat; warga menunggu rata-rata 20 menit lebih singkat.",
    "Daftar periksa berkas satu halaman dipakai semua loket; berkas yang kembali turun separuh.",
    "Jadwal piket bersama dua bidang; layanan tetap buka saat istirahat siang tanpa tambahan petugas.",
)


def write_parts(rng: Random) -> None:
    """Let some evaluations have choices per part, those of the named people among them, and a few ideas."""
    rows = (
        Evaluation.objects.filter(items__isnull=True, objection__isnull=True)
        .order_by("pk")
        .values_list(
            "pk",
            "plan",
            "results_rating",
            "behaviour_rating",
            "predicate",
            "plan__placement__unit__code",
            "plan__placement__employee__nip",
        )
    )
    named = {person.nip for person in NAMED}
    chosen = [
        row
        for number, row in enumerate(rows)
        if number % EVERY == 0 or row[-1] in named or row[-2] in OF_ONE_KIND
    ][:AT_MOST]
    results: dict[int, list[int]] = defaultdict(list)
    found = Result.objects.filter(plan__in=[plan for _, plan, *_ in chosen])
    for plan, pk in found.order_by("plan", "pk").values_list("plan", "pk"):
        results[plan].append(pk)
    values = list(CoreValue.objects.order_by("number").values_list("pk", flat=True))
    insert(
        part
        for pk, plan, result, behaviour, _, unit, _ in chosen
        for part in _parts(pk, results[plan], result, values, behaviour, None if unit == ALIKE else rng)
    )
    best = [pk for pk, *_, predicate, _, _ in chosen if predicate == Predicate.EXCELLENT]
    for number, idea in enumerate(IDEAS):
        Evaluation.objects.filter(pk__in=best[number :: 2 * len(IDEAS)]).update(innovation=idea)


def _parts(
    pk: int, results: list[int], result: str, values: list[int], behaviour: str, rng: Random | None
) -> Iterator[ItemRating]:
    for one in results:
        yield ItemRating(evaluation_id=pk, result_id=one, rating=_near(result, rng))
    for one in values:
        yield ItemRating(evaluation_id=pk, value_id=one, rating=_near(behaviour, rng))


def _near(rating: str, rng: Random | None) -> str:
    """Return mostly the rating itself, now and then another one beside it; without chance always itself."""
    if rng is None or rng.random() < 0.75:
        return rating
    return rng.choice(BESIDE) if rating == Rating.MEETS else Rating.MEETS.value
