"""Facts of the stage policy: goals, frameworks, matrix, ambition webs, action plans, self-assessment."""

from __future__ import annotations

from meerwaarde.rules.text import Text

SENTENCES: dict[str, Text] = {
    "goal.record": Text(nl="{who} legde een doel vast", en="{who} recorded a goal"),
    "goal.change": Text(nl="{who} wijzigde een doel", en="{who} changed a goal"),
    "goal.measure": Text(
        nl="{who} legde vast hoe men ziet of een doel is gehaald",
        en="{who} recorded how one sees whether a goal is reached",
    ),
    "goal.archive": Text(nl="{who} zette een doel in het archief", en="{who} archived a goal"),
    "goal.restore": Text(nl="{who} haalde een doel uit het archief", en="{who} restored a goal"),
    "framework.draft": Text(nl="{who} begon een beleidskader", en="{who} started a framework"),
    "framework.change": Text(nl="{who} wijzigde een beleidskader", en="{who} changed a framework"),
    "framework.adopt": Text(nl="{who} stelde een beleidskader vast", en="{who} adopted a framework"),
    "framework.replace": Text(nl="{who} verving een beleidskader", en="{who} replaced a framework"),
    "framework.next_version": Text(
        nl="{who} begon een nieuwe versie van een beleidskader",
        en="{who} started a next version of a framework",
    ),
    "rule.add": Text(nl="{who} voegde een regel toe", en="{who} added a rule"),
    "rule.change": Text(nl="{who} wijzigde een regel", en="{who} changed a rule"),
    "rule.strike": Text(nl="{who} schrapte een regel", en="{who} struck a rule"),
    "rule.restore": Text(nl="{who} zette een regel terug", en="{who} restored a rule"),
    "boarddocument.take_in": Text(
        nl="{who} bracht een bestuurlijke tekst in", en="{who} brought in a text of the board"
    ),
    "boarddocument.change": Text(
        nl="{who} wijzigde de gegevens van een bestuurlijke tekst",
        en="{who} changed the details of a text of the board",
    ),
    "boarddocument.archive": Text(
        nl="{who} zette een bestuurlijke tekst in het archief", en="{who} archived a text of the board"
    ),
    "boarddocument.restore": Text(
        nl="{who} haalde een bestuurlijke tekst uit het archief", en="{who} restored a text of the board"
    ),
    "passage.mark": Text(nl="{who} markeerde een passage", en="{who} marked a passage"),
    "passage.unmark": Text(nl="{who} haalde een markering weg", en="{who} took a mark away"),
    "passage.set_aside": Text(nl="{who} zette een passage opzij", en="{who} set a passage aside"),
    "passage.take_up": Text(nl="{who} haalde een passage terug", en="{who} took a passage up again"),
    "goal.promote": Text(nl="{who} maakte van een passage een doel", en="{who} made a goal of a passage"),
    "goal.adopt_passage": Text(
        nl="{who} nam een voorbeeldtekst over als doel", en="{who} adopted a model passage as a goal"
    ),
    "goal.place": Text(
        nl="{who} plaatste een doel onder een ander doel", en="{who} placed a goal under another goal"
    ),
    "rule.adopt_passage": Text(
        nl="{who} nam een voorbeeldtekst over als regel", en="{who} adopted a model passage as a rule"
    ),
    "framework.above": Text(
        nl="{who} koos het kader boven een beleidskader", en="{who} chose the framework above a framework"
    ),
    "framework.take_over": Text(
        nl="{who} nam regels van het kader erboven over",
        en="{who} took over rules of the framework above",
    ),
    "framework.follow": Text(
        nl="{who} volgde wat in het kader erboven is gewijzigd",
        en="{who} followed what changed in the framework above",
    ),
    "framework.publish": Text(
        nl="{who} maakte een beleidskader openbaar", en="{who} made a framework public"
    ),
    "framework.withdraw_publication": Text(
        nl="{who} maakte een beleidskader niet langer openbaar", en="{who} made a framework no longer public"
    ),
    "rule.relate": Text(
        nl="{who} legde vast hoe een regel zich verhoudt tot het kader erboven",
        en="{who} recorded how a rule stands to the framework above",
    ),
    "rule.leave_out": Text(
        nl="{who} nam een regel van het kader erboven niet over",
        en="{who} did not take over a rule of the framework above",
    ),
    "rule.take_over": Text(
        nl="{who} nam een regel van het kader erboven over",
        en="{who} took over a rule of the framework above",
    ),
    "themeset.record": Text(nl="{who} legde eigen thema’s vast", en="{who} recorded own themes"),
    "themeset.change": Text(nl="{who} wijzigde eigen thema’s", en="{who} changed own themes"),
    "themeset.archive": Text(nl="{who} zette eigen thema’s in het archief", en="{who} archived own themes"),
    "themeset.restore": Text(nl="{who} haalde eigen thema’s uit het archief", en="{who} restored own themes"),
    "category.add": Text(nl="{who} voegde een inkoopcategorie toe", en="{who} added a procurement category"),
    "category.change": Text(
        nl="{who} wijzigde een inkoopcategorie", en="{who} changed a procurement category"
    ),
    "category.take_over": Text(
        nl="{who} nam inkoopcategorieën over", en="{who} took over procurement categories"
    ),
    "category.archive": Text(
        nl="{who} zette een inkoopcategorie in het archief", en="{who} archived a procurement category"
    ),
    "category.restore": Text(
        nl="{who} haalde een inkoopcategorie uit het archief", en="{who} restored a procurement category"
    ),
    "matrix.write": Text(nl="{who} wijzigde de matrix", en="{who} changed the matrix"),
    "matrix.default": Text(
        nl="{who} nam de voorbeeldlijst over in de matrix",
        en="{who} took over the shipped list into the matrix",
    ),
    "matrix.import": Text(
        nl="{who} nam een bestand over in de matrix", en="{who} took over a file into the matrix"
    ),
    "matrix.undo": Text(
        nl="{who} draaide een wijziging van de matrix terug", en="{who} undid a change of the matrix"
    ),
    "matrix.from_web": Text(
        nl="{who} nam afspraken uit een ambitieweb over in de matrix",
        en="{who} took over agreements of an ambition web into the matrix",
    ),
    "ambitionweb.start": Text(nl="{who} begon een ambitieweb", en="{who} started an ambition web"),
    "ambitionweb.change": Text(nl="{who} wijzigde een ambitieweb", en="{who} changed an ambition web"),
    "ambitionweb.load_policy": Text(
        nl="{who} laadde beleid in een ambitieweb", en="{who} loaded policy into an ambition web"
    ),
    "ambitionweb.archive": Text(
        nl="{who} zette een ambitieweb in het archief", en="{who} archived an ambition web"
    ),
    "ambitionweb.restore": Text(
        nl="{who} haalde een ambitieweb uit het archief", en="{who} restored an ambition web"
    ),
    "websession.prepare": Text(
        nl="{who} bereidde een ambitiewebsessie voor", en="{who} prepared an ambition-web session"
    ),
    "websession.change": Text(
        nl="{who} wijzigde een ambitiewebsessie", en="{who} changed an ambition-web session"
    ),
    "websession.open": Text(
        nl="{who} opende een ambitiewebsessie", en="{who} opened an ambition-web session"
    ),
    "websession.reveal": Text(
        nl="{who} toonde de scores van een ambitiewebsessie",
        en="{who} revealed the scores of an ambition-web session",
    ),
    "websession.settle": Text(
        nl="{who} legde de afspraken van een ambitiewebsessie vast",
        en="{who} settled what an ambition-web session agreed",
    ),
    "websession.cancel": Text(
        nl="{who} zegde een ambitiewebsessie af", en="{who} cancelled an ambition-web session"
    ),
    "websession.hand_over": Text(
        nl="{who} gaf de leiding van een ambitiewebsessie over",
        en="{who} handed over the lead of an ambition-web session",
    ),
    "websession.renew_code": Text(
        nl="{who} vernieuwde de code van een ambitiewebsessie",
        en="{who} renewed the code of an ambition-web session",
    ),
    "websession.export": Text(
        nl="{who} nam het verslag van een ambitiewebsessie mee als bestand",
        en="{who} took the report of an ambition-web session along as a file",
    ),
    "participant.join": Text(
        nl="{who} deed mee aan een ambitiewebsessie", en="{who} joined an ambition-web session"
    ),
    "participant.leave": Text(
        nl="{who} verliet een ambitiewebsessie", en="{who} left an ambition-web session"
    ),
    "participant.remove": Text(
        nl="{who} haalde iemand uit een ambitiewebsessie",
        en="{who} took somebody out of an ambition-web session",
    ),
    "weboutcome.agree": Text(
        nl="{who} legde een afspraak per gebied vast", en="{who} recorded what was agreed for an area"
    ),
    "weboutcome.forget_guest": Text(
        nl="{who} haalde de naam van een gast uit een afspraak per gebied",
        en="{who} took the name of a guest out of what was agreed for an area",
    ),
    "webnote.write": Text(
        nl="{who} schreef een notitie bij een ambitiewebsessie",
        en="{who} wrote a note in an ambition-web session",
    ),
    "webnote.dissent": Text(nl="{who} legde een afwijkend standpunt vast", en="{who} recorded a dissent"),
    "webnote.strike": Text(
        nl="{who} schrapte een notitie bij een ambitiewebsessie",
        en="{who} struck a note in an ambition-web session",
    ),
    "actionplan.start": Text(nl="{who} begon een actieplan", en="{who} started an action plan"),
    "actionplan.change": Text(nl="{who} wijzigde een actieplan", en="{who} changed an action plan"),
    "actionplan.adopt": Text(
        nl="{who} legde de vaststelling van een actieplan vast",
        en="{who} recorded the adoption of an action plan",
    ),
    "actionplan.evaluate": Text(
        nl="{who} rondde de evaluatie van een actieplan af",
        en="{who} completed the evaluation of an action plan",
    ),
    "actionplan.export": Text(
        nl="{who} nam een actieplan mee als bestand", en="{who} took an action plan along as a file"
    ),
    "planstep.write": Text(
        nl="{who} schreef een stap van een actieplan", en="{who} wrote a step of an action plan"
    ),
    "plangoal.add": Text(
        nl="{who} voegde een doel aan een actieplan toe", en="{who} added a goal to an action plan"
    ),
    "plangoal.change": Text(
        nl="{who} wijzigde een doel van een actieplan", en="{who} changed a goal of an action plan"
    ),
    "plangoal.strike": Text(
        nl="{who} schrapte een doel van een actieplan", en="{who} struck a goal of an action plan"
    ),
    "plangoal.judge": Text(
        nl="{who} gaf een oordeel over een doel van een actieplan",
        en="{who} gave a verdict on a goal of an action plan",
    ),
    "promisingtender.add": Text(
        nl="{who} noemde een kansrijke aanbesteding", en="{who} named a promising tender"
    ),
    "promisingtender.change": Text(
        nl="{who} wijzigde een kansrijke aanbesteding", en="{who} changed a promising tender"
    ),
    "promisingtender.strike": Text(
        nl="{who} haalde een kansrijke aanbesteding weg", en="{who} took a promising tender away"
    ),
    "planaction.add": Text(nl="{who} voegde een actie toe", en="{who} added an action"),
    "planaction.change": Text(nl="{who} wijzigde een actie", en="{who} changed an action"),
    "planaction.forget_guest": Text(
        nl="{who} haalde de naam van een gast uit een actie",
        en="{who} took the name of a guest out of an action",
    ),
    "planaction.progress": Text(
        nl="{who} werkte de voortgang van een actie bij", en="{who} updated the progress of an action"
    ),
    "planaction.begin": Text(nl="{who} begon met een actie", en="{who} began an action"),
    "planaction.put_back": Text(
        nl="{who} zette een actie terug op gepland", en="{who} put an action back to planned"
    ),
    "planaction.finish": Text(nl="{who} meldde een actie klaar", en="{who} reported an action as done"),
    "planaction.resume": Text(nl="{who} pakte een actie weer op", en="{who} resumed an action"),
    "planaction.drop": Text(nl="{who} liet een actie vervallen", en="{who} dropped an action"),
    "planaction.restore": Text(nl="{who} zette een actie terug", en="{who} put an action back"),
    "planaction.remind": Text(
        nl="{who} herinnerde iemand aan een actie", en="{who} reminded somebody of an action"
    ),
    "calendarlink.make": Text(nl="{who} maakte een agendakoppeling", en="{who} made a calendar link"),
    "calendarlink.end": Text(nl="{who} beëindigde een agendakoppeling", en="{who} ended a calendar link"),
    "conclusion.add": Text(
        nl="{who} legde een conclusie van een evaluatie vast",
        en="{who} recorded a conclusion of an evaluation",
    ),
    "conclusion.change": Text(
        nl="{who} wijzigde een conclusie van een evaluatie", en="{who} changed a conclusion of an evaluation"
    ),
    "conclusion.settle": Text(
        nl="{who} handelde een conclusie van een evaluatie af",
        en="{who} settled a conclusion of an evaluation",
    ),
    "conclusion.strike": Text(
        nl="{who} schrapte een conclusie van een evaluatie", en="{who} struck a conclusion of an evaluation"
    ),
    "assessment.open": Text(nl="{who} begon een zelfevaluatie", en="{who} opened a self-assessment"),
    "assessment.change": Text(nl="{who} wijzigde een zelfevaluatie", en="{who} changed a self-assessment"),
    "assessment.answer": Text(nl="{who} vulde een zelfevaluatie in", en="{who} answered a self-assessment"),
    "assessment.agree": Text(
        nl="{who} legde de uitkomst van een zelfevaluatie vast",
        en="{who} recorded the outcome of a self-assessment",
    ),
    "assessment.close": Text(nl="{who} sloot een zelfevaluatie af", en="{who} closed a self-assessment"),
    "assessment.reopen": Text(
        nl="{who} opende een zelfevaluatie weer", en="{who} reopened a self-assessment"
    ),
    "assessment.export": Text(
        nl="{who} nam een zelfevaluatie mee als bestand", en="{who} took a self-assessment along as a file"
    ),
    "responsibility.give": Text(
        nl="{who} legde vast wie iets draagt", en="{who} recorded who carries a duty"
    ),
    "responsibility.change": Text(nl="{who} wijzigde wie iets draagt", en="{who} changed who carries a duty"),
    "responsibility.end": Text(
        nl="{who} beëindigde een verantwoordelijkheid", en="{who} ended a responsibility"
    ),
}

