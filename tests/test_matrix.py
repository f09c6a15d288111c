"""The access matrix: every address, every person, own, subordinate and foreign objects.

One line per address, method and object; the columns are the people in the order of PEOPLE. What is
foreign is 404, what somebody may not do is 403, who is not logged in is led to the login (302) or
keeps the typed text there (401). A new address fails the first test until it has a line.
"""

from __future__ import annotations

import re
from collections import defaultdict
from copy import deepcopy
from http.cookies import SimpleCookie

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.models import TextField, Value
from django.db.models.functions import Cast, Concat
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from appraisal.models import Event
from desk.queries.closing import unfinished
from indicators.queries import compare_goals, compare_library, sound_rows
from reviews.models import Evaluation
from reviews.rules.evaluation import UNSHARED
from tests.multirater.scene import ANSWERS, ROUND, questionnaire
from tests.pages import undone
from tests.scenes import Scene

PEOPLE = ("nobody", "ani", "budi", "citra", "dewi", "eko", "gita", "hadi", "indra")

MATRIX = """
# name                              method object            nobody ani budi citra dewi eko gita hadi indra
health                              GET  -                    200 200 200 200 200 200 200 200 200
ready                               GET  -                    200 200 200 200 200 200 200 200 200
session                             GET  -                    302 204 204 204 204 204 204 204 204
gallery                             GET  -                    404 404 404 404 404 404 404 404 404
help                                GET  -                    200 200 200 200 200 200 200 200 200
accessibility                       GET  -                    200 200 200 200 200 200 200 200 200
privacy                             GET  -                    200 200 200 200 200 200 200 200 200

organizations:login                 GET  -                    200 302 302 302 302 302 302 302 302
organizations:login                 POST -                    422 302 302 302 302 302 302 302 302
organizations:logout                POST -                    302 302 302 302 302 302 302 302 302
organizations:password              GET  -                    302 200 200 200 200 200 200 200 200
organizations:password              POST -                    401 422 422 422 422 422 422 422 422
organizations:profile               GET  -                    302 200 200 200 200 200 200 200 200
organizations:report-data           POST -                    401 302 302 302 302 302 302 302 302
organizations:employee-list         GET  -                    302 403 403 403 403 200 200 403 200
organizations:employee-detail       GET  employee.ani         302 403 403 403 403 200 200 403 200
organizations:employee-detail       GET  employee.dewi        302 403 403 403 403 404 200 403 200
organizations:superior-override     POST employee.ani         401 403 403 404 404 302 302 404 403
organizations:superior-override     POST employee.dewi        401 404 404 404 403 404 302 404 403
organizations:role-grant            POST employee.ani         401 403 403 403 403 403 302 403 403
organizations:role-grant            POST employee.dewi        401 403 403 403 403 403 302 403 403
organizations:first-password        POST employee.ani         401 403 403 403 403 403 200 403 403
organizations:first-password        POST employee.dewi        401 403 403 403 403 403 200 403 403
organizations:employee-transfer     GET  employee.ani         302 403 403 404 404 200 200 404 403
organizations:employee-transfer     GET  employee.dewi        302 404 404 404 403 404 200 404 403
organizations:employee-transfer     POST employee.ani         401 403 403 404 404 302 302 404 403
organizations:employee-transfer     POST employee.dewi        401 404 404 404 403 404 302 404 403
organizations:employee-acting       GET  employee.ani         302 403 403 404 404 200 200 404 403
organizations:employee-acting       GET  employee.dewi        302 404 404 404 403 404 200 404 403
organizations:employee-acting       POST employee.ani         401 403 403 404 404 302 302 404 403
organizations:employee-acting       POST employee.dewi        401 404 404 404 403 404 302 404 403
organizations:employee-absence      GET  employee.ani         302 403 403 404 404 200 200 404 403
organizations:employee-absence      GET  employee.dewi        302 404 404 404 403 404 200 404 403
organizations:employee-absence      POST employee.ani         401 403 403 404 404 302 302 404 403
organizations:employee-absence      POST employee.dewi        401 404 404 404 403 404 302 404 403
organizations:employee-identity     GET  employee.ani         302 403 403 404 404 200 200 404 403
organizations:employee-identity     GET  employee.dewi        302 404 404 404 403 404 200 404 403
organizations:employee-identity     POST employee.ani         401 403 403 404 404 302 302 404 403
organizations:employee-identity     POST employee.dewi        401 404 404 404 403 404 302 404 403
organizations:placement-end         GET  placement.ani        302 403 403 404 404 200 200 404 403
organizations:placement-end         GET  placement.dewi       302 404 404 404 403 404 200 404 403
organizations:placement-end         POST placement.ani        401 403 403 404 404 302 302 404 403
organizations:placement-end         POST placement.dewi       401 404 404 404 403 404 302 404 403
organizations:absence-end           GET  absence.ani          302 403 403 404 404 200 200 404 403
organizations:absence-end           GET  absence.dewi         302 404 404 404 403 404 200 404 403
organizations:absence-end           POST absence.ani          401 403 403 404 404 302 302 404 403
organizations:absence-end           POST absence.dewi         401 404 404 404 403 404 302 404 403
organizations:role-end              POST grant.indra          401 403 403 403 403 403 302 403 403
organizations:employee-core         GET  employee.ani         302 403 403 404 404 403 200 404 403
organizations:employee-core         GET  employee.dewi        302 404 404 404 403 404 200 404 403
organizations:employee-core         POST employee.ani         401 403 403 404 404 403 302 404 403
organizations:employee-core         POST employee.dewi        401 404 404 404 403 404 302 404 403
organizations:employee-deactivate   GET  employee.ani         302 403 403 404 404 200 200 404 403
organizations:employee-deactivate   GET  employee.dewi        302 404 404 404 403 404 200 404 403
organizations:employee-deactivate   POST employee.ani         401 403 403 404 404 302 302 404 403
organizations:employee-deactivate   POST employee.dewi        401 404 404 404 403 404 302 404 403
organizations:employee-reactivate   GET  employee.former      302 404 404 404 404 404 200 404 403
organizations:employee-reactivate   POST employee.former      401 404 404 404 404 404 302 404 403
organizations:role-list             GET  -                    302 403 403 403 403 403 200 403 200
organizations:proposal-decide       GET  proposal.admin       302 403 403 403 403 403 200 403 200
organizations:proposal-decide       POST proposal.admin       401 403 403 403 403 403 302 403 403
organizations:duplicate-list        GET  -                    302 403 403 403 403 403 200 403 403
organizations:duplicate-pair        GET  pair.ani_dewi        302 403 403 403 403 403 200 403 403
organizations:duplicate-pair        POST pair.ani_dewi        401 403 403 403 403 403 302 403 403
organizations:official-new          GET  -                    302 403 403 403 403 403 200 403 403
organizations:official-new          POST -                    401 403 403 403 403 403 302 403 403
organizations:report-list           GET  -                    302 403 403 403 403 200 200 403 200
organizations:report-answer         GET  report.ani           302 404 404 404 404 200 200 404 404
organizations:report-answer         POST report.ani           401 404 404 404 404 302 302 404 404
organizations:report-answer         GET  report.dewi          302 404 404 404 404 404 200 404 404
organizations:report-answer         POST report.dewi          401 404 404 404 404 404 302 404 404
organizations:agency                GET  -                    302 403 403 403 403 403 200 403 403
organizations:agency                POST -                    401 403 403 403 403 403 302 403 403
organizations:emblem                GET  -                    302 403 403 403 403 403 200 403 403
organizations:emblem                POST -                    401 403 403 403 403 403 422 403 403
organizations:emblem-image          GET  -                    302 403 403 403 403 403 404 403 403
organizations:holiday-list          GET  -                    302 403 403 403 403 403 200 403 403
organizations:holiday-list          POST -                    401 403 403 403 403 403 302 403 403
organizations:holiday-fill          POST period.open          401 403 403 403 403 403 302 403 403
organizations:holiday-remove        POST holiday.idulfitri    401 403 403 403 403 403 302 403 403
organizations:moves-start           GET  -                    302 403 403 403 403 403 200 403 403
organizations:moves-start           POST -                    401 403 403 403 403 403 422 403 403
organizations:moves-template        GET  -                    302 403 403 403 403 403 200 403 403
organizations:moves-preview         GET  upload.moves         302 403 403 403 403 403 200 403 403
organizations:moves-apply           POST upload.moves         401 403 403 403 403 403 302 403 403
organizations:moves-faulty          GET  upload.moves         302 403 403 403 403 403 200 403 403
organizations:attendance-mine       GET  -                    302 200 200 200 200 200 200 200 200
organizations:attendance-report     GET  month.ani            302 200 404 404 404 404 404 404 404
organizations:attendance-report     GET  month.dewi           302 404 404 404 200 404 404 404 404
organizations:attendance-report     POST month.ani            401 302 404 404 404 404 404 404 404
organizations:attendance-report     POST month.dewi           401 404 404 404 302 404 404 404 404
organizations:attendance-list       GET  -                    302 403 403 403 403 200 200 403 403
organizations:attendance-reports    GET  -                    302 403 403 403 403 200 200 403 403
organizations:attendance-answer     GET  correction.ani       302 404 404 404 404 200 200 404 404
organizations:attendance-answer     GET  correction.dewi      302 404 404 404 404 404 200 404 404
organizations:attendance-answer     POST correction.ani       401 404 404 404 404 302 302 404 404
organizations:attendance-answer     POST correction.dewi      401 404 404 404 404 404 302 404 404
organizations:attendance-start      GET  -                    302 403 403 403 403 200 200 403 403
organizations:attendance-start      POST -                    401 403 403 403 403 422 422 403 403
organizations:attendance-template   GET  -                    302 403 403 403 403 200 200 403 403
organizations:attendance-preview    GET  upload.attendance    302 403 403 403 403 404 200 403 403
organizations:attendance-apply      POST upload.attendance    401 403 403 403 403 404 302 403 403
organizations:attendance-faulty     GET  upload.attendance    302 403 403 403 403 404 200 403 403
reviews:moves-undo                  GET  upload.moved         302 403 403 403 403 403 200 403 403
reviews:moves-undo                  POST upload.moved         401 403 403 403 403 403 302 403 403
organizations:import-start          GET  -                    302 403 403 403 403 403 200 403 403
organizations:import-start          POST -                    401 403 403 403 403 403 422 403 403
organizations:import-preview        GET  import.gita          302 403 403 403 403 403 200 403 403
organizations:import-confirm        POST import.gita          401 403 403 403 403 403 422 403 403
organizations:import-refused        GET  import.gita          302 403 403 403 403 403 200 403 403

indicators:plan-mine                GET  -                    302 200 200 200 200 200 200 200 200
indicators:plan-draft               POST -                    401 302 404 404 404 404 404 404 404
indicators:plan-detail              GET  plan.agreed.ani      302 200 200 200 404 200 200 404 200
indicators:plan-detail              GET  plan.draft.ani       302 200 200 200 404 200 200 404 200
indicators:plan-detail              GET  plan.submitted.ani   302 200 200 200 404 200 200 404 200
indicators:plan-detail              GET  plan.agreed.dewi     302 404 404 404 200 404 200 404 200
indicators:plan-detail              GET  plan.draft.dewi      302 404 404 404 200 404 200 404 200
indicators:plan-compose             GET  plan.draft.ani       302 200 302 302 404 302 302 404 302
indicators:plan-compose             GET  plan.draft.dewi      302 404 404 404 200 404 302 404 302
indicators:plan-settings            GET  plan.draft.ani       302 200 403 403 404 403 403 404 403
indicators:plan-settings            POST plan.draft.ani       401 302 403 403 404 403 403 404 403
indicators:plan-settings            GET  plan.agreed.ani      302 403 403 403 404 403 403 404 403
indicators:plan-settings            POST plan.agreed.ani      401 403 403 403 404 403 403 404 403
indicators:plan-settings            GET  plan.draft.dewi      302 404 404 404 200 404 403 404 403
indicators:plan-settings            POST plan.draft.dewi      401 404 404 404 302 404 403 404 403
indicators:plan-check               GET  plan.draft.ani       302 200 403 403 404 403 403 404 403
indicators:plan-check               GET  plan.draft.dewi      302 404 404 404 200 404 403 404 403
indicators:plan-submit              POST plan.draft.ani       401 302 403 403 404 403 403 404 403
indicators:plan-submit              POST plan.agreed.ani      401 403 403 403 404 403 403 404 403
indicators:plan-submit              POST plan.draft.dewi      401 404 404 404 422 404 403 404 403
indicators:plan-withdraw            POST plan.submitted.ani   401 302 403 403 404 403 403 404 403
indicators:plan-withdraw            POST plan.submitted.dewi  401 404 404 404 302 404 403 404 403
indicators:plan-agree               POST plan.submitted.ani   401 403 302 403 404 403 403 404 403
indicators:plan-agree               POST plan.draft.ani       401 403 403 403 404 403 403 404 403
indicators:plan-agree               POST plan.submitted.dewi  401 404 404 404 403 404 403 404 403
indicators:plan-return              GET  plan.submitted.ani   302 403 302 403 404 403 403 404 403
indicators:plan-return              POST plan.submitted.ani   401 403 302 403 404 403 403 404 403
indicators:plan-return              POST plan.submitted.dewi  401 404 404 404 403 404 403 404 403
indicators:plan-compare             GET  plan.submitted.ani   302 200 200 200 404 200 200 404 200
indicators:plan-compare             GET  plan.draft.ani       302 200 403 403 404 403 403 404 403
indicators:plan-compare             GET  plan.submitted.dewi  302 404 404 404 200 404 200 404 200
indicators:plan-compare             GET  plan.draft.dewi      302 404 404 404 200 404 403 404 403
indicators:plan-queue               GET  -                    302 200 200 200 200 200 200 200 200
indicators:plan-next                GET  -                    302 302 302 302 302 302 302 302 302
indicators:plans-agree              POST plan.submitted.ani   401 403 302 403 404 403 403 404 403
indicators:plans-agree              POST plan.submitted.dewi  401 404 404 404 403 404 403 404 403
indicators:result-new               GET  plan.draft.ani       302 200 403 403 404 403 403 404 403
indicators:result-new               POST plan.draft.ani       401 422 403 403 404 403 403 404 403
indicators:result-new               POST plan.draft.dewi      401 404 404 404 422 404 403 404 403
indicators:result-edit              GET  result.draft.ani     302 200 403 403 404 403 403 404 403
indicators:result-edit              POST result.draft.ani     401 422 403 403 404 403 403 404 403
indicators:result-edit              GET  result.draft.dewi    302 404 404 404 200 404 403 404 403
indicators:result-edit              POST result.draft.dewi    401 404 404 404 422 404 403 404 403
indicators:result-remove            GET  result.draft.ani     302 200 403 403 404 403 403 404 403
indicators:result-remove            POST result.draft.ani     401 302 403 403 404 403 403 404 403
indicators:result-remove            POST result.draft.dewi    401 404 404 404 302 404 403 404 403
indicators:result-move              POST result.draft.ani     401 302 403 403 404 403 403 404 403
indicators:result-move              POST result.draft.dewi    401 404 404 404 302 404 403 404 403
indicators:plan-targets             GET  plan.draft.ani       302 200 403 403 404 403 403 404 403
indicators:plan-targets             GET  plan.draft.dewi      302 404 404 404 200 404 403 404 403
indicators:plan-targets             POST plan.draft.ani       401 302 403 403 404 403 403 404 403
indicators:plan-behaviours          GET  plan.draft.ani       302 200 403 403 404 403 403 404 403
indicators:plan-behaviours          POST plan.draft.ani       401 302 403 403 404 403 403 404 403
indicators:plan-behaviours          GET  plan.submitted.ani   302 403 200 403 404 403 403 404 403
indicators:plan-behaviours          POST plan.submitted.ani   401 403 302 403 404 403 403 404 403
indicators:plan-behaviours          POST plan.submitted.dewi  401 404 404 404 403 404 403 404 403
indicators:manual-list              GET  plan.draft.ani       302 200 403 403 404 403 403 404 403
indicators:manual-list              GET  plan.agreed.ani      302 200 200 200 404 200 200 404 200
indicators:manual-list              GET  plan.draft.dewi      302 404 404 404 200 404 403 404 403
indicators:manual-edit              GET  indicator.draft.ani  302 200 403 403 404 403 403 404 403
indicators:manual-edit              POST indicator.draft.ani  401 302 403 403 404 403 403 404 403
indicators:manual-edit              GET  indicator.ani        302 200 200 200 404 200 200 404 200
indicators:manual-edit              POST indicator.ani        401 403 403 403 404 403 403 404 403
indicators:manual-edit              POST indicator.draft.dewi 401 404 404 404 302 404 403 404 403
indicators:plan-annexes             GET  plan.draft.ani       302 200 403 403 404 403 403 404 403
indicators:plan-annexes             POST plan.draft.ani       401 302 403 403 404 403 403 404 403
indicators:plan-annexes             POST plan.draft.dewi      401 404 404 404 302 404 403 404 403
indicators:plan-copy                GET  plan.draft.ani       302 200 403 403 404 403 403 404 403
indicators:plan-copy                POST plan.draft.ani       401 302 403 403 404 403 403 404 403
indicators:plan-copy                POST plan.draft.dewi      401 404 404 404 302 404 403 404 403
indicators:results-upload           GET  plan.draft.ani       302 200 403 403 404 403 403 404 403
indicators:results-upload           POST plan.draft.ani       401 422 403 403 404 403 403 404 403
indicators:results-upload           POST plan.draft.dewi      401 404 404 404 422 404 403 404 403
indicators:results-template         GET  plan.draft.ani       302 200 403 403 404 403 403 404 403
indicators:results-template         GET  plan.draft.dewi      302 404 404 404 200 404 403 404 403
indicators:results-preview          GET  upload.ani           302 200 404 404 404 404 404 404 404
indicators:results-preview          GET  upload.dewi          302 404 404 404 200 404 404 404 404
indicators:results-apply            POST upload.ani           401 302 404 404 404 404 404 404 404
indicators:results-apply            POST upload.dewi          401 404 404 404 302 404 404 404 404
indicators:plan-ask                 POST -                    401 302 404 404 404 404 404 404 404
indicators:plan-link                GET  plan.draft.ani       302 200 403 403 404 403 403 404 403
indicators:plan-link                POST plan.draft.ani       401 302 403 403 404 403 403 404 403
indicators:plan-link                POST plan.draft.dewi      401 404 404 404 302 404 403 404 403
indicators:plan-consent             POST plan.agreed.ani      401 302 403 403 404 403 403 404 403
indicators:plan-consent             POST plan.draft.ani       401 403 403 403 404 403 403 404 403
indicators:plan-consent             POST plan.agreed.dewi     401 404 404 404 302 404 403 404 403
indicators:matrix                   GET  plan.leading.budi    302 404 200 200 404 200 200 404 200
indicators:matrix                   POST plan.leading.budi    401 404 302 403 404 403 403 404 403
indicators:matrix                   GET  plan.agreed.dewi     302 404 404 404 403 404 403 404 403
indicators:matrix                   POST plan.agreed.dewi     401 404 404 404 403 404 403 404 403
indicators:matrix-print             GET  plan.leading.budi    302 404 200 200 404 200 200 404 200
indicators:matrix-print             GET  plan.agreed.dewi     302 404 404 404 403 404 403 404 403
indicators:result-hand-down         GET  result.leading.budi  302 404 200 403 404 403 403 404 403
indicators:result-hand-down         POST result.leading.budi  401 404 302 403 404 403 403 404 403
indicators:result-hand-down         GET  result.draft.dewi    302 404 404 404 403 404 403 404 403
indicators:result-hand-down         POST result.draft.dewi    401 404 404 404 403 404 403 404 403
indicators:assignment-take          POST plan.draft.ani       401 302 403 403 404 403 403 404 403
indicators:assignment-take          POST plan.draft.dewi      401 404 404 404 302 404 403 404 403
indicators:assignment-decline       GET  assignment.ani       302 200 404 404 404 404 404 404 404
indicators:assignment-decline       POST assignment.ani       401 302 404 404 404 404 404 404 404
indicators:assignment-decline       GET  assignment.dewi      302 404 404 404 200 404 404 404 404
indicators:assignment-decline       POST assignment.dewi      401 404 404 404 302 404 404 404 404
indicators:plan-detail              GET  change.ani           302 200 200 200 404 200 200 404 200
indicators:plan-detail              GET  change.dewi          302 404 404 404 200 404 200 404 200
indicators:plan-compose             GET  change.ani           302 200 302 302 404 302 302 404 302
indicators:plan-submit              POST change.ani           401 302 403 403 404 403 403 404 403
indicators:plan-submit              POST change.dewi          401 404 404 404 422 404 403 404 403
indicators:plan-version             GET  plan.changing.ani    302 200 200 200 404 200 200 404 200
indicators:plan-version             GET  plan.changing.dewi   302 404 404 404 200 404 200 404 200
indicators:change-start             GET  plan.agreed.ani      302 200 403 403 404 403 403 404 403
indicators:change-start             POST plan.agreed.ani      401 302 403 403 404 403 403 404 403
indicators:change-start             GET  plan.changing.ani    302 302 403 403 404 403 403 404 403
indicators:change-start             POST plan.draft.ani       401 403 403 403 404 403 403 404 403
indicators:change-start             POST plan.agreed.dewi     401 404 404 404 302 404 403 404 403
indicators:change-ask               GET  plan.agreed.ani      302 403 200 403 404 403 403 404 403
indicators:change-ask               POST plan.agreed.ani      401 403 302 403 404 403 403 404 403
indicators:change-ask               POST plan.agreed.dewi     401 404 404 404 403 404 403 404 403
indicators:change-cancel            GET  change.ani           302 200 403 403 404 403 403 404 403
indicators:change-cancel            POST change.ani           401 302 403 403 404 403 403 404 403
indicators:change-cancel            POST plan.draft.ani       401 403 403 403 404 403 403 404 403
indicators:change-cancel            POST change.dewi          401 404 404 404 302 404 403 404 403
desk:period-list                    GET  -                    302 403 403 403 403 403 200 403 403
desk:system                         GET  -                    302 403 403 403 403 403 200 403 403
desk:period-new                     GET  -                    302 403 403 403 403 403 200 403 403
desk:period-new                     POST -                    401 403 403 403 403 403 302 403 403
desk:period-detail                  GET  period.open          302 403 403 403 403 403 200 403 403
desk:period-dates                   GET  period.open          302 403 403 403 403 403 200 403 403
desk:period-dates                   GET  period.closed        302 403 403 403 403 403 403 403 403
desk:period-dates                   POST period.open          401 403 403 403 403 403 422 403 403
desk:period-rhythm                  GET  period.prepared      302 403 403 403 403 403 200 403 403
desk:period-rhythm                  POST period.prepared      401 403 403 403 403 403 302 403 403
desk:period-rhythm                  POST period.open          401 403 403 403 403 403 422 403 403
desk:period-open                    GET  period.prepared      302 403 403 403 403 403 200 403 403
desk:period-open                    POST period.prepared      401 403 403 403 403 403 302 403 403
desk:period-open                    POST period.open          401 403 403 403 403 403 403 403 403
desk:period-close                   GET  period.open          302 403 403 403 403 403 200 403 403
desk:period-close                   POST period.open          401 403 403 403 403 403 302 403 403
desk:period-archive                 GET  period.closed        302 403 403 403 403 403 200 403 403
desk:period-archive                 POST period.closed        401 403 403 403 403 403 302 403 403
desk:period-archive                 POST period.open          401 403 403 403 403 403 403 403 403
desk:period-unarchive               GET  period.archived      302 403 403 403 403 403 200 403 403
desk:period-unarchive               POST period.archived      401 403 403 403 403 403 302 403 403
desk:period-unarchive               POST period.closed        401 403 403 403 403 403 403 403 403
desk:figure-edit                    GET  figure.prepared      302 403 403 403 403 403 200 403 403
desk:figure-edit                    POST figure.prepared      401 403 403 403 403 403 302 403 403
desk:figure-edit                    POST figure.open          401 403 403 403 403 403 403 403 403
desk:window-list                    GET  period.open          302 403 403 403 403 403 200 403 403
desk:window-list                    POST period.open          401 403 403 403 403 403 302 403 403
desk:window-remove                  POST window.inspektorat   401 403 403 403 403 403 302 403 403
desk:rating-window-list             GET  period.open          302 403 403 403 403 403 200 403 403
desk:rating-window-list             POST period.open          401 403 403 403 403 403 302 403 403
desk:rating-window-remove           POST rating_window.inspektorat 401 403 403 403 403 403 302 403 403
indicators:policy                   GET  -                    302 200 200 200 200 200 200 200 200
indicators:agreement-list           GET  -                    302 200 200 200 200 200 200 200 200
reviews:agreement-detail            GET  goal.dinas           302 200 200 200 200 200 200 200 200
indicators:goal-new                 GET  goal.dinas           302 403 403 200 403 200 200 403 403
indicators:goal-new                 POST goal.dinas           401 403 403 302 403 302 302 403 403
indicators:goal-new                 POST goal.lain            401 403 403 403 302 403 302 403 403
indicators:goal-edit                GET  goal.dinas           302 403 403 200 403 200 200 403 403
indicators:goal-edit                POST goal.dinas           401 403 403 302 403 302 302 403 403
indicators:goal-edit                GET  goal.lain            302 403 403 403 200 403 200 403 403
indicators:goal-edit                POST goal.lain            401 403 403 403 302 403 302 403 403
indicators:goal-remove              GET  goal.dinas           302 403 403 200 403 200 200 403 403
indicators:goal-remove              POST goal.dinas           401 403 403 302 403 302 302 403 403
indicators:goal-remove              POST goal.lain            401 403 403 403 302 403 302 403 403
indicators:goal-move                POST goal.dinas           401 403 403 302 403 302 302 403 403
indicators:goal-move                POST goal.lain            401 403 403 403 302 403 302 403 403
indicators:goal-take                POST plan.draft.ani       401 403 403 403 404 403 403 404 403
indicators:goal-take                POST plan.draft.dewi      401 404 404 404 302 404 403 404 403
indicators:agreement-import         GET  -                    302 403 200 200 200 200 200 200 403
indicators:agreement-import         POST -                    401 403 422 422 422 422 422 422 403
indicators:agreement-template       GET  -                    302 403 200 200 200 200 200 200 403
indicators:agreement-preview        GET  upload.goals         302 403 404 404 404 404 200 404 403
indicators:agreement-apply          POST upload.goals         401 403 404 404 404 404 302 404 403
indicators:agreement-refused        GET  upload.goals         302 403 404 404 404 404 200 404 403
indicators:library                  GET  -                    302 200 200 200 200 200 200 200 200
indicators:entry-detail             GET  entry.accepted       302 200 200 200 200 200 200 200 200
indicators:entry-detail             GET  entry.proposed       302 404 404 404 404 200 200 404 404
indicators:entry-queue              GET  -                    302 403 403 403 403 200 200 403 403
indicators:entry-new                GET  -                    302 403 403 403 403 200 200 403 403
indicators:entry-new                POST -                    401 403 403 403 403 302 302 403 403
indicators:entry-edit               GET  entry.accepted       302 403 403 403 403 200 200 403 403
indicators:entry-edit               POST entry.accepted       401 403 403 403 403 302 302 403 403
indicators:entry-edit               GET  entry.proposed       302 404 404 404 404 200 403 404 404
indicators:entry-edit               POST entry.proposed       401 404 404 404 404 302 403 404 404
indicators:entry-accept             POST entry.proposed       401 404 404 404 404 403 302 404 404
indicators:entry-accept             POST entry.accepted       401 403 403 403 403 403 409 403 403
indicators:entry-return             GET  entry.proposed       302 404 404 404 404 403 200 404 404
indicators:entry-return             POST entry.proposed       401 404 404 404 404 403 302 404 404
indicators:library-file             GET  -                    302 200 200 200 200 200 200 200 200
indicators:library-template         GET  -                    302 403 403 403 403 403 200 403 403
indicators:library-import           GET  -                    302 403 403 403 403 403 200 403 403
indicators:library-import           POST -                    401 403 403 403 403 403 422 403 403
indicators:library-preview          GET  upload.library       302 403 403 403 403 403 200 403 403
indicators:library-apply            POST upload.library       401 403 403 403 403 403 302 403 403

reviews:home                        GET  -                    302 200 200 200 200 200 200 200 200
reviews:evidence-mine               GET  -                    302 200 200 200 200 200 200 200 200
reviews:evidence-download           GET  file.attached.ani    302 200 200 200 404 200 200 200 200
reviews:evidence-download           GET  file.loose.ani       302 200 404 404 404 404 404 404 404
reviews:evidence-download           GET  file.attached.dewi   302 404 200 404 200 404 200 200 200
reviews:evidence-download           GET  file.loose.dewi      302 404 404 404 200 404 404 404 404
reviews:evidence-remove             POST file.attached.ani    401 403 404 404 404 404 404 404 404
reviews:evidence-remove             POST file.loose.ani       401 302 404 404 404 404 404 404 404
reviews:evidence-remove             POST file.loose.dewi      401 404 404 404 302 404 404 404 404
reviews:progress-mine               GET  -                    302 200 200 200 200 200 200 200 200
reviews:note-list                   GET  -                    302 200 200 200 200 200 200 200 200
reviews:note-list                   POST -                    401 302 302 302 302 302 302 302 302
reviews:note-days                   GET  -                    302 200 200 200 200 200 200 200 200
reviews:note-days                   POST -                    401 302 302 302 302 302 302 302 302
reviews:note-form                   GET  -                    302 200 200 200 200 200 200 200 200
reviews:note-daily                  GET  -                    302 200 200 200 200 200 200 200 200
reviews:note-import                 GET  -                    302 200 200 200 200 200 200 200 200
reviews:note-import                 POST -                    401 422 422 422 422 422 422 422 422
reviews:note-template               GET  -                    302 200 200 200 200 200 200 200 200
reviews:note-preview                GET  upload.notes.ani     302 200 404 404 404 404 404 404 404
reviews:note-preview                GET  upload.notes.dewi    302 404 404 404 200 404 404 404 404
reviews:note-apply                  POST upload.notes.ani     401 302 404 404 404 404 404 404 404
reviews:note-apply                  POST upload.notes.dewi    401 404 404 404 302 404 404 404 404
reviews:note-faulty                 GET  upload.notes.ani     302 200 404 404 404 404 404 404 404
reviews:note-faulty                 GET  upload.notes.dewi    302 404 404 404 200 404 404 404 404
reviews:office-import               GET  -                    302 403 403 403 403 200 200 403 403
reviews:office-import               POST -                    401 403 403 403 403 422 422 403 403
reviews:office-template             GET  -                    302 403 403 403 403 200 200 403 403
reviews:note-team                   GET  plan.agreed.ani      302 200 200 200 404 200 200 404 200
reviews:note-team                   GET  plan.draft.ani       302 200 403 403 404 403 403 404 403
reviews:note-team                   GET  plan.agreed.dewi     302 404 404 404 200 404 200 404 200
reviews:note-edit                   GET  note.ani             302 200 404 404 404 404 404 404 404
reviews:note-edit                   POST note.ani             401 302 404 404 404 404 404 404 404
reviews:note-edit                   GET  note.dewi            302 404 404 404 200 404 404 404 404
reviews:note-edit                   POST note.dewi            401 404 404 404 302 404 404 404 404
reviews:note-remove                 POST note.ani             401 302 404 404 404 404 404 404 404
reviews:note-remove                 POST note.dewi            401 404 404 404 302 404 404 404 404
reviews:action-plan                 GET  assigned.ani         302 200 404 404 404 404 404 404 404
reviews:action-plan                 POST assigned.ani         401 302 404 404 404 404 404 404 404
reviews:action-plan                 GET  assigned.dewi        302 404 404 404 200 404 404 404 404
reviews:action-plan                 POST assigned.dewi        401 404 404 404 302 404 404 404 404
reviews:action-tick                 POST step.ani             401 302 404 404 404 404 404 404 404
reviews:action-tick                 POST step.dewi            401 404 404 404 302 404 404 404 404
reviews:action-carry                POST plan.agreed.ani      401 302 404 404 404 404 404 404 404
reviews:action-carry                POST plan.agreed.dewi     401 404 404 404 302 404 404 404 404
reviews:counted-take                POST indicator.ani        401 302 404 404 404 404 404 404 404
reviews:counted-take                POST indicator.dewi       401 404 404 404 302 404 404 404 404
reviews:help-list                   GET  -                    302 200 200 200 200 200 200 200 200
reviews:help-new                    GET  -                    302 200 403 403 200 403 403 403 403
reviews:help-new                    POST -                    401 302 403 403 302 403 403 403 403
reviews:help-detail                 GET  help.ani             302 200 200 200 404 200 200 404 200
reviews:help-detail                 POST help.ani             401 403 302 302 404 403 403 404 403
reviews:help-detail                 GET  help.dewi            302 404 404 404 200 404 200 404 200
reviews:help-detail                 POST help.dewi            401 404 404 404 403 404 403 404 403
reviews:help-close                  POST help.ani             401 302 403 403 404 403 403 404 403
reviews:help-close                  POST help.dewi            401 404 404 404 302 404 403 404 403
reviews:result-mine                 GET  -                    302 200 200 200 200 200 200 200 200
reviews:self-assessment-next        GET  -                    302 302 302 302 302 302 302 302 302
reviews:self-assessment             GET  assessment.ani       302 200 404 404 404 404 404 404 404
reviews:self-assessment             GET  assessment.dewi      302 404 404 404 200 404 404 404 404
reviews:self-assessment             GET  plan.agreed.ani      302 200 404 404 404 404 404 404 404
reviews:self-assessment             POST assessment.ani       401 302 404 404 404 404 404 404 404
reviews:self-assessment             POST assessment.dewi      401 404 404 404 302 404 404 404 404
reviews:self-assessment             POST plan.agreed.ani      401 403 404 404 404 404 404 404 404
reviews:self-assessment-take-back   POST assessment.ani       401 302 404 404 404 404 404 404 404
reviews:self-assessment-take-back   POST assessment.dewi      401 404 404 404 302 404 404 404 404
reviews:rating-queue                GET  evaluation.draft.ani 302 200 200 200 200 200 200 200 200
reviews:rating-queue                GET  evaluation.draft.dewi 302 200 200 200 200 200 200 200 200
reviews:share-team                  GET  evaluation.draft.ani 302 200 200 200 200 200 200 200 200
reviews:share-team                  POST evaluation.draft.ani 401 404 302 404 404 404 404 404 404
reviews:share-team                  POST evaluation.draft.dewi 401 404 404 404 404 404 404 404 404
reviews:team                        GET  -                    302 200 200 200 200 200 200 200 200
reviews:progress-report             GET  indicator.ani        302 200 404 404 404 404 404 404 404
reviews:progress-report             POST indicator.ani        401 302 404 404 404 404 404 404 404
reviews:progress-report             GET  indicator.dewi       302 404 404 404 200 404 404 404 404
reviews:progress-report             POST indicator.dewi       401 404 404 404 302 404 404 404 404
reviews:team-plan                   GET  plan.agreed.ani      302 404 200 404 404 404 404 404 404
reviews:team-plan                   GET  plan.agreed.dewi     302 404 404 404 404 404 404 404 404
reviews:assigned-mine               GET  -                    302 200 200 200 200 200 200 200 200
reviews:assigned-result             GET  assigned.ani         302 404 404 404 404 404 404 200 404
reviews:assigned-result             POST assigned.ani         401 404 404 404 404 404 404 302 404
reviews:assigned-result             GET  assigned.dewi        302 404 200 404 404 404 404 404 404
reviews:assigned-result             POST assigned.dewi        401 404 302 404 404 404 404 404 404
reviews:feedback-give               GET  plan.agreed.ani      302 404 200 404 404 404 404 404 404
reviews:feedback-give               POST plan.agreed.ani      401 404 302 404 404 404 404 404 404
reviews:feedback-give               POST plan.agreed.dewi     401 404 404 404 404 404 404 404 404
reviews:remark-list                 GET  -                    302 200 200 200 200 200 200 200 200
reviews:remark-start                GET  -                    302 200 200 200 200 200 200 200 200
reviews:remark-give                 GET  employee.ani         302 403 200 200 200 200 200 200 200
reviews:remark-give                 POST employee.ani         401 403 302 302 302 302 302 302 302
reviews:remark-give                 POST employee.dewi        401 302 302 302 403 302 302 302 302
reviews:remark-detail               GET  remark.ani           302 200 200 200 404 404 404 404 404
reviews:remark-detail               POST remark.ani           401 302 403 403 404 404 404 404 404
reviews:remark-detail               GET  remark.dewi          302 404 404 404 200 404 404 200 404
reviews:remark-detail               POST remark.dewi          401 404 404 404 302 404 404 403 404
reviews:remark-correct              GET  remark.ani           302 403 403 403 404 404 404 404 404
reviews:remark-correct              POST remark.ani           401 403 403 403 404 404 404 404 404
reviews:remark-correct              GET  remark.dewi          302 404 404 404 403 404 404 200 404
reviews:remark-correct              POST remark.dewi          401 404 404 404 403 404 404 302 404
reviews:remark-take-back            POST remark.ani           401 403 403 403 404 404 404 404 404
reviews:remark-take-back            POST remark.dewi          401 404 404 404 403 404 404 302 404
reviews:remarks-of-plan             GET  plan.agreed.ani      302 404 200 200 404 404 404 404 404
reviews:remarks-of-plan             GET  plan.agreed.dewi     302 404 404 404 404 404 404 200 404
development:course-list                 GET  -                    302 200 200 200 200 200 200 200 200
development:course-step                 GET  lesson.bukti         302 200 200 200 200 200 200 200 200
development:course-step                 POST lesson.bukti         401 302 302 302 302 302 302 302 302
development:course-case                 GET  case.first           302 200 200 200 200 200 200 200 200
development:course-case                 POST case.first           401 302 302 302 302 302 302 302 302
development:course-calibration          GET  -                    302 200 200 200 200 200 200 200 200
development:course-certificate          POST -                    401 404 404 404 404 404 404 404 404
development:course-progress             GET  -                    302 403 403 403 403 403 200 403 403
development:course-progress-file        GET  -                    302 403 403 403 403 403 200 403 403
development:development-list            GET  -                    302 200 200 200 200 200 200 200 200
development:development-new             GET  -                    302 200 200 200 200 200 200 200 200
development:development-new             POST -                    401 302 302 302 302 302 302 302 302
development:development-done            GET  growth.ani           302 200 404 404 404 404 404 404 404
development:development-done            GET  growth.dewi          302 404 404 404 200 404 404 404 404
development:development-done            POST growth.ani           401 302 404 404 404 404 404 404 404
development:development-done            POST growth.dewi          401 404 404 404 302 404 404 404 404
development:development-of-plan         GET  plan.agreed.ani      302 404 200 404 404 404 404 404 404
development:development-of-plan         GET  plan.agreed.dewi     302 404 404 404 404 404 404 404 404
development:care-list                   GET  -                    302 200 200 200 200 200 200 200 200
development:promises                    GET  -                    302 200 200 200 200 200 200 200 200
development:plan-begin                  GET  evaluation.shared.ani 302 403 403 404 404 404 404 404 404
development:plan-begin                  POST evaluation.shared.ani 401 403 403 404 404 404 404 404 404
development:plan-begin                  GET  evaluation.shared.dewi 302 404 404 404 403 404 404 404 404
development:plan-detail                 GET  support.ani          302 200 200 404 404 404 404 404 404
development:plan-detail                 GET  support.dewi         302 404 404 404 200 404 404 404 404
development:action-new                  GET  support.ani          302 200 200 404 404 404 404 404 404
development:action-new                  POST support.ani          401 302 302 404 404 404 404 404 404
development:action-new                  POST support.dewi         401 404 404 404 302 404 404 404 404
development:plan-agree                  POST support.ani          401 302 302 404 404 404 404 404 404
development:plan-agree                  POST support.dewi         401 404 404 404 302 404 404 404 404
development:plan-review                 GET  support.ani          302 200 200 404 404 404 404 404 404
development:plan-review                 POST support.ani          401 302 302 404 404 404 404 404 404
development:plan-review                 POST support.dewi         401 404 404 404 302 404 404 404 404
development:plan-close                  GET  support.ani          302 403 200 404 404 404 404 404 404
development:plan-close                  POST support.ani          401 403 302 404 404 404 404 404 404
development:plan-close                  POST support.dewi         401 404 404 404 403 404 404 404 404
development:action-done                 GET  promise.ani          302 200 200 404 404 404 404 404 404
development:action-done                 POST promise.ani          401 302 302 404 404 404 404 404 404
development:action-done                 POST promise.dewi         401 404 404 404 302 404 404 302 404
development:action-drop                 POST promise.ani          401 302 302 404 404 404 404 404 404
development:action-drop                 POST promise.dewi         401 404 404 404 302 404 404 404 404
development:action-helped               POST promise.ani          401 422 404 404 404 404 404 404 404
development:action-helped               POST promise.dewi         401 404 404 404 422 404 404 404 404
development:training-list               GET  -                    302 200 200 200 200 200 200 200 200
development:training-detail             GET  training.coming      302 200 200 200 200 200 200 200 200
development:training-detail             POST training.coming      401 409 302 302 409 302 302 302 302
development:registration-withdraw       POST place.ani            401 302 404 404 404 404 404 404 404
development:registration-withdraw       POST place.dewi           401 404 404 404 302 404 404 404 404
development:registration-helped         POST attended.ani         401 302 404 404 404 404 404 404 404
development:registration-helped         POST attended.dewi        401 404 404 404 302 404 404 404 404
development:training-new                GET  -                    302 403 403 403 403 403 200 403 403
development:training-new                POST -                    401 403 403 403 403 403 302 403 403
development:training-edit               GET  training.coming      302 403 403 403 403 403 200 403 403
development:training-edit               POST training.coming      401 403 403 403 403 403 302 403 403
development:training-cancel             GET  training.coming      302 403 403 403 403 403 200 403 403
development:training-cancel             POST training.coming      401 403 403 403 403 403 302 403 403
development:training-presence           GET  training.running     302 403 403 403 403 403 200 403 403
development:training-presence           POST training.running     401 403 403 403 403 403 302 403 403
development:helped                      GET  -                    302 403 403 403 403 403 200 403 200
reviews:request-start               GET  -                    302 200 200 200 200 200 200 200 200
reviews:request-new                 GET  employee.ani         302 403 200 200 200 200 200 200 200
reviews:request-new                 POST employee.ani         401 403 302 302 302 302 302 302 302
reviews:request-new                 POST employee.dewi        401 302 302 302 403 302 302 302 302
reviews:request-answer              GET  request.ani          302 404 404 404 404 404 404 200 404
reviews:request-answer              POST request.ani          401 404 404 404 404 404 404 302 404
reviews:request-answer              GET  request.dewi         302 404 404 404 404 404 404 404 404
reviews:request-answer              POST request.dewi         401 404 404 404 404 404 404 404 404
reviews:request-decline             POST request.ani          401 404 404 404 404 404 404 302 404
reviews:request-decline             POST request.dewi         401 404 404 404 404 404 404 404 404
reviews:request-withdraw            POST request.ani          401 302 404 404 404 404 404 404 404
reviews:request-withdraw            POST request.dewi         401 404 404 404 302 404 404 404 404
reviews:calibration-list            GET  -                    302 200 200 200 200 200 200 200 200
reviews:calibration-new             GET  reason.bidang        302 404 200 200 404 200 200 404 403
reviews:calibration-new             POST reason.bidang        401 404 422 422 404 422 422 404 403
reviews:calibration-new             GET  reason.lain          302 404 404 404 200 404 200 404 403
reviews:calibration-new             POST reason.lain          401 404 404 404 422 404 422 404 403
reviews:calibration-detail          GET  calibration.ani      302 404 200 200 404 200 200 404 404
reviews:calibration-detail          GET  calibration.dewi     302 404 200 200 404 404 200 200 404
reviews:calibration-change          GET  calibration.ani      302 404 403 200 404 200 200 404 404
reviews:calibration-change          POST calibration.ani      401 404 403 302 404 302 302 404 404
reviews:calibration-change          POST calibration.dewi     401 404 403 403 404 404 422 403 404
reviews:calibration-offer           POST calibration.ani      401 404 422 422 404 422 422 404 404
reviews:calibration-offer           POST calibration.dewi     401 404 422 422 404 404 422 422 404
reviews:calibration-minutes         GET  calibration.ani      302 404 403 200 404 403 403 404 404
reviews:calibration-minutes         POST calibration.ani      401 404 403 302 404 403 403 404 404
reviews:calibration-minutes         POST calibration.dewi     401 404 403 403 404 404 403 302 404
reviews:calibration-close           POST calibration.ani      401 404 403 302 404 302 302 404 404
reviews:calibration-close           POST calibration.dewi     401 404 403 403 404 404 302 302 404
reviews:calibration-case            GET  evaluation.offered.ani 302 404 200 200 404 404 200 404 404
reviews:calibration-case            POST evaluation.offered.ani 401 404 403 302 404 404 403 404 404
reviews:calibration-case            GET  evaluation.offered.dewi 302 404 404 404 404 404 200 200 404
reviews:calibration-case            POST evaluation.offered.dewi 401 404 404 404 404 404 403 403 404
reviews:calibration-offer-one       POST evaluation.draft.ani  401 404 403 404 404 404 404 404 404
reviews:calibration-offer-one       POST evaluation.draft.dewi 401 404 404 404 404 404 404 404 404
reviews:calibration-take-back       POST evaluation.offered.ani 401 404 302 404 404 404 404 404 404
reviews:calibration-take-back       POST evaluation.offered.dewi 401 404 404 404 404 404 404 404 404
reviews:distribution                GET  -                    302 403 200 200 200 200 200 200 200
reviews:distribution-team           GET  -                    302 403 200 200 403 403 403 200 403
reviews:distribution-reason         GET  reason.bidang        302 404 200 403 404 403 403 404 403
reviews:distribution-reason         POST reason.bidang        401 404 302 403 404 403 403 404 403
reviews:distribution-reason         GET  reason.lain          302 404 404 404 200 404 403 404 403
reviews:distribution-reason         POST reason.lain          401 404 404 404 302 404 403 404 403
reviews:evaluation-rate             GET  evaluation.draft.ani 302 404 200 404 404 404 404 404 404
reviews:evaluation-rate             POST evaluation.draft.ani 401 404 302 404 404 404 404 404 404
reviews:evaluation-rate             POST evaluation.draft.dewi 401 404 404 404 404 404 404 404 404
reviews:evaluation-check            GET  evaluation.draft.ani 302 404 200 404 404 404 404 404 404
reviews:evaluation-check            GET  evaluation.draft.dewi 302 404 404 404 404 404 404 404 404
reviews:evaluation-share            POST evaluation.draft.ani 401 404 302 404 404 404 404 404 404
reviews:evaluation-share            POST evaluation.shared.ani 401 403 403 403 404 403 403 404 403
reviews:evaluation-share            POST evaluation.draft.dewi 401 404 404 404 404 404 404 404 404
reviews:evaluation-detail           GET  evaluation.shared.ani 302 200 200 200 404 200 200 404 200
reviews:evaluation-detail           GET  evaluation.draft.ani 302 404 302 404 404 404 404 404 404
reviews:evaluation-detail           GET  evaluation.shared.dewi 302 404 404 404 200 404 200 404 200
reviews:evaluation-acknowledge      POST evaluation.shared.ani 401 302 403 403 404 403 403 404 403
reviews:evaluation-acknowledge      POST evaluation.final.ani 401 403 403 403 404 403 403 404 403
reviews:evaluation-acknowledge      POST evaluation.shared.dewi 401 404 404 404 302 404 403 404 403
reviews:evaluation-object           GET  evaluation.shared.ani 302 200 403 403 404 403 403 404 403
reviews:evaluation-object           GET  evaluation.final.ani 302 403 403 403 404 403 403 404 403
reviews:evaluation-object           GET  evaluation.shared.dewi 302 404 404 404 200 404 403 404 403
reviews:evaluation-object           POST evaluation.shared.ani 401 302 403 403 404 403 403 404 403
reviews:evaluation-object           POST evaluation.shared.dewi 401 404 404 404 302 404 403 404 403
reviews:evaluation-explain          POST evaluation.objected.ani 401 403 302 403 404 403 403 404 403
reviews:evaluation-explain          POST evaluation.objected.dewi 401 404 404 404 403 404 403 302 403
reviews:evaluation-decide           POST evaluation.objected.ani 401 403 403 302 404 403 403 404 403
reviews:evaluation-decide           POST evaluation.objected.dewi 401 404 404 404 403 404 403 403 403
reviews:credit-mine                 GET  -                    302 200 200 200 200 200 200 200 200
reviews:credit-team                 GET  -                    302 200 200 200 200 200 200 200 200
reviews:credit-desk                 GET  -                    302 403 403 403 403 200 200 403 200
reviews:credit-person               GET  employee.ani         302 302 200 200 404 200 200 404 200
reviews:credit-person               GET  employee.dewi        302 404 404 404 302 404 200 404 200
reviews:credit-convert              POST evaluation.final.ani 401 403 422 403 404 422 422 404 403
reviews:credit-convert              POST evaluation.shared.dewi 401 404 404 404 403 404 422 404 403
reviews:credit-convert-all          POST -                    401 302 302 302 302 302 302 302 302
reviews:credit-bring-in             GET  employee.ani         302 403 403 403 404 403 200 404 403
reviews:credit-bring-in             POST employee.ani         401 403 403 403 404 403 302 404 403
reviews:credit-bring-in             POST employee.dewi        401 404 404 404 403 404 302 404 403
reviews:credit-cancel               GET  credit.ani           302 403 403 403 404 403 200 404 403
reviews:credit-cancel               POST credit.ani           401 403 403 403 404 403 302 404 403
reviews:credit-cancel               POST credit.dewi          401 404 404 404 403 404 302 404 403
reviews:credit-paper                POST employee.ani         401 302 302 302 404 302 302 404 403
reviews:credit-paper                POST employee.dewi        401 404 404 404 302 404 302 404 403
reviews:document-issue              POST credit.ani           401 422 422 422 404 422 422 404 403
reviews:objection-list              GET  -                    302 403 403 403 403 200 200 403 200
reviews:decider-name                GET  objection.ani        302 404 404 404 404 403 403 404 403
reviews:decider-name                GET  objection.dewi       302 404 404 404 404 404 200 404 403
reviews:decider-name                POST objection.ani        401 404 404 404 404 403 403 404 403
reviews:decider-name                POST objection.dewi       401 404 404 404 404 404 302 404 403
reviews:correction-list             GET  -                    302 403 403 403 403 403 200 403 200
reviews:correction-new              GET  evaluation.final.ani 302 403 403 403 404 403 200 404 403
reviews:correction-new              GET  evaluation.shared.ani 302 403 403 403 404 403 403 404 403
reviews:correction-new              POST evaluation.final.ani 401 403 403 403 404 403 302 404 403
reviews:correction-new              GET  evaluation.final.dewi 302 404 404 404 403 404 200 404 403
reviews:correction-new              POST evaluation.final.dewi 401 404 404 404 403 404 409 404 403
reviews:correction-decide           GET  amended.ani          302 404 404 404 404 404 200 404 200
reviews:correction-decide           GET  amended.dewi         302 404 404 404 404 404 200 404 200
reviews:correction-decide           POST amended.ani          401 404 404 404 404 404 403 404 403
reviews:correction-decide           POST amended.dewi         401 404 404 404 404 404 302 404 403
desk:cycle                          GET  -                    302 403 403 403 403 200 200 200 200
desk:completeness                   GET  -                    302 403 403 403 403 200 200 403 200
desk:completeness-people            GET  -                    302 403 403 403 403 200 200 403 200
desk:saved-view-list                GET  -                    302 403 403 403 403 200 200 403 200
desk:saved-view-new                 GET  -                    302 403 403 403 403 200 200 403 200
desk:saved-view-new                 POST -                    401 403 403 403 403 302 302 403 302
desk:saved-view-open                GET  view.eko             302 403 403 403 403 302 404 403 404
desk:saved-view-open                GET  view.gita            302 403 403 403 403 302 302 403 302
desk:saved-view-edit                GET  view.eko             302 403 403 403 403 200 404 403 404
desk:saved-view-edit                GET  view.gita            302 403 403 403 403 404 200 403 404
desk:saved-view-edit                POST view.eko             401 403 403 403 403 302 404 403 404
desk:saved-view-edit                POST view.gita            401 403 403 403 403 404 302 403 404
desk:saved-view-remove              POST view.eko             401 403 403 403 403 302 404 403 404
desk:saved-view-remove              POST view.gita            401 403 403 403 403 404 302 403 404
desk:completeness-file              GET  -                    302 403 403 403 403 200 200 403 200
desk:completeness-file              POST -                    401 403 403 403 403 200 200 403 200
desk:completeness-remind            GET  -                    302 403 403 403 403 422 422 403 403
desk:completeness-remind            POST -                    401 403 403 403 403 422 422 403 403
desk:completeness-excluded          GET  -                    302 403 403 403 403 200 200 403 200
desk:exemption-new                  GET  placement.ani        302 403 403 403 403 403 200 403 403
desk:exemption-new                  POST placement.ani        401 403 403 403 403 403 302 403 403
desk:exemption-new                  POST placement.dewi       401 403 403 403 403 403 302 403 403
desk:exemption-revoke               POST exemption.ani        401 403 403 403 403 403 302 403 403
desk:exemption-revoke               POST exemption.dewi       401 403 403 403 403 403 302 403 403
reviews:coverage-list               GET  -                    302 403 403 403 403 200 200 403 200
reviews:coverage-left-out           GET  -                    302 403 403 403 403 200 200 403 200
reviews:reminder-settings           GET  -                    302 200 200 200 200 200 200 200 200
reviews:reminder-settings           POST -                    401 422 422 422 422 422 422 422 422
reviews:reminder-list               GET  -                    302 403 403 403 403 200 200 403 200
desk:analytics                      GET  -                    302 403 200 200 200 200 200 200 200
desk:analytics-question             GET  question.capaian     302 403 200 200 200 200 200 200 200
desk:analytics-question             GET  question.predikat    302 403 200 200 200 200 200 200 200
desk:analytics-question             GET  question.peringkat   302 403 404 404 404 404 404 404 404
desk:report-files                   GET  -                    302 403 403 403 403 200 200 403 200
desk:report-start                   POST -                    401 403 403 403 403 302 302 403 302
desk:trail                          GET  -                    302 403 403 403 403 403 200 403 200
desk:trail-file                     GET  -                    302 403 403 403 403 403 200 403 200
desk:trail-file-start               POST -                    401 403 403 403 403 403 302 403 302
desk:trail-event                    GET  event.ani            302 403 403 403 403 403 200 403 200
desk:trail-event                    GET  event.dewi           302 403 403 403 403 403 200 403 200
desk:trail-own                      GET  -                    302 200 200 200 200 200 200 200 200
organizations:import-history        GET  -                    302 403 403 403 403 403 200 403 403
organizations:import-undo           POST import.done          401 403 403 403 403 403 302 403 403
desk:job-list                       GET  -                    302 200 200 200 200 200 200 200 200
desk:job-detail                     GET  job.waiting          302 200 404 404 404 404 200 404 404
desk:job-detail                     GET  job.done             302 404 404 404 404 404 200 404 404
desk:job-stop                       POST job.waiting          401 302 404 404 404 404 302 404 404
desk:job-resume                     POST job.stopped          401 302 404 404 404 404 302 404 404
desk:job-download                   GET  job.done             302 404 404 404 404 404 200 404 404
desk:exchange                       GET  -                    302 403 403 403 403 403 200 403 403
desk:exchange                       POST -                    401 403 403 403 403 403 302 403 403
desk:exchange-send                  POST period.open          401 403 403 403 403 403 422 403 403
desk:exchange-codes                 GET  -                    302 403 403 403 403 403 200 403 403
desk:exchange-codes                 POST -                    401 403 403 403 403 403 302 403 403
desk:exchange-rates                 GET  -                    302 403 403 403 403 403 200 403 403
desk:exchange-rates                 POST -                    401 403 403 403 403 403 302 403 403
desk:past-start                     GET  -                    302 403 403 403 403 403 200 403 403
desk:past-start                     POST -                    401 403 403 403 403 403 422 403 403
desk:past-template                  GET  -                    302 403 403 403 403 403 200 403 403
desk:past-preview                   GET  upload.past          302 403 403 403 403 403 200 403 403
desk:past-apply                     POST upload.past          401 403 403 403 403 403 302 403 403
desk:past-undo                      POST upload.past_done     401 403 403 403 403 403 302 403 403
development:career-mine            GET  -                     302 200 200 200 200 200 200 200 200
development:career-person          GET  employee.ani          302 302 200 200 404 200 200 404 200
development:career-person          GET  employee.dewi         302 404 404 404 302 404 200 404 200
development:box-list               GET  -                     302 403 403 403 403 403 200 403 200
fairness:equal                     GET  -                     302 403 403 403 403 403 200 403 200
fairness:health                    GET  -                     302 403 403 403 403 403 200 403 200
fairness:health-file               GET  analysis.2026         302 403 403 403 403 403 200 403 200
development:potential-start        GET  -                     302 403 403 403 403 403 200 403 403
development:potential-start        POST -                     401 403 403 403 403 403 422 403 403
development:potential-template     GET  -                     302 403 403 403 403 403 200 403 403
development:potential-preview      GET  upload.potential      302 403 403 403 403 403 200 403 403
development:potential-apply        POST upload.potential      401 403 403 403 403 403 302 403 403
development:potential-undo         POST upload.potential_done 401 403 403 403 403 403 302 403 403
desk:survey-list                    GET  -                    302 403 403 403 403 403 200 403 403
desk:survey-list                    POST -                    401 403 403 403 403 403 302 403 403
desk:survey-answer                  GET  survey.open          302 200 200 200 200 200 200 200 200
desk:survey-answer                  GET  survey.closed        302 302 302 302 302 302 302 302 302
desk:survey-answer                  POST survey.open          401 302 302 302 302 302 302 302 302
desk:survey-answer                  POST survey.closed        401 403 403 403 403 403 403 403 403
desk:survey-results                 GET  survey.open          302 403 403 403 403 403 403 403 403
desk:survey-results                 GET  survey.closed        302 200 200 200 200 200 200 200 200
desk:suggestion-list                GET  -                    302 200 200 200 200 200 200 200 200
desk:suggestion-list                POST -                    401 302 302 302 302 302 302 302 302
desk:suggestion-desk                GET  -                    302 403 403 403 403 403 200 403 403
desk:suggestion-answer              GET  suggestion.ani       302 403 403 403 403 403 200 403 403
desk:suggestion-answer              POST suggestion.ani       401 403 403 403 403 403 302 403 403
desk:suggestion-answer              GET  suggestion.dewi      302 403 403 403 403 403 200 403 403
desk:suggestion-answer              POST suggestion.dewi      401 403 403 403 403 403 302 403 403
desk:improvement-list               GET  -                    302 200 200 200 200 200 200 200 200
desk:improvement-new                GET  -                    302 403 403 403 403 403 200 403 403
desk:improvement-new                POST -                    401 403 403 403 403 403 302 403 403
desk:token-list                     GET  -                    302 403 403 403 403 403 200 403 200
desk:token-new                      GET  -                    302 403 403 403 403 403 200 403 403
desk:token-new                      POST -                    401 403 403 403 403 403 200 403 403
desk:token-revoke                   POST token.payroll        401 404 404 404 404 404 302 404 403
api:document                        GET  -                    200 200 200 200 200 200 200 200 200
api:unit                            GET  -                    401 401 401 401 401 401 401 401 401
api:pegawai                         GET  -                    401 401 401 401 401 401 401 401 401
api:predikat                        GET  period.open          401 401 401 401 401 401 401 401 401
api:indikator-kinerja-utama         GET  period.open          401 401 401 401 401 401 401 401 401
api:capaian-unit                    GET  period.open          401 401 401 401 401 401 401 401 401
api:angka-kredit                    GET  period.open          401 401 401 401 401 401 401 401 401
api:tunjangan                       GET  period.open          401 401 401 401 401 401 401 401 401
reviews:achievement-list            GET  -                    302 200 200 200 200 200 200 200 200
reviews:achievement-detail          GET  unit.bidang          302 200 200 200 404 200 200 404 200
reviews:achievement-detail          GET  unit.dinas           302 200 200 200 404 200 200 404 200
reviews:achievement-detail          GET  unit.lain            302 404 404 404 200 404 200 404 200
reviews:achievement-detail          POST unit.bidang          401 403 403 302 404 403 302 404 403
reviews:achievement-detail          POST unit.dinas           401 403 403 403 404 403 302 404 403
reviews:achievement-detail          POST unit.lain            401 404 404 404 403 404 302 404 403
reviews:achievement-report          GET  unit.dinas           302 403 403 200 404 200 200 404 403
reviews:achievement-report          POST unit.dinas           401 403 403 302 404 302 302 404 403
reviews:achievement-report          POST unit.lain            401 404 404 404 302 404 302 404 403
reviews:achievement-advise          GET  advice.unit.dinas    302 403 403 200 404 200 403 404 403
reviews:achievement-advise          POST advice.unit.dinas    401 403 403 302 404 302 403 404 403
reviews:achievement-advise          POST advice.unit.lain     401 404 404 404 302 404 403 404 403
reviews:achievement-advise          POST advice.planning.dinas 401 403 403 403 404 403 302 404 403
reviews:achievement-advise          POST advice.personnel.lain 401 404 404 404 403 404 302 404 403
reviews:achievement-advise          POST advice.oversight.dinas 401 403 403 403 404 403 403 404 302
fairness:opinion-ask                GET  evaluation.shared.ani 302 200 200 403 404 403 403 404 403
fairness:opinion-ask                POST evaluation.shared.ani 401 302 302 403 404 403 403 404 403
fairness:opinion-ask                GET  evaluation.shared.dewi 302 404 404 404 403 404 403 404 403
fairness:opinion-ask                POST evaluation.shared.dewi 401 404 404 404 403 404 403 404 403
fairness:opinion-answer             GET  opinion.ani          302 403 403 200 404 404 404 404 404
fairness:opinion-answer             POST opinion.ani          401 403 403 302 404 404 404 404 404
fairness:opinion-answer             GET  opinion.dewi         302 404 404 404 403 404 404 403 404
fairness:opinion-answer             POST opinion.dewi         401 404 404 404 403 404 404 403 404
fairness:opinion-withdraw           POST opinion.ani          401 302 403 403 404 404 404 404 404
fairness:opinion-withdraw           POST opinion.dewi         401 404 404 404 302 404 404 403 404

awards:award-list                  GET  -                    302 403 403 403 403 403 200 200 200
awards:award-new                   GET  -                    302 403 403 403 403 403 200 403 403
awards:award-new                   POST -                    401 403 403 403 403 403 302 403 403
awards:award-detail                GET  award.open           302 403 403 403 403 403 200 200 200
awards:candidate-decide            GET  candidate.ani        302 403 403 403 403 403 200 200 200
awards:candidate-decide            POST candidate.ani        401 403 403 403 403 403 403 403 403
awards:candidate-decide            POST candidate.dewi       401 403 403 403 403 403 403 403 403
awards:candidate-decide            POST candidate.fajar      401 403 403 403 403 403 403 302 403
awards:award-close                 GET  award.open           302 403 403 403 403 403 403 200 403
awards:award-close                 POST award.open           401 403 403 403 403 403 403 422 403
awards:award-document              POST award.open           401 403 403 403 403 403 403 403 403
awards:jury-list                    GET  award.open           302 403 403 403 403 403 403 200 403
awards:jury-score                   GET  candidate.ani        302 403 403 403 403 403 403 403 403
awards:jury-score                   GET  candidate.dewi       302 403 403 403 403 403 403 403 403
awards:jury-score                   GET  candidate.fajar      302 403 403 403 403 403 403 200 403
awards:jury-score                   POST candidate.fajar      401 403 403 403 403 403 403 422 403
awards:recusal                      GET  candidate.ani        302 403 403 403 403 403 403 200 403
awards:recusal                      POST candidate.ani        401 403 403 403 403 403 403 302 403
awards:recusal                      GET  candidate.dewi       302 403 403 403 403 403 403 200 403
awards:note-list                    GET  award.open           302 403 403 403 403 403 200 200 200
awards:note-list                    POST award.open           401 403 403 403 403 403 403 302 403
awards:candidate-notes              GET  candidate.ani        302 403 403 403 403 403 200 403 200
awards:candidate-notes              GET  candidate.dewi       302 403 403 403 403 403 200 403 200
awards:candidate-notes              GET  candidate.fajar      302 403 403 403 403 403 200 200 200
awards:candidate-notes              POST candidate.fajar      401 403 403 403 403 403 403 302 403
awards:sitting-list                 GET  award.open           302 403 403 403 403 403 200 200 200
awards:sitting-list                 POST award.open           401 403 403 403 403 403 302 302 403
awards:sitting-change               GET  sitting.open         302 403 403 403 403 403 200 200 200
awards:sitting-change               POST sitting.open         401 403 403 403 403 403 302 302 403
awards:sitting-minutes              POST sitting.open         401 403 403 403 403 403 403 403 403
awards:scheme-published            GET  -                    302 200 200 200 200 200 200 200 200
awards:scheme-detail               GET  scheme.open          302 200 200 200 200 200 200 200 200
awards:scheme-detail               GET  scheme.draft         302 404 404 404 404 404 200 200 200
awards:scheme-changes              GET  scheme.next          302 404 404 404 404 404 200 200 200
awards:scheme-list                 GET  -                    302 403 403 403 403 403 200 200 200
awards:scheme-new                  GET  -                    302 403 403 403 403 403 200 403 403
awards:scheme-new                  POST -                    401 403 403 403 403 403 302 403 403
awards:scheme-draft                GET  scheme.draft         302 403 403 403 403 403 200 200 200
awards:scheme-edit                 GET  scheme.draft         302 403 403 403 403 403 200 403 403
awards:scheme-edit                 POST scheme.draft         401 403 403 403 403 403 302 403 403
awards:scheme-edit                 POST scheme.open          401 403 403 403 403 403 403 403 403
awards:scheme-rules                GET  scheme.draft         302 403 403 403 403 403 200 403 403
awards:scheme-rules                POST scheme.draft         401 403 403 403 403 403 302 403 403
awards:scheme-criteria             GET  scheme.draft         302 403 403 403 403 403 200 403 403
awards:scheme-criteria             POST scheme.draft         401 403 403 403 403 403 302 403 403
awards:scheme-weights              GET  scheme.draft         302 403 403 403 403 403 200 403 403
awards:scheme-weights              POST scheme.draft         401 403 403 403 403 403 302 403 403
awards:scheme-publish              GET  scheme.draft         302 403 403 403 403 403 200 403 403
awards:scheme-publish              POST scheme.draft         401 403 403 403 403 403 302 403 403
awards:scheme-cancel               GET  scheme.open          302 403 403 403 403 403 200 403 403
awards:scheme-cancel               POST scheme.open          401 403 403 403 403 403 302 403 403
awards:scheme-next                 GET  scheme.open          302 403 403 403 403 403 200 403 403
awards:scheme-next                 POST scheme.open          401 403 403 403 403 403 302 403 403
awards:record-mine                  GET  -                    302 200 200 200 200 200 200 200 200
awards:record-list                  GET  -                    302 403 403 403 403 403 200 403 403
awards:record-person                GET  employee.ani         302 403 403 403 403 403 200 403 403
awards:record-person                GET  employee.dewi        302 403 403 403 403 403 200 403 403
awards:record-person                POST employee.ani         401 403 403 403 403 403 302 403 403
awards:record-person                POST employee.dewi        401 403 403 403 403 403 302 403 403
awards:record-withdraw              GET  record.ani           302 403 403 403 403 403 200 403 403
awards:record-withdraw              GET  record.dewi          302 403 403 403 403 403 200 403 403
awards:record-withdraw              POST record.ani           401 403 403 403 403 403 302 403 403
awards:record-withdraw              POST record.dewi          401 403 403 403 403 403 302 403 403
awards:record-import                GET  -                    302 403 403 403 403 403 200 403 403
awards:record-import                POST -                    401 403 403 403 403 403 422 403 403
awards:record-template              GET  -                    302 403 403 403 403 403 200 403 403
awards:record-preview               GET  upload.records       302 403 403 403 403 403 200 403 403
awards:record-apply                 POST upload.records       401 403 403 403 403 403 302 403 403
awards:record-undo                  POST upload.records_done  401 403 403 403 403 403 302 403 403
awards:medal-list                   GET  -                    302 403 403 403 403 403 200 403 403
awards:medal-file                   GET  -                    302 403 403 403 403 403 200 403 403
awards:medal-prepare                POST employee.ani         401 403 403 403 403 403 302 403 403
awards:medal-prepare                POST employee.dewi        401 403 403 403 403 403 302 403 403
awards:medal-proposals              GET  -                    302 403 403 403 403 403 200 403 403
awards:medal-proposal               GET  medal.ani            302 403 403 403 403 403 200 403 403
awards:medal-proposal               GET  medal.dewi           302 403 403 403 403 403 200 403 403
awards:medal-papers                 POST medal.ani            401 403 403 403 403 403 302 403 403
awards:medal-papers                 POST medal.dewi           401 403 403 403 403 403 302 403 403
awards:medal-attach                 POST medal.ani            401 403 403 403 403 403 422 403 403
awards:medal-attach                 POST medal.dewi           401 403 403 403 403 403 422 403 403
awards:medal-move                   POST medal.ani            401 403 403 403 403 403 302 403 403
awards:medal-move                   POST medal.dewi           401 403 403 403 403 403 302 403 403
awards:medal-letter-new             POST -                    401 403 403 403 403 403 302 403 403
awards:medal-letter                 GET  letter.medal         302 403 403 403 403 403 200 403 403
awards:medal-document               POST letter.medal         401 403 403 403 403 403 302 403 403
awards:scheme-nominations          GET  scheme.open          302 403 403 403 403 403 200 200 200
awards:nominate                    GET  scheme.open          302 200 200 200 200 200 200 200 200
awards:nominate                    GET  scheme.draft         302 404 404 404 404 404 200 200 200
awards:nominate                    POST scheme.open          401 302 302 302 302 302 302 302 302
awards:nomination-list             GET  -                    302 200 200 200 200 200 200 200 200
awards:nomination-withdraw         POST candidacy.ani       401 302 404 404 404 404 404 404 404
awards:nomination-withdraw         POST candidacy.dewi      401 404 404 404 302 404 404 404 404
awards:nomination-leave            POST scheme.open          401 302 404 404 302 404 404 404 404
awards:own-list                     GET  -                    302 200 200 200 200 200 200 200 200
awards:own-detail                   GET  won.ani              302 200 404 404 404 404 404 404 404
awards:own-detail                   GET  won.dewi             302 404 404 404 200 404 404 404 404
awards:own-detail                   GET  candidate.ani        302 404 404 404 404 404 404 404 404
awards:own-detail                   POST won.ani              401 302 404 404 404 404 404 404 404
awards:own-detail                   POST won.dewi             401 404 404 404 302 404 404 404 404
awards:certificate                  POST won.ani              401 302 404 404 404 404 302 302 403
awards:certificate                  POST won.dewi             401 404 404 404 302 404 302 302 403
awards:certificate                  POST candidate.ani        401 404 404 404 404 404 403 403 403
awards:honours                      GET  -                    200 200 200 200 200 200 200 200 200
reviews:document-issue              POST evaluation.shared.ani 401 302 302 302 404 302 302 404 403
reviews:document-issue              POST evaluation.draft.ani 401 404 403 404 404 404 404 404 404
reviews:document-issue              POST evaluation.shared.dewi 401 404 404 404 302 404 302 404 403
reviews:document-issue              POST plan.draft.ani       401 403 403 403 404 403 403 404 403
reviews:document-download           GET  document.ani         302 200 200 200 404 200 200 404 200
reviews:document-download           GET  document.dewi        302 404 404 404 200 404 200 404 200
reviews:document-feedback           POST plan.agreed.ani       401 302 302 302 404 302 302 404 403
reviews:document-feedback           POST plan.agreed.dewi      401 404 404 404 302 404 302 404 403
reviews:document-list               GET  -                    302 200 200 200 200 200 200 200 200
reviews:document-revoke             GET  document.ani         302 403 403 403 404 403 200 404 403
reviews:document-revoke             POST document.ani         401 403 403 403 404 403 302 404 403
reviews:document-revoke             POST document.dewi        401 404 404 404 403 404 302 404 403
reviews:document-verify             GET  document.ani         200 200 200 200 200 200 200 200 200
reviews:document-verify             POST document.ani         422 422 422 422 422 422 422 422 422
reviews:document-verify-start       GET  -                    200 200 200 200 200 200 200 200 200
reviews:document-verify-start       POST -                    422 422 422 422 422 422 422 422 422

reviews:talk-list                   GET  -                    302 200 200 200 200 200 200 200 200
reviews:talk-team                   GET  -                    302 200 200 200 200 200 200 200 200
reviews:talk-team                   POST plan.agreed.ani      401 422 302 422 422 422 422 422 422
reviews:talk-team                   POST plan.agreed.dewi     401 422 422 422 422 422 422 422 422
reviews:talk-plan                   GET  plan.agreed.ani      302 200 200 404 404 404 404 404 404
reviews:talk-plan                   POST plan.agreed.ani      401 302 302 404 404 404 404 404 404
reviews:talk-plan                   GET  plan.draft.ani       302 403 403 404 404 404 404 404 404
reviews:talk-plan                   GET  plan.agreed.dewi     302 404 404 404 200 404 404 404 404
reviews:talk-plan                   POST plan.agreed.dewi     401 404 404 404 422 404 404 404 404
reviews:talk-record                 GET  plan.agreed.ani      302 200 200 404 404 404 404 404 404
reviews:talk-record                 POST plan.agreed.ani      401 302 302 404 404 404 404 404 404
reviews:talk-record                 GET  plan.agreed.dewi     302 404 404 404 200 404 404 404 404
reviews:talk-record                 POST plan.agreed.dewi     401 404 404 404 422 404 404 404 404
reviews:talk-detail                 GET  talk.planned.ani     302 200 200 404 404 404 404 404 404
reviews:talk-detail                 GET  talk.noted.ani       302 200 200 404 404 404 404 404 404
reviews:talk-detail                 GET  talk.planned.dewi    302 404 404 404 200 404 404 404 404
reviews:talk-detail                 GET  talk.noted.dewi      302 404 404 404 200 404 404 200 404
reviews:talk-calendar               GET  talk.planned.ani     302 200 200 404 404 404 404 404 404
reviews:talk-calendar               GET  talk.planned.dewi    302 404 404 404 200 404 404 404 404
reviews:talk-move                   GET  talk.planned.ani     302 200 200 404 404 404 404 404 404
reviews:talk-move                   GET  talk.noted.ani       302 403 403 404 404 404 404 404 404
reviews:talk-move                   POST talk.planned.ani     401 302 302 404 404 404 404 404 404
reviews:talk-move                   POST talk.planned.dewi    401 404 404 404 302 404 404 404 404
reviews:talk-cancel                 GET  talk.planned.ani     302 403 200 404 404 404 404 404 404
reviews:talk-cancel                 POST talk.planned.ani     401 403 302 404 404 404 404 404 404
reviews:talk-cancel                 POST talk.planned.dewi    401 404 404 404 403 404 404 404 404
reviews:talk-point-add              POST talk.planned.ani     401 302 302 404 404 404 404 404 404
reviews:talk-point-add              POST talk.planned.dewi    401 404 404 404 302 404 404 404 404
reviews:talk-point-remove           POST point.ani            401 302 422 404 404 404 404 404 404
reviews:talk-point-remove           POST point.dewi           401 404 404 404 302 404 404 404 404
reviews:talk-notes                  GET  talk.planned.ani     302 200 200 404 404 404 404 404 404
reviews:talk-notes                  POST talk.noted.ani       401 302 302 404 404 404 404 404 404
reviews:talk-notes                  POST talk.noted.dewi      401 404 404 404 302 404 404 302 404
reviews:talk-confirm                POST talk.noted.ani       401 302 302 404 404 404 404 404 404
reviews:talk-confirm                POST talk.planned.ani     401 403 403 404 404 404 404 404 404
reviews:talk-confirm                POST talk.noted.dewi      401 404 404 404 302 404 404 302 404
reviews:follow-up-finish            POST follow_up.ani        401 302 302 404 404 404 404 404 404
reviews:follow-up-finish            POST follow_up.dewi       401 404 404 404 302 404 404 302 404
reviews:voice-start                 GET  -                    200 200 200 200 200 200 200 200 200
reviews:voice-speak                 GET  point.bidang         200 200 200 200 200 200 200 200 200
reviews:voice-speak                 POST point.bidang         422 422 422 422 422 422 422 422 422
reviews:voice-thanks                GET  point.bidang         200 200 200 200 200 200 200 200 200
reviews:voice-results               GET  point.bidang         200 200 200 200 200 200 200 200 200
reviews:point-list                  GET  -                    302 403 200 200 200 200 200 200 403
reviews:point-new                   GET  -                    302 403 200 200 200 200 200 200 403
reviews:point-new                   POST -                    401 403 302 302 422 302 302 422 403
reviews:voice-summary               GET  -                    302 403 200 200 200 200 200 200 403
reviews:point-edit                  GET  point.bidang         302 404 200 200 404 200 200 404 404
reviews:point-edit                  GET  point.lain           302 404 404 404 200 404 200 404 404
reviews:point-edit                  POST point.bidang         401 404 302 302 404 302 302 404 404
reviews:point-edit                  POST point.lain           401 404 404 404 302 404 302 404 404
reviews:point-close                 POST point.bidang         401 404 302 302 404 302 302 404 404
reviews:point-close                 POST point.lain           401 404 404 404 302 404 302 404 404
reviews:point-poster                GET  point.bidang         302 404 200 200 404 200 200 404 404
reviews:point-poster                GET  point.lain           302 404 404 404 200 404 200 404 404
reviews:voice-list                  GET  point.bidang         302 404 200 200 404 200 200 404 404
reviews:voice-list                  GET  point.lain           302 404 404 404 200 404 200 404 404
reviews:voices-moderate             POST point.bidang         401 404 302 302 404 302 302 404 404
reviews:voices-moderate             POST point.lain           401 404 404 404 302 404 302 404 404
reviews:voice-answer                GET  voice.bidang         302 404 200 200 404 200 200 404 404
reviews:voice-answer                GET  voice.lain           302 404 404 404 200 404 200 404 404
reviews:voice-answer                POST voice.bidang         401 404 302 302 404 302 302 404 404
reviews:voice-answer                POST voice.lain           401 404 404 404 302 404 302 404 404

multirater:round-list               GET  -                    302 403 403 403 403 200 200 403 200
multirater:round-new                GET  -                    302 403 403 403 403 403 200 403 403
multirater:round-new                POST -                    401 403 403 403 403 403 302 403 403
multirater:round-detail             GET  round.draft          302 404 404 404 404 404 200 404 200
multirater:round-detail             GET  round.ani            302 404 404 404 404 200 200 404 200
multirater:round-detail             GET  round.dewi           302 404 404 404 404 404 200 404 200
multirater:round-edit               GET  round.draft          302 404 404 404 404 404 200 404 403
multirater:round-edit               POST round.draft          401 404 404 404 404 404 302 404 403
multirater:round-edit               GET  round.ani            302 404 404 404 404 403 200 404 403
multirater:round-edit               GET  round.dewi           302 404 404 404 404 404 200 404 403
multirater:round-edit               POST round.ani            401 404 404 404 404 403 302 404 403
multirater:round-people             GET  round.draft          302 404 404 404 404 404 200 404 403
multirater:round-people             POST round.draft          401 404 404 404 404 404 302 404 403
multirater:round-people             POST round.ani            401 404 404 404 404 403 403 404 403
multirater:round-people             POST round.dewi           401 404 404 404 404 404 403 404 403
multirater:round-drop               POST round.scope          401 404 404 404 404 404 302 404 403
multirater:round-cancel             GET  round.ani            302 404 404 404 404 403 200 404 403
multirater:round-cancel             POST round.ani            401 404 404 404 404 403 302 404 403
multirater:round-cancel             GET  round.dewi           302 404 404 404 404 404 200 404 403
multirater:round-close              GET  round.ani            302 404 404 404 404 403 200 404 403
multirater:round-close              POST round.ani            401 404 404 404 404 403 302 404 403
multirater:round-close              POST round.dewi           401 404 404 404 404 404 302 404 403
multirater:round-close              GET  round.ended          302 404 404 404 404 403 403 404 403
multirater:round-release            GET  round.ended          302 404 404 404 404 403 200 404 403
multirater:round-release            POST round.ended          401 404 404 404 404 403 302 404 403
multirater:round-release            POST round.ani            401 404 404 404 404 403 403 404 403
multirater:round-release            POST round.dewi           401 404 404 404 404 404 403 404 403
multirater:round-open               GET  round.draft          302 404 404 404 404 404 200 404 403
multirater:round-open               POST round.draft          401 404 404 404 404 404 302 404 403
multirater:round-open               GET  round.ani            302 404 404 404 404 403 403 404 403
multirater:round-open               POST round.ani            401 404 404 404 404 403 403 404 403
multirater:round-open               POST round.dewi           401 404 404 404 404 404 403 404 403
multirater:round-open               GET  round.wishes         302 404 404 404 404 404 200 404 403
multirater:round-nominate           POST round.wishes         401 404 404 404 404 404 302 404 403
multirater:round-unit               GET  round.ani            302 404 404 404 404 200 200 404 200
multirater:round-unit               GET  round.dewi           302 404 404 404 404 404 200 404 200
multirater:round-remind             GET  round.ani            302 404 404 404 404 403 200 404 403
multirater:round-remind             POST round.ani            401 404 404 404 404 403 302 404 403
multirater:round-remind             POST round.dewi           401 404 404 404 404 404 302 404 403
multirater:round-file               GET  round.ani            302 404 404 404 404 200 200 404 200
multirater:round-file               GET  round.dewi           302 404 404 404 404 404 200 404 200
multirater:round-file               GET  round.draft          302 404 404 404 404 404 404 404 404
multirater:round-draw               GET  round.draft          302 404 404 404 404 404 200 404 200
fairness:how-fair                   GET  -                    302 200 200 200 200 200 200 200 200
fairness:design-list                GET  -                    302 403 403 403 403 403 200 403 403
fairness:design-round               GET  round.draft          302 403 403 403 403 403 200 403 403
fairness:design-round               GET  round.ani            302 403 403 403 403 403 404 403 403
fairness:design-round               GET  round.dewi           302 403 403 403 403 403 404 403 403
fairness:design-compute             POST round.wishes         401 403 403 403 403 403 302 403 403
fairness:pattern-mine               GET  -                    302 200 200 200 200 200 200 200 200
fairness:pattern-mine               POST -                    401 404 302 404 404 404 302 404 404
fairness:pattern-list               GET  -                    302 403 403 403 403 403 200 403 200
fairness:pattern-run                POST period.open          401 403 403 403 403 403 403 403 403
fairness:pattern-profile            GET  pattern.budi         302 404 404 404 404 404 200 404 200
fairness:pattern-profile            GET  pattern.gita         302 404 404 404 404 404 404 404 200
fairness:pattern-invite             GET  pattern.budi         302 404 404 404 404 404 200 404 403
fairness:pattern-invite             GET  pattern.gita         302 404 404 404 404 404 404 404 403
fairness:pattern-invite             POST pattern.budi         401 404 404 404 404 404 302 404 403
fairness:pattern-invite             POST pattern.gita         401 404 404 404 404 404 404 404 403
multirater:round-draw               GET  round.ani            302 404 404 404 404 403 200 404 200
multirater:round-draw               GET  round.dewi           302 404 404 404 404 404 200 404 200
multirater:round-tend               POST round.ani            401 404 404 404 404 403 302 404 403
multirater:round-tend               POST round.dewi           401 404 404 404 404 404 302 404 403
multirater:nominate                 GET  nomination.ani       302 200 404 404 404 404 404 404 404
multirater:nominate                 GET  nomination.dewi      302 404 404 404 200 404 404 404 404
multirater:nominate                 POST nomination.ani       401 302 404 404 404 404 404 404 404
multirater:nominate                 POST nomination.dewi      401 404 404 404 302 404 404 404 404
multirater:nomination-decide        GET  nomination.ani       302 404 200 404 404 404 404 404 404
multirater:nomination-decide        GET  nomination.dewi      302 404 404 404 404 404 404 200 404
multirater:nomination-decide        POST nomination.ani       401 404 302 404 404 404 404 404 404
multirater:nomination-decide        POST nomination.dewi      401 404 404 404 404 404 404 302 404
multirater:relations                GET  -                    302 200 200 200 200 200 200 200 200
multirater:relations                POST -                    401 302 302 302 302 302 302 302 302
multirater:relation-end             POST relation.ani         401 302 404 404 404 404 404 404 404
multirater:relation-end             POST relation.dewi        401 404 404 404 302 404 404 404 404
multirater:invitation-list          GET  -                    302 200 200 200 200 200 200 200 200
multirater:invitation-start         GET  invitation.diri.ani    302 200 404 404 404 404 404 404 404
multirater:invitation-start         GET  invitation.atasan.ani  302 404 200 404 404 404 404 404 404
multirater:invitation-start         GET  invitation.rekan.dewi  302 404 404 404 404 404 404 404 200
multirater:invitation-decline       POST invitation.diri.ani    401 403 404 404 404 404 404 404 404
multirater:invitation-decline       POST invitation.atasan.ani  401 404 302 404 404 404 404 404 404
multirater:invitation-decline       POST invitation.rekan.dewi  401 404 404 404 404 404 404 404 302
multirater:opinion-write            GET  invitation.diri.ani    302 200 404 404 404 404 404 404 404
multirater:opinion-write            GET  invitation.rekan.dewi  302 404 404 404 404 404 404 404 200
multirater:opinion-check            GET  invitation.diri.ani    302 302 404 404 404 404 404 404 404
multirater:opinion-check            POST invitation.diri.ani    401 302 404 404 404 404 404 404 404
multirater:opinion-check            POST invitation.atasan.ani  401 404 302 404 404 404 404 404 404
multirater:opinion-check            POST invitation.diri.dewi   401 404 404 404 302 404 404 404 404
multirater:opinion-check            POST invitation.rekan.dewi  401 404 404 404 404 404 404 404 302
multirater:opinion-sent             GET  invitation.diri.ani    302 302 404 404 404 404 404 404 404
multirater:opinion-sent             GET  invitation.diri.dewi   302 404 404 404 302 404 404 404 404
multirater:questionnaire-list       GET  -                    302 403 403 403 403 403 200 403 200
multirater:questionnaire-new        GET  -                    302 403 403 403 403 403 200 403 403
multirater:questionnaire-new        POST -                    401 403 403 403 403 403 302 403 403
multirater:questionnaire-detail     GET  questionnaire.draft  302 404 404 404 404 404 200 404 200
multirater:questionnaire-detail     GET  questionnaire.force  302 404 404 404 404 404 200 404 200
multirater:questionnaire-preview    GET  questionnaire.force  302 404 404 404 404 404 200 404 200
multirater:questionnaire-edit       GET  questionnaire.draft  302 404 404 404 404 404 200 404 403
multirater:questionnaire-edit       POST questionnaire.draft  401 404 404 404 404 404 302 404 403
multirater:questionnaire-edit       POST questionnaire.force  401 404 404 404 404 404 403 404 403
multirater:questionnaire-edition    POST questionnaire.force  401 404 404 404 404 404 302 404 403
multirater:questionnaire-in-force   POST questionnaire.draft  401 404 404 404 404 404 302 404 403
multirater:questionnaire-in-force   POST questionnaire.force  401 404 404 404 404 404 403 404 403
multirater:questionnaire-retire     GET  questionnaire.force  302 404 404 404 404 404 200 404 403
multirater:questionnaire-retire     POST questionnaire.force  401 404 404 404 404 404 302 404 403
multirater:item-new                 GET  questionnaire.draft  302 404 404 404 404 404 200 404 403
multirater:item-new                 POST questionnaire.draft  401 404 404 404 404 404 302 404 403
multirater:item-edit                GET  item.draft           302 404 404 404 404 404 200 404 403
multirater:item-edit                POST item.draft           401 404 404 404 404 404 302 404 403
multirater:item-edit                POST item.force           401 404 404 404 404 404 403 404 403
multirater:item-remove              GET  item.draft           302 404 404 404 404 404 200 404 403
multirater:item-remove              POST item.draft           401 404 404 404 404 404 302 404 403
multirater:item-move                POST item.draft           401 404 404 404 404 404 302 404 403
multirater:reliability              GET  round.released       302 404 404 404 404 403 200 404 200
multirater:reliability              GET  round.ani            302 404 404 404 404 403 403 404 403
multirater:reliability              GET  round.dewi           302 404 404 404 404 404 403 404 403
multirater:result-list              GET  -                    302 200 200 200 200 200 200 200 200
multirater:team-results             GET  -                    302 200 200 200 200 200 200 200 200
multirater:result-detail            GET  result.released.ani  302 200 200 404 404 404 404 404 404
multirater:result-detail            GET  result.released.dewi 302 404 404 404 200 404 404 404 404
multirater:result-file              GET  result.released.ani  302 200 200 404 404 404 404 404 404
multirater:result-file              GET  result.released.dewi 302 404 404 404 200 404 404 404 404
multirater:moderation               GET  round.closed         302 404 404 404 404 403 200 404 403
multirater:comment-decide           GET  comment.ani          302 404 404 404 404 404 200 404 404
multirater:comment-decide           POST comment.ani          401 404 404 404 404 404 302 404 404
multirater:comment-decide           POST comment.dewi         401 404 404 404 404 404 302 404 404
multirater:comment-report           POST comment.shown.ani    401 302 404 404 404 404 404 404 404
multirater:comment-report           POST comment.shown.dewi   401 404 404 404 302 404 404 404 404
multirater:raw-access-list          GET  -                    302 403 403 403 403 403 200 403 200
multirater:raw-access-find          GET  round.closed         302 404 404 404 404 404 200 404 200
multirater:raw-access-ask           GET  reviewee.closed.dewi 302 404 404 404 404 404 200 404 200
multirater:raw-access-ask           POST reviewee.closed.dewi 401 404 404 404 404 404 302 404 302
multirater:raw-access-decide        GET  access.asked         302 404 404 404 404 404 200 404 200
multirater:raw-access-decide        POST access.asked         401 404 404 404 404 404 302 404 403
multirater:raw-access-read          GET  access.open          302 404 404 404 404 404 200 404 403
multirater:raw-access-read          POST access.open          401 404 404 404 404 404 200 404 403
multirater:raw-access-read          POST access.asked         401 404 404 404 404 404 403 404 403
"""

