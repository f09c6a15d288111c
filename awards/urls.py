"""Addresses of awards."""

from __future__ import annotations

from django.urls import path

from .views import (
    award,
    committee,
    medal,
    nomination,
    record,
    record_file,
    scheme,
    scheme_desk,
    scheme_edit,
    sitting,
    winner,
)

app_name = "awards"

award_urls = [
    path("bkd/penghargaan/", award.award_list, name="award-list"),
    path("bkd/penghargaan/baru/", award.award_new, name="award-new"),
    path("bkd/penghargaan/<int:pk>/", award.award_detail, name="award-detail"),
    path("bkd/penghargaan/<int:pk>/tetapkan/", award.award_close, name="award-close"),
    path("bkd/penghargaan/<int:pk>/dokumen/", award.award_document, name="award-document"),
    path("bkd/penghargaan/calon/<int:pk>/", award.candidate_decide, name="candidate-decide"),
]
committee_urls = [
    path("bkd/penghargaan/<int:pk>/juri/", committee.jury_list, name="jury-list"),
    path("bkd/penghargaan/<int:pk>/catatan/", committee.note_list, name="note-list"),
    path("bkd/penghargaan/<int:pk>/rapat/", sitting.sitting_list, name="sitting-list"),
    path("bkd/penghargaan/rapat/<int:pk>/", sitting.sitting_change, name="sitting-change"),
    path("bkd/penghargaan/rapat/<int:pk>/berita-acara/", sitting.sitting_minutes, name="sitting-minutes"),
    path("bkd/penghargaan/calon/<int:pk>/juri/", committee.jury_score, name="jury-score"),
    path("bkd/penghargaan/calon/<int:pk>/mundur/", committee.recusal, name="recusal"),
    path("bkd/penghargaan/calon/<int:pk>/catatan/", committee.candidate_notes, name="candidate-notes"),
]
scheme_urls = [
    path("penghargaan/", scheme.scheme_published, name="scheme-published"),
    path("penghargaan/<int:pk>/", scheme.scheme_detail, name="scheme-detail"),
    path("penghargaan/<int:pk>/perubahan/", scheme.scheme_changes, name="scheme-changes"),
    path("bkd/penghargaan/skema/", scheme_desk.scheme_list, name="scheme-list"),
    path("bkd/penghargaan/skema/baru/", scheme_desk.scheme_new, name="scheme-new"),
    path("bkd/penghargaan/skema/<int:pk>/", scheme_desk.scheme_draft, name="scheme-draft"),
    path("bkd/penghargaan/skema/<int:pk>/isi/", scheme_edit.scheme_edit, name="scheme-edit"),
    path("bkd/penghargaan/skema/<int:pk>/syarat/", scheme_edit.scheme_rules, name="scheme-rules"),
    path("bkd/penghargaan/skema/<int:pk>/kriteria/", scheme_edit.scheme_criteria, name="scheme-criteria"),
    path("bkd/penghargaan/skema/<int:pk>/bobot/", scheme_edit.scheme_weights, name="scheme-weights"),
    path("bkd/penghargaan/skema/<int:pk>/umumkan/", scheme_desk.scheme_publish, name="scheme-publish"),
    path("bkd/penghargaan/skema/<int:pk>/batalkan/", scheme_desk.scheme_cancel, name="scheme-cancel"),
    path("bkd/penghargaan/skema/<int:pk>/edisi-baru/", scheme_desk.scheme_next, name="scheme-next"),
]
record_urls = [
    path("catatan-kepegawaian/", record.record_mine, name="record-mine"),
    path("bkd/catatan-kepegawaian/", record.record_list, name="record-list"),
    path("bkd/catatan-kepegawaian/pegawai/<int:pk>/", record.record_person, name="record-person"),
    path("bkd/catatan-kepegawaian/<int:pk>/tarik/", record.record_withdraw, name="record-withdraw"),
    path("bkd/catatan-kepegawaian/impor/", record_file.record_import, name="record-import"),
    path("bkd/catatan-kepegawaian/impor/contoh/", record_file.record_template_file, name="record-template"),
    path("bkd/catatan-kepegawaian/impor/<int:pk>/", record_file.record_preview, name="record-preview"),
    path("bkd/catatan-kepegawaian/impor/<int:pk>/simpan/", record_file.record_apply, name="record-apply"),
    path("bkd/catatan-kepegawaian/impor/<int:pk>/batal/", record_file.record_undo, name="record-undo"),
]
medal_urls = [
    path("bkd/satyalancana/", medal.medal_list, name="medal-list"),
    path("bkd/satyalancana/berkas/", medal.medal_file, name="medal-file"),
    path("bkd/satyalancana/pegawai/<int:pk>/siapkan/", medal.medal_prepare, name="medal-prepare"),
    path("bkd/satyalancana/usulan/", medal.medal_proposals, name="medal-proposals"),
    path("bkd/satyalancana/usulan/<int:pk>/", medal.medal_proposal, name="medal-proposal"),
    path("bkd/satyalancana/usulan/<int:pk>/daftar/", medal.medal_papers, name="medal-papers"),
    path("bkd/satyalancana/usulan/<int:pk>/lampirkan/", medal.medal_attach, name="medal-attach"),
    path("bkd/satyalancana/usulan/<int:pk>/pindah/", medal.medal_move, name="medal-move"),
    path("bkd/satyalancana/surat/", medal.medal_letter_new, name="medal-letter-new"),
    path("bkd/satyalancana/surat/<int:pk>/", medal.medal_letter, name="medal-letter"),
    path("bkd/satyalancana/surat/<int:pk>/dokumen/", medal.medal_letter_document, name="medal-document"),
]
nomination_urls = [
    path("penghargaan/<int:pk>/calonkan/", nomination.nominate, name="nominate"),
    path("penghargaan/<int:pk>/tidak-ikut/", nomination.nomination_leave, name="nomination-leave"),
    path("penghargaan/pencalonan/", nomination.nomination_list, name="nomination-list"),
    path(
        "penghargaan/pencalonan/<int:pk>/tarik/", nomination.nomination_withdraw, name="nomination-withdraw"
    ),
    path(
        "bkd/penghargaan/skema/<int:pk>/pencalonan/", nomination.scheme_nominations, name="scheme-nominations"
    ),
]
winner_urls = [
    path("penghargaan-saya/", winner.own_list, name="own-list"),
    path("penghargaan-saya/<int:pk>/", winner.own_detail, name="own-detail"),
    path("penghargaan-saya/<int:pk>/piagam/", winner.certificate, name="certificate"),
    path("penerima-penghargaan/", winner.honours, name="honours"),
]
urlpatterns = award_urls
urlpatterns += committee_urls
urlpatterns += scheme_urls
urlpatterns += record_urls
urlpatterns += medal_urls
urlpatterns += nomination_urls
urlpatterns += winner_urls
