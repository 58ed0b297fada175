import django.db.models.deletion
import meerwaarde.platform.organisations.records
import meerwaarde.stages.policy.models.webs
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_kept_files"),
        ("organisations", "0003_mandates_and_roles_ended_at_once"),
        ("policy", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ThemeSet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=meerwaarde.platform.organisations.records.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=120)),
                ("source", models.CharField(blank=True, max_length=300)),
                ("archived_at", models.DateTimeField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "id"],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="BoardDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=meerwaarde.platform.organisations.records.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("title", models.CharField(max_length=300)),
                ("source_type", models.CharField(max_length=20)),
                ("since_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("until_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("digest", models.CharField(max_length=64)),
                ("pages_count", models.PositiveIntegerField(default=0)),
                ("archived_at", models.DateTimeField(blank=True, null=True)),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="board_document_has_a_title"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("archived_at__isnull", True)),
                        fields=("organisation", "digest"),
                        name="board_document_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActionPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=meerwaarde.platform.organisations.records.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("title", models.CharField(max_length=200)),
                ("summary", models.TextField(blank=True)),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("state", models.CharField(default="draft", max_length=10)),
                (
                    "adopted_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("council", "Municipal council"),
                            ("college", "College of mayor and aldermen"),
                            ("ps", "Provincial council (PS)"),
                            ("gs", "Provincial executive (GS)"),
                            ("ab", "General board of the water authority (AB)"),
                            ("db", "Executive board of the water authority (DB)"),
                            ("minister", "Minister"),
                            ("board", "Board"),
                        ],
                        max_length=10,
                    ),
                ),
                ("adopted_on", models.DateField(blank=True, null=True)),
                (
                    "framework",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="policy.framework",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
            ],
            options={
                "ordering": ["-since", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("draft", "adopted", "evaluated"))),
                        name="plan_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("since"))), name="plan_runs_forward"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"),
                            models.Q(
                                models.Q(("adopted_by", ""), _negated=True), ("adopted_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="plan_adopted_by_a_body_on_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Category",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=meerwaarde.platform.organisations.records.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("code", models.SlugField(max_length=40)),
                ("name", models.CharField(max_length=150)),
                ("explanation", models.TextField(blank=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("cpv", models.JSONField(blank=True, default=list)),
                ("default_code", models.CharField(blank=True, max_length=40)),
                ("archived_at", models.DateTimeField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "categories",
                "ordering": ["position", "name", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "code"), name="category_code_once"),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="category_has_a_name"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Responsibility",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=meerwaarde.platform.organisations.records.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("duty", models.CharField(max_length=20)),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.department",
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "responsibilities",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "duty__in",
                                (
                                    "owner",
                                    "framework_owner",
                                    "team_lead",
                                    "team_member",
                                    "adviser",
                                    "board_member",
                                ),
                            )
                        ),
                        name="responsibility_duty_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="responsibility_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=meerwaarde.platform.organisations.records.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("year", models.PositiveSmallIntegerField()),
                ("state", models.CharField(default="open", max_length=10)),
                ("closes_on", models.DateField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("conclusion", models.TextField(blank=True)),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.department",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["-year", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("open", "closed"))), name="assessment_state_known"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("department__isnull", True)),
                        fields=("organisation", "year"),
                        name="assessment_once_a_year",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("department__isnull", False)),
                        fields=("organisation", "department", "year"),
                        name="assessment_once_a_year_per_department",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeftOut",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=meerwaarde.platform.organisations.records.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("above_rule", models.CharField(max_length=40)),
                ("reason", models.TextField()),
                (
                    "framework",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="left_out",
                        to="policy.framework",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("framework", "above_rule"), name="left_out_once"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="left_out_with_a_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnTheme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=meerwaarde.platform.organisations.records.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("code", models.SlugField(max_length=40)),
                ("name", models.CharField(max_length=120)),
                ("explanation", models.TextField(blank=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("themes", models.JSONField(blank=True, default=list)),
                (
                    "theme_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="own_themes",
                        to="policy.themeset",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("theme_set", "code"), name="own_theme_code_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=meerwaarde.platform.organisations.records.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("page", models.PositiveIntegerField()),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("quote", models.TextField()),
                ("set_aside_at", models.DateTimeField(blank=True, null=True)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
                        to="policy.boarddocument",
                    ),
                ),
            ],
            options={
                "ordering": ["page", "start", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__gt", models.F("start"))), name="passage_runs_forward"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quote", ""), _negated=True), name="passage_has_words"
                    ),
                    models.UniqueConstraint(fields=("document", "page", "start", "end"), name="passage_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="BoardPage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("label", models.CharField(blank=True, max_length=40)),
                ("text", models.TextField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pages",
                        to="policy.boarddocument",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("document", "number"), name="board_page_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanGoal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=meerwaarde.platform.organisations.records.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("theme", models.CharField(blank=True, max_length=30)),
                ("wording", models.TextField()),
                ("indicator", models.CharField(blank=True, max_length=200)),
                ("unit", models.CharField(blank=True, max_length=60)),
                ("baseline", models.DecimalField(blank=True, decimal_places=3, max_digits=16, null=True)),
                ("target", models.DecimalField(blank=True, decimal_places=3, max_digits=16, null=True)),
                ("reached", models.DecimalField(blank=True, decimal_places=3, max_digits=16, null=True)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("acceptable", models.TextField(blank=True)),
                ("realistic", models.TextField(blank=True)),
                (
                    "goal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_goals",
                        to="policy.goal",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="goals",
                        to="policy.actionplan",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("wording", ""), _negated=True), name="plan_goal_has_wording"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("theme", ""),
                            (
                                "theme__in",
                                (
                                    "environment_biodiversity",
                                    "climate",
                                    "circular",
                                    "supply_chain_responsibility",
                                    "diversity_inclusion",
                                    "social_return",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="plan_goal_theme_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=meerwaarde.platform.organisations.records.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.TextField(blank=True)),
                ("done_on", models.DateField(blank=True, null=True)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="policy.actionplan",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "number"), name="plan_step_once"),
                    models.CheckConstraint(
                        condition=models.Q(("number__in", [1, 2, 3, 4, 5, 6, 7])), name="plan_step_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanTheme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=meerwaarde.platform.organisations.records.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("theme", models.CharField(max_length=30)),
                ("focus", models.BooleanField(default=False)),
                ("reason", models.TextField(blank=True)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="themes",
                        to="policy.actionplan",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "theme"), name="plan_theme_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "theme__in",
                                (
                                    "environment_biodiversity",
                                    "climate",
                                    "circular",
                                    "supply_chain_responsibility",
                                    "diversity_inclusion",
                                    "social_return",
                                ),
                            )
                        ),
                        name="plan_theme_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProcessMoment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=meerwaarde.platform.organisations.records.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("moment", models.CharField(max_length=20)),
                ("how", models.TextField(blank=True)),
                ("who", models.CharField(blank=True, max_length=150)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moments",
                        to="policy.actionplan",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "moment"), name="process_moment_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PromisingTender",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=meerwaarde.platform.organisations.records.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("title", models.CharField(max_length=200)),
                ("why", models.TextField(blank=True)),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("quarter", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("reference", models.CharField(blank=True, max_length=40)),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="policy.category",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tenders",
                        to="policy.actionplan",
                    ),
                ),
            ],
            options={
                "ordering": ["year", "quarter", "id"],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="AmbitionWeb",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=meerwaarde.platform.organisations.records.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("kind", models.CharField(max_length=12)),
                ("title", models.CharField(max_length=200)),
                ("explanation", models.TextField(blank=True)),
                ("area_set", models.CharField(default="six", max_length=5)),
                ("archived_at", models.DateTimeField(blank=True, null=True)),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.department",
                    ),
                ),
                (
                    "generic",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="over",
                        to="policy.ambitionweb",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                ("categories", models.ManyToManyField(blank=True, related_name="+", to="policy.category")),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("organisation", "department", "project"))),
                        name="web_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("area_set__in", ("six", "gww", "own"))), name="web_areas_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="web_has_a_title"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "department"), _negated=True),
                            ("department__isnull", False),
                            _connector="OR",
                        ),
                        name="web_of_a_department",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MatrixEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=meerwaarde.platform.organisations.records.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("theme", models.CharField(max_length=30)),
                ("level", models.PositiveSmallIntegerField()),
                ("opportunity", models.TextField(blank=True)),
                ("examples", models.JSONField(blank=True, default=list)),
                ("reason", models.TextField(blank=True)),
                ("origin", models.CharField(default="manual", max_length=10)),
                ("web_session", models.CharField(blank=True, max_length=12)),
                ("written_at", models.DateTimeField()),
                ("current", models.BooleanField(default=True)),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="policy.category",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
            ],
            options={
                "ordering": ["-written_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "theme__in",
                                (
                                    "environment_biodiversity",
                                    "climate",
                                    "circular",
                                    "supply_chain_responsibility",
                                    "diversity_inclusion",
                                    "social_return",
                                ),
                            )
                        ),
                        name="matrix_theme_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__in", (0, 1, 2, 3))), name="matrix_level_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("origin__in", ("manual", "default", "import", "web"))),
                        name="matrix_origin_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("current", True)),
                        fields=("category", "theme"),
                        name="matrix_one_current_entry",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreedAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=meerwaarde.platform.organisations.records.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("statement", models.CharField(max_length=40)),
                ("level", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("evidence", models.TextField(blank=True)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agreed",
                        to="policy.assessment",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "statement"), name="agreed_answer_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="AssessmentAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=meerwaarde.platform.organisations.records.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("statement", models.CharField(max_length=40)),
                ("level", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("evidence", models.TextField(blank=True)),
                ("written_at", models.DateTimeField()),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="policy.assessment",
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("assessment", "membership", "statement"), name="assessment_answer_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=meerwaarde.platform.organisations.records.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("title", models.CharField(max_length=200)),
                ("explanation", models.TextField(blank=True)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("hours", models.DecimalField(blank=True, decimal_places=1, max_digits=8, null=True)),
                ("budget_cents", models.BigIntegerField(blank=True, null=True)),
                ("spent_hours", models.DecimalField(blank=True, decimal_places=1, max_digits=8, null=True)),
                ("spent_cents", models.BigIntegerField(blank=True, null=True)),
                ("state", models.CharField(default="planned", max_length=10)),
                ("progress", models.PositiveSmallIntegerField(default=0)),
                ("progress_note", models.TextField(blank=True)),
                ("origin", models.CharField(default="manual", max_length=12)),
                ("origin_ref", models.CharField(blank=True, max_length=40)),
                ("done_on", models.DateField(blank=True, null=True)),
                ("reminded_on", models.DateField(blank=True, null=True)),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.department",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="actions",
                        to="policy.actionplan",
                    ),
                ),
                (
                    "plan_goal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="actions",
                        to="policy.plangoal",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_on", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("planned", "under_way", "done", "dropped"))),
                        name="action_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="action_runs_forward",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("progress__lte", 100)), name="action_progress_is_a_share"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("origin__in", ("manual", "web", "assessment", "evaluation", "goal"))
                        ),
                        name="action_origin_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("hours__isnull", True), ("hours__gte", 0), _connector="OR"),
                            models.Q(
                                ("budget_cents__isnull", True), ("budget_cents__gte", 0), _connector="OR"
                            ),
                        ),
                        name="action_costs_nothing_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WebArea",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=meerwaarde.platform.organisations.records.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("code", models.SlugField(max_length=40)),
                ("name", models.CharField(max_length=120)),
                ("explanation", models.TextField(blank=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("theme", models.CharField(blank=True, max_length=30)),
                ("anchors", models.JSONField(blank=True, default=list)),
                ("policy_level", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("policy_source", models.CharField(blank=True, max_length=300)),
                (
                    "web",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="areas",
                        to="policy.ambitionweb",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("web", "code"), name="web_area_code_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("theme", ""),
                            (
                                "theme__in",
                                (
                                    "environment_biodiversity",
                                    "climate",
                                    "circular",
                                    "supply_chain_responsibility",
                                    "diversity_inclusion",
                                    "social_return",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="web_area_theme_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("policy_level__isnull", True),
                            ("policy_level__in", (0, 1, 2, 3)),
                            _connector="OR",
                        ),
                        name="web_area_policy_level_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WebSession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=meerwaarde.platform.organisations.records.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("title", models.CharField(max_length=200)),
                ("phase", models.CharField(blank=True, max_length=40)),
                ("state", models.CharField(default="prepared", max_length=12)),
                ("planned_on", models.DateField(blank=True, null=True)),
                (
                    "join_code",
                    models.CharField(
                        default=meerwaarde.stages.policy.models.webs.new_join_code, max_length=12, unique=True
                    ),
                ),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("revealed_at", models.DateTimeField(blank=True, null=True)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("revision", models.PositiveIntegerField(default=0)),
                (
                    "facilitator",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
                (
                    "previous",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="later",
                        to="policy.websession",
                    ),
                ),
                (
                    "web",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="policy.ambitionweb",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("prepared", "scoring", "revealed", "settled", "cancelled"))
                        ),
                        name="web_session_state_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Conclusion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=meerwaarde.platform.organisations.records.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("text", models.TextField()),
                ("changes", models.CharField(max_length=10)),
                ("change", models.TextField(blank=True)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("settled_on", models.DateField(blank=True, null=True)),
                ("settled_how", models.TextField(blank=True)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conclusions",
                        to="policy.actionplan",
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="policy.planaction",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("changes__in", ("framework", "matrix", "goal", "action", "other"))
                        ),
                        name="conclusion_changes_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="conclusion_has_words"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=meerwaarde.platform.organisations.records.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=100)),
                ("side", models.CharField(max_length=10)),
                ("party", models.CharField(blank=True, max_length=150)),
                ("key_digest", models.CharField(max_length=64, unique=True)),
                ("joined_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                ("left_at", models.DateTimeField(blank=True, null=True)),
                (
                    "membership",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participants",
                        to="policy.websession",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ("authority", "market", "other"))),
                        name="participant_side_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="participant_has_a_name"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("membership__isnull", False)),
                        fields=("session", "membership"),
                        name="participant_once_per_session",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WebOutcome",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=meerwaarde.platform.organisations.records.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("present", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("level", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("policy_level", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("reason", models.TextField(blank=True)),
                ("measure", models.TextField(blank=True)),
                ("owner_name", models.CharField(blank=True, max_length=150)),
                ("due_on", models.DateField(blank=True, null=True)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="policy.webarea"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outcomes",
                        to="policy.websession",
                    ),
                ),
            ],
            options={
                "ordering": ["area__position", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("session", "area"), name="web_outcome_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("level__isnull", True), ("level__in", (0, 1, 2, 3)), _connector="OR"),
                            models.Q(
                                ("present__isnull", True), ("present__in", (0, 1, 2, 3)), _connector="OR"
                            ),
                        ),
                        name="web_outcome_level_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("level__isnull", True),
                            ("policy_level__isnull", True),
                            ("level", models.F("policy_level")),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="web_outcome_off_policy_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WebNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=meerwaarde.platform.organisations.records.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("text", models.TextField()),
                ("dissent", models.BooleanField(default=False)),
                ("written_at", models.DateTimeField()),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="policy.webarea",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="policy.participant",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="policy.websession",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="web_note_has_words"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WebScore",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("present", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("desired", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("remark", models.TextField(blank=True)),
                ("written_at", models.DateTimeField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="policy.webarea"
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scores",
                        to="policy.participant",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("participant", "area"), name="web_score_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("present__isnull", True), ("present__in", (0, 1, 2, 3)), _connector="OR"
                            ),
                            models.Q(
                                ("desired__isnull", True), ("desired__in", (0, 1, 2, 3)), _connector="OR"
                            ),
                        ),
                        name="web_score_level_known",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="framework",
            name="above",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="below",
                to="policy.framework",
            ),
        ),
        migrations.AddField(
            model_name="framework",
            name="base",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="framework",
            name="published_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="frameworkrule",
            name="above_rule",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="frameworkrule",
            name="relation",
            field=models.CharField(default="own", max_length=12),
        ),
        migrations.AddField(
            model_name="frameworkrule",
            name="relation_reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="goal",
            name="model_passage",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="goal",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="subgoals",
                to="policy.goal",
            ),
        ),
        migrations.AddField(
            model_name="frameworkrule",
            name="own_theme",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="policy.owntheme",
            ),
        ),
        migrations.AddConstraint(
            model_name="frameworkrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("relation__in", ("own", "takes_over", "sharpens", "deviates"))),
                name="framework_rule_relation_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="frameworkrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("relation", "own"), ("above_rule", "")),
                    models.Q(
                        models.Q(("relation", "own"), _negated=True),
                        models.Q(("above_rule", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="framework_rule_relation_names_a_rule",
            ),
        ),
        migrations.AddField(
            model_name="goal",
            name="passage",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="goals",
                to="policy.passage",
            ),
        ),
        migrations.AddField(
            model_name="framework",
            name="theme_set",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="policy.themeset",
            ),
        ),
        migrations.AddConstraint(
            model_name="framework",
            constraint=models.CheckConstraint(
                condition=models.Q(("base", ""), ("above__isnull", True), _connector="OR"),
                name="framework_one_level_above",
            ),
        ),
        migrations.AddConstraint(
            model_name="framework",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_at__isnull", True),
                    models.Q(("state", "draft"), _negated=True),
                    _connector="OR",
                ),
                name="framework_published_after_adoption",
            ),
        ),
    ]