RATING = {
    "results_rating": "DI_ATAS",
    "results_reason": "Dua belas laporan terbit.",
    "behaviour_rating": "SESUAI",
    "behaviour_reason": "Menggantikan rekan di loket.",
}
ENTRY = {
    "text": "Jumlah warga yang pulang sebelum dilayani",
    "aspect": "KUALITAS",
    "measure": "orang",
    "direction": "TURUN",
    "formula": "Hitungan nomor antrean yang tidak hadir",
    "source": "Mesin antrean",
}
NO_ROWS = {"indikator-TOTAL_FORMS": "0", "indikator-INITIAL_FORMS": "0"}
# The least that the person who may do it has to send; `version` 1 is always there.
PERCENTS = dict.fromkeys(("SANGAT_BAIK", "BAIK", "BUTUH_PERBAIKAN", "KURANG", "SANGAT_KURANG"), "60")
TRAINING = {
    "title": "Arsip digital",
    "about": "Menyusun arsip untuk petugas loket.",
    "provider": "BPSDM",
    "form": "DARING",
    "starts_on": "1-12-2026",
    "ends_on": "2-12-2026",
    "register_until": "30-11-2026",
    "hours": "8",
}
SENT: dict[str, dict[str, str]] = {
    "desk:past-undo": {"version": "2"},
    "development:potential-undo": {"version": "2"},
    "desk:exchange": {"kind": "skp22", "only_final": "on", "form": "xlsx"},
    "desk:exchange-codes": {"source": "Surat BKN 12/2026", "HASIL_SESUAI": "2"},
    "desk:exchange-rates": {"valid_from": "01-01-2026", "basis": "Perwali 1/2026", **PERCENTS},
    "desk:report-start": {"report": "skp", "unit": "0", "copies": "ya", "format": "xlsx"},
    "desk:token-new": {"name": "SIPD", "reaches": "unit", "ended_on": "31-12-2026"},
    "multirater:round-new": ROUND,
    "multirater:round-edit": ROUND | {"late_until": "31-12-2026"},
    "multirater:round-people": {"unit": "U-dinas"},
    "multirater:opinion-check": ANSWERS | {"act": "kirim"},
    "multirater:comment-decide": {"verdict": "TAMPILKAN"},
    "multirater:raw-access-ask": {"reason": "Laporan nomor 12."},
    "multirater:raw-access-decide": {"decision": "ya", "answer": "Perlu diperiksa."},
    "multirater:round-close": {"early": "on"},
    "multirater:round-cancel": {"reason": "Bersamaan dengan survei lain."},
    "multirater:questionnaire-new": {"name": "Umpan balik Puskesmas"},
    "multirater:questionnaire-edit": {"name": "Umpan balik loket", "scale": "Jarang\nSering\nSelalu"},
    "multirater:item-new": {"kind": "SKALA", "text": "Menepati janji"},
    "multirater:item-edit": {"kind": "TERUSKAN", "text": "Apa yang membantu Anda?"},
    "multirater:relations": {"q": "Fajar", "kind": "KELUARGA"},
    "multirater:nominate": {"q": "Fajar"},
    "multirater:nomination-decide": {"act": "tambah", "q": "Fajar", "reason": "Satu tim survei."},
    "organizations:login": {"nip": "1", "password": "x"},
    "reviews:point-edit": {"name": "Loket baru", "services": "KTP\nKK"},
    "reviews:point-close": {"tutup": "ya"},
    "reviews:voice-answer": {"answer": "Kursi ditambah minggu depan."},
    "organizations:employee-identity": {"birth_place": "Arunika", "rank_since": "1-4-2024"},
    "reviews:credit-convert-all": {"tahun": "2026"},
    "reviews:credit-cancel": {"reason": "Tahunnya tertukar."},
    "reviews:credit-paper": {"year": "2026", "kind": "AKUMULASI"},
    "reviews:credit-bring-in": {
        "source": "PENDIDIKAN",
        "level": "AHLI_MUDA",
        "year": "2026",
        "points": "25",
        "basis": "Ijazah S2",
    },
    "organizations:password": {"old_password": "x", "new_password": "y"},
    "organizations:report-data": {"subject": "LAIN"},
    "organizations:superior-override": {
        "superior": "197906062005031008",
        "started_on": "1-12-2026",
        "reason": "SP 1",
    },
    "organizations:employee-transfer": {
        "position": "Pengadministrasi Perkantoran",
        "unit": "U-dinas",
        "on": "1-12-2026",
        "note": "SK 1/2026",
        "confirmed": "1",
    },
    "organizations:employee-acting": {
        "kind": "PLT",
        "unit": "U-bidang",
        "position": "Kepala Bidang",
        "on": "1-12-2026",
        "until": "31-12-2026",
        "note": "SP 1/2026",
        "confirmed": "1",
    },
    "organizations:employee-absence": {
        "kind": "CUTI_BESAR",
        "started_on": "1-1-2025",
        "ended_on": "31-1-2025",
        "note": "SK 1/2025",
        "confirmed": "1",
    },
    "organizations:absence-end": {"ended_on": "21-11-2026", "confirmed": "1"},
    "organizations:placement-end": {
        "status": "Pensiun",
        "on": "21-11-2026",
        "note": "SK 1/2026",
        "confirmed": "1",
    },
    "organizations:role-grant": {"role": "AUDITOR", "unit": "Inspektorat"},
    "organizations:employee-core": {"name": "Ani Rahayu", "nip": "199001012015032099", "kind": "PNS"},
    "organizations:employee-deactivate": {
        "status": "Pensiun",
        "on": "21-11-2026",
        "note": "SK 1/2026",
        "confirmed": "1",
    },
    "organizations:employee-reactivate": {"note": "SK 2/2026", "confirmed": "1"},
    "organizations:proposal-decide": {"act": "tidak", "note": "Belum perlu."},
    "organizations:duplicate-pair": {"stays": "beda"},
    "organizations:official-new": {"name": "Joko", "title": "Wali Kota", "code": "WALIKOTA"},
    "organizations:report-answer": {"outcome": "DIPERBAIKI", "answer": "Sudah dibetulkan."},
    "organizations:attendance-report": {"message": "Tanggal 12 dinas luar."},
    "organizations:attendance-answer": {
        "answer": "Sudah diperbaiki.",
        "seen": "1",
        "work_days": "22",
        "present_days": "19",
        "leave_days": "1",
        "travel_days": "2",
        "absent_days": "0",
        "late_minutes": "35",
    },
    "organizations:agency": {
        "name": "Kota",
        "city": "Arunika",
        "typeface": "Liberation Sans",
        "paper": "A4",
        "qualitative_layout": "SEL",
        "number_pattern": "{jenis}-{tahun}-{urut}",
    },
    "organizations:holiday-list": {"lines": "21-03-2026; Idul Fitri"},
    "indicators:entry-new": ENTRY | {"field": "Layanan Publik"},
    "indicators:entry-edit": ENTRY,
    "indicators:entry-return": {"note": "Tulis satuannya per bulan."},
    "indicators:plan-settings": {
        "approach": "KUANTITATIF",
        "started_on": "1-1-2027",
        "ended_on": "31-12-2027",
    },
    "indicators:goal-new": {"text": "Sasaran baru", **NO_ROWS},
    "indicators:goal-edit": {"text": "Sasaran lain", **NO_ROWS},
    "indicators:plan-return": {"suggestion": "Tulis target tiap triwulan."},
    "indicators:assignment-decline": {"reply": "Loket itu dipegang rekan saya."},
    "indicators:change-start": {"reason": "Penugasan baru sejak Juli."},
    "indicators:change-ask": {"suggestion": "Sesuaikan target hasil 1."},
    "desk:survey-list": {"name": "Survei", "purpose": "Lebih ringan", "opens_on": "22-11-2026"}
    | {"closes_on": "6-12-2026"},
    "desk:survey-answer": dict.fromkeys(("clear", "fair", "growth", "ease", "time"), "4"),
    "desk:suggestion-list": {"text": "Perbesar huruf."},
    "desk:suggestion-answer": {"state": "DIBACA"},
    "desk:improvement-new": {"text": "Huruf lebih besar.", "because": "Saran.", "changed_on": "22-11-2026"},
    "desk:saved-view-new": {"name": "Dinas saya"},
    "desk:saved-view-edit": {"name": "Dinas kita", "is_shared": "on"},
    "desk:completeness-remind": {"lingkup": "semua"},
    "desk:exemption-new": {"reason": "Perbantuan", "started_on": "1-12-2026", "ended_on": "31-12-2026"},
    "desk:period-new": {"year": "2031", "kind": "TRIWULANAN"},
    "desk:period-rhythm": {"kind": "BULANAN"},
    "desk:period-close": {"year": "2026"},
    "desk:period-unarchive": {"reason": "Koreksi menurut surat 800/12"},
    "desk:window-remove": {"confirmed": "1"},
    "desk:rating-window-remove": {"confirmed": "1"},
    "desk:window-list": {
        "confirmed": "1",
        "other": "U-lain",
        "started_on": "5-1-2026",
        "ended_on": "15-12-2026",
        "reason": "Giliran kedua",
    },
    "desk:rating-window-list": {
        "confirmed": "1",
        "other": "U-lain",
        "started_on": "5-4-2026",
        "ended_on": "15-4-2026",
        "reason": "Giliran kedua",
    },
    "desk:figure-edit": {"value": "14", "source": "PP 30/2019", "sourced_on": "26-4-2019"},
    "reviews:note-list": {"text": "Sepuluh akta terbit."},
    "reviews:note-days": {"text-0": "Menata arsip.", "noted_on-0": "20-11-2026"},
    "reviews:note-edit": {"text": "Dua belas akta terbit.", "noted_on": "20-11-2026"},
    "reviews:action-plan": {"steps": "Menyusun jadwal petugas"},
    "reviews:counted-take": {"version": ""},
    "reviews:help-new": {"text": "Pemindai rusak. Perlu pinjaman satu unit."},
    "reviews:help-detail": {"text": "Pinjam dari loket 3."},
    "reviews:progress-report": {"note": "Sepuluh akta terbit.", "noted_on": "20-11-2026", "version": ""},
    "reviews:assigned-result": {"text": "Data dari loket selalu rapi.", "version": ""},
    "reviews:remark-give": {"kind": "APRESIASI", "text": "Data loket selalu rapi."},
    "reviews:request-answer": {"kind": "SARAN", "text": "Siapkan daftarnya lebih awal."},
    "reviews:remark-correct": {"kind": "SARAN", "text": "Kalimat baru."},
    "reviews:remark-detail": {"text": "Terima kasih."},
    "reviews:request-new": {"text": "Apa yang perlu saya pertahankan?"},
    "development:development-new": {
        "goal": "Bahasa yang mudah",
        "step": "Ikut konsultasi",
        "due_on": "31-12-2026",
    },
    "development:course-step": {"jawaban_1": "b", "jawaban_2": "a"},
    "development:course-case": {"results": "SESUAI", "behaviour": "DI_ATAS"},
    "development:plan-begin": {"purpose": "Laporan selesai tepat waktu.", "until": "31-5-2027"},
    "development:action-new": {
        "goal": "Menyusun laporan",
        "kind": "MENTOR",
        "text": "Belajar pada rekan",
        "due_on": "31-12-2026",
    },
    "development:training-detail": {"why": "Agar antrean lebih tenang."},
    "development:registration-helped": {"helped": "MEMBANTU"},
    "development:training-new": TRAINING,
    "development:training-edit": TRAINING,
    "development:training-cancel": {"reason": "Pengajar berhalangan."},
    "development:action-done": {"progress": "Sudah dua kali."},
    "development:action-helped": {"helped": "MEMBANTU"},
    "development:plan-review": {"text": "Buku bulan ini selesai sendiri."},
    "development:plan-close": {"outcome": "TERCAPAI", "closing": "Laporan selesai tepat waktu."},
    "development:development-done": {"effect": "Warga jarang bertanya ulang."},
    "reviews:evaluation-rate": RATING,
    "reviews:self-assessment": {"strengths": "Antrean loket turun."},
    "reviews:evaluation-share": {"talked_on": "20-11-2026"},
    "reviews:evaluation-object": {"text": "Bukti belum dilihat."},
    "fairness:opinion-ask": {"reason": "Bukti triwulan ketiga."},
    "fairness:opinion-answer": {"text": "Buktinya cukup."},
    "reviews:evaluation-explain": {"text": "Bukti sudah dilihat."},
    "reviews:correction-new": {
        "results_rating": "DI_ATAS",
        "behaviour_rating": "SESUAI",
        "reason": "Salah pilih; BA 3/2026.",
    },
    "reviews:correction-decide": {"decision": "tidak", "answer": "Buktinya kurang."},
    "reviews:decider-name": {"decider": "199102022016031004", "reason": "Jabatan atasan kosong."},
    "reviews:evaluation-decide": RATING | {"text": "Tetap."},
    "reviews:calibration-new": {"held_on": "22-11-2026", "until": "23-11-2026"},
    "reviews:calibration-change": {"held_on": "22-11-2026", "until": "23-11-2026"},
    "reviews:calibration-minutes": {"minutes": "Satu kasus dibahas."},
    "reviews:calibration-case": {
        "results_rating": "DI_ATAS",
        "behaviour_rating": "SESUAI",
        "reason": "Hasil di atas target.",
    },
    "reviews:distribution-reason": {"reason": "Layanan baru dibuka."},
    "reviews:achievement-detail": {"grade": "BAIK", "reason": "BA 1/2026", "version": "0"},
    "reviews:achievement-advise": {
        "grade": "BAIK",
        "text": "LKjIP 2026.",
        "letter": "050/12",
        "version": "0",
    },
    "fairness:pattern-mine": {"comment": "Tim saya baru dibentuk."},
    "fairness:pattern-invite": {"text": "Mari bicara tentang cara menilai."},
    "awards:own-detail": {"consent": "SETUJU"},
    "awards:recusal": {"reason": "Calon adalah saudara saya."},
    "awards:note-list": {"text": "Dua daftar dibahas."},
    "awards:candidate-notes": {"text": "Bukti diperiksa."},
    "awards:candidate-decide": {"decision": "DIREKOMENDASIKAN", "reason": "Antrean turun."},
    "awards:scheme-new": {"category": "UNIT"},
    "awards:scheme-edit": {
        "name": "Inovasi warga",
        "purpose": "Menghargai gagasan yang berjalan.",
        "places": "3",
        "judged_from": "1-1-2027",
        "judged_until": "31-12-2027",
        "nominated_from": "1-11-2027",
        "nominated_until": "31-12-2027",
        "decided_until": "28-2-2028",
    },
    "awards:scheme-rules": {"lain": "KEBERATAN", "MASA_JABATAN": "6"},
    "awards:scheme-criteria": {"w_HASIL": "40", "w_PERILAKU": "60"},
    "awards:scheme-weights": {"p0_1": "3"},
    "awards:scheme-cancel": {"reason": "Anggarannya dialihkan."},
    "awards:scheme-next": {"reason": "Bobot juri turun."},
    "awards:record-person": {
        "kind": "DISIPLIN_SEDANG",
        "started_on": "1-2-2020",
        "letter_number": "800/17/2020",
        "letter_on": "1-2-2020",
        "note": "Terlambat melapor.",
    },
    "awards:record-withdraw": {"reason": "Keputusan milik orang lain."},
    "awards:record-undo": {"version": "2"},
    "awards:medal-prepare": {"medal": "X"},
    "awards:medal-papers": {"state-SK_CPNS": "ADA", "note-SK_CPNS": "Salinan sah."},
    "awards:medal-move": {"to": "DITUNDA", "reason": "Menunggu piagam."},
    "awards:medal-letter-new": {"addressee": "Gubernur Jawa Tengah"},
    "reviews:document-revoke": {"reason": "Kop yang tercetak keliru."},
    "reviews:document-verify-start": {"code": "x"},
    "reviews:talk-plan": {"day": "25-11-2026", "hour": "09.00"},
    "reviews:talk-record": {"held_on": "20-11-2026", "notes": "Antrean loket dibicarakan."},
    "reviews:talk-notes": {"held_on": "20-11-2026", "notes": "Antrean loket dibicarakan."},
    "reviews:talk-move": {"day": "26-11-2026", "hour": "13.30"},
    "reviews:talk-cancel": {"reason": "Ada tugas luar."},
    "reviews:talk-point-add": {"text": "Pembagian loket."},
}


