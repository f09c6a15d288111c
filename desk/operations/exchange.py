"""Beginning files for other systems, and writing down what they need: codes and percents."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from appraisal import audit, jobs
from appraisal.access import require
from appraisal.errors import Refused
from organizations.models import Employee
from reviews.rules.evaluation import Predicate

from ..access.exchange import may_exchange
from ..models import AllowanceRate, ExchangeCode
from ..queries.exchange import CODED, Asked
from ..rules.exchange import KIND_LABELS

WORK = "exchange-file"


@transaction.atomic
def begin_file(asked: Asked, *, form: str, by: Employee, at: datetime) -> jobs.Job:
    """Begin making a file as a job; the very same file that is being made is not begun twice.

    `form` is "xlsx" or "csv". Raise Denied for anybody but a BKD admin.
    """
    require(may_exchange(by, timezone.localdate(at)))
    term = asked.term.pk if asked.term else None
    arguments = {
        "kind": asked.kind.value,
        "period": asked.period.pk,
        "term": term,
        "only_final": asked.only_final,
        "form": form,
    }
    title = f"{KIND_LABELS[asked.kind]} {asked.period.year}"
    key = f"{WORK}-{by.pk}-{'-'.join(str(value) for value in arguments.values())}"
    job = jobs.start(WORK, arguments, by=by, at=at, title=title, key=key)
    audit.record(action="exchange.exported", by=by, at=at, target=asked.period, after=arguments)
    return job


@transaction.atomic
def set_codes(codes: Mapping[tuple[str, str], int | None], *, source: str, by: Employee, at: datetime) -> int:
    """Write the numbers by which SIASN knows ratings and quadrants, with their source; return how many.

    An empty one is taken off. Raise Denied for anybody but a BKD admin, Refused without a source, or when
    two values of a kind would have one number.
    """
    require(may_exchange(by, timezone.localdate(at)))
    if not source.strip():
        raise Refused("Tulis dari mana kode ini, misalnya nomor surat BKN.", "source")
    given = {key: code for key, code in codes.items() if code is not None and key in CODED}
    if len({(kind, code) for (kind, _), code in given.items()}) < len(given):
        raise Refused("Dua nilai dalam satu kelompok tidak boleh punya kode yang sama.")
    before = {f"{row.kind} {row.value}": row.code for row in ExchangeCode.objects.select_for_update()}
    ExchangeCode.objects.all().delete()
    who = {"source": source.strip(), "set_by": by, "set_at": at}
    rows = [ExchangeCode(kind=kind, value=value, code=code, **who) for (kind, value), code in given.items()]
    try:
        ExchangeCode.objects.bulk_create(rows)
    except IntegrityError as error:
        raise Refused("Orang lain baru saja mengubah kode. Periksa lalu simpan lagi.") from error
    after = {f"{kind} {value}": code for (kind, value), code in given.items()}
    audit.record(action="exchange.codes_set", by=by, at=at, before=before, after=after, note=source.strip())
    return len(rows)


@transaction.atomic
def set_rates(
    percents: Mapping[Predicate, Decimal], *, valid_from: date, basis: str, by: Employee, at: datetime
) -> None:
    """Write what each predicate is worth from a day on; a table of the same day is replaced.

    Files of terms that ended before keep the earlier table. Raise Denied for anybody but a BKD admin,
    Refused without a basis or when a predicate is missing.
    """
    require(may_exchange(by, timezone.localdate(at)))
    if not basis.strip():
        raise Refused("Tulis dasar hukumnya, misalnya nomor peraturan kepala daerah.", "basis")
    if set(percents) != set(Predicate):
        raise Refused("Isi persentase untuk kelima predikat.")
    old = AllowanceRate.objects.select_for_update().filter(valid_from=valid_from)
    before = {row.predicate: row.percent for row in old}
    old.delete()
    AllowanceRate.objects.bulk_create(
        AllowanceRate(
            valid_from=valid_from,
            predicate=predicate,
            percent=percents[predicate],
            basis=basis.strip(),
            set_by=by,
            set_at=at,
        )
        for predicate in Predicate
    )
    after = {predicate.value: percents[predicate] for predicate in Predicate} | {"valid_from": valid_from}
    audit.record(action="exchange.rates_set", by=by, at=at, before=before, after=after, note=basis.strip())
