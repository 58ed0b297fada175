from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("policy", "0004_matrix_entries_end")]

    operations = [
        migrations.AddField(
            model_name="websession",
            name="current_area",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=models.SET_NULL,
                related_name="+",
                to="policy.webarea",
            ),
        ),
        migrations.AddField(
            model_name="participant",
            name="ready_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="participant",
            name="removed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="webnote",
            name="named",
            field=models.BooleanField(default=False),
        ),
    ]
