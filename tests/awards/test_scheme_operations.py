"""Writing, publishing and cancelling a scheme: what is frozen, who is refused, and who comes second."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from awards.access import scheme as access
from awards.models import AwardCandidate, AwardList, AwardScheme
from awards.operations import scheme as operations
from awards.operations.award import why_undecidable
from awards.queries.scheme import conditions_of, criteria_of, days_of
from awards.rules.scheme import Category, Condition, RuleKind, Source
from awards.rules.starting import STARTING

from .award_office import TODAY, Office

EARLY = datetime(2025, 12, 10, 3, 0, tzinfo=UTC)
LATE = datetime(2026, 5, 4, 3, 0, tzinfo=UTC)


@pytest.fixture
def office(db: None) -> Office:
    return Office()


@pytest.fixture
def draft(office: Office) -> AwardScheme:
    return operations.write_scheme(period=office.period, category=Category.YEAR, by=office.gita, at=EARLY)


def facts(draft: AwardScheme) -> operations.Facts:
    return operations.Facts(draft.name, draft.purpose, draft.places, days_of(draft))


def publish(office: Office, draft: AwardScheme, **changes: object) -> AwardScheme:
    values = {"scheme": draft, "version": draft.version, "by": office.gita, "at": EARLY, **changes}
    return operations.publish(**values)  # type: ignore[arg-type]


def test_a_draft_is_complete_at_once(office: Office, draft: AwardScheme) -> None:
    start = STARTING[Category.YEAR]

    assert draft.name == "Pegawai berprestasi 2026"
    assert set(conditions_of(draft)) == set(start.conditions)
    assert criteria_of(draft) == list(start.criteria)
    assert (draft.decided_until, draft.published_at) == (office.period.award_until, None)
    again = operations.write_scheme(period=office.period, category=Category.YEAR, by=office.gita, at=EARLY)
    assert again.name == "Pegawai berprestasi 2026 (2)"


def test_a_quarter_needs_its_part_of_the_year(office: Office) -> None:
    for term in (None, office.final):
        with pytest.raises(Refused, match="Pilih triwulan"):
            operations.write_scheme(
                period=office.period, category=Category.QUARTER, term=term, by=office.gita, at=EARLY
            )


def test_published_and_frozen(office: Office, draft: AwardScheme) -> None:
    shown = publish(office, draft)

    assert (shown.published_by, shown.late_reason) == (office.gita, "")
    acts: list[Callable[[], object]] = [
        lambda: operations.change_scheme(
            scheme=shown, version=shown.version, facts=facts(shown), by=office.gita, at=EARLY
        ),
        lambda: operations.set_rules(
            scheme=shown, version=shown.version, conditions=conditions_of(shown), by=office.gita, at=EARLY
        ),
        lambda: operations.set_criteria(
            scheme=shown, version=shown.version, criteria=criteria_of(shown), by=office.gita, at=EARLY
        ),
        lambda: publish(office, shown),
    ]
    for act in acts:
        with pytest.raises(Denied, match="sudah diumumkan pada 10 Desember 2025, jadi isinya tidak berubah"):
            act()
    assert set(conditions_of(shown)) == set(STARTING[Category.YEAR].conditions)


def test_late_publishing_needs_a_reason_that_stays(office: Office, draft: AwardScheme) -> None:
    with pytest.raises(Refused) as refused:
        publish(office, draft, at=LATE)
    assert refused.value.field == "late_reason"

    shown = publish(office, draft, at=LATE, late_reason=" Instansi baru memakai aplikasi. ")

    assert shown.late_reason == "Instansi baru memakai aplikasi."


def test_weights_that_miss_a_hundred_stop_the_publishing(office: Office, draft: AwardScheme) -> None:
    criteria = criteria_of(draft)
    criteria[0] = replace(criteria[0], weight=Decimal(29))
    changed = operations.set_criteria(
        scheme=draft, version=draft.version, criteria=criteria, by=office.gita, at=EARLY
    )

    with pytest.raises(Refused, match="Sekarang 99%"):
        publish(office, changed)


def test_second_caller_is_told_what_stands(office: Office, draft: AwardScheme) -> None:
    rules = [Condition(RuleKind.OBJECTION)]
    seen = AwardScheme.objects.get(pk=draft.pk)
    operations.set_rules(scheme=draft, version=draft.version, conditions=rules, by=office.gita, at=EARLY)

    with pytest.raises(Conflict) as conflict:
        operations.set_criteria(
            scheme=seen, version=seen.version, criteria=criteria_of(seen), by=office.gita, at=EARLY
        )
    assert conflict.value.theirs["Syarat"] == "Tidak ada keberatan yang masih berjalan."
    with pytest.raises(Conflict):
        publish(office, seen, version=1)
    assert conditions_of(AwardScheme.objects.get(pk=draft.pk)) == rules


def test_changes_are_kept_and_recorded(office: Office, draft: AwardScheme) -> None:
    wanted = replace(facts(draft), name="Pegawai teladan", places=3)
    changed = operations.change_scheme(
        scheme=draft, version=draft.version, facts=wanted, by=office.gita, at=EARLY
    )

    assert (changed.name, changed.places) == ("Pegawai teladan", 3)
    event = Event.objects.filter(action="scheme.changed").get()
    assert (event.before["Nama"], event.after["Nama"]) == ("Pegawai berprestasi 2026", "Pegawai teladan")
    other = operations.write_scheme(period=office.period, category=Category.UNIT, by=office.gita, at=EARLY)
    with pytest.raises(Refused, match="Pakai nama lain"):
        operations.change_scheme(
            scheme=other,
            version=other.version,
            facts=replace(facts(other), name="Pegawai teladan"),
            by=office.gita,
            at=EARLY,
        )


def test_only_a_bkd_admin_of_the_whole_agency_writes(office: Office, draft: AwardScheme) -> None:
    for person in (office.hadi, office.indra, office.budi):
        with pytest.raises(Denied):
            operations.write_scheme(period=office.period, category=Category.UNIT, by=person, at=EARLY)
        with pytest.raises(Denied):
            publish(office, draft, by=person)
    office.period.closed_at, office.period.closed_by = EARLY, office.gita
    office.period.save()
    with pytest.raises(Denied, match="Tahun 2026 sudah ditutup"):
        publish(office, draft)


def test_cancelled_with_a_reason_while_nobody_is_decided(office: Office, draft: AwardScheme) -> None:
    shown = publish(office, draft)
    with pytest.raises(Refused, match="Tulis mengapa"):
        operations.cancel(scheme=shown, version=shown.version, reason=" ", by=office.gita, at=EARLY)
    award_list = AwardList.objects.create(scheme=shown, proposed_at=EARLY, proposed_by=office.gita)
    decided = AwardCandidate.objects.create(
        award_list=award_list, employee=office.budi, placement=office.budi_post, is_eligible=True,
        criteria=[], score=80, decision="DIREKOMENDASIKAN", reason="Hasil.", decided_by=office.hadi,
        decided_at=EARLY,
    )  # fmt: skip
    with pytest.raises(Denied, match="sudah memutuskan"):
        operations.cancel(scheme=shown, version=shown.version, reason="Keliru.", by=office.gita, at=EARLY)
    decided.delete()

    gone = operations.cancel(scheme=shown, version=shown.version, reason="Keliru.", by=office.gita, at=EARLY)

    assert gone.cancel_reason == "Keliru."
    decided = AwardCandidate(award_list=award_list, is_eligible=True, score=80)
    decided.award_list.scheme = gone
    assert "dibatalkan" in why_undecidable(decided)
    with pytest.raises(Denied, match="sudah dibatalkan"):
        operations.cancel(scheme=gone, version=gone.version, reason="Lagi.", by=office.gita, at=EARLY)


def test_everybody_reads_what_was_published_and_the_desk_drafts(office: Office, draft: AwardScheme) -> None:
    assert list(access.visible_schemes(office.budi, TODAY)) == []
    for person in (office.gita, office.hadi, office.indra):
        assert list(access.visible_schemes(person, TODAY)) == [draft]
    publish(office, draft)

    assert list(access.visible_schemes(office.budi, TODAY)) == [draft]
    assert list(access.published_schemes(TODAY)) == [draft]
    assert list(access.published_schemes(TODAY.replace(year=2027, month=3))) == [draft]
    assert list(access.published_schemes(TODAY.replace(year=2027, month=4))) == []


def test_the_jury_may_score_several_criteria(office: Office) -> None:
    team = operations.write_scheme(period=office.period, category=Category.TEAM, by=office.gita, at=EARLY)

    assert {one.source for one in criteria_of(team)} == {Source.JURY}
    assert sum(one.weight for one in criteria_of(team)) == 100
