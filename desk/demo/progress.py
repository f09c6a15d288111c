"""What people report on their indicators in each quarter, and what their superiors say about it."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from indicators.rules import Direction, IndicatorDraft
from reviews.rules.evaluation import Rating

from .clock import TERM_NAMES, Calendar, moment, report_day, working_day
from .story import Report, ResultStory, Said, Story
from .texts.talk import BEHAVIOUR_FEEDBACK, FEEDBACK

LEVELS = {"persen", "nilai"}
SHARES = {1: Decimal("0.24"), 2: Decimal("0.49"), 3: Decimal("0.75"), 4: Decimal("1")}
CLOSINGS = (
    "Sampai {term} tercatat {amount} {unit}.",
    "Angka sampai {term}: {amount} {unit} dari target {target}.",
    "Capaian {term} {amount} {unit}, bukti ada di folder bersama.",
    "Tercatat {amount} {unit} pada akhir {term}.",
)


def shown(number: Decimal) -> str:
    """Return a number as people write it here: 1240 is 1.240, a half is 0,5."""
    text = f"{number.normalize():,f}"
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


def report_year(story: Story, calendar: Calendar, skill: float, words: dict[str, str], rng: Random) -> None:
    """Add the reports of all indicators; `skill` around 1 says how well the year goes."""
    slug = re.sub(r"[^a-z0-9]+", "-", words["unit"].lower())
    for term in calendar.terms:
        day = report_day(term, calendar, rng.randrange(9))
        at = moment(day, rng.randrange(0, 300))
        for number, result in enumerate(story.results, start=1):
            for order, promised in enumerate(result.indicators, start=1):
                if term < 3 and rng.random() < 0.06:
                    continue
                at += timedelta(minutes=3)
                amount = amount_of(promised.draft, term, skill * rng.uniform(0.94, 1.05))
                url = f"https://drive.arunika.example/{slug}/{story.employee}/tw{term}/hasil-{number}-{order}"
                note = _note(result, promised.draft, amount, term, order, rng)
                has_link = order == 1 or rng.random() < 0.6
                noted_on = day - timedelta(days=rng.randrange(3) if term < 4 else 0)
                promised.reports.append(Report(term, amount, note, noted_on, url if has_link else "", at))


def amount_of(draft: IndicatorDraft, term: int, skill: float) -> Decimal:
    """Return the amount reached by the end of a quarter, counted from the start of the year."""
    target = draft.target or Decimal(1)
    factor = Decimal(str(round(skill, 3)))
    mild = 1 + (factor - 1) / 2  # levels move less than amounts
    if draft.direction == Direction.LOWER:
        return max((target * (2 - mild)).quantize(Decimal("0.1"), ROUND_HALF_UP), Decimal("0.1"))
    if draft.unit in LEVELS:
        reached = (target * mild).quantize(Decimal("0.1"), ROUND_HALF_UP)
        return min(reached, Decimal(100))
    return (target * SHARES[term] * factor).quantize(Decimal(1), ROUND_HALF_UP)


def _note(
    result: ResultStory, draft: IndicatorDraft, amount: Decimal, term: int, order: int, rng: Random
) -> str:
    closing = rng.choice(CLOSINGS).format(
        term=TERM_NAMES[term], amount=shown(amount), unit=draft.unit, target=shown(draft.target or Decimal(0))
    )
    if order > 1 and rng.random() < 0.4:
        return closing
    return f"{result.notes[(term + order) % len(result.notes)]} {closing}"


def feedback_year(
    story: Story, calendar: Calendar, rating: Rating, words: dict[str, str], rng: Random
) -> None:
    """Add what the superior says: on one or two results and sometimes on a behaviour, most quarters."""
    for term in calendar.terms[:3]:
        if rng.random() < 0.25 and term != 3:
            continue
        day = working_day(report_day(term, calendar, 8) + timedelta(days=rng.randint(1, 9)))
        numbers = rng.sample(range(len(story.results)), min(len(story.results), rng.choice((1, 1, 2))))
        spoken = words | {"triwulan": TERM_NAMES[term]}
        results = {
            number: text.format(**spoken)
            for number, text in zip(sorted(numbers), rng.sample(FEEDBACK[rating], 2), strict=False)
        }
        values = {}
        if rng.random() < 0.5:
            value = rng.randint(1, 7)
            values[value] = rng.choice(BEHAVIOUR_FEEDBACK[value]).format(**spoken)
        story.feedback.append(Said(term, results, values, moment(day, rng.randrange(0, 420))))
