from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("policy", "0005_sessions_area_ready_named")]

    operations = [
        migrations.AddField("responsibility", "ended", models.BooleanField(default=False)),
    ]
