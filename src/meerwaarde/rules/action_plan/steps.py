"""The seven steps of an action plan, with help in plain words, and the moments of the procurement process.

The order and names of the steps are those of PIANOo's guide to an action plan; the help is our own.
Two things are said on purpose: promising tenders shut out no other, and the client owns, not procurement.
"""

from __future__ import annotations

import msgspec

from meerwaarde.rules.text import Text

STEP_INVENTORY, STEP_THEMES, STEP_GOALS, STEP_TENDERS, STEP_PROCESS, STEP_YEAR, STEP_EVALUATION = range(1, 8)

ALL_STAY_OPEN = Text(
    nl="Alle andere inkopen blijven open voor impact.",
    en="All other procurement stays open for impact.",
)
CLIENT_OWNS = Text(
    nl="De opdrachtgever of budgethouder is eigenaar. Inkoop helpt en adviseert, maar is geen eigenaar.",
    en="The client or budget holder owns this. Procurement helps and advises, but is not the owner.",
)


class PlanStepInfo(msgspec.Struct, frozen=True):
    """A step: its number, its name, the question it answers, and what helps to answer it."""

    number: int
    name: Text
    question: Text
    help: tuple[Text, ...]


class Moment(msgspec.Struct, frozen=True):
    """A moment of the procurement process at which societal value comes in, with a sentence to begin from."""

    code: str
    name: Text
    hint: Text


STEPS: tuple[PlanStepInfo, ...] = (
    PlanStepInfo(
        STEP_INVENTORY,
        Text(nl="Inventariseren", en="Take stock"),
        Text(nl="Waar staan we nu, en wat doen we al?", en="Where do we stand, and what do we do already?"),
        (
            Text(
                nl="Begin met de cijfers die hier al staan. Schrijf daarna op wat de cijfers niet laten "
                "zien.",
                en="Begin with the figures that stand here. Then write what the figures do not show.",
            ),
            Text(
                nl="Vraag elke afdeling naar één voorbeeld dat goed ging en één dat niet lukte.",
                en="Ask every department for one example that went well and one that did not.",
            ),
            Text(
                nl="Neem bestaand beleid mee, zoals social return. U begint bijna nooit bij nul.",
                en="Include existing policy, such as social return. You hardly ever start from nothing.",
            ),
        ),
    ),
    PlanStepInfo(
        STEP_THEMES,
        Text(nl="Thema’s kiezen", en="Choose themes"),
        Text(
            nl="Welke thema’s krijgen extra aandacht, en waarom?",
            en="Which themes get extra attention, and why?",
        ),
        (
            Text(
                nl="Focus betekent: hier doen we meer. Het betekent nooit: de rest hoeft niet.",
                en="Focus means: here we do more. It never means: the rest does not matter.",
            ),
            Text(
                nl="Kies liever twee of drie thema’s goed dan zes een beetje.",
                en="Better two or three themes done well than six done a little.",
            ),
            Text(
                nl="Geef bij elke focus de reden. Dan kan de raad er later over oordelen.",
                en="Give the reason for each focus. Then the council can judge it later.",
            ),
        ),
    ),
    PlanStepInfo(
        STEP_GOALS,
        Text(nl="Doelen stellen", en="Set goals"),
        Text(
            nl="Wat willen we bereiken, en hoe zien we dat?",
            en="What do we want to reach, and how do we see it?",
        ),
        (
            Text(
                nl="Een doel van het plan werkt toe naar een doel van het bestuur. Wijs aan welk.",
                en="A goal of the plan works towards a goal of the board. Point out which.",
            ),
            Text(
                nl="Maak het SMART. Het formulier zegt in gewone woorden wat nog ontbreekt.",
                en="Make it SMART. The form says in plain words what is still missing.",
            ),
            Text(
                nl="Meet wat er voor mensen verandert, niet alleen wat er is ingekocht.",
                en="Measure what changes for people, not only what was bought.",
            ),
        ),
    ),
    PlanStepInfo(
        STEP_TENDERS,
        Text(nl="Kansrijke aanbestedingen", en="Promising tenders"),
        Text(
            nl="Bij welke inkopen die eraan komen is veel te winnen?",
            en="In which coming procurements is much to be won?",
        ),
        (
            Text(
                nl="De lijst wijst aan waar u nu begint. Zij sluit niets uit: vraag bij élke inkoop naar "
                "impact.",
                en="The list shows where you begin. It shuts nothing out: ask for impact in every "
                "procurement.",
            ),
            Text(
                nl="Vergeet kleine opdrachten niet. Juist daar kan een sociale onderneming meedoen.",
                en="Do not forget small contracts: there a social enterprise can take part.",
            ),
            Text(
                nl="Kijk in de inkoopkalender naar contracten die aflopen. Dan is er nog tijd voor de markt.",
                en="Look in the procurement calendar for contracts that end. Then there is time for the "
                "market.",
            ),
        ),
    ),
    PlanStepInfo(
        STEP_PROCESS,
        Text(nl="Waarde in het inkoopproces", en="Value in the process"),
        Text(
            nl="Hoe komt maatschappelijke waarde terug in elke stap van een inkoop?",
            en="How does societal value come back in every step of a procurement?",
        ),
        (
            CLIENT_OWNS,
            Text(
                nl="Schrijf per moment op wat er gebeurt en wie erop let. Eén zin is genoeg.",
                en="Write per moment what happens and who watches it. One sentence is enough.",
            ),
            Text(
                nl="De behoefte is het belangrijkste moment. Daar is nog alles mogelijk, ook niet kopen.",
                en="The need is the moment that counts most. There everything is possible, even not buying.",
            ),
        ),
    ),
    PlanStepInfo(
        STEP_YEAR,
        Text(nl="Jaarplanning", en="Year planning"),
        Text(nl="Wie doet wat, wanneer, en wat kost het?", en="Who does what, when, and what does it cost?"),
        (
            Text(
                nl="Een actie heeft één eigenaar, een begin en een einde. Alles daarboven is extra.",
                en="An action has one owner, a beginning and an end. All else is extra.",
            ),
            Text(
                nl="Reken uren mee. Een plan zonder uren is een wens.",
                en="Count the hours. A plan without hours is a wish.",
            ),
            Text(
                nl="Spreid de acties over het jaar. Zomer en december zijn korter dan u denkt.",
                en="Spread the actions over the year. Summer and December are shorter than you think.",
            ),
        ),
    ),
    PlanStepInfo(
        STEP_EVALUATION,
        Text(nl="Evalueren", en="Evaluate"),
        Text(
            nl="Zijn de doelen gehaald, en wat leren we?", en="Were the goals reached, and what do we learn?"
        ),
        (
            Text(
                nl="Geef per doel een eerlijk oordeel: gehaald, deels, of niet. Zeg er kort bij waarom.",
                en="Give an honest verdict per goal: reached, partly, or not. Say briefly why.",
            ),
            Text(
                nl="Een conclusie is pas af als er iets verandert. Geef haar daarom een eigenaar en een dag.",
                en="A conclusion is done only when something changes. So give it an owner and a day.",
            ),
            Text(
                nl="Vraag ook ondernemers hoe zij het zagen.",
                en="Ask firms how they saw it, too.",
            ),
        ),
    ),
)

