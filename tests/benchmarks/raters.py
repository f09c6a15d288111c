"""What the statistics of raters cost as a round grows: components and solution, and the whole of a release's.

    OPENBLAS_NUM_THREADS=1 python -m tests.benchmarks.raters --sizes 200 2000 20000 50000 --round 20000

The first table is arrays alone (six forms each, measurement research 3.5); the second a round in a throw-away
database: reading opinions, opening envelopes, agreement, network, adjusted ranges.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
from collections.abc import Callable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.test.utils import setup_databases, teardown_databases  # noqa: E402

from multirater.analysis.connectivity import islands  # noqa: E402
from multirater.analysis.crossed import components, solve  # noqa: E402
from multirater.analysis.intervals import drawn_variance, instant_variance  # noqa: E402
from multirater.queries.reliability import reliability_of  # noqa: E402
from tests.multirater.big_round import big_round  # noqa: E402
from tests.multirater.rows import build_office_of_rounds  # noqa: E402
from tests.multirater.worlds import simulate  # noqa: E402
from tests.world import build_world  # noqa: E402


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """Return what work returned, and its CPU milliseconds."""
    began = time.process_time()
    found = work()
    return found, (time.process_time() - began) * 1000


def peak() -> float:
    """Return the most memory that this process ever held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def arrays(people: int) -> str:
    """Return one line: CPU of each step on simulated forms, and how well the truth was recovered."""
    truth = simulate(people, linked=True)
    forms = truth.forms
    parts, of_parts = timed(lambda: components(forms))
    effects, of_solution = timed(lambda: solve(forms, parts))
    _, of_islands = timed(lambda: islands(forms))
    _, of_instant = timed(lambda: instant_variance(forms, parts))
    _, of_draws = timed(lambda: drawn_variance(forms, parts, draws=10))
    r, error = truth.recovered(effects.values(forms))
    steps = (of_parts, of_solution, of_islands, of_instant, of_draws)
    return (
        f"{people:>7} {forms.y.size:>8}" + "".join(f"{ms:>12.1f}" for ms in steps) + f"{r:>8.3f}{error:>8.3f}"
    )


def whole(people: int) -> str:
    """Return one line: the cost of `reliability_of` for a round of so many people and six forms each."""
    kept = setup_databases(0, interactive=False)
    try:
        row = big_round(build_office_of_rounds(build_world()), people, max(people // 12, 6))
        before = peak()
        told, ms = timed(lambda: reliability_of(row))
        line = f"reliability_of, {people} people, {6 * people} forms: {ms / 1000:.1f} s CPU"
        return f"{line}, peak {before:.0f} -> {peak():.0f} MiB, {len(told['adjusted'])} ranges"
    finally:
        teardown_databases(kept, 0)


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--sizes", type=int, nargs="*", default=[200, 2_000, 20_000, 50_000])
    words.add_argument("--round", type=int, default=20_000, help="people of the round in a database")
    chosen = words.parse_args()
    columns = ("components", "solution", "islands", "instant", "10 draws")
    print(f"{'people':>7} {'forms':>8}" + "".join(f"{name:>12}" for name in columns) + f"{'r':>8}{'RMSE':>8}")
    for size in chosen.sizes:
        print(arrays(size), flush=True)
    print(f"        CPU milliseconds; peak memory {peak():.0f} MiB")
    if chosen.round:
        print(whole(chosen.round))


if __name__ == "__main__":
    main()