def rows() -> list[tuple[str, str, str, list[int]]]:
    """Return the lines of the table: name, method, object, expected status per person."""
    found = []
    for line in MATRIX.splitlines():
        if line and not line.startswith("#"):
            name, method, thing, *statuses = line.split()
            assert len(statuses) == len(PEOPLE), line
            found.append((name, method, thing, [int(status) for status in statuses]))
    return found


ROWS = rows()
BY_NAME: dict[str, list[tuple[str, str, list[int]]]] = defaultdict(list)
for _name, *_rest in ROWS:
    BY_NAME[_name].append(tuple(_rest))  # type: ignore[arg-type]


def addresses() -> set[str]:
    """Return the names of all addresses of the site, with the app in front."""
    found = set()
    for entry in get_resolver().url_patterns:
        if hasattr(entry, "url_patterns"):
            found |= {f"{entry.namespace}:{inner.name}" for inner in entry.url_patterns}
        else:
            found.add(entry.name)
    return found


def client_of(scene: Scene, person: str) -> Client:
    client = Client(raise_request_exception=False)
    if person != "nobody":
        client.force_login(scene.world.people[person], backend="organizations.backends.NipBackend")
    return client


def sent(scene: Scene, name: str, thing: str) -> dict[str, str]:
    data = {"version": "1"} | SENT.get(name, {})
    if name == "desk:survey-list":
        data |= {"period": str(scene.things["period.archived"].pk)}
    if name == "desk:report-start":
        data |= {"period": str(scene.world.period.pk)}
    if name in {"indicators:plan-draft", "indicators:plan-ask"}:
        data |= {
            "period": str(scene.world.period.pk),
            "placement": str(scene.world.placements["ani"].pk),
        }
    if name == "indicators:plan-link":
        own = scene.things[f"result.{thing.partition('.')[2]}"]
        data |= {f"hasil_{own.pk}": str(scene.things["result.leading.budi"].pk)}
    if name == "indicators:plan-copy":
        data |= {"results": str(scene.things[f"indicator.{thing.rsplit('.', maxsplit=1)[-1]}"].result_id)}
    if name == "indicators:matrix":
        cell = f"s{scene.world.placements['fajar'].pk}-{scene.things['result.leading.budi'].pk}"
        data |= {"version": "", cell: "Tertatanya arsip loket"}
    if name == "indicators:result-hand-down":
        data |= {"text": "Tertatanya arsip", "people": str(scene.world.placements["fajar"].pk)}
    if name == "indicators:assignment-take":
        data |= {"usulan": f"{scene.things['assignment.' + thing.rpartition('.')[2]].pk}-1"}
    if name == "indicators:goal-take":
        data |= {"goal": str(scene.things["goal.open"].pk)}
    if name == "indicators:agreement-apply":
        upload = scene.things["upload.goals"]
        data |= {"digest": compare_goals(scene.world.period, sound_rows(upload)).digest}
    if name == "indicators:library-apply":
        data |= {"digest": compare_library(scene.things[thing]).digest}
    if name == "awards:award-new":
        data |= {"scheme": str(scene.things["award.scheme"].pk)}
    if name == "desk:period-close":
        data |= {"seen": unfinished(scene.world.period, scene.world.final, scene.world.today).digest}
    if name == "desk:rating-window-list":
        data |= {"term": str(scene.world.term(1).pk)}
    if name in {"reviews:calibration-new", "reviews:calibration-change"}:
        data |= {"led_by": str(scene.world.citra.pk)}
    if name == "reviews:talk-plan":
        data |= {"term": str(scene.world.term(4).pk)}
    if name == "reviews:talk-team":
        pk = scene.things[thing].pk
        data |= {f"day-{pk}": "25-11-2026", f"hour-{pk}": "09.00"}
    if name == "reviews:share-team":
        pk = scene.things[thing].pk
        data |= {"pilih": f"{pk}:1", f"day-{pk}": "20-11-2026"}
    if name in {"multirater:relations", "multirater:nominate", "multirater:nomination-decide"}:
        data |= {"person": str(scene.world.fajar.pk)}
    if name == "development:action-new":
        data |= {"promised_by": str(scene.world.people[thing.rpartition(".")[2]].pk)}
    if name in {"multirater:round-new", "multirater:round-edit"}:
        data |= {"questionnaire": str(questionnaire().pk)}
    if name == "reviews:point-new":
        data |= {"name": "Loket baru", "unit": str(scene.world.units["bidang"].pk)}
    if name == "reviews:voices-moderate":
        data |= {"satu": f"TAMPIL:{scene.things['voice.' + thing.partition('.')[2]].pk}:1"}
    if name == "reviews:achievement-report":
        key = scene.things[f"goal.{thing.partition('.')[2]}"].key_indicators.get().pk
        data |= {f"amount-{key}": "82,5", f"note-{key}": "Survei 12/2026", "version": "0"}
    if name in {"awards:sitting-list", "awards:sitting-change"}:
        part = f"part-{scene.world.hadi.pk}"
        data |= {"held_on": "20-11-2026", "place": "Ruang rapat", part: "KETUA"}
    if name == "indicators:plans-agree":
        data |= {"pilih": f"{scene.things[thing].pk}:1"}
    if name == "awards:nominate":
        data |= {"person": str(scene.world.fajar.pk), "q": scene.world.fajar.nip, "reason": "Menolong."}
    if name in {"awards:scheme-new", "awards:scheme-next"}:
        data |= {"period": str(scene.things["scheme.draft"].period_id)}
    if name == "awards:medal-letter-new":
        data |= {"pilih": str(scene.things["medal.complete"].pk)}
    if name == "indicators:plan-settings" and "agreed" in thing:
        data |= {"started_on": "1-1-2026", "ended_on": "31-12-2026"}
    return data


