from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('organisations', '0003_mandates_and_roles_ended_at_once'),
    ]

    operations = [
        migrations.AlterField(
            model_name='organisation',
            name='authority_type',
            field=models.CharField(
                blank=True,
                choices=[
                    ('municipality', 'Municipality'),
                    ('province', 'Province'),
                    ('water_authority', 'Water authority'),
                    ('central_government', 'Central government'),
                    ('public_body', 'Body governed by public law'),
                    ('cooperation', 'Cooperation of authorities'),
                ],
                max_length=20,
            ),
        ),
    ]
