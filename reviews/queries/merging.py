"""How our rows are called where two rows of one person are joined."""

from __future__ import annotations

CALLED = {
    "reviews.OrganisationAchievement": "capaian unit",
    "reviews.GradeAdvice": "saran capaian unit",
    "reviews.KeyRealisation": "realisasi IKU",
    "reviews.HelpRequest": "permintaan bantuan",
    "reviews.Evaluation": "evaluasi kinerja",
    "reviews.DistributionReason": "alasan sebaran predikat",
    "reviews.CalibrationMeeting": "rapat kalibrasi",
    "reviews.CalibrationCase": "putusan kalibrasi",
    "reviews.CreditEntry": "angka kredit",
    "reviews.Document": "dokumen resmi",
    "reviews.Note": "catatan kemajuan",
    "reviews.Objection": "keberatan",
    "reviews.Correction": "koreksi hasil",
    "reviews.Feedback": "umpan balik atasan",
    "reviews.EvidenceFile": "berkas bukti",
    "reviews.RemarkRequest": "permintaan umpan balik",
    "reviews.Remark": "umpan balik",
    "reviews.ReminderSetting": "pengaturan pengingat",
    "reviews.Reminder": "pengingat",
    "reviews.Talk": "dialog kinerja",
    "reviews.TalkPoint": "pokok dialog",
    "reviews.PastResult": "hasil tahun sebelumnya",
    "reviews.Voice": "suara warga",
}
