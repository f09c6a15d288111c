"""The committee at work: stepping aside, conflicts, points, notes, sittings, settling."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from awards.access.conflict import not_apart
from awards.models import AwardCandidate, DiscussionNote, JuryScore, Nomination, Recusal, Sitting
from awards.operations import committee as operations
from awards.operations.committee import Given
from awards.operations.proposal import propose
from awards.operations.sitting import write_sitting
from awards.queries.jury import spreads
from multirater.models import Relation
from organizations.models import Employee
from reviews.models import Objection

from .award_office import NOW, TODAY
from .committee_rows import Committee


@pytest.fixture
def team(db: None) -> Committee:
    return Committee()


def give(
    team: Committee, by: Employee, points: str = "80", note: str = "Dipakai tiga sekolah.", version: int = 0
) -> list[JuryScore]:
    criterion = team.award_list.scheme.criteria.get(source="JURI")
    given = {criterion.pk: Given(Decimal(points), note, version)}
    return operations.score(candidate=team.of("Ani"), given=given, by=by, at=NOW)


# --- Conflicts and stepping aside -------------------------------------------------------------


def superior_of_candidate(team: Committee) -> None:
    team.office.supervise(team.of("Ani").placement, team.hana)


def below_candidate(team: Committee) -> None:
    team.office.supervise(team.hana_post, team.of("Ani").employee)


def same_superior(team: Committee) -> None:
    team.office.supervise(team.of("Ani").placement, team.office.budi)
    team.office.supervise(team.hana_post, team.office.budi)


def nominated(team: Committee) -> None:
    team.judged()
    a_nomination(team, employee=team.of("Ani").employee)


def in_one_team(team: Committee) -> None:
    team.judged()
    row = a_nomination(team, team_name="Tim Perpustakaan")
    Nomination.objects.filter(pk=row.pk).update(nominated_by=team.office.budi)
    for person in (team.hana, team.of("Ani").employee):
        row.members.create(employee=person)


def related(team: Committee) -> None:
    first, second = sorted([team.hana, team.of("Ani").employee], key=lambda one: one.pk)
    Relation.objects.create(first=first, second=second, kind="KELUARGA", declared_by=first, declared_at=NOW)


def a_nomination(team: Committee, **subject: object) -> Nomination:
    return Nomination.objects.create(
        scheme=team.award_list.scheme,
        reason="Membantu sekolah lain.",
        nominated_by=team.hana,
        nominated_at=NOW,
        **subject,
    )


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (superior_of_candidate, "sebagai atasan dan bawahan"),
        (below_candidate, "sebagai atasan dan bawahan"),
        (same_superior, "dalam satu tim"),
        (in_one_team, "dalam satu tim"),
        (nominated, "Anda mengusulkan calon ini"),
        (related, "hubungan pribadi yang tercatat"),
    ],
    ids=lambda one: one.__name__ if callable(one) else "",
)
def test_conflict_leaves_the_decision_to_others(team: Committee, make: object, words: str) -> None:
    assert not_apart(team.hana, team.of("Ani"), TODAY)
    make(team)  # type: ignore[operator]

    with pytest.raises(Denied, match=words):
        team.decide("Ani", team.hana)
    team.decide("Ani", team.hasan)
    assert not_apart(team.hana, team.of("Dewi"), TODAY)


def test_nobody_decides_about_oneself_or_the_own_team_or_unit(team: Committee) -> None:
    team.judged()
    row = a_nomination(team, team_name="Tim Perpustakaan")
    row.members.create(employee=team.hasan)
    about = {"award_list": team.award_list, "is_eligible": True, "criteria": [], "score": 80}
    of_team = AwardCandidate.objects.create(nomination=row, **about)
    of_unit = AwardCandidate.objects.create(unit=team.office.service, **about)
    himself = team.of("Hasan")

    for candidate, words in ((himself, "Anda sendiri"), (of_team, "Anda sendiri"), (of_unit, "unit tempat")):
        denied = not_apart(team.hasan, candidate, TODAY)
        assert not denied
        assert words in denied.reason


def test_ended_relation_and_withdrawn_nomination_bind_nobody(team: Committee) -> None:
    related(team)
    nominated(team)
    Relation.objects.update(ended_at=NOW)
    Nomination.objects.update(withdrawn_at=NOW)

    assert not_apart(team.hana, team.of("Ani"), TODAY)


def test_who_stepped_aside_neither_decides_nor_scores_nor_speaks(team: Committee) -> None:
    team.judged()
    give(team, team.hana)
    team.decide("Ani", team.hana)

    operations.recuse(candidate=team.of("Ani"), reason=" Kakak ipar. ", by=team.hana, at=NOW)

    ani = team.of("Ani")
    assert (ani.decision, ani.decided_by, ani.reason) == ("", None, "")
    assert not JuryScore.objects.exists()
    event = Event.objects.get(action="award.recused")
    assert (event.note, event.after) == ("Kakak ipar.", {"scores_dropped": 1, "decision_reopened": True})
    for act in (
        lambda: team.decide("Ani", team.hana),
        lambda: give(team, team.hana),
        lambda: operations.add_note(
            award_list=team.award_list, candidate=ani, text="Saya kira baik.", by=team.hana, at=NOW
        ),
    ):
        with pytest.raises(Denied, match="mengundurkan diri dari calon ini"):
            act()
    with pytest.raises(Refused, match="sudah mengundurkan diri"):
        operations.recuse(candidate=ani, reason="Sekali lagi.", by=team.hana, at=NOW)


def test_stepping_aside_needs_a_reason_a_member_and_an_open_list(team: Committee) -> None:
    ani = team.of("Ani")
    with pytest.raises(Refused) as refused:
        operations.recuse(candidate=ani, reason="  ", by=team.hana, at=NOW)
    assert refused.value.field == "reason"
    with pytest.raises(Denied):
        operations.recuse(candidate=ani, reason="Tetangga.", by=team.office.gita, at=NOW)
    team.settled()
    with pytest.raises(Refused, match="sudah ditetapkan"):
        operations.recuse(candidate=ani, reason="Tetangga.", by=team.hana, at=NOW)


# --- Points -----------------------------------------------------------------------------------


def test_members_score_beside_each_other_and_two_make_a_mean(team: Committee) -> None:
    (criterion,) = team.judged()
    give(team, team.hadi, "80")
    assert spreads(team.of("Ani")) == {}

    give(team, team.hana, "90")  # opened before Hadi wrote: no conflict

    found = spreads(team.of("Ani"))[criterion.pk]
    assert (found.count, found.mean, found.low, found.high) == (2, 85, 80, 90)


def test_own_points_change_until_settled_and_a_second_window_is_told(team: Committee) -> None:
    team.judged()
    (row,) = give(team, team.hadi, "80")
    (changed,) = give(team, team.hadi, "70", version=row.version)
    assert give(team, team.hadi, "70", version=changed.version) == []

    with pytest.raises(Conflict) as conflict:
        give(team, team.hadi, "60", version=row.version)
    assert conflict.value.theirs == {"Dampak 1": "70: Dipakai tiga sekolah."}
    with pytest.raises(Conflict):
        give(team, team.hadi, "60", version=0)

    team.settled()
    with pytest.raises(Refused, match="sudah ditetapkan"):
        give(team, team.hadi, "60", version=changed.version)


@pytest.mark.parametrize(
    ("points", "note", "field"), [("101", "Baik.", "points"), ("-1", "Baik.", "points"), ("80", " ", "note")]
)
def test_points_stay_on_the_scale_and_have_a_note(
    team: Committee, points: str, note: str, field: str
) -> None:
    (criterion,) = team.judged()

    with pytest.raises(Refused) as refused:
        give(team, team.hadi, points, note)
    assert refused.value.field == f"{field}-{criterion.pk}"
    assert not JuryScore.objects.exists()


def test_only_members_score_and_only_where_a_jury_counts(team: Committee) -> None:
    nothing = {1: Given(Decimal(80), "Baik.", 0)}
    with pytest.raises(Refused, match="tidak memakai nilai juri"):
        operations.score(candidate=team.of("Ani"), given=nothing, by=team.hadi, at=NOW)
    (criterion,) = team.judged()
    with pytest.raises(Denied):
        give(team, team.office.gita)
    wrong = {criterion.pk + 1: Given(Decimal(80), "Baik.", 0)}
    with pytest.raises(Refused, match="bukan bagian"):
        operations.score(candidate=team.of("Ani"), given=wrong, by=team.hadi, at=NOW)


# --- Notes ------------------------------------------------------------------------------------


def test_notes_are_added_by_members_only(team: Committee) -> None:
    about = {"award_list": team.award_list, "at": NOW}
    operations.add_note(candidate=None, text=" Dua daftar dibahas. ", by=team.hadi, **about)
    operations.add_note(candidate=team.of("Ani"), text="Bukti diperiksa.", by=team.hana, **about)

    assert list(DiscussionNote.objects.order_by("pk").values_list("text", flat=True)) == [
        "Dua daftar dibahas.",
        "Bukti diperiksa.",
    ]
    with pytest.raises(Denied):
        operations.add_note(candidate=None, text="Halo", by=team.office.gita, **about)
    with pytest.raises(Refused) as refused:
        operations.add_note(candidate=None, text=" ", by=team.hadi, **about)
    assert refused.value.field == "text"


# --- Sittings ---------------------------------------------------------------------------------


def sit(
    team: Committee,
    *,
    sitting: Sitting | None = None,
    version: int = 0,
    held_on: date = TODAY,
    place: str = "Ruang rapat",
    parts: dict[int, str] | None = None,
    by: Employee | None = None,
) -> Sitting:
    return write_sitting(
        award_list=team.award_list,
        sitting=sitting,
        version=version,
        held_on=held_on,
        place=place,
        course="Satu per satu.",
        parts={team.hadi.pk: "KETUA", team.office.gita.pk: "SEKRETARIS"} if parts is None else parts,
        by=by or team.office.gita,
        at=NOW,
    )


def test_sitting_is_written_and_corrected(team: Committee) -> None:
    first = sit(team)
    changed = sit(team, sitting=first, version=1, place="Aula", parts={team.hana.pk: "KETUA"}, by=team.hadi)

    assert (changed.pk, changed.version, changed.place) == (first.pk, 2, "Aula")
    assert list(changed.members.values_list("employee", "part")) == [(team.hana.pk, "KETUA")]
    with pytest.raises(Conflict) as conflict:
        sit(team, sitting=first, version=1)
    assert conflict.value.theirs["Tempat"] == "Aula"
    assert Event.objects.filter(action="award.sat").count() == 2


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"held_on": TODAY + timedelta(days=1)}, "setelah berlangsung"),
        ({"place": " "}, "tempat rapat"),
        ({"parts": {}}, "siapa saja yang hadir"),
        ({"parts": {5: "TAMU"}}, "peran dari daftar"),
    ],
    ids=str,
)
def test_sitting_says_what_is_missing(team: Committee, change: dict[str, object], words: str) -> None:
    with pytest.raises(Refused, match=words):
        sit(team, **change)  # type: ignore[arg-type]


def test_sitting_is_of_the_committee_with_one_chair(team: Committee) -> None:
    for parts in (
        {team.hadi.pk: "ANGGOTA"},
        {team.hadi.pk: "KETUA", team.hana.pk: "KETUA"},
        {team.office.gita.pk: "KETUA", team.hana.pk: "ANGGOTA"},
    ):
        with pytest.raises(Refused, match="satu ketua rapat"):
            sit(team, parts=parts)
    with pytest.raises(Refused, match="anggota tim penghargaan dan admin BKD"):
        sit(team, parts={team.hadi.pk: "KETUA", team.office.budi.pk: "ANGGOTA"})
    with pytest.raises(Denied):
        sit(team, by=team.office.eko)


# --- Settling ---------------------------------------------------------------------------------


def test_settling_needs_a_sitting_with_a_quorum(team: Committee) -> None:
    team.decide("Ani", team.hadi)
    tie = {"tie_reason": "Lama melayani."}
    with pytest.raises(Refused, match="Catat dulu rapat"):
        team.close(**tie)
    team.office.sit(team.award_list, team.hadi)
    with pytest.raises(Refused, match="paling sedikit 2 anggota"):
        team.close(**tie)

    Recusal.objects.create(candidate=team.of("Ani"), member=team.hana, reason="Ipar.", recused_at=NOW)
    with pytest.raises(Refused, match="paling sedikit 2 anggota"):
        team.close(**tie)  # one of the two who are left
    team.office.sit(team.award_list, team.hadi, team.hasan)

    assert team.close(**tie).closed_at == NOW
    with pytest.raises(Refused, match="catatan rapatnya tidak berubah"):
        sit(team)


def test_one_who_stepped_aside_makes_no_quorum(team: Committee) -> None:
    team.decide("Ani", team.hadi)
    Recusal.objects.create(candidate=team.of("Ani"), member=team.hana, reason="Ipar.", recused_at=NOW)
    team.office.sit(team.award_list, team.hadi, team.hana)

    with pytest.raises(Refused, match="tidak mengundurkan diri"):
        team.close(tie_reason="Lama melayani.")


def test_choice_among_the_tied_is_told(team: Committee) -> None:
    team.decide("Ani", team.hadi)
    team.office.sit(team.award_list, team.hadi, team.hana)

    with pytest.raises(Refused, match="nilainya seri") as refused:
        team.close()
    assert refused.value.field == "tie_reason"
    assert team.close(tie_reason=" Lama melayani. ").tie_reason == "Lama melayani."
    assert Event.objects.get(action="award.closed").after == {
        "recommended": 1,
        "tie_reason": "Lama melayani.",
    }


def test_year_without_a_winner_says_why(team: Committee) -> None:
    team.office.sit(team.award_list, team.hadi, team.hana)
    with pytest.raises(Refused) as refused:
        team.close()
    assert refused.value.field == "empty_reason"

    closed = team.close(empty_reason="Tahun ini belum ada penerima karena bukti belum lengkap.")

    assert closed.empty_reason.startswith("Tahun ini belum ada penerima")


def test_objection_decided_after_the_calculation_asks_for_a_new_one(team: Committee) -> None:
    team.decide("Ani", team.hadi)
    team.office.sit(team.award_list, team.hadi, team.hana)
    evaluation = team.of("Dewi").placement.plans.get().evaluations.get()
    Objection.objects.create(
        evaluation=evaluation,
        text="Bukti belum dibaca.",
        filed_at=NOW,
        decision="Diterima.",
        decided_by=team.office.citra,
        decided_at=NOW + timedelta(hours=1),
    )

    with pytest.raises(Refused, match="Hasil 1 calon berubah.*menghitung ulang"):
        team.close(tie_reason="Lama melayani.")
    propose(scheme=team.award_list.scheme, by=team.office.gita, at=NOW + timedelta(hours=2))
    assert team.close(tie_reason="Lama melayani.").closed_at


def test_who_fell_from_the_list_is_taken_back_before_settling(db: None) -> None:
    """The objection of another was granted, or a rating corrected, and the list computed again."""
    team = Committee(places=2)
    for name in ("Ani", "Dewi"):
        team.decide(name, team.hadi)
    team.office.sit(team.award_list, team.hadi, team.hana)
    ani = team.of("Ani").placement.plans.get().evaluations.get()
    ani.results_rating, ani.predicate = "DI_BAWAH", "BUTUH_PERBAIKAN"
    ani.save()
    Employee.objects.filter(name="Dewi").update(is_active=False)
    before = {name: team.of(name).version for name in ("Ani", "Dewi")}
    for _ in range(2):
        propose(scheme=team.award_list.scheme, by=team.office.gita, at=NOW)
    team.award_list.refresh_from_db()

    assert {name: team.of(name).version for name in before} == {name: at + 1 for name, at in before.items()}
    assert team.of("Dewi").place is None
    assert team.of("Dewi").criteria[-1]["fact"].startswith("Tidak lagi menjadi calon")
    with pytest.raises(Refused, match="Sejak dihitung ulang, .*Ani, .*Dewi.* belum memenuhi"):
        team.close()
    with pytest.raises(Refused, match="Pilih “Belum untuk tahun ini”") as refused:
        team.decide("Ani", team.hadi)
    assert refused.value.field == "decision"
    for name in before:
        team.decide(name, team.hadi, "TIDAK_TAHUN_INI")
    assert team.close(empty_reason="Hasil kedua calon berubah.").closed_at


def test_who_has_no_data_is_not_recommended(team: Committee) -> None:
    with pytest.raises(Refused, match="belum cukup"):
        team.decide("Fajar", team.hadi)


# --- At the same moment -----------------------------------------------------------------------


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Run acts in threads that start together; return the name of what each ended with."""
    start, ends = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        start.wait()
        try:
            act()
            ends.append("done")
        except Refused as refused:
            ends.append(type(refused).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(ends)


@pytest.mark.django_db(transaction=True)
def test_members_meet_without_a_conflict_and_windows_with_one() -> None:
    team = Committee()
    team.judged()

    assert at_once(lambda: give(team, team.hadi), lambda: give(team, team.hana)) == ["done", "done"]
    assert at_once(lambda: give(team, team.hasan), lambda: give(team, team.hasan)) == ["Conflict", "done"]
    assert JuryScore.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_settling_and_deciding_at_once_never_leave_a_settled_list_changed() -> None:
    team = Committee(places=2)
    team.decide("Ani", team.hadi)
    team.office.sit(team.award_list, team.hadi, team.hana, team.hasan)

    ends = at_once(lambda: team.close(tie_reason="Lama melayani."), lambda: team.decide("Dewi", team.hana))

    award_list = type(team.award_list).objects.get(pk=team.award_list.pk)
    assert award_list.closed_at is not None
    decided = Event.objects.filter(action="award.decided").count()
    assert (ends, decided) in [(["done", "done"], 2), (["Refused", "done"], 1)]
