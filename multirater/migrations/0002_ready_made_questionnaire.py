"""The questionnaire that comes with the program: a behaviour per BerAKHLAK value, one of leaders, two words.

The sentences are ours, seen from beside: what a colleague can watch, one thing at a time (measurement 4,
pages 2.3). The official guides stay as they are in indicators.
"""

from datetime import UTC, datetime

from django.db import migrations

SCALE = ["Jarang", "Kadang-kadang", "Cukup sering", "Sering", "Hampir selalu"]
INTRO = (
    "Jawablah dari apa yang Anda lihat sendiri dalam enam bulan terakhir. "
    "Pilih “Belum sempat melihat” bila Anda tidak berada di dekat kejadiannya; itu jawaban yang baik."
)
BEHAVIOURS = [
    "Melayani orang sampai keperluannya selesai",
    "Menepati janji kerja yang sudah disepakati",
    "Membagikan pengetahuan yang membantu orang lain bekerja",
    "Mendengarkan pendapat yang berbeda dengan hormat",
    "Menjaga nama baik rekan kerja ketika mereka tidak hadir",
    "Mencoba cara baru ketika cara lama tidak lagi membantu",
    "Mengajak pihak terkait berperan sejak awal pekerjaan",
]
LEADING = "Memberi arahan yang jelas tentang hasil yang diharapkan"
WORDS = [
    ("Apa satu hal yang sebaiknya diteruskan?", "TERUSKAN"),
    ("Apa satu hal yang sebaiknya dikembangkan?", "KEMBANGKAN"),
]


def fill(apps, schema_editor):
    value = apps.get_model("indicators", "CoreValue")
    item = apps.get_model("multirater", "Item")
    row, is_new = apps.get_model("multirater", "Questionnaire").objects.get_or_create(
        code="berakhlak",
        edition=1,
        defaults={
            "name": "Perilaku BerAKHLAK",
            "intro": INTRO,
            "scale": SCALE,
            "status": "BERLAKU",
            "created_at": datetime(2026, 1, 1, tzinfo=UTC),
        },
    )
    if not is_new:
        return
    by_number = {one.number: one for one in value.objects.all()}
    items = [
        item(questionnaire=row, number=number, kind="SKALA", text=text, value=by_number[number])
        for number, text in enumerate(BEHAVIOURS, start=1)
    ]
    items.append(item(questionnaire=row, number=8, kind="SKALA", text=LEADING, only_leaders=True))
    for number, (text, theme) in enumerate(WORDS, start=9):
        items.append(item(questionnaire=row, number=number, kind="TEKS", text=text, theme=theme))
    item.objects.bulk_create(items)


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0002_core_values"),
        ("multirater", "0001_rounds_of_many_sides"),
    ]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
