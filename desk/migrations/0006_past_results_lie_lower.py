from django.db import migrations


class Migration(migrations.Migration):
    """The table went to reviews, whose migration renamed it (ADR 0032)."""

    dependencies = [("desk", "0005_reach_of_allowances"), ("reviews", "0013_moved_to_packages_above")]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel("PastResult")]),
    ]
