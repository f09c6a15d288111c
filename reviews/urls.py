"""Addresses of progress, evaluations and documents."""

from __future__ import annotations

from django.urls import path

from .views import (
    achievement,
    action,
    assigned,
    calibration,
    calibration_plan,
    correction,
    coverage,
    credit,
    distribution,
    document,
    evaluation,
    evidence,
    feedback,
    goal,
    help,
    home,
    move,
    note,
    note_sheet,
    objection,
    progress,
    rating,
    remark,
    remark_request,
    reminder,
    self_assessment,
    sharing,
    talk,
    talk_plan,
    team,
    verify,
)
from .views import service_point as points
from .views import voice as voices

app_name = "reviews"

own_urls = [
    path("", home.home, name="home"),
    path("kemajuan/triwulan/", progress.progress_mine, name="progress-mine"),
    path("kemajuan/<int:indicator>/<int:term>/", progress.progress_report, name="progress-report"),
    path("hasil/", evaluation.result_mine, name="result-mine"),
    path("hasil/<int:pk>/", evaluation.evaluation_detail, name="evaluation-detail"),
    path("hasil/<int:pk>/terima/", evaluation.evaluation_acknowledge, name="evaluation-acknowledge"),
]
note_urls = [
    path("kemajuan/", note.note_list, name="note-list"),
    path("kemajuan/beberapa-hari/", note.note_days, name="note-days"),
    path("kemajuan/formulir.pdf", note_sheet.note_form, name="note-form"),
    path("kemajuan/e-kinerja.xlsx", note_sheet.note_daily, name="note-daily"),
    path("kemajuan/impor/", note_sheet.note_import, name="note-import"),
    path("kemajuan/impor/contoh.xlsx", note_sheet.note_template, name="note-template"),
    path("kemajuan/impor/<int:pk>/", note_sheet.note_preview, name="note-preview"),
    path("kemajuan/impor/<int:pk>/terapkan/", note_sheet.note_apply, name="note-apply"),
    path("kemajuan/impor/<int:pk>/perbaikan.csv", note_sheet.note_faulty, name="note-faulty"),
    path("bkd/catatan/impor/", note_sheet.office_import, name="office-import"),
    path("bkd/catatan/impor/contoh.xlsx", note_sheet.office_template, name="office-template"),
    path("tim/<int:plan>/catatan/", note.note_team, name="note-team"),
    path("kemajuan/catatan/<int:pk>/", note.note_edit, name="note-edit"),
    path("kemajuan/catatan/<int:pk>/hapus/", note.note_remove, name="note-remove"),
]
evidence_urls = [
    path("bukti/", evidence.evidence_mine, name="evidence-mine"),
    path("bukti/<str:key>/", evidence.evidence_download, name="evidence-download"),
    path("bukti/<str:key>/hapus/", evidence.evidence_remove, name="evidence-remove"),
]
team_urls = [
    path("tim/", team.team, name="team"),
    path("tim/penugasan/", assigned.assigned_mine, name="assigned-mine"),
    path("tim/penugasan/<int:result>/<int:term>/", assigned.assigned_result, name="assigned-result"),
    path("tim/<int:plan>/", team.team_plan_page, name="team-plan"),
    path("tim/<int:plan>/umpan-balik/<int:term>/", feedback.feedback_give, name="feedback-give"),
    path("tim/<int:plan>/penilaian/<int:term>/", rating.evaluation_rate, name="evaluation-rate"),
    path("tim/<int:plan>/penilaian/<int:term>/periksa/", rating.evaluation_check, name="evaluation-check"),
    path("penilaian/<int:pk>/bagikan/", rating.evaluation_share, name="evaluation-share"),
]
objection_urls = [
    path("hasil/<int:pk>/keberatan/", objection.evaluation_object, name="evaluation-object"),
    path("penilaian/<int:pk>/penjelasan/", objection.evaluation_explain, name="evaluation-explain"),
    path("penilaian/<int:pk>/putusan/", objection.evaluation_decide, name="evaluation-decide"),
    path("bkd/keberatan/", objection.objection_list, name="objection-list"),
    path("bkd/keberatan/<int:pk>/pejabat/", objection.decider_name, name="decider-name"),
    path("bkd/perbaikan/", correction.correction_list, name="correction-list"),
    path("bkd/perbaikan/baru/<int:evaluation>/", correction.correction_new, name="correction-new"),
    path("bkd/perbaikan/<int:pk>/", correction.correction_decide, name="correction-decide"),
]
agreement_urls = [
    path("perjanjian-kinerja/<int:year>/<int:unit>/", goal.agreement_detail, name="agreement-detail"),
]
desk_urls = [
    path("bkd/mutasi/<int:pk>/batalkan/", move.moves_undo, name="moves-undo"),
]
rating_urls = [
    path("tim/penilaian/<int:term>/", rating.rating_queue, name="rating-queue"),
]
voice_urls = [
    path("suara/", voices.voice_start, name="voice-start"),
    path("suara/<str:code>/", voices.voice_speak, name="voice-speak"),
    path("suara/<str:code>/terima-kasih/", voices.voice_thanks, name="voice-thanks"),
    path("suara/<str:code>/hasil/", voices.voice_results, name="voice-results"),
    path("layanan/", points.point_list, name="point-list"),
    path("layanan/baru/", points.point_new, name="point-new"),
    path("layanan/ringkasan/", points.voice_summary, name="voice-summary"),
    path("layanan/<int:pk>/", points.point_edit, name="point-edit"),
    path("layanan/<int:pk>/tutup/", points.point_close, name="point-close"),
    path("layanan/<int:pk>/poster.pdf", points.point_poster, name="point-poster"),
    path("layanan/<int:pk>/suara/", points.voice_list, name="voice-list"),
    path("layanan/<int:pk>/suara/atur/", points.voices_moderate, name="voices-moderate"),
    path("layanan/suara/<int:pk>/jawab/", points.voice_answer, name="voice-answer"),
]
credit_urls = [
    path("angka-kredit/", credit.credit_mine, name="credit-mine"),
    path("angka-kredit/tim/", credit.credit_team, name="credit-team"),
    path("angka-kredit/tetapkan/", credit.credit_convert_all, name="credit-convert-all"),
    path("angka-kredit/hasil/<int:evaluation>/", credit.credit_convert, name="credit-convert"),
    path("angka-kredit/catatan/<int:pk>/batalkan/", credit.credit_cancel, name="credit-cancel"),
    path("angka-kredit/<int:employee>/", credit.credit_person, name="credit-person"),
    path("angka-kredit/<int:employee>/catat/", credit.credit_bring_in, name="credit-bring-in"),
    path("angka-kredit/<int:employee>/dokumen/", credit.credit_paper, name="credit-paper"),
    path("bkd/angka-kredit/", credit.credit_desk, name="credit-desk"),
]
document_urls = [
    path("dokumen/terbitkan/<str:kind>/<int:pk>/", document.document_issue, name="document-issue"),
    path("dokumen/<str:code>/unduh/", document.document_download, name="document-download"),
    path("dokumen/", document.document_list, name="document-list"),
    path("dokumen/umpan-balik/<int:plan>/<int:term>/", document.document_feedback, name="document-feedback"),
    path("dokumen/<str:code>/cabut/", document.document_revoke, name="document-revoke"),
    path("v/", verify.document_verify_start, name="document-verify-start"),
    path("v/<str:code>/", verify.document_verify, name="document-verify"),
]
remark_urls = [
    path("umpan-balik/", remark.remark_list, name="remark-list"),
    path("umpan-balik/beri/", remark.remark_start, name="remark-start"),
    path("umpan-balik/beri/<int:employee>/", remark.remark_give, name="remark-give"),
    path("umpan-balik/minta/", remark.request_start, name="request-start"),
    path("umpan-balik/minta/<int:employee>/", remark_request.request_new, name="request-new"),
    path("umpan-balik/permintaan/<int:pk>/", remark.request_answer, name="request-answer"),
    path("umpan-balik/permintaan/<int:pk>/lewati/", remark_request.request_decline, name="request-decline"),
    path("umpan-balik/permintaan/<int:pk>/tarik/", remark_request.request_withdraw, name="request-withdraw"),
    path("umpan-balik/<int:pk>/", remark.remark_detail, name="remark-detail"),
    path("umpan-balik/<int:pk>/ubah/", remark.remark_correct, name="remark-correct"),
    path("umpan-balik/<int:pk>/tarik/", remark.remark_take_back, name="remark-take-back"),
    path("tim/<int:plan>/umpan-balik/", remark.remarks_of_plan, name="remarks-of-plan"),
]
talk_urls = [
    path("dialog/", talk.talk_list, name="talk-list"),
    path("dialog/rencana/", talk_plan.talk_team, name="talk-team"),
    path("dialog/rencana/<int:plan>/", talk_plan.talk_plan, name="talk-plan"),
    path("dialog/catat/<int:plan>/", talk_plan.talk_record, name="talk-record"),
    path("dialog/pokok/<int:pk>/hapus/", talk.talk_point_remove, name="talk-point-remove"),
    path("dialog/tindak-lanjut/<int:pk>/", talk.follow_up_finish, name="follow-up-finish"),
    path("dialog/<int:pk>/", talk.talk_detail, name="talk-detail"),
    path("dialog/<int:pk>/waktu/", talk_plan.talk_move, name="talk-move"),
    path("dialog/<int:pk>/batalkan/", talk_plan.talk_cancel, name="talk-cancel"),
    path("dialog/<int:pk>/pokok/", talk.talk_point_add, name="talk-point-add"),
    path("dialog/<int:pk>/catatan/", talk_plan.talk_notes, name="talk-notes"),
    path("dialog/<int:pk>/setujui/", talk.talk_confirm, name="talk-confirm"),
    path("dialog/<int:pk>/kalender.ics", talk.talk_calendar, name="talk-calendar"),
]
action_urls = [
    path("kemajuan/rencana/<int:result>/<int:term>/", action.action_plan, name="action-plan"),
    path("kemajuan/rencana/langkah/<int:pk>/", action.action_tick, name="action-tick"),
    path("kemajuan/rencana/salin/<int:plan>/<int:term>/", action.action_carry, name="action-carry"),
    path("kemajuan/<int:indicator>/<int:term>/dari-catatan/", action.counted_take, name="counted-take"),
    path("hambatan/", help.help_list, name="help-list"),
    path("hambatan/baru/", help.help_new, name="help-new"),
    path("hambatan/<int:pk>/", help.help_detail, name="help-detail"),
    path("hambatan/<int:pk>/tutup/", help.help_close, name="help-close"),
]
reminder_urls = [
    path("pengingat/", reminder.reminder_settings, name="reminder-settings"),
    path("bkd/pengingat/", reminder.reminder_list, name="reminder-list"),
]
_own = "hasil/penilaian-diri/<int:plan>/<int:term>/"
sharing_urls = [
    path("hasil/penilaian-diri/", self_assessment.self_assessment_next, name="self-assessment-next"),
    path(_own, self_assessment.self_assessment, name="self-assessment"),
    path("tim/penilaian/<int:term>/bagikan/", sharing.share_team, name="share-team"),
    path(f"{_own}tarik/", self_assessment.self_assessment_take_back, name="self-assessment-take-back"),
]
distribution_urls = [
    path("tim/sebaran/", distribution.distribution_team, name="distribution-team"),
    path("sebaran/", distribution.distribution, name="distribution"),
    path(
        "sebaran/<int:unit>/<int:term>/alasan/", distribution.distribution_reason, name="distribution-reason"
    ),
]
achievement_urls = [
    path("capaian/", achievement.achievement_list, name="achievement-list"),
    path("capaian/<int:unit>/<int:term>/", achievement.achievement_detail, name="achievement-detail"),
    path(
        "capaian/<int:unit>/<int:term>/realisasi/", achievement.achievement_report, name="achievement-report"
    ),
    path(
        "capaian/<int:unit>/<int:term>/rekomendasi/<str:adviser>/",
        achievement.achievement_advise,
        name="achievement-advise",
    ),
]
coverage_urls = [
    path("bkd/evaluasi/", coverage.coverage_list, name="coverage-list"),
    path("bkd/evaluasi/tidak-dievaluasi/", coverage.coverage_left_out, name="coverage-left-out"),
]
calibration_urls = [
    path("kalibrasi/", calibration_plan.calibration_list, name="calibration-list"),
    path("kalibrasi/baru/<int:unit>/<int:term>/", calibration_plan.calibration_new, name="calibration-new"),
    path("kalibrasi/<int:pk>/", calibration.calibration_detail, name="calibration-detail"),
    path("kalibrasi/<int:pk>/ubah/", calibration_plan.calibration_change, name="calibration-change"),
    path("kalibrasi/<int:pk>/serahkan/", calibration.calibration_offer, name="calibration-offer"),
    path("kalibrasi/<int:pk>/notula/", calibration.calibration_minutes, name="calibration-minutes"),
    path("kalibrasi/<int:pk>/tutup/", calibration.calibration_close, name="calibration-close"),
    path("kalibrasi/<int:pk>/kasus/<int:evaluation>/", calibration.calibration_case, name="calibration-case"),
    path("penilaian/<int:pk>/serahkan/", calibration.calibration_offer_one, name="calibration-offer-one"),
    path("penilaian/<int:pk>/tarik/", calibration.calibration_take_back, name="calibration-take-back"),
]
urlpatterns = own_urls + team_urls + desk_urls + document_urls + agreement_urls
urlpatterns += objection_urls
urlpatterns += evidence_urls
urlpatterns += note_urls
urlpatterns += credit_urls
urlpatterns += remark_urls
urlpatterns += talk_urls
urlpatterns += action_urls
urlpatterns += reminder_urls
urlpatterns += voice_urls
urlpatterns += sharing_urls
urlpatterns += distribution_urls
urlpatterns += achievement_urls
urlpatterns += coverage_urls
urlpatterns += calibration_urls
urlpatterns += rating_urls
