from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("market", "0025_acquaintances_know_who_declined")]

    operations = [
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("closes_at__isnull", False)), fields=["closes_at"], name="notice_by_closing"
            ),
        ),
    ]
