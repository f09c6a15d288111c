"""Giving, correcting and answering remarks, and asking for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict, Denied, Refused
from appraisal.versions import change
from indicators.models import CoreValue, Result
from indicators.queries import current_period, policy
from indicators.rules import DEFAULT_FIGURES
from organizations.models import Employee, Placement

from ..access import remark as access
from ..models import Remark, RemarkRequest, TalkPoint
from ..queries.talk_agenda import words_of
from ..rules.remark import GIVEN_A_DAY, RemarkKind

NO_WORDS = "Tulis satu kejadian nyata dan dampaknya."


@dataclass(frozen=True)
class About:
    """What a remark is about: one result, one behaviour, or neither for the work in general."""

    result: Result | None = None
    value: CoreValue | None = None


@transaction.atomic
def give(
    *,
    to: Employee,
    kind: str,
    about: About,
    text: str,
    by: Employee,
    at: datetime,
    request: RemarkRequest | None = None,
) -> Remark:
    """Say something about a person's work, signed, and return it; with a request it is the answer to it.

    How the giver stands to the person is found on the day. Raise Denied about oneself, about who has left
    and for another's request; Refused without words, beyond the day's number or for a result that the
    giver may not know; Conflict when the request was answered, declined or withdrawn meanwhile.
    """
    on = timezone.localdate(at)
    _hold(by)
    require(access.may_write_to(by, to, on))

    standing = access.standing(by, to, on)
    assert standing is not None, "may_write_to asked for a post"
    named = {row.pk for row in standing.results} | {request.result_id if request else None}
    if about.result is not None and about.result.pk not in named:
        raise Refused("Hasil kerja ini tidak bisa dipilih. Sebutkan urusannya dalam kalimat Anda.", "about")
    if not text.strip():
        raise Refused(NO_WORDS, "text")
    _refuse_flood(by, at)

    placement = request.placement_id if request else standing.placement_for(about.result)
    if request is not None:
        _close(request, by, to, at)
    remark = Remark.objects.create(
        placement_id=placement,
        result=about.result,
        value=None if about.result else about.value,
        kind=RemarkKind(kind).value,
        text=text.strip(),
        giver=standing.giver.value,
        given_by=by,
        given_at=at,
        request=request,
    )
    after = {"kind": remark.kind, "giver": remark.giver, "asked_for": request is not None}
    audit.record(action="remark.given", by=by, at=at, target=remark, after=after)
    return remark


def _hold(person: Employee) -> None:
    """Let one person's remarks and requests come one after the other, so that counting them counts."""
    Employee.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)


def _refuse_flood(by: Employee, at: datetime) -> None:
    morning = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    today = Remark.objects.filter(
        given_by=by, given_at__gte=morning, given_at__lt=morning + timedelta(days=1)
    )
    if today.count() >= GIVEN_A_DAY:
        raise Refused(
            f"Hari ini Anda sudah menulis {GIVEN_A_DAY} umpan balik. Simpan tulisan ini, lanjutkan besok."
        )


def _close(request: RemarkRequest, by: Employee, to: Employee, at: datetime) -> None:
    """Count the request as answered, once."""
    if request.asked_id != by.pk or request.placement.employee_id != to.pk:
        raise Denied("Permintaan ini ditujukan kepada orang lain.")
    if access.open_requests().filter(pk=request.pk).update(answered_at=at) == 1:
        return
    given = Remark.objects.filter(request=request).first()
    theirs = {"Jawaban Anda yang tersimpan": given.text} if given else {}
    raise Conflict("Permintaan ini sudah dijawab atau ditutup.", theirs)


@transaction.atomic
def correct(*, remark: Remark, version: int, kind: str, text: str, by: Employee, at: datetime) -> Remark:
    """Word the own remark anew within 24 hours and before a reply, and return it.

    What it is about stays. Raise Denied, Refused without words, Conflict when it was changed or answered
    meanwhile.
    """
    require(access.may_correct(by, remark, at))

    if not text.strip():
        raise Refused(NO_WORDS, "text")
    kind = RemarkKind(kind).value

    try:
        change(remark, expect=version, kind=kind, text=text.strip())  # a reply counts the version up
    except Conflict as conflict:
        conflict.theirs = _as_it_stands(remark, "Kalimat yang tersimpan")
        raise
    TalkPoint.objects.filter(remark=remark, talk__held_on=None).update(text=words_of(remark))
    audit.record(action="remark.corrected", by=by, at=at, target=remark, after={"kind": kind})
    return remark


def _as_it_stands(remark: Remark, label: str) -> dict[str, str]:
    """Return the stored words and reply; raise Conflict when the giver took the words back."""
    now = Remark.objects.filter(pk=remark.pk).first()
    if now is None:
        raise Conflict("Umpan balik ini sudah ditarik oleh yang menulisnya.") from None
    return {label: now.text} | ({"Tanggapan yang tersimpan": now.reply} if now.reply else {})


