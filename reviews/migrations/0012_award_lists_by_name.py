from django.db import migrations

FORWARD = """
UPDATE reviews_document SET about = 'awards.awardlist', about_id = award_list_id
WHERE award_list_id IS NOT NULL
"""
BACKWARD = "UPDATE reviews_document SET award_list_id = about_id WHERE about = 'awards.awardlist'"


class Migration(migrations.Migration):
    """Documents name a target of a package above in words, because this package does not know it (ADR 0032)."""

    dependencies = [("reviews", "0011_papers_of_packages_above")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
