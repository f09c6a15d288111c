"""Addresses of plans, their parts, the policy and the library."""

from __future__ import annotations

from django.urls import path

from .views import (
    agreeing,
    agreement,
    agreement_file,
    asking,
    assignment,
    change,
    comparing,
    copying,
    library,
    library_sheet,
    manual,
    matrix,
    plan,
    policy,
    result,
    result_sheet,
    target,
)

app_name = "indicators"

plan_urls = [
    path("skp/", plan.plan_mine, name="plan-mine"),
    path("skp/buat/", plan.plan_draft, name="plan-draft"),
    path("skp/<int:pk>/", plan.plan_detail, name="plan-detail"),
    path("skp/<int:pk>/susun/", plan.plan_compose, name="plan-compose"),
    path("skp/<int:pk>/pengaturan/", plan.plan_settings, name="plan-settings"),
    path("skp/<int:pk>/periksa/", plan.plan_check, name="plan-check"),
    path("skp/<int:pk>/ajukan/", plan.plan_submit, name="plan-submit"),
    path("skp/<int:pk>/tarik/", plan.plan_withdraw, name="plan-withdraw"),
]
agreeing_urls = [
    path("tim/persetujuan/", agreeing.plan_queue, name="plan-queue"),
    path("tim/persetujuan/berikutnya/", agreeing.plan_next, name="plan-next"),
    path("tim/persetujuan/sepakati/", agreeing.plans_agree, name="plans-agree"),
    path("skp/<int:pk>/sepakati/", agreeing.plan_agree, name="plan-agree"),
    path("skp/<int:pk>/kembalikan/", agreeing.plan_return, name="plan-return"),
    path("skp/<int:pk>/bandingkan/", comparing.plan_compare, name="plan-compare"),
]
part_urls = [
    path("skp/<int:pk>/hasil/baru/", result.result_new, name="result-new"),
    path("skp/hasil/<int:pk>/", result.result_edit, name="result-edit"),
    path("skp/hasil/<int:pk>/hapus/", result.result_remove, name="result-remove"),
    path("skp/hasil/<int:pk>/pindah/", result.result_move, name="result-move"),
    path("skp/<int:pk>/target/", target.plan_targets, name="plan-targets"),
    path("skp/<int:pk>/perilaku/", result.plan_behaviours, name="plan-behaviours"),
    path("skp/<int:pk>/manual/", manual.manual_list, name="manual-list"),
    path("skp/indikator/<int:pk>/manual/", manual.manual_edit, name="manual-edit"),
    path("skp/<int:pk>/lampiran/", result.plan_annexes, name="plan-annexes"),
    path("skp/<int:pk>/unggah/", result_sheet.results_upload, name="results-upload"),
    path("skp/<int:pk>/unggah/contoh/", result_sheet.results_template, name="results-template"),
    path("skp/unggahan/<int:pk>/", result_sheet.results_preview, name="results-preview"),
    path("skp/unggahan/<int:pk>/terapkan/", result_sheet.results_apply, name="results-apply"),
    path("skp/minta/", asking.plan_ask, name="plan-ask"),
    path("skp/<int:pk>/tautkan/", asking.plan_link, name="plan-link"),
    path("skp/<int:pk>/salin/", copying.plan_copy, name="plan-copy"),
    path("skp/<int:pk>/izin-salin/", copying.plan_consent, name="plan-consent"),
]
matrix_urls = [
    path("skp/<int:pk>/matriks/", matrix.matrix, name="matrix"),
    path("skp/<int:pk>/matriks/cetak/", matrix.matrix_print, name="matrix-print"),
    path("skp/hasil/<int:pk>/turunkan/", matrix.result_hand_down, name="result-hand-down"),
    path("skp/<int:pk>/usulan/pakai/", assignment.assignment_take, name="assignment-take"),
    path("skp/usulan/<int:pk>/belum-sesuai/", assignment.assignment_decline, name="assignment-decline"),
]
change_urls = [
    path("skp/<int:pk>/ubah/", change.change_start, name="change-start"),
    path("skp/<int:pk>/minta-perubahan/", change.change_ask, name="change-ask"),
    path("skp/<int:pk>/batalkan/", change.change_cancel, name="change-cancel"),
    path("skp/<int:pk>/versi/<int:number>/", change.plan_version, name="plan-version"),
]
agreement_urls = [
    path("perjanjian-kinerja/", agreement.agreement_list, name="agreement-list"),
    path("perjanjian-kinerja/<int:year>/<int:unit>/sasaran/", agreement.goal_new, name="goal-new"),
    path("perjanjian-kinerja/sasaran/<int:pk>/", agreement.goal_edit, name="goal-edit"),
    path("perjanjian-kinerja/sasaran/<int:pk>/hapus/", agreement.goal_remove, name="goal-remove"),
    path("perjanjian-kinerja/sasaran/<int:pk>/pindah/", agreement.goal_move, name="goal-move"),
    path("skp/<int:pk>/perjanjian/", agreement.goal_take, name="goal-take"),
]
agreement_file_urls = [
    path("perjanjian-kinerja/impor/", agreement_file.agreement_import, name="agreement-import"),
    path(
        "perjanjian-kinerja/impor/contoh.xlsx", agreement_file.agreement_template, name="agreement-template"
    ),
    path("perjanjian-kinerja/impor/<int:pk>/", agreement_file.agreement_preview, name="agreement-preview"),
    path(
        "perjanjian-kinerja/impor/<int:pk>/terapkan/", agreement_file.agreement_apply, name="agreement-apply"
    ),
    path(
        "perjanjian-kinerja/impor/<int:pk>/perbaiki.xlsx",
        agreement_file.agreement_refused,
        name="agreement-refused",
    ),
]
policy_urls = [
    path("kebijakan/", policy.policy, name="policy"),
]
library_urls = [
    path("kamus/", library.library, name="library"),
    path("kamus/usul/", library.entry_new, name="entry-new"),
    path("kamus/usulan/", library.entry_queue, name="entry-queue"),
    path("kamus/unduh/", library_sheet.library_file, name="library-file"),
    path("kamus/impor/", library_sheet.library_import, name="library-import"),
    path("kamus/impor/contoh/", library_sheet.library_template, name="library-template"),
    path("kamus/impor/<int:pk>/", library_sheet.library_preview, name="library-preview"),
    path("kamus/impor/<int:pk>/terapkan/", library_sheet.library_apply, name="library-apply"),
    path("kamus/<int:pk>/", library.entry_detail, name="entry-detail"),
    path("kamus/<int:pk>/ubah/", library.entry_edit, name="entry-edit"),
    path("kamus/<int:pk>/terima/", library.entry_accept, name="entry-accept"),
    path("kamus/<int:pk>/kembalikan/", library.entry_return, name="entry-return"),
]
urlpatterns = [
    *plan_urls,
    *agreeing_urls,
    *part_urls,
    *matrix_urls,
    *change_urls,
    *agreement_urls,
    *agreement_file_urls,
    *policy_urls,
    *library_urls,
]