KINDS: dict[str, Text] = {
    "goal": Text(nl="Doel", en="Goal"),
    "framework": Text(nl="Beleidskader", en="Framework"),
    "frameworkrule": Text(nl="Regel", en="Rule"),
    "boarddocument": Text(nl="Bestuurlijke tekst", en="Text of the board"),
    "passage": Text(nl="Passage", en="Passage"),
    "themeset": Text(nl="Eigen thema’s", en="Own themes"),
    "owntheme": Text(nl="Eigen thema", en="Own theme"),
    "leftout": Text(nl="Niet overgenomen regel", en="Rule not taken over"),
    "category": Text(nl="Inkoopcategorie", en="Procurement category"),
    "matrix": Text(nl="Matrix", en="Matrix"),
    "matrixentry": Text(nl="Vak in de matrix", en="Cell of the matrix"),
    "ambitionweb": Text(nl="Ambitieweb", en="Ambition web"),
    "webarea": Text(nl="Impactgebied", en="Impact area"),
    "websession": Text(nl="Ambitiewebsessie", en="Ambition-web session"),
    "participant": Text(nl="Deelnemer", en="Participant"),
    "weboutcome": Text(nl="Afspraak per gebied", en="Agreement for an area"),
    "webnote": Text(nl="Notitie", en="Note"),
    "actionplan": Text(nl="Actieplan", en="Action plan"),
    "planstep": Text(nl="Stap van een actieplan", en="Step of an action plan"),
    "plangoal": Text(nl="Doel van een actieplan", en="Goal of an action plan"),
    "promisingtender": Text(nl="Kansrijke aanbesteding", en="Promising tender"),
    "planaction": Text(nl="Actie", en="Action"),
    "calendarlink": Text(nl="Agendakoppeling", en="Calendar link"),
    "conclusion": Text(nl="Conclusie", en="Conclusion"),
    "assessment": Text(nl="Zelfevaluatie", en="Self-assessment"),
    "responsibility": Text(nl="Verantwoordelijkheid", en="Responsibility"),
}
