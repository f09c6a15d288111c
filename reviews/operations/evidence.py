"""Keeping files that prove something, tying them to notes and realisations, and letting them go."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Refused
from appraisal.files import SoundFile, new_key, place_of
from appraisal.templatetags.ui import angka, bita
from organizations.models import Employee

from ..access import evidence as access
from ..models import Attachment, EvidenceFile, Note, Objection, Realisation
from ..queries.evidence import allowance, used_by

MOST_FILES = 2_000  # of one person, however small: a disk counts names as well
LOG = logging.getLogger(__name__)


def keep(*, sound: SoundFile, by: Employee, at: datetime) -> EvidenceFile:
    """Keep a file that was looked at and return it; the same content of the same person is kept once.

    Raise Refused when the person's share is used up (bytes by the policy, or 2,000 files). When anything
    fails, neither row nor file is left.
    """
    key = new_key()
    try:
        with transaction.atomic():
            file = _keep(key, sound, by, at)
    except BaseException:
        _forget(key)
        raise
    return file


def _keep(key: str, sound: SoundFile, by: Employee, at: datetime) -> EvidenceFile:
    Employee.objects.select_for_update().get(pk=by.pk)  # one file of a person after the other
    same = access.own_files(by).filter(sha256=sound.sha256).first()
    if same is not None:
        return _whole_again(same, sound)
    share = allowance(timezone.localdate(at)).person
    count, used = used_by(by)
    if used + sound.size > share or count >= MOST_FILES:
        kept = f"{angka(count)} berkas, {bita(used)} dari {bita(share)}"
        raise Refused(
            f"Jatah berkas Anda sudah penuh ({kept}). Hapus yang tidak dipakai di halaman Bukti dukung, "
            "atau tulis tautannya.",
            "evidence_file",
        )
    file = EvidenceFile.objects.create(
        key=key,
        owner=by,
        name=sound.name,
        content_type=sound.kind.content_type,
        size=sound.size,
        sha256=sound.sha256,
        uploaded_at=at,
    )
    facts = {"name": sound.name, "size": sound.size, "sha256": sound.sha256}
    audit.record(action="evidence.kept", by=by, at=at, target=file, after=facts)
    storages["evidence"].save(place_of(key), ContentFile(sound.content))
    return file


def _whole_again(file: EvidenceFile, sound: SoundFile) -> EvidenceFile:
    """Lay the bytes down anew when the disk lost them; the person brings the very same file."""
    if not storages["evidence"].exists(place_of(file.key)):
        storages["evidence"].save(place_of(file.key), ContentFile(sound.content))
    return file


def _forget(key: str) -> None:
    """Remove what was written for a row that does not exist; find_orphans finds what even this leaves."""
    try:
        storages["evidence"].delete(place_of(key))
    except Exception:
        LOG.exception("A file without a row was left behind: %s", key)


@transaction.atomic
def attach(
    *, thing: Note | Realisation | Objection, files: Iterable[EvidenceFile], by: Employee, at: datetime
) -> tuple[int, int]:
    """Let exactly these files prove a thing; return how many came and how many went.

    The caller has asked whether the person may change the thing. Raise Refused for a file of somebody
    else or one that was removed meanwhile.
    """
    column = thing._meta.model_name or ""
    wanted = {file.pk for file in files}
    rows = Attachment.objects.filter(**{column: thing})
    now = set(rows.values_list("file", flat=True))
    fresh = access.own_files(by).filter(pk__in=wanted - now).select_for_update()
    if len(fresh) < len(wanted - now):
        raise Refused("Salah satu berkas sudah dihapus. Pilih berkasnya sekali lagi.", "evidence_files")
    gone, _ = rows.exclude(file__in=wanted).delete()
    Attachment.objects.bulk_create(
        [Attachment(file=file, attached_at=at, **{column: thing}) for file in fresh], ignore_conflicts=True
    )
    if fresh or gone:
        audit.record(
            action="evidence.attached", by=by, at=at, target=thing, before=sorted(now), after=sorted(wanted)
        )
    return len(fresh), gone


@transaction.atomic
def remove(*, file: EvidenceFile, by: Employee, at: datetime) -> None:
    """Take a file off the person's list; its bytes go with the next `find_orphans --delete`.

    Raise Denied for anybody but the owner and while the file proves something. Twice is once.
    """
    file = EvidenceFile.objects.select_for_update().get(pk=file.pk)
    require(access.may_remove(by, file))
    gone = EvidenceFile.objects.filter(pk=file.pk, removed_at__isnull=True).update(removed_at=at)
    if gone:
        audit.record(action="evidence.removed", by=by, at=at, target=file, before={"name": file.name})


def note_opening(*, file: EvidenceFile, by: Employee, at: datetime) -> None:
    """Write down that somebody else opened a person's file: the person may ask who did."""
    if file.owner_id != by.pk:
        audit.seen(action="evidence.opened", by=by, at=at, target=file)
