"""The addresses of goals, frameworks and promises."""

from django.urls import path

from meerwaarde.stages.policy.views import (
    cascade,
    comparing,
    frameworks,
    goals,
    golden_thread,
    model_passages,
    promises,
    published,
    rules,
    standing,
    texts,
    theme_sets,
)
from meerwaarde.stages.policy.views import goals_below as goal_views
from meerwaarde.stages.policy.views.ambition_webs import areas as web_areas
from meerwaarde.stages.policy.views.ambition_webs import following as web_following
from meerwaarde.stages.policy.views.ambition_webs import webs as ambition_webs
from meerwaarde.stages.policy.views.ambition_webs import whole as web_whole
from meerwaarde.stages.policy.views.matrix import categories as matrix_categories
from meerwaarde.stages.policy.views.matrix import importing as matrix_importing
from meerwaarde.stages.policy.views.matrix import picture as matrix_picture
from meerwaarde.stages.policy.views.matrix import shipped as matrix_shipped
from meerwaarde.stages.policy.views.plans import actions as plan_actions
from meerwaarde.stages.policy.views.plans import evaluation as plan_evaluation
from meerwaarde.stages.policy.views.plans import parts as plan_parts
from meerwaarde.stages.policy.views.plans import whole as plan_whole
from meerwaarde.stages.policy.views.web_sessions import desk, seats

