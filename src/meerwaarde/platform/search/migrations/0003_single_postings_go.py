"""The rows of one term and one document, which 0002 took over."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("search", "0002_postings_by_segment")]

    operations = [migrations.DeleteModel("SinglePosting")]
