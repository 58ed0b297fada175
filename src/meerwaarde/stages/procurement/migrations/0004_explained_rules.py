import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("procurement", "0003_delivery_regions_and_answers"),
    ]

    operations = [
        migrations.RemoveField(model_name="explanation", name="evidence"),
        migrations.AddField(
            model_name="explanation", name="evidence", field=models.JSONField(default=list)
        ),
        migrations.RemoveConstraint(model_name="explanation", name="explanation_one_per_rule"),
        migrations.AddConstraint(
            model_name="explanation",
            constraint=models.UniqueConstraint(
                condition=~Q(("state", "withdrawn")),
                fields=("procurement", "rule"),
                name="explanation_one_per_rule",
            ),
        ),
        migrations.CreateModel(
            name="RuleStanding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=12)),
                ("rule_code", models.CharField(max_length=20)),
                ("theme", models.CharField(blank=True, max_length=30)),
                ("standing", models.CharField(max_length=10)),
                (
                    "procurement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="standings",
                        to="procurement.procurement",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("procurement", "rule"), name="standing_once_per_rule"),
                    models.CheckConstraint(
                        condition=Q(("standing__in", ("satisfied", "explained", "open"))),
                        name="standing_known",
                    ),
                ],
            },
        ),
    ]
