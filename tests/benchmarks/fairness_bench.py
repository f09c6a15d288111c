"""What the analysis of a year costs as the agency grows, and how well it finds what is known to be true.

    OPENBLAS_NUM_THREADS=1 python -m tests.benchmarks.fairness_bench --sizes 200 2000 20000 50000
    OPENBLAS_NUM_THREADS=1 python -m tests.benchmarks.fairness_bench --sizes --database 50000

First the world of measurement research 3.5 at each size, in a process and so with a peak memory of its own;
then other ways of correcting on the same data; with --database also the reading of such a year from SQLite.
`held` is the share of 90% intervals that hold the truth as the scale of 1 to 5 shows it.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from fairness.analysis.year import analyse, once
from multirater.analysis.adjusted import network
from multirater.analysis.crossed import Components, Forms, components, solve
from tests.fairness.worlds import year
from tests.multirater.worlds import Truth, simulate

ROOT = Path(__file__).parents[2]
MOST_SECONDS, MOST_MIB = 1.0, 400  # issue 9: components and solution; peak memory
STEPS = ("order", "components", "solution", "network", "analyse")


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """Return what work returned, and its CPU seconds."""
    began = time.process_time()
    found = work()
    return found, time.process_time() - began


def peak() -> float:
    """Return the most memory that this process ever held, in MiB; getrusage would tell of its parent too."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def one(people: int) -> dict[str, float]:
    """Return what a year of so many people costs, and how well the truth comes back."""
    world, truth = year(people), simulate(people, linked=True)
    forms, of_order = timed(lambda: once(world.forms))
    parts, of_parts = timed(lambda: components(forms))
    _, of_solution = timed(lambda: solve(forms, parts))
    _, of_network = timed(lambda: network(forms))
    _, of_year = timed(world.analysed)
    told = {
        "order": of_order,
        "components": of_parts,
        "solution": of_solution,
        "network": of_network,
        "analyse": of_year,
    }
    found = analyse(
        truth.forms,
        superiors=world.superiors,
        official=np.zeros(truth.forms.y.size, dtype=bool),
        items=world.items,
        relations=np.zeros((0, 2), dtype=np.int64),
    )
    assert found.value is not None
    assert found.high is not None
    r, error = truth.recovered(found.value)
    held = truth.held(found.value, found.high - found.value)
    return told | {"forms": world.forms.y.size, "peak": peak(), "r": r, "rmse": error, "held": held}


def child(*words: str, **environment: str) -> dict[str, float]:
    """Return what this module measures in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.fairness_bench", *words]
    surroundings = os.environ | {"OPENBLAS_NUM_THREADS": "1"} | environment
    done = subprocess.run(command, cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told


def costs(sizes: list[int]) -> None:
    """Print one line for each size, and stop with a word where a budget is broken."""
    print(
        f"{'people':>7}{'forms':>8}"
        + "".join(f"{step:>12}" for step in STEPS)
        + "    peak      r   RMSE   held"
    )
    seen = []
    for people in sizes:
        told = child("--one", str(people))
        seen.append(told)
        line = f"{people:>7}{told['forms']:>8.0f}" + "".join(f"{told[step]:>10.3f} s" for step in STEPS)
        print(
            f"{line}{told['peak']:>4.0f} MiB  {told['r']:.3f}  {told['rmse']:.3f}   {told['held']:.3f}",
            flush=True,
        )
        spent = told["components"] + told["solution"]
        assert spent < MOST_SECONDS, f"components and solution took {spent:.2f} s"
        assert told["peak"] < MOST_MIB, f"{told['peak']:.0f} MiB"
    each = ", ".join(f"{told['analyse'] / told['forms'] * 1e6:.0f}" for told in seen)
    print(f"        CPU seconds; analyse takes {each} microseconds a form")


# --- Other ways of correcting, on the same data ------------------------------------------------


def raw(forms: Forms) -> np.ndarray:
    """Return the plain mean of each person's forms."""
    return np.bincount(forms.ratee, forms.y, forms.people) / np.bincount(forms.ratee, minlength=forms.people)


def without_means(forms: Forms, *, scaled: bool) -> np.ndarray:
    """Return the mean of each person's forms less the raters' means, perhaps in units of their spread."""
    n = np.maximum(np.bincount(forms.rater), 1)
    off = forms.y - (np.bincount(forms.rater, forms.y) / n)[forms.rater]
    sd = np.sqrt(np.bincount(forms.rater, off**2) / n)
    return raw(replace(forms, y=off / np.maximum(sd[forms.rater], 0.1) if scaled else off))


def crossed(forms: Forms, parts: Components | None = None) -> np.ndarray:
    """Return the solution of the recommended model, or with other components."""
    return solve(forms, parts or components(forms)).values(forms)


