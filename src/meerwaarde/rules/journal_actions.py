"""Every fact that the journal can hold, as a sentence that people read: `{who}` stands for the name.

A code is `noun.verb`. A test reads all source: whoever writes a fact that is not listed here is told so.
"""

from __future__ import annotations

from meerwaarde.rules.text import Text

SENTENCES: dict[str, Text] = {
    # organisations and people
    "authority.create": Text(nl="{who} maakte deze overheid aan", en="{who} created this authority"),
    # regions and buying together
    "regionmember.invite": Text(
        nl="{who} nodigde een overheid uit in de regio", en="{who} invited an authority into the region"
    ),
    "regionmember.join": Text(
        nl="{who} besloot mee te doen in de regio", en="{who} decided to take part in the region"
    ),
    "regionmember.decline": Text(
        nl="{who} besloot niet mee te doen in de regio", en="{who} decided not to take part in the region"
    ),
    "regionmember.leave": Text(
        nl="{who} stopte met meedoen in de regio", en="{who} stopped taking part in the region"
    ),
    "ambassador.name": Text(nl="{who} wees een ambassadeur aan", en="{who} named an ambassador"),
    "ambassador.end": Text(
        nl="{who} beëindigde een ambassadeurschap", en="{who} ended the part of an ambassador"
    ),
    "regionpick.show": Text(
        nl="{who} liet een leverancier zien aan de regio", en="{who} showed a supplier to the region"
    ),
    "regionpick.hide": Text(
        nl="{who} laat een leverancier niet meer zien aan de regio",
        en="{who} shows a supplier to the region no longer",
    ),
    "pool.propose": Text(nl="{who} stelde voor om samen in te kopen", en="{who} proposed to buy together"),
    "pool.change": Text(nl="{who} wijzigde de gezamenlijke inkoop", en="{who} changed the joint procurement"),
    "pool.hand_over": Text(
        nl="{who} droeg de leiding van de gezamenlijke inkoop over",
        en="{who} handed over the lead of the joint procurement",
    ),
    "pool.agree": Text(
        nl="{who} legde de afspraak over de gezamenlijke inkoop vast",
        en="{who} recorded the agreement on the joint procurement",
    ),
    "pool.reopen": Text(
        nl="{who} opende het overleg over de gezamenlijke inkoop weer",
        en="{who} opened the discussion of the joint procurement again",
    ),
    "pool.begin": Text(nl="{who} begon de gezamenlijke inkoop", en="{who} began the joint procurement"),
    "pool.end": Text(
        nl="{who} besloot dat de gezamenlijke inkoop niet doorgaat",
        en="{who} called off the joint procurement",
    ),
    "poolmember.ask": Text(
        nl="{who} vroeg een overheid mee te doen", en="{who} asked an authority to take part"
    ),
    "poolmember.join": Text(
        nl="{who} besloot mee te doen met de gezamenlijke inkoop",
        en="{who} decided to take part in the joint procurement",
    ),
    "poolmember.decline": Text(
        nl="{who} besloot niet mee te doen met de gezamenlijke inkoop",
        en="{who} decided not to take part in the joint procurement",
    ),
    "poolmember.leave": Text(
        nl="{who} stopte met de gezamenlijke inkoop", en="{who} left the joint procurement"
    ),
    "poolmember.change": Text(
        nl="{who} wijzigde het eigen deel van de gezamenlijke inkoop",
        en="{who} changed the own part of the joint procurement",
    ),
    "poolmember.check": Text(
        nl="{who} toetste de gezamenlijke inkoop aan het eigen beleid",
        en="{who} checked the joint procurement against the own policy",
    ),
    "market_party.create": Text(
        nl="{who} opende eigen pagina's voor deze organisatie", en="{who} opened pages for this organisation"
    ),
    "authority.second_factor": Text(
        nl="{who} bepaalde vanaf wanneer een tweede stap bij het inloggen nodig is",
        en="{who} decided from when on a second factor is needed",
    ),
    "authority.own_regions": Text(
        nl="{who} legde vast welke regio's eigen zijn", en="{who} recorded which regions are its own"
    ),
    "mandate.register": Text(nl="{who} legde een mandaat vast", en="{who} registered a mandate"),
    "mandate.change": Text(nl="{who} wijzigde een mandaat", en="{who} changed a mandate"),
    "mandate.end": Text(nl="{who} beëindigde een mandaat", en="{who} ended a mandate"),
    "mandate.resume": Text(
        nl="{who} maakte het einde van een mandaat ongedaan", en="{who} undid the end of a mandate"
    ),
    "department.add": Text(nl="{who} voegde een afdeling toe", en="{who} added a department"),
    "person.add": Text(nl="{who} voegde een persoon toe", en="{who} added a person"),
    "role.grant": Text(nl="{who} gaf iemand een rol", en="{who} granted somebody a role"),
    "role.end": Text(nl="{who} beëindigde een rol", en="{who} ended a role"),
    "role.resume": Text(nl="{who} maakte het einde van een rol ongedaan", en="{who} undid the end of a role"),
    "letter.give_up": Text(nl="{who} kon een brief niet versturen", en="{who} could not send a letter"),
    "letter.send_again": Text(
        nl="{who} liet een brief opnieuw versturen", en="{who} had a letter sent again"
    ),
    # goals and frameworks
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
    # the market
    "notice.import": Text(nl="{who} las een aankondiging in", en="{who} imported a notice"),
    "intake.start": Text(
        nl="{who} begon openbare aankondigingen op te halen", en="{who} began to fetch public notices"
    ),
    "intake.stop": Text(
        nl="{who} stopte het ophalen van openbare aankondigingen",
        en="{who} stopped fetching public notices",
    ),
    "intake.end": Text(
        nl="{who} rondde het ophalen van openbare aankondigingen af",
        en="{who} finished fetching public notices",
    ),
    # firms of their own
    "firmapplication.start": Text(
        nl="{who} schreef een aanmelding van een bedrijf in", en="{who} entered an application of a firm"
    ),
    "firmapplication.confirm": Text(
        nl="{who} legde vast dat een bedrijf zijn adres bevestigde",
        en="{who} recorded that a firm confirmed its address",
    ),
    "firmapplication.prove": Text(
        nl="{who} legde vast hoe een bedrijf zich bewijst", en="{who} recorded how a firm proves itself"
    ),
    "firmapplication.answer": Text(
        nl="{who} legde een aanvulling van een bedrijf vast", en="{who} recorded what a firm added"
    ),
    "firmapplication.withdraw": Text(
        nl="{who} legde vast dat een bedrijf zijn aanmelding introk",
        en="{who} recorded that a firm withdrew its application",
    ),
    "firmapplication.ask": Text(
        nl="{who} stelde een bedrijf een vraag over zijn aanmelding",
        en="{who} asked a firm about its application",
    ),
    "firmapplication.admit": Text(nl="{who} liet een bedrijf toe", en="{who} admitted a firm"),
    "firmapplication.refuse": Text(
        nl="{who} wees de aanmelding van een bedrijf af", en="{who} refused the application of a firm"
    ),
    "firmapplication.reopen": Text(
        nl="{who} opende een afgewezen aanmelding weer", en="{who} reopened a refused application"
    ),
    "firmapplication.take_back": Text(
        nl="{who} draaide de toelating van een bedrijf terug", en="{who} undid the admission of a firm"
    ),
    "firmapplication.blank": Text(
        nl="{who} verwijderde na de termijn de persoonsgegevens van een aanmelding",
        en="{who} removed the personal data of an application after their term",
    ),
    "proof.open": Text(
        nl="{who} bekeek een bewijsstuk bij een aanmelding", en="{who} read a document of proof"
    ),
    "claimcode.make": Text(
        nl="{who} maakte een code waarmee een bedrijf zich kan bewijzen",
        en="{who} made a code with which a firm can prove itself",
    ),
    "supplier.handover": Text(
        nl="{who} droeg het profiel over aan het bedrijf zelf", en="{who} handed the profile to the firm"
    ),
    "supplier.take_over": Text(
        nl="{who} nam het profiel terug van het bedrijf", en="{who} took the profile back from the firm"
    ),
    "supplier.publish": Text(
        nl="{who} zette het profiel open voor iedereen", en="{who} opened the profile to everybody"
    ),
    "supplier.unpublish": Text(
        nl="{who} haalde het profiel uit het openbaar", en="{who} took the profile out of the public"
    ),
    "contactperson.add": Text(nl="{who} voegde een contactpersoon toe", en="{who} added a contact person"),
    "contactperson.change": Text(nl="{who} wijzigde een contactpersoon", en="{who} changed a contact person"),
    "contactperson.strike": Text(
        nl="{who} verwijderde een contactpersoon", en="{who} removed a contact person"
    ),
    "contactperson.expire": Text(
        nl="{who} verwijderde een contactpersoon na de afgesproken termijn",
        en="{who} removed a contact person after the agreed term",
    ),
    "reference.add": Text(nl="{who} voegde een referentie toe", en="{who} added a reference"),
    "reference.change": Text(nl="{who} wijzigde een referentie", en="{who} changed a reference"),
    "reference.strike": Text(nl="{who} schrapte een referentie", en="{who} struck a reference"),
    "impactfigure.add": Text(nl="{who} voegde een impactcijfer toe", en="{who} added an impact figure"),
    "impactfigure.change": Text(nl="{who} wijzigde een impactcijfer", en="{who} changed an impact figure"),
    "impactfigure.strike": Text(nl="{who} schrapte een impactcijfer", en="{who} struck an impact figure"),
    "picture.add": Text(nl="{who} voegde een foto toe", en="{who} added a picture"),
    "picture.strike": Text(nl="{who} verwijderde een foto", en="{who} removed a picture"),
    "person.erase": Text(
        nl="{who} liet de eigen persoonsgegevens wissen", en="{who} had the own personal data erased"
    ),
    "person.export": Text(
        nl="{who} haalde de eigen persoonsgegevens op", en="{who} fetched the own personal data"
    ),
    "supplier.add": Text(nl="{who} voegde een leverancier toe", en="{who} added a supplier"),
    "supplier.change": Text(nl="{who} wijzigde een leverancier", en="{who} changed a supplier"),
    "supplier.archive": Text(nl="{who} zette een leverancier in het archief", en="{who} archived a supplier"),
    "supplier.restore": Text(
        nl="{who} haalde een leverancier uit het archief", en="{who} restored a supplier"
    ),
    "offering.add": Text(
        nl="{who} voegde toe wat een leverancier biedt", en="{who} added what a supplier offers"
    ),
    "offering.change": Text(
        nl="{who} wijzigde wat een leverancier biedt", en="{who} changed what a supplier offers"
    ),
    "offering.strike": Text(
        nl="{who} schrapte iets wat een leverancier biedt", en="{who} struck something a supplier offers"
    ),
    "credential.add": Text(
        nl="{who} legde een erkenning van een leverancier vast", en="{who} recorded a supplier's credential"
    ),
    "credential.change": Text(
        nl="{who} wijzigde een erkenning van een leverancier", en="{who} changed a supplier's credential"
    ),
    "credential.verify": Text(
        nl="{who} controleerde een erkenning van een leverancier", en="{who} verified a supplier's credential"
    ),
    "credential.withdraw": Text(
        nl="{who} trok een erkenning van een leverancier in", en="{who} withdrew a supplier's credential"
    ),
    "credential.claim": Text(nl="{who} gaf een erkenning op", en="{who} claimed a credential"),
    "credential.refuse": Text(
        nl="{who} vond een erkenning niet aangetoond", en="{who} found a credential not shown"
    ),
    "credential.take_back": Text(nl="{who} nam een erkenning terug", en="{who} took a credential back"),
    "credential.remind": Text(
        nl="{who} herinnerde aan een erkenning die afloopt", en="{who} reminded of a credential that ends"
    ),
    "supplier.kvk": Text(nl="{who} vroeg een leverancier op bij KvK", en="{who} asked KvK about a supplier"),
    "supplier.kvk_take": Text(nl="{who} nam gegevens van KvK over", en="{who} took over what KvK says"),
    "supplier.open": Text(
        nl="{who} stelde het profiel beschikbaar als open gegevens",
        en="{who} shared the profile as open data",
    ),
    "supplier.close": Text(
        nl="{who} trok het profiel terug uit de open gegevens",
        en="{who} took the profile out of the open data",
    ),
    "registerimport.upload": Text(
        nl="{who} zette een bestand van een register klaar", en="{who} uploaded a file of a register"
    ),
    "registerimport.check": Text(
        nl="{who} draaide een proef met een register", en="{who} did a dry run of a register"
    ),
    "registerimport.start": Text(
        nl="{who} liet erkenningen controleren met een register",
        en="{who} had credentials checked with a register",
    ),
    "registerimport.step": Text(
        nl="{who} controleerde een deel van een register", en="{who} checked a part of a register"
    ),
    "registerimport.finish": Text(
        nl="{who} rondde de controle met een register af", en="{who} finished checking with a register"
    ),
    "registerimport.stop": Text(
        nl="{who} stopte de controle met een register", en="{who} stopped checking with a register"
    ),
    "registerimport.settle": Text(
        nl="{who} besloot over een regel van een register", en="{who} decided on a row of a register"
    ),
    "supplierimport.upload": Text(
        nl="{who} zette een lijst met leveranciers klaar", en="{who} put a list of suppliers ready"
    ),
    "supplierimport.check": Text(
        nl="{who} draaide een proef met een lijst leveranciers", en="{who} made a dry run of a supplier list"
    ),
    "supplierimport.start": Text(
        nl="{who} begon een lijst met leveranciers over te nemen",
        en="{who} began to take over a supplier list",
    ),
    "supplierimport.step": Text(
        nl="{who} nam leveranciers uit een lijst over", en="{who} took over suppliers from a list"
    ),
    "supplierimport.finish": Text(
        nl="{who} rondde het overnemen van leveranciers af", en="{who} finished taking over suppliers"
    ),
    "supplierimport.stop": Text(
        nl="{who} stopte het overnemen van leveranciers", en="{who} stopped taking over suppliers"
    ),
    "supplierimport.settle": Text(
        nl="{who} besliste over een verschil bij een leverancier",
        en="{who} settled a difference about a supplier",
    ),
    "supplierimport.show": Text(
        nl="{who} kreeg de uitkomst van een proef met een lijst leveranciers",
        en="{who} got the outcome of a dry run of a supplier list",
    ),
    "supplierimport.put_back": Text(
        nl="{who} brak een proef met een lijst leveranciers af",
        en="{who} broke off a dry run of a supplier list",
    ),
    "supplierimport.mend": Text(
        nl="{who} bracht verbeterde regels van een lijst opnieuw in",
        en="{who} brought mended rows of a list in again",
    ),
    # procurement
    "procurement.start": Text(nl="{who} begon een inkoop", en="{who} started a procurement"),
    "procurement.purpose": Text(
        nl="{who} legde het doel van een inkoop vast", en="{who} recorded the purpose of a procurement"
    ),
    "procurement.scope": Text(
        nl="{who} legde vast wat en hoeveel er nodig is", en="{who} recorded what and how much is needed"
    ),
    "procurement.approach": Text(
        nl="{who} koos de aanpak van een inkoop", en="{who} chose the approach of a procurement"
    ),
    "procurement.ambition": Text(
        nl="{who} koos thema's en ambitie van een inkoop",
        en="{who} chose themes and ambition of a procurement",
    ),
    "procurement.instrument": Text(
        nl="{who} woog een instrument voor een inkoop", en="{who} weighed an instrument for a procurement"
    ),
    "procurement.delivery": Text(
        nl="{who} zei waar de levering nodig is", en="{who} said where the delivery is needed"
    ),
    "procurement.impact_lot": Text(nl="{who} nam een impactperceel over", en="{who} took over an impact lot"),
    "procurement.submit": Text(nl="{who} diende een inkoop in", en="{who} submitted a procurement"),
    "procurement.take_back": Text(
        nl="{who} nam een ingediende inkoop terug", en="{who} took back a submitted procurement"
    ),
    "procurement.undo": Text(
        nl="{who} maakte de laatste wijziging van een inkoop ongedaan",
        en="{who} undid the last change of a procurement",
    ),
    "procurement.advise": Text(nl="{who} gaf advies over een inkoop", en="{who} advised on a procurement"),
    "procurement.return": Text(nl="{who} gaf een inkoop terug", en="{who} returned a procurement"),
    "procurement.withdraw": Text(nl="{who} trok een inkoop in", en="{who} withdrew a procurement"),
    "procurement.reopen": Text(nl="{who} opende een inkoop weer", en="{who} reopened a procurement"),
    "procurement.decide": Text(nl="{who} stelde de strategie vast", en="{who} settled the strategy"),
    "explanation.propose": Text(
        nl="{who} legde uit waarom een regel niet wordt gevolgd",
        en="{who} explained why a rule is not followed",
    ),
    "explanation.change": Text(nl="{who} wijzigde een uitleg", en="{who} changed an explanation"),
    "explanation.approve": Text(nl="{who} ging akkoord met een uitleg", en="{who} approved an explanation"),
    "explanation.refuse": Text(
        nl="{who} ging niet akkoord met een uitleg", en="{who} did not approve an explanation"
    ),
    "explanation.withdraw": Text(nl="{who} trok een uitleg in", en="{who} withdrew an explanation"),
    "shortlist.search": Text(
        nl="{who} zocht leveranciers voor een inkoop", en="{who} searched suppliers for a procurement"
    ),
    "invitee.add": Text(
        nl="{who} zette een leverancier op de lijst", en="{who} put a supplier on the shortlist"
    ),
    "invitee.change": Text(
        nl="{who} wijzigde de reden om een leverancier te vragen",
        en="{who} changed the reason for asking a supplier",
    ),
    "invitee.invite": Text(
        nl="{who} vroeg een leverancier om een offerte", en="{who} asked a supplier for a quote"
    ),
    "invitee.take_back": Text(
        nl="{who} vroeg een leverancier toch niet", en="{who} did not ask a supplier after all"
    ),
    "invitee.leave_out": Text(
        nl="{who} haalde een leverancier van de lijst", en="{who} took a supplier off the shortlist"
    ),
    "invitee.put_back": Text(
        nl="{who} zette een leverancier terug op de lijst", en="{who} put a supplier back on the shortlist"
    ),
    "invitee.decline": Text(
        nl="{who} legde vast dat een leverancier ervan afziet", en="{who} recorded that a supplier declines"
    ),
    "invitee.quote": Text(nl="{who} legde een offerte vast", en="{who} recorded a quote"),
    "invitee.choose": Text(nl="{who} koos een leverancier", en="{who} chose a supplier"),
    "invitee.unchoose": Text(
        nl="{who} maakte de keuze van een leverancier ongedaan", en="{who} undid the choice of a supplier"
    ),
    "shortlist.export": Text(nl="{who} voerde een lijst uit", en="{who} exported a shortlist"),
    "quickpurchase.record": Text(
        nl="{who} legde een snelle inkoop vast", en="{who} recorded a quick purchase"
    ),
    "quickpurchase.undo": Text(
        nl="{who} maakte een snelle inkoop ongedaan", en="{who} undid a quick purchase"
    ),
    # policy that is lived
    "file.keep": Text(nl="{who} bewaarde een bestand", en="{who} kept a file"),
    "file.strike": Text(nl="{who} verwijderde een bewaard bestand", en="{who} removed a kept file"),
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
    "expectedprocurement.add": Text(
        nl="{who} zette een inkoop op de kalender", en="{who} put a procurement on the calendar"
    ),
    "expectedprocurement.change": Text(
        nl="{who} wijzigde een regel van de inkoopkalender",
        en="{who} changed a line of the procurement calendar",
    ),
    "calendarimport.upload": Text(
        nl="{who} zette een bestand voor de inkoopkalender klaar",
        en="{who} put a file for the procurement calendar ready",
    ),
    "calendarimport.check": Text(
        nl="{who} probeerde een bestand voor de inkoopkalender",
        en="{who} tried a file for the procurement calendar",
    ),
    "calendarimport.mend": Text(
        nl="{who} verbeterde een regel van een bestand voor de inkoopkalender",
        en="{who} mended a row of a file for the procurement calendar",
    ),
    "calendarimport.start": Text(
        nl="{who} begon een bestand over te nemen in de inkoopkalender",
        en="{who} began to take a file over into the procurement calendar",
    ),
    "calendarimport.step": Text(
        nl="{who} nam een deel van een bestand over in de inkoopkalender",
        en="{who} took a part of a file over into the procurement calendar",
    ),
    "calendarimport.finish": Text(
        nl="{who} nam een bestand over in de inkoopkalender",
        en="{who} took over a file into the procurement calendar",
    ),
    "calendarimport.let_go": Text(
        nl="{who} liet een bestand voor de kalender los na zijn bewaartermijn",
        en="{who} let go of a file for the calendar after its term",
    ),
    "calendarimport.stop": Text(
        nl="{who} nam een bestand voor de inkoopkalender niet verder over",
        en="{who} stopped taking over a file for the procurement calendar",
    ),
    "expectedprocurement.scan": Text(
        nl="{who} liet de inkoopkalender doorlichten", en="{who} had the procurement calendar scanned"
    ),
    "expectedprocurement.publish": Text(
        nl="{who} maakte een regel van de inkoopkalender openbaar",
        en="{who} made a line of the procurement calendar public",
    ),
    "expectedprocurement.take_back": Text(
        nl="{who} maakte een regel van de inkoopkalender niet langer openbaar",
        en="{who} made a line of the procurement calendar no longer public",
    ),
    "expectedprocurement.begin": Text(
        nl="{who} begon een inkoop vanuit de kalender", en="{who} began a procurement from the calendar"
    ),
    "expectedprocurement.drop": Text(
        nl="{who} liet een regel van de inkoopkalender vervallen",
        en="{who} dropped a line of the procurement calendar",
    ),
    "expectedprocurement.restore": Text(
        nl="{who} zette een regel van de inkoopkalender terug",
        en="{who} put a line of the procurement calendar back",
    ),
    "opportunity.publish": Text(
        nl="{who} zette een kans voor de markt open", en="{who} opened an opportunity for the market"
    ),
    "opportunity.begin": Text(
        nl="{who} meldde de markt dat een verwachte inkoop is begonnen",
        en="{who} told the market that an expected procurement has begun",
    ),
    "opportunity.change": Text(
        nl="{who} wijzigde een kans voor de markt", en="{who} changed an opportunity for the market"
    ),
    "opportunity.withdraw": Text(
        nl="{who} trok een kans voor de markt in", en="{who} withdrew an opportunity for the market"
    ),
    "reviewsample.draw": Text(
        nl="{who} trok een steekproef van uitleg", en="{who} drew a sample of explanations"
    ),
    "reviewsample.conclude": Text(
        nl="{who} legde de conclusie van een steekproef vast", en="{who} recorded the conclusion of a sample"
    ),
    "explanationreview.ask": Text(
        nl="{who} vroeg een tweede lezer voor een uitleg", en="{who} asked a second reader for an explanation"
    ),
    "explanationreview.judge": Text(
        nl="{who} gaf een oordeel over een uitleg", en="{who} gave a verdict on an explanation"
    ),
    "explanationreview.follow": Text(
        nl="{who} legde vast wat na een oordeel is gedaan", en="{who} recorded what was done after a verdict"
    ),
    "procurement.web": Text(
        nl="{who} koppelde een ambitieweb aan een inkoop", en="{who} tied an ambition web to a procurement"
    ),
    # taken along
    "list.export": Text(nl="{who} nam een lijst mee als bestand", en="{who} took a list along as a file"),
    "note.export": Text(
        nl="{who} nam een strategienota mee als bestand", en="{who} took a strategy note along as a file"
    ),
    "notice.export": Text(
        nl="{who} nam een aankondiging mee als bestand", en="{who} took a notice along as a file"
    ),
    # background work
    "job.start": Text(nl="{who} startte een taak op de achtergrond", en="{who} started a background task"),
    "job.stop": Text(nl="{who} stopte een taak op de achtergrond", en="{who} stopped a background task"),
    "job.end": Text(nl="{who} sloot een taak op de achtergrond af", en="{who} closed a background task"),
    # the journal itself
    "journal.export": Text(nl="{who} voerde het journaal uit", en="{who} exported the journal"),
    "dossier.export": Text(nl="{who} voerde het auditdossier uit", en="{who} exported the audit dossier"),
    "salt.erase": Text(
        nl="{who} wiste de sleutel van vastgelegde waarden", en="{who} erased the key of committed values"
    ),
}

