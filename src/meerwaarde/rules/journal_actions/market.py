"""Facts of the stage market: suppliers, lists and applications of them, regions, notices, opportunities."""

from __future__ import annotations

from meerwaarde.rules.text import Text

SENTENCES: dict[str, Text] = {
    "meeting.make": Text(nl="{who} schreef een bijeenkomst op", en="{who} wrote a meeting"),
    "meeting.change": Text(nl="{who} wijzigde een bijeenkomst", en="{who} changed a meeting"),
    "meeting.publish": Text(nl="{who} kondigde een bijeenkomst aan", en="{who} announced a meeting"),
    "meeting.cancel": Text(nl="{who} gelastte een bijeenkomst af", en="{who} called a meeting off"),
    "meeting.close": Text(nl="{who} rondde een bijeenkomst af", en="{who} closed a meeting"),
    "meeting.remind": Text(
        nl="{who} herinnerde mensen aan een bijeenkomst", en="{who} reminded people of a meeting"
    ),
    "meeting.ask_after": Text(
        nl="{who} vroeg wat er van een bijeenkomst kwam", en="{who} asked what came of a meeting"
    ),
    "meetingplace.take": Text(
        nl="{who} meldde zich aan voor een bijeenkomst", en="{who} registered for a meeting"
    ),
    "meetingplace.begin": Text(
        nl="{who} kreeg een aanmelding van iemand zonder account",
        en="{who} got a registration of somebody without an account",
    ),
    "meetingplace.confirm": Text(
        nl="{who} zag een adres voor een bijeenkomst bevestigd",
        en="{who} saw an address for a meeting confirmed",
    ),
    "meetingplace.forget": Text(
        nl="{who} haalde naam en adres bij een bijeenkomst weg",
        en="{who} took name and address at a meeting away",
    ),
    "meetingplace.again": Text(
        nl="{who} meldde zich weer aan voor een bijeenkomst", en="{who} registered for a meeting again"
    ),
    "meetingplace.change": Text(
        nl="{who} wijzigde wat iemand op een bijeenkomst zoekt",
        en="{who} changed what somebody looks for at a meeting",
    ),
    "pitch.withdraw": Text(nl="{who} trok een pitch terug", en="{who} withdrew a pitch"),
    "meetingplace.cancel": Text(
        nl="{who} meldde zich af voor een bijeenkomst", en="{who} cancelled for a meeting"
    ),
    "meetingplace.move_up": Text(
        nl="{who} gaf een vrije plaats aan wie wachtte", en="{who} gave a free place to who waited"
    ),
    "meetingplace.attend": Text(
        nl="{who} legde vast wie op een bijeenkomst was", en="{who} recorded who was at a meeting"
    ),
    "pitch.offer": Text(nl="{who} bood een pitch aan", en="{who} offered a pitch"),
    "pitch.choose": Text(nl="{who} koos een pitch", en="{who} chose a pitch"),
    "pitch.arrange": Text(
        nl="{who} gaf een pitch een plek in het programma", en="{who} gave a pitch a place in the programme"
    ),
    "pitch.decline": Text(nl="{who} koos een pitch niet", en="{who} did not choose a pitch"),
    "programmeitem.add": Text(
        nl="{who} vulde het programma van een bijeenkomst aan", en="{who} added to the programme of a meeting"
    ),
    "programmeitem.change": Text(
        nl="{who} wijzigde het programma van een bijeenkomst", en="{who} changed the programme of a meeting"
    ),
    "programmeitem.strike": Text(
        nl="{who} haalde een onderdeel uit het programma van een bijeenkomst",
        en="{who} took a part out of the programme of a meeting",
    ),
    "acquaintance.ask": Text(nl="{who} wilde met iemand kennismaken", en="{who} wanted to meet somebody"),
    "acquaintance.again": Text(
        nl="{who} wilde opnieuw met iemand kennismaken", en="{who} wanted to meet somebody again"
    ),
    "acquaintance.introduce": Text(
        nl="{who} stelde twee mensen aan elkaar voor", en="{who} introduced two people to each other"
    ),
    "acquaintance.agree": Text(nl="{who} wilde ook kennismaken", en="{who} wanted to meet as well"),
    "acquaintance.decline": Text(
        nl="{who} wilde liever niet kennismaken", en="{who} rather did not want to meet"
    ),
    "acquaintance.withdraw": Text(
        nl="{who} nam een verzoek om kennis te maken terug", en="{who} took back a request to meet"
    ),
    "acquaintance.note": Text(
        nl="{who} legde vast wat twee mensen na een kennismaking doen",
        en="{who} recorded what two people do after they met",
    ),
    "acquaintance.plan": Text(
        nl="{who} gaf een gesprek op een bijeenkomst een ander moment",
        en="{who} gave a talk at a meeting another moment",
    ),
    "followup.tell": Text(
        nl="{who} vertelde wat er van een kennismaking kwam", en="{who} told what came of an acquaintance"
    ),
    "consultation.make": Text(
        nl="{who} schreef een marktconsultatie", en="{who} wrote a market consultation"
    ),
    "consultation.change": Text(
        nl="{who} wijzigde een marktconsultatie", en="{who} changed a market consultation"
    ),
    "consultationchange.tell": Text(
        nl="{who} vertelde iedereen wat er aan een marktconsultatie veranderde",
        en="{who} told everybody what changed in a market consultation",
    ),
    "consultation.follow": Text(
        nl="{who} ging een marktconsultatie volgen", en="{who} began to follow a market consultation"
    ),
    "consultation.unfollow": Text(
        nl="{who} volgt een marktconsultatie niet meer", en="{who} stopped following a market consultation"
    ),
    "consultation.publish": Text(
        nl="{who} publiceerde een marktconsultatie", en="{who} published a market consultation"
    ),
    "consultation.withdraw": Text(
        nl="{who} trok een marktconsultatie in", en="{who} withdrew a market consultation"
    ),
    "consultation.minutes": Text(
        nl="{who} legde vast wat op de bijeenkomst van een marktconsultatie is gezegd",
        en="{who} recorded what was said at the session of a market consultation",
    ),
    "consultation.write_report": Text(
        nl="{who} werkte aan het verslag van een marktconsultatie",
        en="{who} worked on the report of a market consultation",
    ),
    "consultation.report": Text(
        nl="{who} deelde het verslag van een marktconsultatie met iedereen",
        en="{who} shared the report of a market consultation with everybody",
    ),
    "consultationfile.add": Text(
        nl="{who} voegde een document toe aan een marktconsultatie",
        en="{who} added a document to a market consultation",
    ),
    "consultationinquiry.ask": Text(
        nl="{who} kreeg een vraag over een marktconsultatie",
        en="{who} got a question about a market consultation",
    ),
    "consultationinquiry.answer": Text(
        nl="{who} beantwoordde een vraag over een marktconsultatie voor iedereen",
        en="{who} answered a question about a market consultation for all",
    ),
    "consultationresponse.begin": Text(
        nl="{who} begon te antwoorden op een marktconsultatie",
        en="{who} began to answer a market consultation",
    ),
    "consultationresponse.confirm": Text(
        nl="{who} legde vast dat een deelnemer zijn adres bevestigde",
        en="{who} recorded that a participant confirmed the address",
    ),
    "consultationresponse.save": Text(
        nl="{who} bewaarde antwoorden op een marktconsultatie",
        en="{who} saved answers to a market consultation",
    ),
    "consultationresponse.send": Text(
        nl="{who} antwoordde op een marktconsultatie", en="{who} answered a market consultation"
    ),
    "consultationresponse.change": Text(
        nl="{who} wijzigde antwoorden op een marktconsultatie",
        en="{who} changed answers to a market consultation",
    ),
    "consultationresponse.withdraw": Text(
        nl="{who} nam antwoorden op een marktconsultatie terug",
        en="{who} took back answers to a market consultation",
    ),
    "consultationresponse.forget": Text(
        nl="{who} verwijderde na de termijn naam en adres van een deelnemer aan een marktconsultatie",
        en="{who} removed name and address of a participant in a market consultation after their term",
    ),
    "consultationseat.take": Text(
        nl="{who} meldde zich aan voor de bijeenkomst van een marktconsultatie",
        en="{who} registered for the session of a market consultation",
    ),
    "consultationseat.leave": Text(
        nl="{who} meldde zich af voor de bijeenkomst van een marktconsultatie",
        en="{who} cancelled for the session of a market consultation",
    ),
    "consultationseat.attend": Text(
        nl="{who} legde vast wie op de bijeenkomst van een marktconsultatie was",
        en="{who} recorded who was at the session of a market consultation",
    ),
    "lead.suggest": Text(
        nl="{who} kreeg een kans op werk voorgesteld", en="{who} was suggested a chance of work"
    ),
    "lead.see": Text(nl="{who} bekeek een kans op werk", en="{who} looked at a chance of work"),
    "lead.interest": Text(
        nl="{who} meldde interesse in een kans op werk", en="{who} showed interest in a chance of work"
    ),
    "lead.decline": Text(
        nl="{who} zei dat een kans op werk niet past", en="{who} said that a chance of work does not fit"
    ),
    "lead.undo": Text(
        nl="{who} nam terug wat over een kans op werk was gezegd",
        en="{who} took back what was said of a chance of work",
    ),
    "lead.invite": Text(
        nl="{who} vroeg een leverancier om een antwoord", en="{who} asked a supplier for an answer"
    ),
    "lead.quote": Text(nl="{who} antwoordde met een aanbod", en="{who} answered with an offer"),
    "lead.tell": Text(
        nl="{who} liet weten wat er van een kans op werk werd", en="{who} told what came of a chance of work"
    ),
    "enquiry.write": Text(nl="{who} schreef een marktvraag", en="{who} wrote an enquiry"),
    "enquiry.send": Text(
        nl="{who} stuurde een marktvraag aan leveranciers", en="{who} sent an enquiry to suppliers"
    ),
    "enquiry.close": Text(nl="{who} sloot een marktvraag", en="{who} closed an enquiry"),
    "enquiry.withdraw": Text(nl="{who} trok een marktvraag in", en="{who} withdrew an enquiry"),
    "enquiry.remind": Text(
        nl="{who} herinnerde leveranciers aan een marktvraag", en="{who} reminded suppliers of an enquiry"
    ),
    "enquiry.change": Text(nl="{who} wijzigde een marktvraag", en="{who} changed an enquiry"),
    "enquiry.tie": Text(
        nl="{who} verbond een marktvraag met een inkoop", en="{who} tied an enquiry to a procurement"
    ),
    "enquiryfile.add": Text(
        nl="{who} zette een document bij een marktvraag", en="{who} added a document to an enquiry"
    ),
    "enquiryfile.remove": Text(
        nl="{who} haalde een document bij een marktvraag weg",
        en="{who} removed a document from an enquiry",
    ),
    "enquiryquestion.ask": Text(
        nl="{who} stelde een vraag over een marktvraag", en="{who} asked a question about an enquiry"
    ),
    "enquiryquestion.answer": Text(
        nl="{who} beantwoordde een vraag over een marktvraag voor alle gevraagden",
        en="{who} answered a question about an enquiry for all who were asked",
    ),
    "combination.start": Text(
        nl="{who} begon een combinatie van bedrijven", en="{who} began a combination of firms"
    ),
    "combination.form": Text(
        nl="{who} legde een combinatie van bedrijven vast", en="{who} settled a combination of firms"
    ),
    "combination.lack": Text(
        nl="{who} liet een combinatie met een bedrijf te weinig achter",
        en="{who} left a combination one firm short",
    ),
    "combination.replace": Text(
        nl="{who} vroeg een ander bedrijf in een combinatie",
        en="{who} asked another firm into a combination",
    ),
    "combination.ask": Text(
        nl="{who} vroeg nog een bedrijf in een combinatie",
        en="{who} asked one more firm into a combination",
    ),
    "combination.go_on": Text(
        nl="{who} ging met de overige bedrijven van een combinatie door",
        en="{who} went on with the other firms of a combination",
    ),
    "combination.end": Text(
        nl="{who} stopte een combinatie van bedrijven", en="{who} ended a combination of firms"
    ),
    "combinationpart.invite": Text(
        nl="{who} vroeg een bedrijf om mee te doen in een combinatie",
        en="{who} asked a firm to take part in a combination",
    ),
    "combinationpart.release": Text(
        nl="{who} liet een bedrijf in een combinatie los",
        en="{who} let go of a firm in a combination",
    ),
    "combinationpart.accept": Text(
        nl="{who} besloot mee te doen in een combinatie", en="{who} decided to take part in a combination"
    ),
    "combinationpart.decline": Text(
        nl="{who} besloot niet mee te doen in een combinatie",
        en="{who} decided not to take part in a combination",
    ),
    "alertprofile.make": Text(nl="{who} zette een melding aan", en="{who} turned an alert on"),
    "alertprofile.change": Text(nl="{who} wijzigde een melding", en="{who} changed an alert"),
    "alertprofile.pause": Text(nl="{who} zette een melding stil", en="{who} paused an alert"),
    "alertprofile.resume": Text(nl="{who} zette een melding weer aan", en="{who} turned an alert on again"),
    "alertprofile.end": Text(nl="{who} verwijderde een melding", en="{who} deleted an alert"),
    "alertprofile.restore": Text(
        nl="{who} haalde een verwijderde melding terug", en="{who} brought a deleted alert back"
    ),
    "alertprofile.renew_feed": Text(
        nl="{who} gaf een feed een nieuw adres", en="{who} gave a feed a new address"
    ),
    "alertprofile.stop_letters": Text(
        nl="{who} stopte de e-mail van een melding, op verzoek vanuit een brief",
        en="{who} stopped the e-mail of an alert, as asked from a letter",
    ),
    "alertprofile.resume_letters": Text(
        nl="{who} liet de e-mail van een melding weer komen, op verzoek vanuit een brief",
        en="{who} let the e-mail of an alert come again, as asked from a letter",
    ),
    "alertprofile.stop_webhook": Text(
        nl="{who} stopte berichten aan een ander systeem, want dat antwoordde niet goed",
        en="{who} stopped messages to another system, because it did not answer well",
    ),
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
    "firmapplication.kvk": Text(
        nl="{who} vroeg bij KvK wie zich aanmeldde", en="{who} asked KvK about who registered"
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
    "supplier.confirm": Text(
        nl="{who} bevestigde gegevens van het bedrijf", en="{who} confirmed facts about the firm"
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
    "savedsearch.keep": Text(nl="{who} bewaarde een zoekopdracht", en="{who} saved a search"),
    "savedsearch.change": Text(
        nl="{who} wijzigde een bewaarde zoekopdracht", en="{who} changed a saved search"
    ),
    "savedsearch.stop_letters": Text(
        nl="{who} stopte de e-mail over een bewaarde zoekopdracht",
        en="{who} stopped the e-mail about a saved search",
    ),
    "savedsearch.strike": Text(
        nl="{who} verwijderde een bewaarde zoekopdracht", en="{who} deleted a saved search"
    ),
    "frozensearch.freeze": Text(
        nl="{who} legde een zoekopdracht met alle uitkomsten vast",
        en="{who} froze a search with all its results",
    ),
    "frozensearch.export": Text(
        nl="{who} nam een vastgelegde zoekopdracht mee als bestand",
        en="{who} took a frozen search along as a file",
    ),
    "searchinfile.add": Text(
        nl="{who} legde een vastgelegde zoekopdracht in het dossier",
        en="{who} laid a frozen search in the file",
    ),
    "searchembed.make": Text(
        nl="{who} maakte een zoekvak voor eigen pagina's", en="{who} made a search box for own pages"
    ),
    "searchembed.change": Text(
        nl="{who} wijzigde een zoekvak voor eigen pagina's", en="{who} changed a search box for own pages"
    ),
    "searchembed.revoke": Text(
        nl="{who} trok een zoekvak voor eigen pagina's in", en="{who} revoked a search box for own pages"
    ),
    "searchembed.restore": Text(
        nl="{who} zette een zoekvak voor eigen pagina's weer aan",
        en="{who} put a search box for own pages back",
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
    "need.enter": Text(
        nl="{who} schreef een vraag uit de buurt op", en="{who} wrote down a need of the neighbourhood"
    ),
    "need.change": Text(
        nl="{who} wijzigde een vraag uit de buurt", en="{who} changed a need of the neighbourhood"
    ),
    "need.submit": Text(
        nl="{who} legde een vraag uit de buurt voor", en="{who} submitted a need of the neighbourhood"
    ),
    "need.question": Text(
        nl="{who} vroeg iets over een vraag uit de buurt", en="{who} asked something about a need"
    ),
    "need.answer": Text(
        nl="{who} gaf antwoord over een vraag uit de buurt", en="{who} answered about a need"
    ),
    "need.approve": Text(
        nl="{who} gaf akkoord voor een vraag uit de buurt", en="{who} approved a need of the neighbourhood"
    ),
    "need.refuse": Text(
        nl="{who} keurde een vraag uit de buurt niet goed", en="{who} did not approve a need"
    ),
    "need.take_down": Text(
        nl="{who} haalde een vraag uit de buurt van de lijst", en="{who} took a need down"
    ),
    "need.close": Text(nl="{who} rondde een vraag uit de buurt af", en="{who} finished a need"),
    "need.reopen": Text(nl="{who} opende een vraag uit de buurt weer", en="{who} reopened a need"),
    "need.withdraw": Text(nl="{who} trok een vraag uit de buurt in", en="{who} withdrew a need"),
    "need.import": Text(
        nl="{who} nam een vraag uit de buurt over van een ander platform",
        en="{who} took in a need from another platform",
    ),
    "needoffer.enter": Text(
        nl="{who} bood iets aan op een vraag uit de buurt", en="{who} offered something on a need"
    ),
    "needoffer.accept": Text(nl="{who} nam een aanbod aan", en="{who} accepted an offer"),
    "needoffer.decline": Text(nl="{who} nam een aanbod niet aan", en="{who} did not accept an offer"),
    "needoffer.withdraw": Text(nl="{who} trok een aanbod in", en="{who} withdrew an offer"),
    "needoffer.cancel": Text(nl="{who} zegde een afspraak af", en="{who} called an agreement off"),
    "needoffer.say": Text(nl="{who} legde vast wat gegeven is", en="{who} recorded what was given"),
    "needoffer.confirm": Text(
        nl="{who} bevestigde wat gegeven is, gelijk aan de ander",
        en="{who} confirmed what was given, as the other side did",
    ),
    "needoffer.remind": Text(
        nl="{who} herinnerde aan het bevestigen van een afspraak",
        en="{who} reminded of confirming an agreement",
    ),
    "needoffer.import": Text(
        nl="{who} nam een afspraak over van een ander platform",
        en="{who} took in an agreement from another platform",
    ),
    "contactpoint.open": Text(nl="{who} wees een aanspreekpunt aan", en="{who} named a contact point"),
    "contactpoint.change": Text(nl="{who} wijzigde het aanspreekpunt", en="{who} changed the contact point"),
    "contactquestion.ask": Text(
        nl="{who} stelde een vraag aan een aanspreekpunt", en="{who} asked a contact point something"
    ),
    "contactquestion.confirm": Text(
        nl="{who} legde vast dat een vrager zijn adres bevestigde",
        en="{who} recorded that an asker confirmed the address",
    ),
    "contactquestion.hand_over": Text(
        nl="{who} wees een vraag aan het aanspreekpunt toe",
        en="{who} assigned a question to the contact point",
    ),
    "contactquestion.answer": Text(
        nl="{who} beantwoordde een vraag aan het aanspreekpunt",
        en="{who} answered a question to the contact point",
    ),
    "contactquestion.reopen": Text(
        nl="{who} vroeg door op een antwoord", en="{who} asked on after an answer"
    ),
    "contactquestion.remind": Text(
        nl="{who} herinnerde aan een vraag die te laat is", en="{who} reminded of a question that is late"
    ),
    "contactquestion.blank": Text(
        nl="{who} verwijderde na de termijn de gegevens bij een vraag",
        en="{who} removed the data of a question after their term",
    ),
    "notice.export": Text(
        nl="{who} nam een aankondiging mee als bestand", en="{who} took a notice along as a file"
    ),
}

KINDS: dict[str, Text] = {
    "meeting": Text(nl="Bijeenkomst", en="Meeting"),
    "meetingplace": Text(nl="Plaats bij een bijeenkomst", en="Place at a meeting"),
    "pitch": Text(nl="Pitch", en="Pitch"),
    "programmeitem": Text(nl="Programmaonderdeel", en="Part of a programme"),
    "acquaintance": Text(nl="Kennismaking", en="Acquaintance"),
    "followup": Text(nl="Navraag", en="Follow-up"),
    "consultation": Text(nl="Marktconsultatie", en="Market consultation"),
    "consultationchange": Text(nl="Wijziging van een marktconsultatie", en="Change of a market consultation"),
    "consultationfile": Text(nl="Document bij een marktconsultatie", en="Document of a market consultation"),
    "consultationinquiry": Text(
        nl="Vraag over een marktconsultatie", en="Question about a market consultation"
    ),
    "consultationresponse": Text(
        nl="Inbreng in een marktconsultatie", en="Response to a market consultation"
    ),
    "consultationseat": Text(
        nl="Plaats bij de bijeenkomst van een marktconsultatie",
        en="Place at the session of a market consultation",
    ),
    "need": Text(nl="Vraag uit de buurt", en="Need of the neighbourhood"),
    "needoffer": Text(nl="Aanbod op een vraag uit de buurt", en="Offer on a need"),
    "contactpoint": Text(nl="Aanspreekpunt", en="Contact point"),
    "contactquestion": Text(nl="Vraag aan het aanspreekpunt", en="Question to the contact point"),
    "lead": Text(nl="Kans op werk", en="Chance of work"),
    "enquiry": Text(nl="Marktvraag", en="Enquiry"),
    "enquiryfile": Text(nl="Document bij een marktvraag", en="Document of an enquiry"),
    "enquiryquestion": Text(nl="Vraag over een marktvraag", en="Question about an enquiry"),
    "combination": Text(nl="Combinatie", en="Combination"),
    "combinationpart": Text(nl="Deelname aan een combinatie", en="Part in a combination"),
    "alertprofile": Text(nl="Melding", en="Alert"),
    "firmapplication": Text(nl="Aanmelding", en="Application"),
    "claimcode": Text(nl="Code voor een bedrijf", en="Code for a firm"),
    "contactperson": Text(nl="Contactpersoon", en="Contact person"),
    "supplierreference": Text(nl="Referentie", en="Reference"),
    "impactfigure": Text(nl="Impactcijfer", en="Impact figure"),
    "offeringpicture": Text(nl="Foto", en="Picture"),
    "regionmember": Text(nl="Deelnemer aan een regio", en="Member of a region"),
    "ambassador": Text(nl="Ambassadeur", en="Ambassador"),
    "regionpick": Text(nl="Regionale selectie", en="Selection of the region"),
    "notice": Text(nl="Aankondiging", en="Notice"),
    "intakerun": Text(nl="Ophalen van aankondigingen", en="Fetching of notices"),
    "supplier": Text(nl="Leverancier", en="Supplier"),
    "offering": Text(nl="Aanbod", en="Offering"),
    "credential": Text(nl="Erkenning", en="Credential"),
    "supplierimport": Text(nl="Lijst met leveranciers", en="Supplier list"),
    "registerimport": Text(nl="Bestand van een register", en="File of a register"),
    "savedsearch": Text(nl="Bewaarde zoekopdracht", en="Saved search"),
    "frozensearch": Text(nl="Vastgelegde zoekopdracht", en="Frozen search"),
    "searchinfile": Text(nl="Vastgelegde zoekopdracht in een dossier", en="Frozen search in a file"),
    "searchembed": Text(nl="Zoekvak voor eigen pagina's", en="Search box for own pages"),
    "opportunity": Text(nl="Kans voor de markt", en="Opportunity"),
}
