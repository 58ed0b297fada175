"""Facts of the stage procurement: files, explanations, lists of suppliers, quick purchases, calendar."""

from __future__ import annotations

from meerwaarde.rules.text import Text

SENTENCES: dict[str, Text] = {
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
    "note.export": Text(
        nl="{who} nam een strategienota mee als bestand", en="{who} took a strategy note along as a file"
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
    "searchinfile.put": Text(
        nl="{who} legde een zoekopdracht als bewijs in een dossier",
        en="{who} put a search in a file as evidence",
    ),
    "searchinfile.take_out": Text(
        nl="{who} haalde een zoekopdracht uit een dossier", en="{who} took a search out of a file"
    ),
    "searchinfile.undo": Text(
        nl="{who} maakte ongedaan wat met een zoekopdracht in een dossier was gedaan",
        en="{who} undid what was done with a search in a file",
    ),
    "consultationinfile.put": Text(
        nl="{who} legde een marktconsultatie als bewijs in een dossier",
        en="{who} put a market consultation in a file as evidence",
    ),
    "consultationinfile.take_out": Text(
        nl="{who} haalde een marktconsultatie uit een dossier",
        en="{who} took a market consultation out of a file",
    ),
    "consultationinfile.undo": Text(
        nl="{who} maakte ongedaan wat met een marktconsultatie in een dossier was gedaan",
        en="{who} undid what was done with a market consultation in a file",
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
}

KINDS: dict[str, Text] = {
    "procurement": Text(nl="Inkoop", en="Procurement"),
    "explanation": Text(nl="Uitleg", en="Explanation"),
    "invitee": Text(nl="Gevraagde leverancier", en="Supplier asked"),
    "shortlistsearch": Text(nl="Zoektocht", en="Search"),
    "searchinfile": Text(nl="Zoekopdracht in een dossier", en="Search in a file"),
    "consultationinfile": Text(nl="Marktconsultatie in een dossier", en="Market consultation in a file"),
    "quickpurchase": Text(nl="Snelle inkoop", en="Quick purchase"),
    "expectedprocurement": Text(nl="Regel van de inkoopkalender", en="Line of the procurement calendar"),
    "calendar": Text(nl="Inkoopkalender", en="Procurement calendar"),
    "calendarimport": Text(nl="Bestand voor de inkoopkalender", en="File for the procurement calendar"),
    "reviewsample": Text(nl="Steekproef", en="Sample"),
    "explanationreview": Text(nl="Tweede lezing", en="Second reading"),
    "pool": Text(nl="Gezamenlijke inkoop", en="Joint procurement"),
    "poolmember": Text(nl="Deelnemer aan een gezamenlijke inkoop", en="Member of a joint procurement"),
}
