"""The live connection against a fake SIASN on this machine: taken, declined, away, died in between."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.urls import reverse

from appraisal.errors import Denied, Refused
from appraisal.jobs import Job, JobStatus
from appraisal.models import Event
from desk.models import Delivery
from desk.operations.delivery import begin_sending
from desk.operations.exchange import set_codes
from desk.queries.exchange import CODED, Asked
from desk.resources import siasn
from desk.rules.exchange import SKP_FIELDS, ExchangeKind
from organizations.models import Employee
from reviews.models import Evaluation
from tests.world import NOW

pytestmark = pytest.mark.django_db

TOKEN = "token-uji"


class Fake(ThreadingHTTPServer):
    """Keeps what is written; `answer` makes it stumble."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.held: dict[str, dict[str, Any]] = {}
        self.written: list[str] = []
        self.answer: dict[str, tuple[int, bytes]] = {}  # by NIP
        self.lose_answers = False
        self.redirect = ""


class Handler(BaseHTTPRequestHandler):
    server: Fake

    def do_GET(self) -> None:
        row = self.server.held.get(self._nip())
        self._say(200, {"data": [row] if row else []})

    def do_POST(self) -> None:
        nip, size = self._nip(), int(self.headers["Content-Length"])
        row = json.loads(self.rfile.read(size))
        if self.headers["Authorization"] != f"Bearer {TOKEN}":
            self._say(401, {"message": "token"})
        elif self.server.redirect:
            self.send_response(302)
            self.send_header("Location", self.server.redirect)
            self.end_headers()
        elif nip in self.server.answer:
            code, body = self.server.answer[nip]
            self.send_response(code)
            self.end_headers()
            self.wfile.write(body)
        else:
            self.server.held[nip] = row | {"id": f"ref-{nip[-4:]}"}
            self.server.written.append(nip)
            if not self.server.lose_answers:
                self._say(200, {"id": f"ref-{nip[-4:]}"})

    def _nip(self) -> str:
        assert self.path.startswith("/pns/rw-skp22/")
        return self.path.rsplit("/", 1)[1]

    def _say(self, code: int, told: Any) -> None:
        self.send_response(code)
        self.end_headers()
        self.wfile.write(json.dumps(told).encode())

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def fake(settings: Any) -> Iterator[Fake]:
    server = Fake()
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    settings.SIASN_URL, settings.SIASN_TOKEN = f"http://127.0.0.1:{server.server_port}", TOKEN
    settings.DEBUG = True  # plain http, for this machine alone
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def ready(scene: Any) -> Any:
    """Two final annual results, numbers of SIASN, codes."""
    world = scene.world
    for name in ("ani", "dewi"):
        Evaluation.objects.filter(pk=scene.things[f"evaluation.shared.{name}"].pk).update(
            status="FINAL", final_at=NOW
        )
        Employee.objects.filter(pk=world.people[name].pk).update(siasn_id=f"PNS-{name}")
    codes = {pair: number % 5 + 1 for number, pair in enumerate(CODED)}
    set_codes(codes, source="Surat BKN", by=world.gita, at=NOW)
    return world


def asked(world: Any) -> Asked:
    return Asked(ExchangeKind.SKP, world.period, None, only_final=True)


def sent(world: Any, work: Any) -> Job:
    job = begin_sending(asked(world), by=world.gita, at=NOW)
    work()
    job.refresh_from_db()
    return job


def test_final_results_arrive_under_the_names_of_siasn_and_once(ready: Any, fake: Fake, work: Any) -> None:
    job = sent(ready, work)

    assert (job.status, job.state) == (JobStatus.DONE, {"taken": 2, "declined": 0})
    row = fake.held[ready.ani.nip]
    assert set(row) - {"id"} == set(SKP_FIELDS)
    assert (row["pnsDinilaiOrang"], row["tahun"], row["statusPenilai"]) == ("PNS-ani", 2026, "ASN")
    assert set(Delivery.objects.values_list("fault", flat=True)) == {""}
    assert Event.objects.filter(action="exchange.sent").get().after == {"taken": 2, "declined": 0}
    assert sent(ready, work).state == {"taken": 0, "declined": 0}
    assert len(fake.written) == 2


def test_what_siasn_declines_is_kept_with_its_words_and_tried_again(
    ready: Any, fake: Fake, work: Any
) -> None:
    fake.answer[ready.ani.nip] = (422, b'{"message": "Periode\\nbelum dibuka"}')
    assert sent(ready, work).state == {"taken": 1, "declined": 1}
    delivery = Delivery.objects.get(evaluation__plan__placement__employee=ready.ani)
    assert (delivery.fault, delivery.sent_at) == ("SIASN menjawab 422: Periode belum dibuka", None)

    fake.answer.clear()
    assert sent(ready, work).state == {"taken": 1, "declined": 0}
    delivery.refresh_from_db()
    assert (delivery.fault, delivery.reference, delivery.tries) == ("", f"ref-{ready.ani.nip[-4:]}", 2)


def test_a_row_without_its_numbers_is_not_sent(ready: Any, fake: Fake, work: Any) -> None:
    Employee.objects.filter(pk=ready.ani.pk).update(siasn_id="")

    assert sent(ready, work).state == {"taken": 1, "declined": 1}
    assert fake.written == [ready.dewi.nip]


@pytest.mark.parametrize(
    "answer", [(503, b""), (429, b""), (200, b"<html>")], ids=["busy", "too fast", "a page"]
)
def test_while_siasn_is_away_the_job_waits_for_somebody(
    ready: Any, fake: Fake, work: Any, answer: tuple[int, bytes]
) -> None:
    fake.answer = dict.fromkeys((ready.ani.nip, ready.dewi.nip), answer)
    job = sent(ready, work)

    assert job.status == JobStatus.FAILED
    assert job.fault.endswith("Yang sudah terkirim tersimpan; lanjutkan nanti.")
    assert not Delivery.objects.exists()


def test_an_answer_that_was_lost_is_found_again_and_nothing_written_twice(
    ready: Any, fake: Fake, work: Any
) -> None:
    fake.lose_answers = True
    assert sent(ready, work).status == JobStatus.FAILED
    fake.lose_answers = False
    assert sent(ready, work).status == JobStatus.DONE

    assert sorted(fake.written) == sorted([ready.ani.nip, ready.dewi.nip])


def test_a_token_follows_no_redirect(ready: Any, fake: Fake, work: Any) -> None:
    fake.redirect = "http://127.0.0.1:9/elsewhere"

    assert sent(ready, work).state == {"taken": 0, "declined": 2}


def test_without_a_connection_there_is_a_sentence_and_files(scene: Any, enter: Any, settings: Any) -> None:
    world = scene.world
    with pytest.raises(Refused, match="belum disiapkan"):
        siasn.siasn()
    settings.SIASN_URL, settings.SIASN_TOKEN = "http://siasn.example", TOKEN
    with pytest.raises(Refused, match="https://"):
        siasn.siasn()
    with pytest.raises(Denied):
        begin_sending(asked(world), by=world.eko, at=NOW)
    assert "Kirim hasil final 2026" in enter(world.gita).get(reverse("desk:exchange")).text