app_name = "policy"
goal_paths = [
    path("doelen/boom/", goal_views.tree, name="goals_tree"),
    path("doelen/zonder-instrument/", goal_views.without_instrument, name="goals_without_instrument"),
    path("doelen/<str:public_id>/eronder/<slug:key>/", goal_views.below, name="goal_below"),
    path("voorbeelden/", model_passages.model_passages, name="model_passages"),
    path("voorbeelden/<slug:code>/", model_passages.model_passage, name="model_passage"),
    path("voorbeelden/<slug:code>/regel/", model_passages.adopt_rule, name="model_passage_rule"),
    path("draad/", golden_thread.thread, name="golden_thread"),
]
text_paths = [
    path("teksten/", texts.texts, name="texts"),
    path("teksten/nieuw/", texts.text_new, name="text_new"),
    path("teksten/passage/<str:public_id>/opzij/", texts.passage_aside, name="passage_aside"),
    path("teksten/passage/<str:public_id>/oppakken/", texts.passage_take_up, name="passage_take_up"),
    path("teksten/passage/<str:public_id>/losmaken/", texts.passage_unmark, name="passage_unmark"),
    path("teksten/<str:public_id>/", texts.text, name="text"),
    path("teksten/<str:public_id>/bestand/", texts.text_file, name="text_file"),
    path("teksten/<str:public_id>/wijzigen/", texts.text_edit, name="text_edit"),
    path("teksten/<str:public_id>/archiveren/", texts.text_archive, name="text_archive"),
    path("teksten/<str:public_id>/terugzetten/", texts.text_restore, name="text_restore"),
    path("teksten/<str:public_id>/passages/", texts.passages_mark, name="passages_mark"),
    path("teksten/<str:public_id>/passages/losmaken/", texts.passages_unmark, name="passages_unmark"),
]
urlpatterns = [
    path("doelen/", goals.goals, name="goals"),
    path("doelen/uitvoer.<str:form>", goals.export, name="goals_export"),
    path("doelen/nieuw/", goals.goal_new, name="goal_new"),
    path("doelen/gelijkend/", goals.similar, name="goal_similar"),
    *goal_paths,
    path("doelen/<str:public_id>/", goals.goal, name="goal"),
    path("doelen/<str:public_id>/wijzigen/", goals.goal_edit, name="goal_edit"),
    path("doelen/<str:public_id>/indicator/", goals.goal_indicator, name="goal_indicator"),
    path("doelen/<str:public_id>/archiveren/", goals.goal_archive, name="goal_archive"),
    path("doelen/<str:public_id>/terugzetten/", goals.goal_restore, name="goal_restore"),
    *text_paths,
    path("beloften/", promises.promises, name="promises"),
    path("beloften/uitvoer.<str:form>", promises.export, name="promises_export"),
    path("kaders/", frameworks.frameworks, name="frameworks"),
    path("kaders/vergelijken/", comparing.compare, name="frameworks_compare"),
    path("kaders/vergelijken/uitvoer.xlsx", comparing.export, name="frameworks_compare_export"),
    path("kaders/themas/", theme_sets.theme_sets, name="theme_sets"),
    path("kaders/themas/nieuw/", theme_sets.theme_set_new, name="theme_set_new"),
    path("kaders/themas/<str:public_id>/wijzigen/", theme_sets.theme_set_edit, name="theme_set_edit"),
    path("kaders/themas/<str:public_id>/archiveren/", theme_sets.theme_set_archive, name="theme_set_archive"),
    path(
        "kaders/themas/<str:public_id>/terugzetten/", theme_sets.theme_set_restore, name="theme_set_restore"
    ),
    path("kaders/nieuw/", frameworks.framework_new, name="framework_new"),
    path("kaders/regel/zin/<slug:kind>/", rules.rule_sentence, name="rule_sentence"),
    path("kaders/regel/<str:public_id>/", rules.rule, name="rule"),
    path("kaders/regel/<str:public_id>/wijzigen/", rules.rule_edit, name="rule_edit"),
    path("kaders/regel/<str:public_id>/verhouding/", cascade.rule_relate, name="rule_relate"),
    path("kaders/regel/<str:public_id>/schrappen/", rules.rule_strike, name="rule_strike"),
    path("kaders/regel/<str:public_id>/terugzetten/", rules.rule_restore, name="rule_restore"),
    path("kaders/<str:public_id>/", frameworks.framework, name="framework"),
    path("kaders/<str:public_id>/geldt-nu/", rules.framework_bites, name="framework_bites"),
    path("kaders/<str:public_id>/geldt-nu/<slug:kind>/", rules.rule_bites, name="rule_bites"),
    path("kaders/<str:public_id>/wijzigen/", frameworks.framework_edit, name="framework_edit"),
    path("kaders/<str:public_id>/vaststellen/", frameworks.framework_adopt, name="framework_adopt"),
    path("kaders/<str:public_id>/nieuwe-versie/", frameworks.framework_next, name="framework_next"),
    path("kaders/<str:public_id>/boven/", cascade.framework_above, name="framework_above"),
    path("kaders/<str:public_id>/overnemen/", cascade.framework_take_over, name="framework_take_over"),
    path(
        "kaders/<str:public_id>/niet-overnemen/<str:above_rule>/",
        cascade.framework_leave_out,
        name="framework_leave_out",
    ),
    path("kaders/<str:public_id>/themas/", theme_sets.framework_themes, name="framework_themes"),
    path("kaders/<str:public_id>/volgen/", cascade.framework_follow, name="framework_follow"),
    path("kaders/<str:public_id>/openbaar/", cascade.framework_publish, name="framework_publish"),
    path("kaders/<str:public_id>/niet-openbaar/", cascade.framework_withdraw, name="framework_withdraw"),
    path("kaders/<str:public_id>/regels/nieuw/", rules.rule_kinds, name="rule_kinds"),
    path("kaders/<str:public_id>/regels/nieuw/<slug:kind>/", rules.rule_new, name="rule_new"),
]
urlpatterns += [
    path("zelfevaluatie/", standing.assessments, name="assessments"),
    path("zelfevaluatie/nieuw/", standing.assessment_new, name="assessment_new"),
    path("zelfevaluatie/<str:public_id>/", standing.assessment, name="assessment"),
    path(
        "zelfevaluatie/<str:public_id>/uitvoer.<str:form>",
        standing.assessment_export,
        name="assessment_export",
    ),
    path(
        "zelfevaluatie/<str:public_id>/invullen/<slug:part>/",
        standing.assessment_answer,
        name="assessment_answer",
    ),
    path(
        "zelfevaluatie/<str:public_id>/afspreken/<slug:part>/",
        standing.assessment_agree,
        name="assessment_agree",
    ),
    path("zelfevaluatie/<str:public_id>/afsluiten/", standing.assessment_close, name="assessment_close"),
    path("zelfevaluatie/<str:public_id>/heropenen/", standing.assessment_reopen, name="assessment_reopen"),
    path(
        "zelfevaluatie/<str:public_id>/actie/<slug:statement>/",
        standing.assessment_propose,
        name="assessment_propose",
    ),
    path("wie-draagt-wat/", standing.responsibilities, name="responsibilities"),
    path("wie-draagt-wat/nieuw/", standing.responsibility_new, name="responsibility_new"),
    path(
        "wie-draagt-wat/<str:public_id>/beeindigen/", standing.responsibility_end, name="responsibility_end"
    ),
    path(
        "wie-draagt-wat/<str:public_id>/hervatten/",
        standing.responsibility_resume,
        name="responsibility_resume",
    ),
]

