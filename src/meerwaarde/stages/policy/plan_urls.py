"""The addresses of action plans, within those of policy."""

from django.urls import path

from meerwaarde.stages.policy.views.plans import actions, evaluation, parts, whole

urlpatterns = [
    path("actieplan/", whole.plans, name="plans"),
    path("actieplan/nieuw/", whole.plan_new, name="plan_new"),
    path("actieplan/agenda/", actions.calendar_link, name="calendar_link"),
    path("actieplan/actie/<str:public_id>/", actions.plan_action, name="plan_action"),
    path("actieplan/actie/<str:public_id>/wijzigen/", actions.plan_action_edit, name="plan_action_edit"),
    path(
        "actieplan/actie/<str:public_id>/voortgang/",
        actions.plan_action_progress,
        name="plan_action_progress",
    ),
    path(
        "actieplan/actie/<str:public_id>/stap/<slug:verb>/", actions.plan_action_step, name="plan_action_step"
    ),
    path("actieplan/doel/<str:public_id>/wijzigen/", parts.plan_goal_edit, name="plan_goal_edit"),
    path("actieplan/doel/<str:public_id>/schrappen/", parts.plan_goal_strike, name="plan_goal_strike"),
    path("actieplan/doel/<str:public_id>/oordeel/", parts.plan_goal_judge, name="plan_goal_judge"),
    path("actieplan/kansrijk/<str:public_id>/wijzigen/", parts.tender_edit, name="tender_edit"),
    path("actieplan/kansrijk/<str:public_id>/weghalen/", parts.tender_strike, name="tender_strike"),
    path("actieplan/conclusie/<str:public_id>/wijzigen/", evaluation.conclusion_edit, name="conclusion_edit"),
    path(
        "actieplan/conclusie/<str:public_id>/afhandelen/",
        evaluation.conclusion_settle,
        name="conclusion_settle",
    ),
    path("actieplan/<str:public_id>/", whole.plan, name="plan"),
    path("actieplan/<str:public_id>/wijzigen/", whole.plan_edit, name="plan_edit"),
    path("actieplan/<str:public_id>/stap/<int:number>/", whole.plan_step, name="plan_step"),
    path("actieplan/<str:public_id>/stap/<int:number>/tekst/", whole.plan_step_text, name="plan_step_text"),
    path("actieplan/<str:public_id>/themas/", whole.plan_themes, name="plan_themes"),
    path("actieplan/<str:public_id>/momenten/", whole.plan_moments, name="plan_moments"),
    path("actieplan/<str:public_id>/doel/", parts.plan_goal_new, name="plan_goal_new"),
    path("actieplan/<str:public_id>/smart/", parts.plan_goal_check, name="plan_goal_check"),
    path("actieplan/<str:public_id>/kansrijk/", parts.tender_new, name="tender_new"),
    path("actieplan/<str:public_id>/actie/", actions.plan_action_new, name="plan_action_new"),
    path("actieplan/<str:public_id>/conclusie/", evaluation.conclusion_new, name="conclusion_new"),
    path("actieplan/<str:public_id>/vaststellen/", whole.plan_adopt, name="plan_adopt"),
    path("actieplan/<str:public_id>/evaluatie-afronden/", whole.plan_evaluate, name="plan_evaluate"),
    path("actieplan/<str:public_id>/ongedaan/", parts.plan_undo, name="plan_undo"),
    path("actieplan/<str:public_id>/uitvoer.<str:form>", whole.plan_export, name="plan_export"),
    path("actieplan/<str:public_id>/agenda.ics", actions.plan_calendar, name="plan_calendar"),
]

public = [path("<str:secret>.ics", actions.calendar_feed, name="feed")]
"""Without a log-in: a calendar program knows only the address."""
