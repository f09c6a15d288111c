"""Addresses of the agency's desk."""

from __future__ import annotations

from django.urls import URLPattern, path

from .operations.job import resume_job, stop_job
from .views import (
    analytics,
    closing,
    completeness,
    completeness_file,
    cycle,
    dates,
    exchange,
    exemption,
    job,
    past,
    period,
    rating_window,
    reminding,
    report,
    rhythm,
    saved_view,
    suggestion,
    survey,
    system,
    token,
    trail,
    window,
)

app_name = "desk"
STOP = {"turn": stop_job, "told": "Pekerjaan dihentikan. Yang sudah jadi tetap ada."}
GO_ON = {"turn": resume_job, "told": "Pekerjaan dilanjutkan dari tempatnya berhenti."}

cycle_urls = [
    path("bkd/", cycle.cycle, name="cycle"),
]
period_urls = [
    path("bkd/periode/", period.period_list, name="period-list"),
    path("bkd/periode/baru/", period.period_new, name="period-new"),
    path("bkd/periode/<int:pk>/", period.period_detail, name="period-detail"),
    path("bkd/periode/<int:pk>/tanggal/", dates.period_dates, name="period-dates"),
    path("bkd/periode/<int:pk>/irama/", rhythm.period_rhythm, name="period-rhythm"),
    path("bkd/periode/<int:pk>/buka/", period.period_open, name="period-open"),
    path("bkd/periode/<int:pk>/tutup/", closing.period_close, name="period-close"),
    path("bkd/periode/<int:pk>/arsipkan/", closing.period_archive, name="period-archive"),
    path("bkd/periode/<int:pk>/keluarkan/", closing.period_unarchive, name="period-unarchive"),
    path("bkd/kebijakan/<int:pk>/", period.figure_edit, name="figure-edit"),
    path("bkd/periode/<int:pk>/jadwal/", window.window_list, name="window-list"),
    path("bkd/jadwal/<int:pk>/hapus/", window.window_remove, name="window-remove"),
    path(
        "bkd/periode/<int:pk>/jadwal-penilaian/", rating_window.rating_window_list, name="rating-window-list"
    ),
    path(
        "bkd/jadwal-penilaian/<int:pk>/hapus/",
        rating_window.rating_window_remove,
        name="rating-window-remove",
    ),
]
completeness_urls = [
    path("bkd/kelengkapan/", completeness.completeness, name="completeness"),
    path("bkd/kelengkapan/unduh/", completeness_file.completeness_file, name="completeness-file"),
    path("bkd/kelengkapan/tampilan/", saved_view.saved_view_list, name="saved-view-list"),
    path("bkd/kelengkapan/tampilan/baru/", saved_view.saved_view_new, name="saved-view-new"),
    path("bkd/kelengkapan/tampilan/<int:pk>/", saved_view.saved_view_open, name="saved-view-open"),
    path("bkd/kelengkapan/tampilan/<int:pk>/ubah/", saved_view.saved_view_edit, name="saved-view-edit"),
    path("bkd/kelengkapan/tampilan/<int:pk>/hapus/", saved_view.saved_view_remove, name="saved-view-remove"),
    path("bkd/kelengkapan/orang/", completeness.completeness_people, name="completeness-people"),
    path("bkd/kelengkapan/ingatkan/", reminding.completeness_remind, name="completeness-remind"),
    path("bkd/kelengkapan/dikecualikan/", exemption.completeness_excluded, name="completeness-excluded"),
    path("bkd/kelengkapan/dikecualikan/baru/<int:placement>/", exemption.exemption_new, name="exemption-new"),
    path("bkd/kelengkapan/dikecualikan/<int:pk>/cabut/", exemption.exemption_revoke, name="exemption-revoke"),
]
report_urls = [
    path("bkd/laporan/", report.report_files, name="report-files"),
    path("bkd/laporan/mulai/", report.report_start, name="report-start"),
]
analytics_urls = [
    path("bkd/analitik/", analytics.analytics, name="analytics"),
    path("bkd/analitik/<slug:question>/", analytics.analytics_question, name="analytics-question"),
]

exchange_urls = [
    path("bkd/pertukaran/", exchange.exchange, name="exchange"),
    path("bkd/pertukaran/<int:pk>/kirim/", exchange.exchange_send, name="exchange-send"),
    path("bkd/pertukaran/kode/", exchange.exchange_codes, name="exchange-codes"),
    path("bkd/pertukaran/tunjangan/", exchange.exchange_rates, name="exchange-rates"),
    path("bkd/pertukaran/riwayat/", past.past_start, name="past-start"),
    path("bkd/pertukaran/riwayat/contoh.xlsx", past.past_template_file, name="past-template"),
    path("bkd/pertukaran/riwayat/<int:pk>/", past.past_preview, name="past-preview"),
    path("bkd/pertukaran/riwayat/<int:pk>/terapkan/", past.past_apply, name="past-apply"),
    path("bkd/pertukaran/riwayat/<int:pk>/batalkan/", past.past_undo, name="past-undo"),
]
token_urls = [
    path("bkd/api/", token.token_list, name="token-list"),
    path("bkd/api/baru/", token.token_new, name="token-new"),
    path("bkd/api/<int:pk>/cabut/", token.token_revoke, name="token-revoke"),
]

trail_urls = [
    path("bkd/jejak/", trail.trail, name="trail"),
    path("bkd/jejak/berkas/", trail.trail_file, name="trail-file"),
    path("bkd/jejak/berkas/siapkan/", trail.trail_file_start, name="trail-file-start"),
    path("bkd/jejak/<int:pk>/", trail.trail_event, name="trail-event"),
    path("data-saya/jejak/", trail.trail_own, name="trail-own"),
]

system_urls = [
    path("bkd/sistem/", system.system, name="system"),
]

job_urls = [
    path("bkd/pekerjaan/", job.job_list, name="job-list"),
    path("bkd/pekerjaan/<int:pk>/", job.job_detail, name="job-detail"),
    path("bkd/pekerjaan/<int:pk>/hentikan/", job.job_turn, STOP, name="job-stop"),
    path("bkd/pekerjaan/<int:pk>/lanjutkan/", job.job_turn, GO_ON, name="job-resume"),
    path("bkd/pekerjaan/<int:pk>/unduh/", job.job_download, name="job-download"),
]

survey_urls = [
    path("survei/<int:pk>/", survey.survey_answer, name="survey-answer"),
    path("survei/<int:pk>/hasil/", survey.survey_results, name="survey-results"),
    path("saran/", suggestion.suggestion_list, name="suggestion-list"),
    path("yang-berubah/", suggestion.improvement_list, name="improvement-list"),
    path("bkd/survei/", survey.survey_list, name="survey-list"),
    path("bkd/saran/", suggestion.suggestion_desk, name="suggestion-desk"),
    path("bkd/saran/<int:pk>/", suggestion.suggestion_answer, name="suggestion-answer"),
    path("bkd/yang-berubah/baru/", suggestion.improvement_new, name="improvement-new"),
]

urlpatterns: list[URLPattern] = [
    *cycle_urls,
    *period_urls,
    *completeness_urls,
    *report_urls,
    *exchange_urls,
    *token_urls,
    *trail_urls,
    *analytics_urls,
    *system_urls,
    *job_urls,
    *survey_urls,
]