matrix = [
    path("matrix/", matrix_picture.matrix, name="matrix"),
    path("matrix/uitvoer.<str:form>", matrix_picture.export, name="matrix_export"),
    path("matrix/voorbeeldlijst/", matrix_shipped.shipped, name="matrix_default"),
    path("matrix/inlezen/", matrix_importing.upload, name="matrix_import"),
    path("matrix/inlezen/<str:digest>/", matrix_importing.file, name="matrix_import_file"),
    path("matrix/gewijzigd/", matrix_picture.changes, name="matrix_changes"),
    path("matrix/ongedaan/", matrix_picture.take_back, name="matrix_undo"),
    path("matrix/terug/<str:public_id>/", matrix_picture.entry_restore, name="entry_restore"),
    path("matrix/stand/<str:public_id>/", matrix_picture.entry, name="matrix_entry"),
    path("matrix/categorie/nieuw/", matrix_categories.category_new, name="category_new"),
    path("matrix/categorie/<str:public_id>/", matrix_categories.category, name="category"),
    path("matrix/categorie/<str:public_id>/wijzigen/", matrix_categories.category_edit, name="category_edit"),
    path(
        "matrix/categorie/<str:public_id>/archiveren/",
        matrix_categories.category_archive,
        name="category_archive",
    ),
    path(
        "matrix/categorie/<str:public_id>/terugzetten/",
        matrix_categories.category_restore,
        name="category_restore",
    ),
    path("matrix/vak/<str:public_id>/<slug:theme>/", matrix_picture.cell, name="cell"),
]
urlpatterns += matrix