def test_every_address_has_a_line_in_the_matrix() -> None:
    assert addresses() == set(BY_NAME)


def test_every_object_of_a_person_has_a_foreign_counterpart() -> None:
    """Who tries only own objects finds no hole: each address that takes one is tried with two."""
    missing = [
        name
        for name, lines in BY_NAME.items()
        if any(thing.endswith(".ani") for _, thing, _ in lines)
        and not any(thing.endswith(".dewi") for _, thing, _ in lines)
    ]

    assert missing == ["reviews:document-verify"]


WRITES = re.compile(r"^\s*(INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)
MAY_GROW_BY_LOOKING = {"django_session", "appraisal_event", "indicators_reading"}


CIRCLE = {"ani": {"ani", "budi", "citra", "eko", "gita", "indra"}, "dewi": {"dewi", "gita", "indra"}}
MEETING = {"ani": {"citra", "gita"}, "dewi": {"hadi", "gita"}}
NOT_IN_NAMES = re.compile(
    r"sangat (baik|kurang)|perbaikan|misconduct|(atas|sesuai|bawah) ekspektasi", re.IGNORECASE
)


def mark_secrets(scene: Scene) -> dict[str, set[str]]:
    """Give every rating words of its own; return them with the people who may read them.

    A draft is its author's, one handed to a calibration meeting also its leader's and the BKD's; a shared
    one the employee's, both superiors' and the personnel unit's in its units (domain research 10, row 19).
    """
    secrets = {}
    for row in Evaluation.objects.select_related("plan__placement__employee", "appraiser"):
        owner = row.plan.placement.employee.name.lower()
        handed = MEETING[owner] if row.status == "KALIBRASI" else set()
        readers = {row.appraiser.name.lower()} | handed if row.status in UNSHARED else CIRCLE[owner]
        secrets[f"Rahasia penilaian {row.pk}."] = readers
    number = Cast("pk", TextField())
    words = Concat(Value("Rahasia penilaian "), number, Value("."), output_field=TextField())
    Evaluation.objects.update(results_reason=words, behaviour_reason=words)
    return secrets


def told(secrets: dict[str, set[str]], person: str, answer: HttpResponse) -> set[str]:
    """Return what an answer tells to somebody who may not know it, and ratings in titles and file names."""
    body = b"".join(answer) if answer.streaming else answer.content
    text = body.decode("utf-8", "replace")
    title = re.search(r"<title>(.*?)</title>", text, re.DOTALL)
    names = f"{title[1] if title else ''} {answer.get('Content-Disposition', '')}"
    found = {secret for secret, readers in secrets.items() if person not in readers and secret in text}
    return found | {match[0] for match in NOT_IN_NAMES.finditer(names)}


def asked(expected: list[int]) -> list[tuple[str, int]]:
    """Return who is asked with the answer: everybody, on PostgreSQL the first who gets the farthest.

    Who may what is decided in Python and said in full on SQLite; what the pages read and write is not.
    """
    everybody = list(zip(PEOPLE, expected, strict=True))
    if connection.vendor == "sqlite":
        return everybody
    return [min(everybody, key=lambda one: one[1])]


def handfuls() -> dict[str, list[str]]:
    """Return the addresses in handfuls of one app, named by their first: these share a scene."""
    apps: dict[str, list[str]] = defaultdict(list)
    for name in BY_NAME:
        apps[name.partition(":")[0]].append(name)
    return {names[at]: names[at : at + 6] for names in apps.values() for at in range(0, len(names), 6)}


@pytest.mark.usefixtures("unprinted")
@pytest.mark.parametrize("names", handfuls().values(), ids=handfuls())
def test_each_person_gets_the_expected_answer(scene: Scene, names: list[str]) -> None:
    """Whoever looks leaves nothing behind but who looked, and reads no rating outside its circle."""
    found, secrets = {}, mark_secrets(scene)
    entered: dict[str, SimpleCookie] = {}  # who logs in once keeps the session for the whole test
    for name, method, thing, expected in (line for line in ROWS if line[0] in names):
        href = scene.href(name, thing)
        cache.clear()
        for person, status in asked(expected):
            if person not in entered:
                entered[person] = client_of(scene, person).cookies
            with undone():
                client = Client(raise_request_exception=False)
                client.cookies = deepcopy(entered[person])
                with CaptureQueriesContext(connection) as seen:
                    looks = method == "GET"
                    answer = client.get(href) if looks else client.post(href, sent(scene, name, thing))
            if answer.status_code != status:
                found[f"{name} {method} {thing} {person}"] = f"{answer.status_code} instead of {status}"
            elif looks and status in {200, 204} and (left := left_behind(seen)):
                found[f"{name} {method} {thing} {person}"] = f"writes {left}"
            if looks and (leaked := told(secrets, person, answer)):
                found[f"{name} {method} {thing} {person}"] = f"tells {leaked}"

    assert found == {}


def left_behind(seen: CaptureQueriesContext) -> set[str]:
    """Return what a look wrote besides who looked: tables, with the word of the statement."""
    written = [match for query in seen.captured_queries if (match := WRITES.match(query["sql"]))]
    allowed = {("INSERT INTO", table) for table in MAY_GROW_BY_LOOKING} | {("UPDATE", "django_session")}
    return {f"{word} {table}" for word, table in {(m[1].upper(), m[2]) for m in written} - allowed}


@pytest.mark.once
@pytest.mark.parametrize("app", sorted({name.partition(":")[0] for name in BY_NAME}))
def test_other_methods_are_not_allowed_and_write_nothing(scene: Scene, app: str) -> None:
    client, events, found = client_of(scene, "gita"), Event.objects.count(), {}
    for name, lines in BY_NAME.items():
        if name.partition(":")[0] != app:
            continue
        href, taken = scene.href(name, lines[0][1]), {method for method, *_ in lines} | {"HEAD"}
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "FOO"):
            if method not in taken and (status := client.generic(method, href).status_code) != 405:
                found[f"{method} {name}"] = status

    assert found == {}
    assert Event.objects.count() == events
