"""Who is affected by other dates: counted, told once, and nobody else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.cache import cache

from appraisal.models import Job, Mail
from desk.operations.dates import change_dates, remove_unit_days, set_unit_days
from desk.queries.day_spans import beyond, change_of_units, changes_of_dates
from desk.queries.effects import concerned, due_effects, effect_of
from indicators.models import Period, PlanningWindow, RatingWindow
from organizations.rules import Span
from reviews.models import Evaluation
from tests.desk.test_year_pages import set_days
from tests.scenes import RATED
from tests.world import NOW, TODAY, agreed_plan

pytestmark = pytest.mark.django_db
WINDOWS = ("planning_from", "planning_until", "annual_from", "annual_until", "award_from", "award_until")


def dates(world, **changes):
    period = Period.objects.get(pk=world.period.pk)
    terms = [term for term in period.terms.order_by("number") if not term.is_final]
    return {
        "dates": {name: getattr(period, name) for name in WINDOWS} | changes,
        "due": {},
        "rating": {term.pk: (term.rated_from, term.rated_until) for term in terms},
    }


def stamp(world):
    return {"version": Period.objects.get(pk=world.period.pk).version, "by": world.gita, "at": NOW}


def told(world, typed):
    cache.clear()
    terms = list(world.period.terms.order_by("number"))
    changes = changes_of_dates(world.period, terms, typed["dates"], typed["rating"])
    return {change.label: effect_of(world.period, world.final, change, TODAY).sentences for change in changes}


def test_nothing_is_affected_by_the_same_dates(world):
    assert told(world, dates(world)) == {}


def test_planning_that_ends_is_counted_by_draft_and_by_who_came_later(world):
    agreed_plan(world, "ani", status="DRAF")
    agreed_plan(world, "budi", status="DIAJUKAN")
    agreed_plan(world, "dewi")

    ended = told(world, dates(world, planning_until=TODAY - timedelta(days=1)))

    assert ended == {
        "Perencanaan": [
            "6 orang di 4 unit yang belum mengajukan tidak bisa lagi mengajukan. 1 draf tetap tersimpan.",
            "1 SKP sedang menunggu tanggapan atasan. Tanggapan tetap bisa diberikan, "
            "dan SKP yang dikembalikan tetap bisa diajukan lagi.",
        ]
    }  # Fajar came in July and may submit whenever


def test_units_with_days_of_their_own_are_not_affected(world):
    set_days(world, "kota", date(2026, 12, 31))

    assert told(world, dates(world, planning_until=date(2026, 11, 1))) == {
        "Perencanaan": ["Tidak ada pegawai yang terpengaruh hari ini."]
    }


def test_rating_that_ends_makes_ratings_late(world):
    plan = agreed_plan(world)
    agreed_plan(world, "fajar")
    row = {"plan": plan, "term": world.final, "appraiser": world.budi, "shared_at": NOW, "rated_at": NOW}
    Evaluation.objects.create(**(RATED | row | {"status": "DISAMPAIKAN"}))

    assert told(world, dates(world, annual_until=date(2026, 11, 21))) == {
        "Penilaian Tahunan": [
            "1 hasil di 1 unit yang belum dibagikan tercatat setelah tanggalnya, dan tetap bisa dibagikan "
            "sampai tahun ditutup.",
            "1 penilaian yang sudah dibuat menjadi tercatat setelah tanggalnya.",
        ]
    }


def test_days_of_units_beyond_the_new_dates_are_named(world):
    set_days(world, "dinas", date(2026, 12, 20))
    terms = list(world.period.terms.order_by("number"))

    rows = beyond(world.period, {None: Span(date(2026, 1, 1), date(2026, 12, 1))}, terms)

    assert [(row.label, row.span.ended_on) for row in rows] == [("Perencanaan", date(2026, 12, 20))]
    assert beyond(world.period, {None: Span(date(2026, 1, 1), date(2026, 12, 20))}, terms) == []


def test_another_last_day_says_who_has_not_filled_in(world):
    term = world.term(3)
    agreed_plan(world)

    (effect,) = due_effects(world.period, [term, world.final], {term.pk: date(2026, 12, 1)}, TODAY)

    assert effect.sentences == [
        "Batasnya menjadi 1 Desember 2026, semula 10 Oktober 2026.",
        "9 orang belum mengisi realisasi.",
    ]


class TestTelling:
    @pytest.fixture(autouse=True)
    def letters(self, settings, world):
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        for name, person in world.people.items():
            person.email = f"{name}@contoh.go.id"
            person.save()

    def receivers(self):
        return sorted(
            mail.recipient.split("@")[0] for mail in Mail.objects.filter(subject="Jadwal 2026 berubah")
        )

    def test_only_those_concerned_get_one_letter(self, world, work):
        agreed_plan(world, "ani")
        typed = dates(world, planning_until=date(2026, 12, 1))

        change_dates(period=world.period, **stamp(world), reason="Surat 9", **typed)
        work()

        assert self.receivers() == ["budi", "citra", "dewi", "eko", "fajar", "hadi", "indra"]
        assert (
            "Perencanaan: 1 Desember 2025 sampai 1 Desember 2026."
            in Mail.objects.filter(recipient__startswith="budi").get().body
        )

    def test_new_days_of_rating_concern_the_superiors(self, world, work):
        agreed_plan(world, "ani")
        agreed_plan(world, "fajar")
        days = {"started_on": date(2026, 11, 1), "ended_on": date(2026, 12, 9)}
        units = [world.units["dinas"]]

        set_unit_days(
            period=world.period, term=world.final, units=units, **days, reason="Giliran", **stamp(world)
        )
        work()
        remove_unit_days(window=RatingWindow.objects.get(), **stamp(world))
        work()

        assert self.receivers() == ["budi", "budi"]
        assert concerned(world.period, world.final, None, [], TODAY) == []

    def test_what_is_long_over_is_told_to_nobody(self, world, work):
        Period.objects.update(planning_until=date(2026, 3, 1))
        world.period.refresh_from_db()
        days = {"started_on": date(2026, 1, 1), "ended_on": date(2026, 2, 1)}

        set_unit_days(
            period=world.period,
            term=None,
            units=[world.units["lain"]],
            **days,
            reason="Giliran",
            **stamp(world),
        )

        assert not Job.objects.exists()
        assert change_of_units(world.period, None, [world.units["lain"]], None).units == [
            world.units["lain"].pk
        ]

    def test_a_notice_goes_on_after_an_interruption(self, world, work, monkeypatch):
        from desk.tasks import dates_notice

        monkeypatch.setattr(dates_notice, "BATCH", 2)
        row = set_days(world, "lain", date(2026, 12, 1))
        remove_unit_days(window=PlanningWindow.objects.get(pk=row.pk), **stamp(world))
        job = Job.objects.get()
        whole, steps = dates_notice.DatesNotice.apply, []

        def killed(self, job, start, prepared):
            done = whole(self, job, start, prepared)
            if not steps:
                steps.append(start)
                raise RuntimeError("after writing, before the commit")
            return done

        monkeypatch.setattr(dates_notice.DatesNotice, "apply", killed)
        work()
        Job.objects.filter(pk=job.pk).update(lease_until=None)
        work()

        assert self.receivers() == ["dewi"]
