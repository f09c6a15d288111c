"""Addresses of rounds, invitations, questionnaires and results."""

from __future__ import annotations

from django.urls import URLPattern, path

from .views import (
    draw,
    item,
    moderation,
    nomination,
    preview,
    questionnaire,
    rater,
    raw_access,
    relation,
    release,
    reliability,
    result,
)
from .views import round as rounds
from .views import round_running as running

app_name = "multirater"

round_urls = [
    path("bkd/360/", rounds.round_list, name="round-list"),
    path("bkd/360/baru/", rounds.round_new, name="round-new"),
    path("bkd/360/<int:pk>/", rounds.round_detail, name="round-detail"),
    path("bkd/360/<int:pk>/ubah/", rounds.round_edit, name="round-edit"),
    path("bkd/360/<int:pk>/peserta/", rounds.round_people, name="round-people"),
    path("bkd/360/<int:pk>/peserta/<int:scope>/keluarkan/", rounds.round_people_drop, name="round-drop"),
    path("bkd/360/<int:pk>/batalkan/", rounds.round_cancel, name="round-cancel"),
    path("bkd/360/<int:pk>/buka/", running.round_open, name="round-open"),
    path("bkd/360/<int:pk>/usulan/", running.round_nominate, name="round-nominate"),
    path("bkd/360/<int:pk>/unit/<int:unit>/", running.round_unit, name="round-unit"),
    path("bkd/360/<int:pk>/ingatkan/", running.round_remind, name="round-remind"),
    path("bkd/360/<int:pk>/partisipasi/", running.round_file, name="round-file"),
]

rater_urls = [
    path("umpan-balik/putaran-360/", rater.invitation_list, name="invitation-list"),
    path("umpan-balik/putaran-360/<int:pk>/", rater.invitation_start, name="invitation-start"),
    path(
        "umpan-balik/putaran-360/<int:pk>/belum-mengenal/",
        rater.invitation_decline,
        name="invitation-decline",
    ),
    path("umpan-balik/putaran-360/<int:pk>/isi/", rater.opinion_write, name="opinion-write"),
    path("umpan-balik/putaran-360/<int:pk>/periksa/", rater.opinion_check, name="opinion-check"),
    path("umpan-balik/putaran-360/<int:pk>/terkirim/", rater.opinion_sent, name="opinion-sent"),
]

KEPT = "bkd/360/kuesioner/"
questionnaire_urls = [
    path(KEPT, questionnaire.questionnaire_list, name="questionnaire-list"),
    path(f"{KEPT}baru/", questionnaire.questionnaire_new, name="questionnaire-new"),
    path(f"{KEPT}<int:pk>/", questionnaire.questionnaire_detail, name="questionnaire-detail"),
    path(f"{KEPT}<int:pk>/ubah/", questionnaire.questionnaire_edit, name="questionnaire-edit"),
    path(f"{KEPT}<int:pk>/pratinjau/", preview.questionnaire_preview, name="questionnaire-preview"),
    path(f"{KEPT}<int:pk>/edisi/", questionnaire.questionnaire_edition, name="questionnaire-edition"),
    path(f"{KEPT}<int:pk>/berlakukan/", questionnaire.questionnaire_in_force, name="questionnaire-in-force"),
    path(f"{KEPT}<int:pk>/tarik/", questionnaire.questionnaire_retire, name="questionnaire-retire"),
    path(f"{KEPT}<int:pk>/butir/", item.item_new, name="item-new"),
    path(f"{KEPT}butir/<int:pk>/", item.item_edit, name="item-edit"),
    path(f"{KEPT}butir/<int:pk>/hapus/", item.item_remove, name="item-remove"),
    path(f"{KEPT}butir/<int:pk>/pindah/", item.item_move, name="item-move"),
]
result_urls = [
    path("hasil/putaran-360/", result.result_list, name="result-list"),
    path("hasil/putaran-360/<int:reviewee>/", result.result_detail, name="result-detail"),
    path("hasil/putaran-360/<int:reviewee>/unduh/", result.result_file, name="result-file"),
    path("tim/putaran-360/", result.team_results, name="team-results"),
]

nomination_urls = [
    path("hasil/putaran-360/<int:reviewee>/usulan/", nomination.nominate, name="nominate"),
    path("tim/putaran-360/<int:reviewee>/usulan/", nomination.nomination_decide, name="nomination-decide"),
]
relation_urls = [
    path("data-saya/hubungan/", relation.relations, name="relations"),
    path("data-saya/hubungan/<int:pk>/akhiri/", relation.relation_end, name="relation-end"),
]
draw_urls = [
    path("bkd/360/<int:pk>/undian/", draw.round_draw, name="round-draw"),
    path("bkd/360/<int:pk>/undian/periksa/", draw.round_tend, name="round-tend"),
]

reliability_urls = [path("bkd/360/<int:pk>/keandalan/", reliability.reliability, name="reliability")]
release_urls = [
    path("bkd/360/<int:pk>/tutup/", release.round_close, name="round-close"),
    path("bkd/360/<int:pk>/rilis/", release.round_release, name="round-release"),
]

safety_urls = [
    path("bkd/360/<int:pk>/komentar/", moderation.moderation, name="moderation"),
    path("bkd/360/komentar/<uuid:pk>/", moderation.comment_decide, name="comment-decide"),
    path("hasil/putaran-360/komentar/<uuid:pk>/laporkan/", moderation.comment_report, name="comment-report"),
    path("bkd/360/akses/", raw_access.raw_access_list, name="raw-access-list"),
    path("bkd/360/<int:pk>/akses/", raw_access.raw_access_find, name="raw-access-find"),
    path("bkd/360/<int:pk>/akses/<int:reviewee>/", raw_access.raw_access_ask, name="raw-access-ask"),
    path("bkd/360/akses/<int:pk>/putusan/", raw_access.raw_access_decide, name="raw-access-decide"),
    path("bkd/360/akses/<int:pk>/formulir/", raw_access.raw_access_read, name="raw-access-read"),
]

urlpatterns: list[URLPattern] = []
urlpatterns += round_urls
urlpatterns += rater_urls
urlpatterns += questionnaire_urls
urlpatterns += result_urls
urlpatterns += draw_urls
urlpatterns += reliability_urls
urlpatterns += nomination_urls
urlpatterns += relation_urls
urlpatterns += safety_urls
urlpatterns += release_urls