MOMENTS: tuple[Moment, ...] = (
    Moment(
        "need",
        Text(nl="Behoefte", en="Need"),
        Text(
            nl="Bijvoorbeeld: de opdrachtgever vult bij de intake in welk doel van het bestuur de inkoop "
            "dient.",
            en="For example: at the intake the client says which goal of the board the procurement serves.",
        ),
    ),
    Moment(
        "consultation",
        Text(nl="Marktconsultatie", en="Market consultation"),
        Text(
            nl="Bijvoorbeeld: we nodigen altijd één sociale ondernemer uit aan tafel.",
            en="For example: we always invite one social entrepreneur to the table.",
        ),
    ),
    Moment(
        "strategy",
        Text(nl="Inkoopstrategie", en="Procurement strategy"),
        Text(
            nl="Bijvoorbeeld: zonder advies over instrumenten gaat een strategie niet naar de budgethouder.",
            en="For example: no strategy goes to the budget holder without advice on instruments.",
        ),
    ),
    Moment(
        "documents",
        Text(nl="Aanbestedingsstukken", en="Tender documents"),
        Text(
            nl="Bijvoorbeeld: een inhoudelijk deskundige leest de sociale en duurzame eisen mee.",
            en="For example: an expert reads the social and sustainable requirements before publication.",
        ),
    ),
    Moment(
        "award",
        Text(nl="Gunning", en="Award"),
        Text(
            nl="Bijvoorbeeld: maatschappelijke waarde weegt mee, en in het gunningsadvies staat hoe zwaar.",
            en="For example: societal value carries weight, and the award advice says how much.",
        ),
    ),
    Moment(
        "contract",
        Text(nl="Contract", en="Contract"),
        Text(
            nl="Bijvoorbeeld: de contractmanager bespreekt elk kwartaal de toezeggingen en het bewijs.",
            en="For example: the contract manager discusses commitments and evidence every quarter.",
        ),
    ),
    Moment(
        "evaluation",
        Text(nl="Evaluatie", en="Evaluation"),
        Text(
            nl="Bijvoorbeeld: voor een contract wordt verlengd, schrijven we op wat het voor mensen "
            "opleverde.",
            en="For example: before a contract is extended we write down what it did for people.",
        ),
    ),
)
