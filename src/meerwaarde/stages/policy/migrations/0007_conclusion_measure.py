from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("policy", "0006_responsibilities_end_at_once")]

    operations = [migrations.RenameField("conclusion", "change", "measure")]