webs = [
    path("ambitiewebben/", ambition_webs.webs, name="ambition_webs"),
    path("ambitiewebben/nieuw/", ambition_webs.web_new, name="ambition_web_new"),
    path("ambitiewebben/geheel/", web_whole.whole, name="ambition_webs_whole"),
    path(
        "ambitiewebben/geheel/uitvoer.<str:form>", web_whole.whole_export, name="ambition_webs_whole_export"
    ),
    path("ambitiewebben/sessie/<str:public_id>/verslag.<str:form>", web_following.report, name="web_report"),
    path("ambitiewebben/sessie/<str:public_id>/matrix/", web_following.to_matrix, name="web_to_matrix"),
    path("ambitiewebben/sessie/<str:public_id>/plan/", web_following.to_plan, name="web_to_plan"),
    path("ambitiewebben/actie/<str:public_id>/terug/", web_following.measure_back, name="web_measure_back"),
    path("ambitiewebben/gebied/<str:public_id>/", web_areas.area_edit, name="web_area_edit"),
    path("ambitiewebben/gebied/<str:public_id>/plaats/", web_areas.area_move, name="web_area_move"),
    path("ambitiewebben/gebied/<str:public_id>/weg/", web_areas.area_remove, name="web_area_remove"),
    path("ambitiewebben/<str:public_id>/", ambition_webs.web, name="ambition_web"),
    path(
        "ambitiewebben/<str:public_id>/plaat.<str:form>",
        ambition_webs.web_picture,
        name="ambition_web_picture",
    ),
    path("ambitiewebben/<str:public_id>/wijzigen/", ambition_webs.web_edit, name="ambition_web_edit"),
    path("ambitiewebben/<str:public_id>/gebieden/", web_areas.areas, name="ambition_web_areas"),
    path("ambitiewebben/<str:public_id>/beleid/", web_areas.policy, name="ambition_web_policy"),
    path("ambitiewebben/<str:public_id>/beleid/laden/", web_areas.load, name="ambition_web_load"),
    path("ambitiewebben/<str:public_id>/archiveren/", ambition_webs.web_archive, name="ambition_web_archive"),
    path(
        "ambitiewebben/<str:public_id>/terugzetten/", ambition_webs.web_restore, name="ambition_web_restore"
    ),
]
urlpatterns += webs

sessions = [
    path("sessies/nieuw/", desk.session_new, name="web_session_new"),
    path("sessies/<str:public_id>/", desk.desk, name="web_session"),
    path("sessies/<str:public_id>/wijzigen/", desk.session_edit, name="web_session_edit"),
    path("sessies/<str:public_id>/scherm/", desk.screen, name="web_session_screen"),
    path("sessies/<str:public_id>/stand/", desk.pulse, name="web_session_pulse"),
    path("sessies/<str:public_id>/stap/<slug:verb>/", desk.step, name="web_session_step"),
    path("sessies/<str:public_id>/overnemen/", desk.lead, name="web_session_lead"),
    path("sessies/<str:public_id>/code/", desk.code, name="web_session_code"),
    path("sessies/<str:public_id>/gebied/", desk.area, name="web_session_area"),
    path("sessies/<str:public_id>/afspraak/<str:area_id>/", desk.agree, name="web_session_agree"),
    path("sessies/<str:public_id>/notitie/", desk.note, name="web_session_note"),
    path("sessies/<str:public_id>/notitie/<str:note_id>/weg/", desk.strike, name="web_session_strike"),
    path(
        "sessies/<str:public_id>/deelnemer/<str:participant_id>/weg/", desk.remove, name="web_session_remove"
    ),
]
urlpatterns += sessions

