"""What the migrations that it replaces make of an empty database, at once."""

import django.db.models.deletion
import meerwaarde.platform.organisations.models
import meerwaarde.platform.organisations.records
from django.conf import settings
from django.db import migrations, models

from meerwaarde.platform.organisations.new_tables import NewTables


class Migration(migrations.Migration):

    replaces = [
        ('organisations', '0001_initial'),
        ('organisations', '0002_own_regions'),
        ('organisations', '0003_mandates_and_roles_ended_at_once'),
        ('organisations', '0004_cooperation'),
        ('organisations', '0005_firms_and_civic_organisations'),
    ]

    initial = True

    dependencies = [
    ]

    operations = [
        NewTables(
            tables=[
                migrations.CreateModel(
                    name='Person',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('public_id', models.CharField(default=meerwaarde.platform.organisations.records.new_public_id, editable=False, max_length=12, unique=True)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('email', models.EmailField(max_length=254, unique=True)),
                        ('name', models.CharField(max_length=150)),
                        ('language', models.CharField(choices=[('nl', 'Nederlands'), ('en', 'English')], default='nl', max_length=2)),
                        ('is_active', models.BooleanField(default=True)),
                        ('salt', models.BinaryField(default=meerwaarde.platform.organisations.models.new_salt)),
                    ],
                    options={
                        'ordering': ['name', 'id'],
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Organisation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.CharField(default=meerwaarde.platform.organisations.records.new_public_id, editable=False, max_length=12, unique=True)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('kind', models.CharField(choices=[('authority', 'Authority'), ('supplier', 'Supplier'), ('civic', 'Civic organisation')], default='authority', max_length=12)),
                        ('authority_type', models.CharField(blank=True, choices=[('municipality', 'Municipality'), ('province', 'Province'), ('water_authority', 'Water authority'), ('central_government', 'Central government'), ('public_body', 'Body governed by public law'), ('cooperation', 'Cooperation of authorities')], max_length=20)),
                        ('buyer', models.CharField(choices=[('central', 'Central government'), ('decentral', 'Sub-central authority'), ('utility', 'Utility (special sectors)'), ('defence', 'Defence and security')], default='decentral', max_length=10)),
                        ('slug', models.SlugField(max_length=60, unique=True)),
                        ('name', models.CharField(max_length=200)),
                        ('second_factor_since', models.DateField(blank=True, null=True)),
                        ('active', models.BooleanField(default=True)),
                        ('own_regions', models.JSONField(blank=True, default=list)),
                    ],
                    options={
                        'ordering': ['name', 'id'],
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Department',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.CharField(default=meerwaarde.platform.organisations.records.new_public_id, editable=False, max_length=12, unique=True)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('code', models.SlugField(max_length=40)),
                        ('name', models.CharField(max_length=200)),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='departments', to='organisations.organisation')),
                    ],
                    options={
                        'ordering': ['name', 'id'],
                        'indexes': [],
                        'constraints': [models.UniqueConstraint(fields=('organisation', 'code'), name='department_code_once_per_organisation')],
                    },
                ),
                migrations.CreateModel(
                    name='Membership',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.CharField(default=meerwaarde.platform.organisations.records.new_public_id, editable=False, max_length=12, unique=True)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('role', models.CharField(max_length=30)),
                        ('since', models.DateField()),
                        ('until', models.DateField(blank=True, null=True)),
                        ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='organisations.department')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='organisations.organisation')),
                        ('ended_on', models.DateField(blank=True, null=True)),
                    ],
                    options={
                        'ordering': ['id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='membership_ends_after_start'), models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True), ('until__isnull', True)), fields=('person', 'organisation', 'role'), name='membership_role_once_at_a_time'), models.CheckConstraint(condition=models.Q(('role__in', ('client', 'project_leader', 'buyer', 'policy_adviser', 'subject_expert', 'contract_manager', 'social_return_coordinator', 'lawyer', 'finance_controller', 'mvoi_team', 'tenderboard_member', 'director', 'alderman', 'council', 'administrator', 'regional_coordinator', 'ambassador', 'supplier_owner', 'supplier_member', 'civic_coordinator'))), name='membership_role_known')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Mandate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.CharField(default=meerwaarde.platform.organisations.records.new_public_id, editable=False, max_length=12, unique=True)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('act', models.CharField(max_length=30)),
                        ('role', models.CharField(max_length=30)),
                        ('contracts', models.JSONField(blank=True, default=list)),
                        ('cpv', models.JSONField(blank=True, default=list)),
                        ('amount_cents', models.BigIntegerField(blank=True, null=True)),
                        ('since', models.DateField()),
                        ('until', models.DateField(blank=True, null=True)),
                        ('ended_on', models.DateField(blank=True, null=True)),
                        ('source', models.CharField(blank=True, max_length=300)),
                        ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='organisations.department')),
                        ('membership', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='mandates', to='organisations.membership')),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='organisations.organisation')),
                    ],
                    options={
                        'ordering': ['id'],
                        'indexes': [],
                        'constraints': [models.CheckConstraint(condition=models.Q(('act__in', ('approve_explanation', 'settle_strategy'))), name='mandate_act_known'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='mandate_ends_after_start'), models.CheckConstraint(condition=models.Q(('amount_cents__isnull', True), ('amount_cents__gt', 0), _connector='OR'), name='mandate_amount_positive'), models.CheckConstraint(condition=models.Q(('role__in', ('client', 'project_leader', 'buyer', 'policy_adviser', 'subject_expert', 'contract_manager', 'social_return_coordinator', 'lawyer', 'finance_controller', 'mvoi_team', 'tenderboard_member', 'director', 'alderman', 'council', 'administrator', 'regional_coordinator', 'ambassador', 'supplier_owner', 'supplier_member', 'civic_coordinator'))), name='mandate_role_known')],
                    },
                ),
            ],
        ),
    ]
