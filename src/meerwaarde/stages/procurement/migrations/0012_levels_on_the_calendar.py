from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("procurement", "0011_frozen_searches_in_the_file")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="expectedprocurement",
            name="levels",
            field=models.JSONField(blank=True, default=dict),
        )
    ]