@transaction.atomic
def take_back(*, remark: Remark, version: int, by: Employee, at: datetime) -> None:
    """Remove the own remark while it may still be corrected; the audit trail says that there was one.

    Raise Denied, or Conflict when it was changed or answered meanwhile.
    """
    require(access.may_take_back(by, remark, at))

    audit.record(action="remark.taken_back", by=by, at=at, target=remark, before={"kind": remark.kind})
    rows = Remark.objects.select_for_update(of=("self",))
    unanswered = rows.filter(pk=remark.pk, version=version, replied_at=None).first()
    if unanswered is None:
        raise Conflict("Umpan balik ini sudah berubah atau sudah ditanggapi sejak Anda membukanya.")
    unanswered.delete()


@transaction.atomic
def reply(*, remark: Remark, version: int, text: str, by: Employee, at: datetime) -> Remark:
    """Write the receiver's reply, or word it anew, and return the remark.

    Raise Denied for anybody else, Refused without words, Conflict when the remark or the reply was changed
    meanwhile.
    """
    require(access.may_reply(by, remark))

    if not text.strip():
        raise Refused("Tulis satu kalimat, misalnya terima kasih dan langkah berikutnya.", "text")

    try:
        change(remark, expect=version, reply=text.strip(), replied_at=at)
    except Conflict as conflict:
        conflict.theirs = _as_it_stands(remark, "Umpan balik sekarang")
        raise
    audit.record(action="remark.replied", by=by, at=at, target=remark)
    return remark


# --- Asking -------------------------------------------------------------------------------------


@transaction.atomic
def ask(
    *, asked: Employee, text: str, by: Employee, at: datetime, result: Result | None = None
) -> RemarkRequest:
    """Ask a person for words about the own work, and return the request.

    One open request to a person, and as many open ones as the policy says. With a result the asked person
    reads the words of that result. Raise Denied or Refused with the sentence.
    """
    on = timezone.localdate(at)
    _hold(by)
    require(access.may_write_to(by, asked, on))

    post = _post_of(by, result, at)
    if not text.strip():
        raise Refused("Tulis satu pertanyaan, misalnya: apa yang perlu saya pertahankan?", "text")
    open_now = access.open_requests(access.requests_by(by))
    if open_now.filter(asked=asked).exists():
        raise Refused(f"Permintaan Anda kepada {asked.full_name} masih menunggu jawaban.")
    most = requests_at_most(at)
    if open_now.count() >= most:
        raise Refused(f"Paling banyak {most} permintaan menunggu bersamaan. Tarik salah satu bila perlu.")

    request = RemarkRequest.objects.create(
        placement=post, result=result, asked=asked, text=text.strip(), asked_at=at
    )
    audit.record(action="remark.asked", by=by, at=at, target=request, after={"asked": asked.pk})
    return request


def requests_at_most(at: datetime) -> int:
    """Return how many requests of one person may wait at the same time, by the policy of the year."""
    period = current_period(timezone.localdate(at))
    figures = policy(period) if period else {figure.key: figure.value for figure in DEFAULT_FIGURES}
    return int(figures["umpan_balik_permintaan_maks"])


def _post_of(by: Employee, result: Result | None, at: datetime) -> Placement:
    """Return the own post that the request is about; the one of the result, else the definitive one."""
    posts = sorted(access.posts_of(by, timezone.localdate(at)), key=lambda post: not post.is_definitive)
    if not posts:
        raise Denied("Permintaan dibuat oleh pegawai yang sedang bertugas.")
    if result is None:
        return posts[0]
    own = {post.pk: post for post in posts}
    if result.plan.placement_id not in own:
        raise Refused("Pilih hasil kerja dari SKP Anda sendiri.", "result")
    return own[result.plan.placement_id]


@transaction.atomic
def decline(*, request: RemarkRequest, by: Employee, at: datetime) -> None:
    """Leave a request without words; no reason is asked for. Raise Denied, or Conflict when it is closed."""
    if request.asked_id != by.pk:
        raise Denied("Permintaan ini ditujukan kepada orang lain.")

    if access.open_requests().filter(pk=request.pk).update(declined_at=at) != 1:
        raise Conflict("Permintaan ini sudah dijawab atau ditutup.")
    audit.record(action="remark.declined", by=by, at=at, target=request)


@transaction.atomic
def withdraw(*, request: RemarkRequest, by: Employee, at: datetime) -> None:
    """Take an own open request back. Raise Denied, or Conflict when it was answered meanwhile."""
    if request.placement.employee_id != by.pk:
        raise Denied("Permintaan ditarik oleh yang membuatnya.")

    audit.record(action="remark.withdrawn", by=by, at=at, target=request, before={"asked": request.asked_id})
    waiting = access.open_requests(RemarkRequest.objects.select_for_update(of=("self",)))
    still = waiting.filter(pk=request.pk).first()
    if still is None:
        raise Conflict("Permintaan ini sudah dijawab atau ditutup.")
    still.delete()
