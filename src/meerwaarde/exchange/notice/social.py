"""Does a notice ask for social value? Read from its codes and from its Dutch and English texts.

Real notices seldom use the codes: social return often stands only in the text of a condition or criterion.
So both count, each with a weight, and what is found is shown with the words of the notice. Absence of every
sign gives "unknown", never "no".

The score is 1 - (1 - w1)(1 - w2)… over the different kinds of sign found: more signs never lower it, and no
sum of weak ones becomes certainty. From 0.75 the verdict is social, from 0.4 likely. The order of the weights
is that of FIELD 5.4: reserved participation, reserved execution, strategic codes, then text; the figures are
our own and stand in docs/decisions/0010-notices.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from meerwaarde.exchange.notice.records import Lot, Signal, Social

SOCIAL_FROM: Final = 0.75
LIKELY_FROM: Final = 0.4
# A notice of a hundred lots repeats its texts; three places of each kind are enough to look at.
MOST_PER_KIND: Final = 3
_AROUND: Final = 70

CODE_WEIGHTS: Final = {
    "reserved_participation": 1.0,
    "reserved_execution": 0.9,
    "strategic_social": 0.8,
    "social_objective": 0.8,
    "light_regime": 0.1,
    "suitable_for_social_enterprise": 0.2,
}


class _Sign(NamedTuple):
    """A kind of sign: `stems` (lower case) tell quickly that `pattern` need not be tried."""

    what: str
    weight: float
    stems: tuple[str, ...]
    pattern: re.Pattern[str]


def _words(*alternatives: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w.])(?:" + "|".join(alternatives) + r")(?!\w)", re.IGNORECASE)


_TO_WHOM: Final = (
    r"(?=[^.!?\n]{0,160}?(?:sociaa?l|social|werkplaats|werkvoorziening|\bsw-|beschut|shelter|kansarm|gehandicapt"
    r"|arbeidsbeperk|arbeidsmarkt|disab|disadvantag|integrati|public service mission|2\.82))"
)

SIGNS: Final = (
    _Sign(
        "reserved_in_text",
        0.9,
        ("voorbehouden", "reserved"),
        _words(
            r"voorbehouden (?:opdracht(?:en)?|perce(?:el|len)|aanbesteding(?:en)?|overheidsopdracht(?:en)?)",
            r"voorbehouden (?:is |zijn |wordt )?(?:aan|voor)" + _TO_WHOM,
            r"reserved contracts?",
            r"(?:participation|contract|lot|competition|tender|procedure) (?:is |are )?reserved (?:for|to)"
            + _TO_WHOM,
        ),
    ),
    _Sign(
        "article_2_82",
        0.85,
        ("2.82", "2:82"),
        re.compile(r"(?<!\w)art(?:ikel(?:en)?|icle|\.)?\s{0,3}2[.:]82\s?a?(?![\w,]|\.\d)", re.IGNORECASE),
    ),
    _Sign(
        "social_return",
        0.75,
        ("social", "sroi"),
        _words(r"social[\s\u00a0-]{0,2}return\w*", r"SROI(?:-\w+)?"),
    ),
    _Sign(
        "sheltered_workshop",
        0.6,
        ("shelter", "sociale werk", "beschut", "sw-bedrij", "sociaal werkbedrij", "sociaal ontwikkelbedrij",
         "maatwerkbedrij"),
        _words(
            r"sheltered (?:workshops?|employment|work)",
            r"sociale werk(?:plaats(?:en)?|voorziening(?:en)?)",
            r"beschut(?:te)? (?:werk(?:plaats(?:en)?|plek(?:ken)?|omgeving)?|arbeid|werken)",
            r"sw-bedrij(?:f|ven)",
            r"socia(?:al|le) (?:werk|ontwikkel)bedrij(?:f|ven)",
            r"maatwerkbedrij(?:f|ven)",
        ),
    ),
    _Sign(
        "target_group",
        0.6,
        ("arbeidsmarkt", "arbeidsbeperk", "doelgroepregister", "banenafspraak", "werklo", "labour market",
         "labor market", "unemployed", "disadvantaged", "supported employment", "uitkeringsgerechtig"),
        _words(
            r"(?:grote |een )?afstand tot (?:de |een )?arbeidsmarkt",
            r"kwetsbare (?:positie|groepen?) op de arbeidsmarkt",
            r"arbeidsbeperk(?:ing(?:en)?|ten?)",
            r"doelgroepregister",
            r"banenafspraak",
            r"langdurig (?:werklo(?:os|zen|ze)|werkzoekenden)",
            r"uitkeringsgerechtigden?",
            r"(?:distance|far|furthest) (?:to|from) the labou?r market",
            r"long[- ]term unemployed",
            r"disadvantaged (?:workers?|persons?|people|job ?seekers?|groups?)",
            r"supported employment",
        ),
    ),
    _Sign(
        "pso_certificate",
        0.6,
        ("pso", "prestatieladder socialer"),
        re.compile(
            r"(?<![\w.])(?:(?i:prestatieladder socialer ondernemen)"
            r"|PSO(?=[- ]?(?:30|trede|certifica|keurmerk|ladder|niveau|aspirant|gecertificeerd|erkenning))"
            r"[\w+-]*)"
        ),
    ),
    _Sign("pso", 0.4, ("pso",), re.compile(r"(?<![\w./-])PSO(?![\w.]\w|\w|/)")),
    _Sign(
        "social_enterprise",
        0.6,
        ("sociale onder", "sociaal onder", "social enterprise", "impactondernem", "sociale economie", "vcse",
         "social econom"),
        _words(
            r"socia(?:le|al) onderneme(?:rs?|rschap)",
            r"socia(?:le|al) onderneming(?:en)?",
            r"code sociale ondernemingen",
            r"impactondernem(?:ers?|ing(?:en)?|erschap)",
            r"sociale economie",
            r"social enterprises?",
            r"social economy",
            r"VCSEs?",
        ),
    ),
    _Sign(
        "work_participation",
        0.6,
        ("arbeidsparticipatie", "leerwerk", "leer-werk", "leer- en werk", "werkervaringsplaats"),
        _words(
            r"arbeidsparticipatie",
            r"leer-?werk(?:plek(?:ken)?|plaats(?:en)?|traject(?:en)?|bedrij(?:f|ven))",
            r"leer- en werk(?:plek(?:ken)?|plaats(?:en)?|traject(?:en)?)",
            r"werkervaringsplaats(?:en)?",
        ),
    ),
    _Sign(
        "societal_value",
        0.5,
        ("maatschappelijke", "societal value", "sociale impact", "sociale waarde", "social value",
         "social impact"),
        _words(
            r"maatschappelijke (?:meer)?waarde",
            r"maatschappelijke impact",
            r"sociale (?:impact|waarde)",
            r"soci(?:al|etal) value",
            r"social impact",
        ),
    ),
    _Sign(
        "supply_chain_responsibility",
        0.5,
        ("isv", "internationale sociale", "ketenverantwoordelijkheid", "ilo", "oeso", "oecd", "mensenrechten",
         "human rights", "international social"),
        re.compile(
            r"(?<![\w.])(?:(?i:internationale? sociale? (?:voorwaarden|conditions))"
            r"|(?i:ketenverantwoordelijkheid)"
            r"|(?i:mensenrechten in (?:de )?(?:keten|toeleveringsketen)s?)"
            r"|(?i:human rights in (?:the )?supply chains?)"
            r"|(?i:internationally? social (?:standards|conditions))"
            r"|ILO[- ](?i:conventies?|verdragen|normen|conventions?|standards|kernconventies)"
            r"|(?:OESO|OECD)[- ](?i:richtlijn(?:en)?|guidelines)"
            r"|ISV(?=[^.!?\n]{0,80}(?i:sociale|keten|mensenrecht|arbeidsomstandig|due diligence)))(?!\w)"
        ),
    ),
    _Sign("participation_act", 0.3, ("participatiewet",), _words(r"participatiewet")),
    _Sign(
        "responsible_procurement",
        0.3,
        ("mvi", "mvoi", "maatschappelijk verantwoord", "socially responsible"),
        re.compile(
            r"(?<![\w.])(?:MVO?I(?:-\w+)?"
            r"|(?i:maatschappelijk verantwoorde? (?:opdrachtgeven|opdrachtgeverschap|inkopen|inkoop"
            r"|ondernemen))"
            r"|(?i:socially responsible (?:public )?procurement))(?!\w)"
        ),
    ),
    _Sign(
        "inclusion",
        0.3,
        ("inclusie", "inclusion", "inclusief werkgever"),
        _words(
            # "inclusie van de kosten" and "inclusion of/in" speak of including things.
            r"(?:sociale |diversiteit en )?inclusie(?! van (?!mensen|personen|kwetsbare|doelgroepen))",
            r"inclusieve (?:arbeid(?:smarkt)?|samenleving|werkgevers?|organisatie|werkomgeving|wijk|buurt)",
            r"inclusief werkgever(?:s|schap)?",
            r"(?:social|diversity and) inclusion",
            r"inclusion of (?:people|persons|vulnerable|disadvantaged)",
        ),
    ),
)  # fmt: skip
# Every stem above holds one of these: most notices are done after looking for a handful of them. A long root
# is found, or not found, twice as quickly as a short one.
ROOTS: Final = (
    "voorbehouden", "reserved", "82", "soci", "sroi", "shelter", "beschut", "sw-bedrij", "werk", "arbeid",
    "doelgroepregister", "banenafspraak", "r market", "employ", "disadvantaged", "uitkeringsgerechtig",
    "pso", "impactondernem", "vcse", "maatschappelijk", "isv", "ketenverantwoordelijkheid", "ilo", "oeso",
    "oecd", "mensenrechten", "human rights", "participatie", "mvi", "mvoi", "inclusi",
)  # fmt: skip
_TEXT_WEIGHTS: Final = {sign.what: sign.weight for sign in SIGNS}

# "niet alleen social return" and "niet-westers" deny nothing.
_DENIED_BEFORE: Final = re.compile(
    r"\b(?:geen|niet|no|not)\b(?!-| alleen| slechts| enkel| only| just| later)[^.;:!?\n]{0,25}$",
    re.IGNORECASE,
)
_DENIED_AFTER: Final = re.compile(
    r"^[^.;!?\n]{0,40}\b(?:niet van toepassing|n\.?v\.?t\b"
    r"|niet (?:vereist|gevraagd|verplicht|voorbehouden|opgenomen)"
    r"|not applicable|does not apply|(?:is|are) not (?:required|reserved|asked|applicable)|not reserved)",
    re.IGNORECASE,
)


def find_social(
    passages: Mapping[str, str], lots: Iterable[Lot], extra_codes: Iterable[Signal] = ()
) -> Social:
    """The verdict with its score (0 to 1) and the signs found, codes first.

    `passages` maps each text of the notice to where it stands (first). `extra_codes` are signs of a source
    that have no field in a lot; their `what` is a key of CODE_WEIGHTS.
    """
    signals = [*_from_lots(lots), *extra_codes, *_from_texts(passages)]
    kept: list[Signal] = []
    seen: dict[str, int] = {}
    for signal in signals:
        count = seen.get(signal.what, 0)
        seen[signal.what] = count + 1
        if count < MOST_PER_KIND:
            kept.append(signal)
    rest = 1.0
    for what in seen:
        rest *= 1.0 - (CODE_WEIGHTS.get(what) or _TEXT_WEIGHTS[what])
    score = round(1.0 - rest, 2)
    verdict = "social" if score >= SOCIAL_FROM else "likely" if score >= LIKELY_FROM else "unknown"
    return Social(verdict, score, tuple(kept))  # type: ignore[arg-type]


def _from_lots(lots: Iterable[Lot]) -> Iterable[Signal]:
    for lot in lots:
        place = f"lots/{lot.id}"
        if lot.reserved in {"res-ws", "res-pub-ser"}:
            yield Signal(f"{place}/reserved", "reserved_participation", lot.reserved)
        if lot.reserved_execution == "yes":
            yield Signal(f"{place}/reserved_execution", "reserved_execution", "yes")
        if "soc-obj" in lot.strategic:
            yield Signal(f"{place}/strategic", "strategic_social", "soc-obj")
        for objective in lot.social_objectives:
            yield Signal(f"{place}/social_objectives", "social_objective", objective)


def _from_texts(passages: Mapping[str, str]) -> Iterable[Signal]:
    everything = "\n".join(passages).lower()
    roots = [root for root in ROOTS if root in everything]
    if not roots:
        return
    # A stem is looked for only where its root stands.
    worth_trying = [
        sign
        for sign in SIGNS
        if any(stem in everything for stem in sign.stems if any(root in stem for root in roots))
    ]
    if not worth_trying:
        return
    for text, where in passages.items():
        lowered = text.lower()
        certified = False
        for sign in worth_trying:
            if (sign.what == "pso" and certified) or not any(stem in lowered for stem in sign.stems):
                continue
            found = _first_not_denied(sign.pattern, text)
            if found is not None:
                certified = certified or sign.what == "pso_certificate"
                yield Signal(where, sign.what, _quote(text, found.start(), found.end()))


def _first_not_denied(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    for found in pattern.finditer(text):
        before = text[max(0, found.start() - 60) : found.start()]
        if not _DENIED_BEFORE.search(before) and not _DENIED_AFTER.match(
            text[found.end() : found.end() + 80]
        ):
            return found
    return None


def _quote(text: str, start: int, end: int) -> str:
    """The words around a find, verbatim: from at most 70 signs before to 70 after, whole words, one line."""
    first = max(0, start - _AROUND)
    line_before = text.rfind("\n", first, start)
    if line_before >= 0:
        first = line_before + 1
    elif first > 0:
        space = text.find(" ", first, start)
        first = space + 1 if space >= 0 else start
    last = min(len(text), end + _AROUND)
    line_after = text.find("\n", end, last)
    if line_after >= 0:
        last = line_after
    elif last < len(text):
        space = text.rfind(" ", end, last)
        last = space if space >= 0 else end
    return text[first:last].strip()
