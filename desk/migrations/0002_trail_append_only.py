"""Say whom the events of earlier years concern, then let the database refuse to change any (triggers)."""

from django.db import migrations
from django.db.models import OuterRef, Subquery

from appraisal.audit import CONCERNED
from appraisal.chain import guards


def say_whom_events_concern(apps, schema_editor):
    events = apps.get_model("appraisal", "Event").objects.filter(about=None)
    known = {model._meta.label_lower for model in apps.get_models()}
    for today, path in CONCERNED.items():
        kind = today if today in known else "reviews." + today.partition(".")[2]  # where it lay then
        if kind not in known:
            continue  # younger than this migration
        people = apps.get_model(kind).objects.filter(pk=OuterRef("target_id")).values(path)
        events.filter(target_type=kind).update(about_id=Subquery(people[:1]))


def install(apps, schema_editor):
    guards.install(schema_editor.connection)


def remove(apps, schema_editor):
    guards.remove(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0001_completeness'),
        ('appraisal', '0005_trail_in_a_chain'),
        ('organizations', '0007_data_protection_contact'),
        ('indicators', '0010_whole_days_of_rating'),
        ('multirater', '0004_relations_of_either'),
        ('reviews', '0010_development_goals'),
    ]

    operations = [
        migrations.RunPython(say_whom_events_concern, migrations.RunPython.noop),
        migrations.RunPython(install, remove),
    ]
