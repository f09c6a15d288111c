from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reviews", "0010_development_goals")]

    operations = [
        migrations.AddField("document", "about", models.CharField(blank=True, max_length=50, default=""), False),
        migrations.AddField("document", "about_id", models.PositiveBigIntegerField(blank=True, null=True)),
        migrations.RemoveConstraint("document", "document_one_valid_per_award_list"),
        migrations.RemoveConstraint("document", "document_kind_known"),
    ]
