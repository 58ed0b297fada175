"""Every fact that the journal can hold, as a sentence that people read: `{who}` stands for the name.

A code is `noun.verb`. A test reads all source: whoever writes a fact that is not listed here is told so.
"""

from __future__ import annotations

from meerwaarde.rules.text import Text

SENTENCES: dict[str, Text] = {
    # organisations and people
    "authority.create": Text(nl="{who} maakte deze overheid aan", en="{who} created this authority"),
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
    "person": Text(nl="Persoon", en="Person"),
    "membership": Text(nl="Rol", en="Role"),
    "goal": Text(nl="Doel", en="Goal"),
    "framework": Text(nl="Beleidskader", en="Framework"),
    "frameworkrule": Text(nl="Regel", en="Rule"),
    "notice": Text(nl="Aankondiging", en="Notice"),
    "procurement": Text(nl="Inkoop", en="Procurement"),
    "mandate": Text(nl="Mandaat", en="Mandate"),
    "supplier": Text(nl="Leverancier", en="Supplier"),
    "offering": Text(nl="Aanbod", en="Offering"),
    "credential": Text(nl="Erkenning", en="Credential"),
    "supplierimport": Text(nl="Lijst met leveranciers", en="Supplier list"),
    "explanation": Text(nl="Uitleg", en="Explanation"),
    "invitee": Text(nl="Gevraagde leverancier", en="Supplier asked"),
    "shortlistsearch": Text(nl="Zoektocht", en="Search"),
    "quickpurchase": Text(nl="Snelle inkoop", en="Quick purchase"),
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