WAYS: dict[str, Callable[[Forms], np.ndarray]] = {
    "raw mean": raw,
    "less the rater's mean": lambda forms: without_means(forms, scaled=False),
    "z-score within rater": lambda forms: without_means(forms, scaled=True),
    "two-way fixed effects": lambda forms: crossed(forms, Components(0, 20, 20, 1)),
    "crossed, no unit": lambda forms: crossed(replace(forms, unit=np.zeros_like(forms.unit))),
    "crossed and unit": crossed,
}


def inside(truth: Truth, values: np.ndarray) -> float:
    """Return the correlation with the truth between people of one unit."""
    unit = truth.forms.unit
    n = np.bincount(unit)
    a, b = (x - (np.bincount(unit, x) / n)[unit] for x in (values, truth.person))
    return float(np.corrcoef(a, b)[0, 1])


def alternatives(people: int) -> None:
    """Print the table of alternatives of measurement research 3.5."""
    closed, linked = (simulate(people, linked=way) for way in (False, True))
    print(f"\n{'of ' + str(people) + ' people':>24}  r closed  r linked  in unit  RMSE closed")
    for name, way in WAYS.items():
        found = way(closed.forms)
        (r, error), (apart, _) = closed.recovered(found), linked.recovered(way(linked.forms))
        print(f"{name:>24}{r:>10.3f}{apart:>10.3f}{inside(closed, found):>9.3f}{error:>13.3f}")


# --- Reading a year from a database ------------------------------------------------------------


def fill(people: int) -> None:
    """Write a year: official evaluations with seven behaviours, and a released round of six forms each."""
    from indicators.models import CoreValue, Plan
    from multirater.models import Reviewee
    from reviews.models import Evaluation, ItemRating
    from tests.multirater.big_round import big_round
    from tests.multirater.rows import build_office_of_rounds
    from tests.world import NOW, build_world

    world = build_world()
    row = big_round(build_office_of_rounds(world), people, max(people // 12, 6))
    type(row).objects.filter(pk=row.pk).update(purpose="EVALUASI", status="DIRILIS")
    posts = Reviewee.objects.filter(round=row).order_by("pk").values_list("placement_id", flat=True)
    year_of = {
        "period": world.period,
        "started_on": world.period.started_on,
        "ended_on": world.period.ended_on,
    }
    agreed = {"status": "DISEPAKATI", "agreed_at": NOW, "agreed_by": world.budi, "submitted_at": NOW}
    plans = Plan.objects.bulk_create(
        [Plan(placement_id=pk, form="JA_JF", created_at=NOW, **year_of, **agreed) for pk in posts], 2_000
    )
    rated = {"results_rating": "SESUAI", "behaviour_rating": "SESUAI", "predicate": "BAIK", "shared_at": NOW}
    final = {"term": world.final, "status": "DISAMPAIKAN", "appraiser": world.budi}
    found = Evaluation.objects.bulk_create([Evaluation(plan=plan, **final, **rated) for plan in plans], 2_000)
    values = list(CoreValue.objects.order_by("number"))
    for first in range(0, people, 2_000):
        ItemRating.objects.bulk_create(
            ItemRating(
                evaluation=row, value=value, rating=("SESUAI", "DI_ATAS")[(row.pk + value.number) % 3 == 0]
            )
            for row in found[first : first + 2_000]
            for value in values
        )


def read() -> dict[str, float]:
    """Return what reading the year of the database costs."""
    from fairness.queries.inputs import inputs_of
    from indicators.models import Period

    before = peak()
    found, seconds = timed(lambda: inputs_of(Period.objects.get()))
    return {"forms": found.forms.y.size, "seconds": seconds, "before": before, "peak": peak()}


def database(people: int) -> None:
    """Print what reading a year of so many people costs, in a process that did not write it."""
    from django.db import connection
    from django.test.utils import setup_databases

    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/year.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = path
        setup_databases(0, interactive=False)
        fill(people)
        connection.close()
        told = child("--read", DATABASE_URL=f"sqlite:///{path}")
    print(f"\ninputs_of, {people} people, {told['forms']:.0f} forms: {told['seconds']:.1f} s CPU", end=", ")
    print(f"peak {told['before']:.0f} -> {told['peak']:.0f} MiB")


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--sizes", type=int, nargs="*", default=[200, 2_000, 20_000, 50_000])
    words.add_argument("--alternatives", type=int, default=2_000, help="people; 0 for none")
    words.add_argument("--database", type=int, default=0, help="people of a year in SQLite; 0 for none")
    words.add_argument("--one", type=int, help=argparse.SUPPRESS)
    words.add_argument("--read", action="store_true", help=argparse.SUPPRESS)
    asked = words.parse_args()
    if asked.database or asked.read:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
        import django

        django.setup()
    if asked.one or asked.read:
        print(json.dumps(read() if asked.read else one(asked.one)))
        return
    if asked.sizes:
        costs(asked.sizes)
    if asked.alternatives:
        alternatives(asked.alternatives)
    if asked.database:
        database(asked.database)


if __name__ == "__main__":
    main()
