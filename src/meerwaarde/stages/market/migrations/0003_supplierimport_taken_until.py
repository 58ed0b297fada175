from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("market", "0002_suppliers"),
    ]

    operations = [
        migrations.AddField(
            model_name="supplierimport",
            name="taken_until",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
