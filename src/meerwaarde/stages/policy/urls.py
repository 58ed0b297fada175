"""The addresses of goals, frameworks and promises."""

from django.urls import path

from meerwaarde.stages.policy.views import frameworks, goals, promises, rules

app_name = "policy"
urlpatterns = [
    path("doelen/", goals.goals, name="goals"),
    path("doelen/uitvoer.<str:form>", goals.export, name="goals_export"),
    path("doelen/nieuw/", goals.goal_new, name="goal_new"),
    path("doelen/gelijkend/", goals.similar, name="goal_similar"),
    path("doelen/<str:public_id>/", goals.goal, name="goal"),
    path("doelen/<str:public_id>/wijzigen/", goals.goal_edit, name="goal_edit"),
    path("doelen/<str:public_id>/indicator/", goals.goal_indicator, name="goal_indicator"),
    path("doelen/<str:public_id>/archiveren/", goals.goal_archive, name="goal_archive"),
    path("doelen/<str:public_id>/terugzetten/", goals.goal_restore, name="goal_restore"),
    path("beloften/", promises.promises, name="promises"),
    path("beloften/uitvoer.<str:form>", promises.export, name="promises_export"),
    path("kaders/", frameworks.frameworks, name="frameworks"),
    path("kaders/nieuw/", frameworks.framework_new, name="framework_new"),
    path("kaders/regel/zin/<slug:kind>/", rules.rule_sentence, name="rule_sentence"),
    path("kaders/regel/<str:public_id>/", rules.rule, name="rule"),
    path("kaders/regel/<str:public_id>/wijzigen/", rules.rule_edit, name="rule_edit"),
    path("kaders/regel/<str:public_id>/schrappen/", rules.rule_strike, name="rule_strike"),
    path("kaders/regel/<str:public_id>/terugzetten/", rules.rule_restore, name="rule_restore"),
    path("kaders/<str:public_id>/", frameworks.framework, name="framework"),
    path("kaders/<str:public_id>/geldt-nu/", rules.framework_bites, name="framework_bites"),
    path("kaders/<str:public_id>/geldt-nu/<slug:kind>/", rules.rule_bites, name="rule_bites"),
    path("kaders/<str:public_id>/wijzigen/", frameworks.framework_edit, name="framework_edit"),
    path("kaders/<str:public_id>/vaststellen/", frameworks.framework_adopt, name="framework_adopt"),
    path("kaders/<str:public_id>/nieuwe-versie/", frameworks.framework_next, name="framework_next"),
    path("kaders/<str:public_id>/regels/nieuw/", rules.rule_kinds, name="rule_kinds"),
    path("kaders/<str:public_id>/regels/nieuw/<slug:kind>/", rules.rule_new, name="rule_new"),
]
