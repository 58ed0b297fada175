"""Facts about organisations, people, files, and about the journal and the work itself."""

from __future__ import annotations

from meerwaarde.rules.text import Text

SENTENCES: dict[str, Text] = {
    "authority.create": Text(nl="{who} maakte deze overheid aan", en="{who} created this authority"),
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
    "role.invite": Text(nl="{who} nodigde iemand uit voor een rol", en="{who} invited somebody to a role"),
    "role.accept": Text(
        nl="{who} legde vast dat iemand een uitnodiging aannam",
        en="{who} recorded that somebody accepted an invitation",
    ),
    "role.decline": Text(
        nl="{who} legde vast dat iemand een uitnodiging afsloeg",
        en="{who} recorded that somebody declined an invitation",
    ),
    "role.end": Text(nl="{who} beëindigde een rol", en="{who} ended a role"),
    "role.resume": Text(nl="{who} maakte het einde van een rol ongedaan", en="{who} undid the end of a role"),
    "letter.give_up": Text(nl="{who} kon een brief niet versturen", en="{who} could not send a letter"),
    "letter.send_again": Text(
        nl="{who} liet een brief opnieuw versturen", en="{who} had a letter sent again"
    ),
    "person.erase": Text(
        nl="{who} liet de eigen persoonsgegevens wissen", en="{who} had the own personal data erased"
    ),
    "person.export": Text(
        nl="{who} haalde de eigen persoonsgegevens op", en="{who} fetched the own personal data"
    ),
    "file.keep": Text(nl="{who} bewaarde een bestand", en="{who} kept a file"),
    "file.strike": Text(nl="{who} verwijderde een bewaard bestand", en="{who} removed a kept file"),
    "list.export": Text(nl="{who} nam een lijst mee als bestand", en="{who} took a list along as a file"),
    "job.start": Text(nl="{who} startte een taak op de achtergrond", en="{who} started a background task"),
    "job.stop": Text(nl="{who} stopte een taak op de achtergrond", en="{who} stopped a background task"),
    "job.end": Text(nl="{who} sloot een taak op de achtergrond af", en="{who} closed a background task"),
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
    "mandate": Text(nl="Mandaat", en="Mandate"),
    "storedfile": Text(nl="Bestand", en="File"),
    "letter": Text(nl="Brief", en="Letter"),
    "list": Text(nl="Lijst", en="List"),
    "job": Text(nl="Taak", en="Task"),
    "journal": Text(nl="Journaal", en="Journal"),
}
