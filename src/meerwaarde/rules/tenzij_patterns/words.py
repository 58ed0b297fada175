"""Why each pattern matters, what it does not prove, and what to talk about."""

from __future__ import annotations

from typing import TypedDict

from meerwaarde.rules.text import Text


class _Words(TypedDict):
    why: Text
    not_proven: Text
    talk: Text


SAME_RULE = _Words(
    why=Text(
        nl="Wie een regel steeds uitlegt, loopt misschien tegen iets aan wat het beleid niet zag.",
        en="Who keeps explaining a rule may run into something that policy did not see.",
    ),
    not_proven=Text(
        nl="Het bewijst niet dat de uitleg zwak is. Misschien knelt de regel net bij wat zij kopen.",
        en="It does not prove that the explanations are weak. The rule may chafe just at what they buy.",
    ),
    talk=Text(
        nl="Wat heeft de afdeling nodig om de regel te kunnen volgen? Of moet de regel anders?",
        en="What does the department need to follow the rule? Or should the rule change?",
    ),
)
OFTEN = _Words(
    why=Text(
        nl="Een regel die vaak wordt uitgelegd, past misschien niet bij wat u koopt of bij de markt.",
        en="A rule that is often explained may not fit what you buy or what the market offers.",
    ),
    not_proven=Text(
        nl="Het bewijst niet dat de regel verkeerd is, en ook niet dat iemand haar ontwijkt.",
        en="It does not prove that the rule is wrong, nor that somebody avoids it.",
    ),
    talk=Text(
        nl="Wat zeggen de redenen samen? Kan de regel scherper, of is er eerst aanbod nodig?",
        en="What do the reasons say together? Can the rule be sharper, or must there be supply first?",
    ),
)
SAME_TEXT = _Words(
    why=Text(
        nl="Een uitleg zegt wat er bij déze inkoop anders is. Dezelfde tekst doet dat zelden.",
        en="An explanation says what is different about this procurement. The same text rarely does.",
    ),
    not_proven=Text(
        nl="Het bewijst niet dat niemand keek. Soms is de reden werkelijk steeds dezelfde.",
        en="It does not prove that nobody looked. Sometimes the reason really is the same each time.",
    ),
    talk=Text(
        nl="Is dit één reden die in het kader hoort te staan, of vraagt elke inkoop een eigen blik?",
        en="Is this one reason that belongs in the framework, or does each procurement ask for its own look?",
    ),
)
SAME_PAIR = _Words(
    why=Text(
        nl="Twee mensen die altijd samen optrekken, missen soms een frisse blik.",
        en="Two people who always work together sometimes miss a fresh look.",
    ),
    not_proven=Text(
        nl="Het bewijst niets over de uitleg. Vaak volgt het uit het mandaat of uit een kleine afdeling.",
        en="It proves nothing about the explanations. Often it follows from a mandate or a small department.",
    ),
    talk=Text(
        nl="Kan iemand anders nu en dan meelezen? Een tweede lezer helpt beiden.",
        en="Can somebody else read along now and then? A second reader helps both.",
    ),
)
UNDER_LIMIT = _Words(
    why=Text(
        nl="Onder deze grens wordt minder gevraagd. Ligt er veel net onder, dan stuurt de grens soms mee.",
        en="Below this limit less is asked. Where much lies just under it, the limit may steer along.",
    ),
    not_proven=Text(
        nl="Het bewijst niet dat iemand ramingen bijstelt. Budgetten zijn vaak ronde bedragen.",
        en="It does not prove that somebody adjusts estimates. Budgets are often round amounts.",
    ),
    talk=Text(
        nl="Hoe kwam de raming tot stand, en wat zou u doen als er geen grens was?",
        en="How did the estimate come about, and what would you do if there were no limit?",
    ),
)
