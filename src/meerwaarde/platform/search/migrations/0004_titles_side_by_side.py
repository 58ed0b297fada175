"""The titles of a segment side by side, in place of a row for each run of three letters."""

from __future__ import annotations

import secrets

import django.db.models.deletion
from django.db import migrations, models

from meerwaarde.platform.search.terms import plain

_RUN_MARK = "#"


def keep_titles(apps, schema_editor):
    """What was indexed stays findable by a part of its name."""
    segment_table, titles_table = apps.get_model("search", "Segment"), apps.get_model("search", "Titles")
    document_table = apps.get_model("search", "Document")
    for segment in segment_table.objects.order_by("pk").iterator(chunk_size=500):
        here = document_table.objects.filter(segment=segment).order_by("pk")
        rows = list(here.values_list("title", "object_id"))
        titles_table.objects.create(
            segment=segment,
            scope=segment.scope,
            kind=segment.kind,
            stamp=secrets.randbits(63),
            names="\n".join(plain(title) for title, _one in rows),
            objects_named="\n".join(one for _title, one in rows),
        )
    apps.get_model("search", "Posting").objects.filter(term__startswith=_RUN_MARK).delete()


class Migration(migrations.Migration):
    dependencies = [("search", "0003_single_postings_go")]

    operations = [
        migrations.CreateModel(
            name="Titles",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("scope", models.BigIntegerField()),
                ("kind", models.CharField(max_length=40)),
                ("stamp", models.BigIntegerField()),
                ("names", models.TextField()),
                ("objects_named", models.TextField()),
                (
                    "segment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="titles",
                        to="search.segment",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "titles",
                "ordering": ["segment_id"],
                "indexes": [
                    models.Index(fields=["scope", "kind", "segment", "stamp"], name="search_titles_stamps")
                ],
            },
        ),
        migrations.RunPython(keep_titles, migrations.RunPython.noop),
    ]
