"""One row per term and segment instead of one per term and document."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

from meerwaarde.platform.search.packing import by_term, packed, written
from meerwaarde.platform.search.terms import letters

_AT_ONCE = 500


def keep_by_segment(apps, schema_editor):
    """What was indexed stays findable."""
    document_table = apps.get_model("search", "Document")
    old = apps.get_model("search", "SinglePosting")
    segment_table, posting_table = apps.get_model("search", "Segment"), apps.get_model("search", "Posting")
    shelves = document_table.objects.order_by().values_list("organisation_id", "kind").distinct()
    for organisation_id, kind in list(shelves):
        here = document_table.objects.filter(organisation_id=organisation_id, kind=kind).order_by("id")
        numbers = list(here.values_list("pk", flat=True))
        for start in range(0, len(numbers), _AT_ONCE):
            some = numbers[start : start + _AT_ONCE]
            segment = segment_table.objects.create(scope=organisation_id or 0, kind=kind)
            terms = {number: {} for number in some}
            rows = old.objects.filter(document_id__in=some).values_list("document_id", "term", "weight")
            for number, term, weight in rows:
                terms[number][term] = weight
            documents = list(here.filter(pk__in=some))
            for document in documents:
                document.segment, document.found_by = segment, written(terms[document.pk])
            document_table.objects.bulk_update(documents, ["segment", "found_by"], batch_size=100)
            titles = {document.pk: document.title for document in documents}
            held = by_term(
                (number, {**each, **dict.fromkeys(letters(titles[number]), 1), "": 1})
                for number, each in terms.items()
            )
            posting_table.objects.bulk_create(
                [_posting(posting_table, segment, term, *each) for term, each in sorted(held.items())],
                batch_size=_AT_ONCE,
            )


def _posting(table, segment, term, numbers, weights):
    first, held = packed(numbers, weights)
    return table(
        segment=segment,
        scope=segment.scope,
        kind=segment.kind,
        term=term,
        documents=len(numbers),
        first=first,
        held=held,
    )


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.RenameModel("Posting", "SinglePosting"),
        migrations.AlterField(
            "SinglePosting",
            "document",
            models.ForeignKey(
                "search.document", django.db.models.deletion.CASCADE, db_index=False, related_name="+"
            ),
        ),
        migrations.CreateModel(
            name="Segment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.BigIntegerField()),
                ("kind", models.CharField(max_length=40)),
            ],
            options={"ordering": ["id"]},
        ),
        migrations.AddField("Document", "found_by", models.TextField(blank=True, default="")),
        migrations.AddField(
            "Document",
            "segment",
            models.ForeignKey(
                "search.segment",
                django.db.models.deletion.SET_NULL,
                blank=True,
                null=True,
                related_name="members",
            ),
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.BigIntegerField()),
                ("kind", models.CharField(max_length=40)),
                ("term", models.CharField(max_length=64)),
                ("documents", models.PositiveIntegerField()),
                ("first", models.BigIntegerField()),
                ("held", models.BinaryField()),
                (
                    "segment",
                    models.ForeignKey(
                        "search.segment",
                        django.db.models.deletion.CASCADE,
                        db_index=False,
                        related_name="postings",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        fields=["term", "scope", "kind", "documents"], name="search_posting_term_scope"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=["segment", "term"], name="search_term_once_per_segment")
                ],
            },
        ),
        migrations.RunPython(keep_by_segment, migrations.RunPython.noop),
    ]
