"""Every term but the annual one has days of rating, in order (after they were filled in)."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("indicators", "0008_days_of_rating")]

    operations = [
        migrations.AddConstraint(
            model_name='term',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'FINAL'), ('rated_from__isnull', True), ('rated_until__isnull', True)), models.Q(('rated_from__isnull', False), ('rated_until__gte', models.F('rated_from'))), _connector='OR'), name='term_rating_in_order', violation_error_message='Penilaian berakhir setelah tanggal mulainya.'),
        ),
    ]
