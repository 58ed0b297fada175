from django.db import migrations

from meerwaarde.platform.journal.guard import lift_guard, set_guard


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(set_guard, lift_guard)]
