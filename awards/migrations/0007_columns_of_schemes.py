"""What a scheme says stands on the scheme alone."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Columns only; the rows were filled by the migration before."""

    dependencies = [("awards", "0006_lists_follow_schemes")]

    operations = [
        migrations.RemoveConstraint(model_name="awardlist", name="award_list_once_per_period"),
        migrations.RemoveConstraint(model_name="awardlist", name="award_list_has_places"),
        migrations.RemoveField(model_name="awardlist", name="name"),
        migrations.RemoveField(model_name="awardlist", name="period"),
        migrations.RemoveField(model_name="awardlist", name="places"),
        migrations.RemoveField(model_name="awardlist", name="weights"),
        migrations.AlterField(
            model_name="awardlist",
            name="scheme",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="award_list",
                to="awards.awardscheme",
            ),
        ),
    ]
