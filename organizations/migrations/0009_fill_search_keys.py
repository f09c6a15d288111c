"""Give everybody who is on record the key under which names are found."""

from __future__ import annotations

from django.db import migrations

from organizations.rules.search import search_key

BATCH = 1000


def fill(apps, schema_editor):
    employee = apps.get_model("organizations", "Employee")
    people = employee.objects.only("pk", "name", "front_title", "back_title").order_by("pk")
    last = 0
    while batch := list(people.filter(pk__gt=last)[:BATCH]):
        for person in batch:
            person.search_key = search_key(person.name, person.front_title, person.back_title)
        employee.objects.bulk_update(batch, ["search_key"], batch_size=250)
        last = batch[-1].pk


class Migration(migrations.Migration):
    dependencies = [("organizations", "0008_search_key_of_people")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
