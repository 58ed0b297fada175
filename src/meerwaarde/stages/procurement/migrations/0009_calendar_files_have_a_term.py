from datetime import timedelta
from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

READ_IN_FOR = timedelta(days=90)


def give_terms(apps, schema_editor):
    """Files that were read in before there was a term get theirs from the day on which they came."""
    imports = apps.get_model("procurement", "CalendarImport")
    files = apps.get_model("documents", "StoredFile")
    for batch in imports.objects.select_related("file").defer("file__content"):
        imports.objects.filter(pk=batch.pk).update(file_name=batch.file.name)
        until = batch.started_at.date() + READ_IN_FOR
        files.objects.filter(pk=batch.file_id, kept_until__isnull=True).update(kept_until=until)


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("documents", "0001_kept_files"),
        ("procurement", "0008_what_more_is_possible"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="calendarimport",
            name="file_name",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name="calendarimport",
            name="file",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.storedfile",
            ),
        ),
        migrations.RunPython(give_terms, migrations.RunPython.noop),
    ]