plans = [
    path("actieplan/", plan_whole.plans, name="plans"),
    path("actieplan/nieuw/", plan_whole.plan_new, name="plan_new"),
    path("actieplan/agenda/", plan_actions.calendar_link, name="calendar_link"),
    path("actieplan/actie/<str:public_id>/", plan_actions.plan_action, name="plan_action"),
    path("actieplan/actie/<str:public_id>/wijzigen/", plan_actions.plan_action_edit, name="plan_action_edit"),
    path(
        "actieplan/actie/<str:public_id>/voortgang/",
        plan_actions.plan_action_progress,
        name="plan_action_progress",
    ),
    path(
        "actieplan/actie/<str:public_id>/stap/<slug:verb>/",
        plan_actions.plan_action_step,
        name="plan_action_step",
    ),
    path("actieplan/doel/<str:public_id>/wijzigen/", plan_parts.plan_goal_edit, name="plan_goal_edit"),
    path("actieplan/doel/<str:public_id>/schrappen/", plan_parts.plan_goal_strike, name="plan_goal_strike"),
    path("actieplan/doel/<str:public_id>/oordeel/", plan_parts.plan_goal_judge, name="plan_goal_judge"),
    path("actieplan/kansrijk/<str:public_id>/wijzigen/", plan_parts.tender_edit, name="tender_edit"),
    path("actieplan/kansrijk/<str:public_id>/weghalen/", plan_parts.tender_strike, name="tender_strike"),
    path(
        "actieplan/conclusie/<str:public_id>/wijzigen/",
        plan_evaluation.conclusion_edit,
        name="conclusion_edit",
    ),
    path(
        "actieplan/conclusie/<str:public_id>/afhandelen/",
        plan_evaluation.conclusion_settle,
        name="conclusion_settle",
    ),
    path("actieplan/<str:public_id>/", plan_whole.plan, name="plan"),
    path("actieplan/<str:public_id>/wijzigen/", plan_whole.plan_edit, name="plan_edit"),
    path("actieplan/<str:public_id>/stap/<int:number>/", plan_whole.plan_step, name="plan_step"),
    path(
        "actieplan/<str:public_id>/stap/<int:number>/tekst/", plan_whole.plan_step_text, name="plan_step_text"
    ),
    path("actieplan/<str:public_id>/themas/", plan_whole.plan_themes, name="plan_themes"),
    path("actieplan/<str:public_id>/momenten/", plan_whole.plan_moments, name="plan_moments"),
    path("actieplan/<str:public_id>/doel/", plan_parts.plan_goal_new, name="plan_goal_new"),
    path("actieplan/<str:public_id>/smart/", plan_parts.plan_goal_check, name="plan_goal_check"),
    path("actieplan/<str:public_id>/kansrijk/", plan_parts.tender_new, name="tender_new"),
    path("actieplan/<str:public_id>/actie/", plan_actions.plan_action_new, name="plan_action_new"),
    path("actieplan/<str:public_id>/conclusie/", plan_evaluation.conclusion_new, name="conclusion_new"),
    path("actieplan/<str:public_id>/vaststellen/", plan_whole.plan_adopt, name="plan_adopt"),
    path("actieplan/<str:public_id>/evaluatie-afronden/", plan_whole.plan_evaluate, name="plan_evaluate"),
    path("actieplan/<str:public_id>/ongedaan/", plan_parts.plan_undo, name="plan_undo"),
    path("actieplan/<str:public_id>/uitvoer.<str:form>", plan_whole.plan_export, name="plan_export"),
    path("actieplan/<str:public_id>/agenda.ics", plan_actions.plan_calendar, name="plan_calendar"),
]
urlpatterns += plans

joining = [
    path("", seats.code, name="code"),
    path("s/<str:session>/", seats.seat, name="seat"),
    path("s/<str:session>/stand/", seats.pulse, name="pulse"),
    path("s/<str:session>/scores/", seats.score, name="score"),
    path("s/<str:session>/klaar/", seats.ready, name="ready"),
    path("s/<str:session>/notitie/", seats.note, name="note"),
    path("s/<str:session>/notitie/<str:note>/weg/", seats.strike, name="strike"),
    path("s/<str:session>/verlaten/", seats.leave, name="leave"),
    path("s/<str:session>/verder/", seats.device, name="device"),
    path("s/<str:session>/verder/<str:token>/", seats.elsewhere, name="elsewhere"),
    path("<str:code>/", seats.join, name="join"),
]
"""Without a log-in: joining an ambition-web session, mounted at the root."""

public = [
    path("", published.index, name="index"),
    path("kaders.atom", published.feed, name="feed"),
    path("basiskader/<slug:code>/", published.base, name="base"),
    path("<slug:slug>/", published.publisher, name="publisher"),
    path("<slug:slug>/kaders.atom", published.feed, name="feed_of"),
    path("<slug:slug>/kaders/<str:public_id>/", published.framework, name="framework"),
]
"""Without a log-in: frameworks that authorities made public, mounted under `/openbaar/`."""

public_plan_calendar = [path("<str:secret>.ics", plan_actions.calendar_feed, name="feed")]
"""Without a log-in: a calendar program knows only the address."""