KINDS: dict[str, Text] = {
    "organisation": Text(nl="Organisatie", en="Organisation"),
    "department": Text(nl="Afdeling", en="Department"),
    "firmapplication": Text(nl="Aanmelding", en="Application"),
    "claimcode": Text(nl="Code voor een bedrijf", en="Code for a firm"),
    "contactperson": Text(nl="Contactpersoon", en="Contact person"),
    "supplierreference": Text(nl="Referentie", en="Reference"),
    "impactfigure": Text(nl="Impactcijfer", en="Impact figure"),
    "offeringpicture": Text(nl="Foto", en="Picture"),
    "person": Text(nl="Persoon", en="Person"),
    "membership": Text(nl="Rol", en="Role"),
    "regionmember": Text(nl="Deelnemer aan een regio", en="Member of a region"),
    "ambassador": Text(nl="Ambassadeur", en="Ambassador"),
    "regionpick": Text(nl="Regionale selectie", en="Selection of the region"),
    "pool": Text(nl="Gezamenlijke inkoop", en="Joint procurement"),
    "poolmember": Text(nl="Deelnemer aan een gezamenlijke inkoop", en="Member of a joint procurement"),
    "goal": Text(nl="Doel", en="Goal"),
    "framework": Text(nl="Beleidskader", en="Framework"),
    "frameworkrule": Text(nl="Regel", en="Rule"),
    "notice": Text(nl="Aankondiging", en="Notice"),
    "intakerun": Text(nl="Ophalen van aankondigingen", en="Fetching of notices"),
    "procurement": Text(nl="Inkoop", en="Procurement"),
    "mandate": Text(nl="Mandaat", en="Mandate"),
    "supplier": Text(nl="Leverancier", en="Supplier"),
    "offering": Text(nl="Aanbod", en="Offering"),
    "credential": Text(nl="Erkenning", en="Credential"),
    "supplierimport": Text(nl="Lijst met leveranciers", en="Supplier list"),
    "registerimport": Text(nl="Bestand van een register", en="File of a register"),
    "explanation": Text(nl="Uitleg", en="Explanation"),
    "invitee": Text(nl="Gevraagde leverancier", en="Supplier asked"),
    "shortlistsearch": Text(nl="Zoektocht", en="Search"),
    "quickpurchase": Text(nl="Snelle inkoop", en="Quick purchase"),
    "storedfile": Text(nl="Bestand", en="File"),
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
    "expectedprocurement": Text(nl="Regel van de inkoopkalender", en="Line of the procurement calendar"),
    "calendar": Text(nl="Inkoopkalender", en="Procurement calendar"),
    "calendarimport": Text(nl="Bestand voor de inkoopkalender", en="File for the procurement calendar"),
    "opportunity": Text(nl="Kans voor de markt", en="Opportunity"),
    "reviewsample": Text(nl="Steekproef", en="Sample"),
    "explanationreview": Text(nl="Tweede lezing", en="Second reading"),
    "letter": Text(nl="Brief", en="Letter"),
    "list": Text(nl="Lijst", en="List"),
    "job": Text(nl="Taak", en="Task"),
    "journal": Text(nl="Journaal", en="Journal"),
}
"""What people call the kinds of things that facts are about."""

THE_SYSTEM = Text(nl="Het systeem", en="The system")
SOMEBODY_GONE = Text(nl="Een vertrekker", en="Somebody who has left")
NOT_LISTED = Text(nl="{who} deed iets ({action})", en="{who} did something ({action})")
"""For an event of a later or an earlier version of the product."""


def sentence(action: str, who: str, language: str) -> str:
    """What happened, for people; `who` is a name, or "" for the system."""
    name = who or THE_SYSTEM.in_language(language)
    return SENTENCES.get(action, NOT_LISTED).in_language(language).format(who=name, action=action)


def kind_name(kind: str, language: str) -> str:
    """What people call this kind of thing; the code itself where it is not listed."""
    known = KINDS.get(kind)
    return kind if known is None else known.in_language(language)
