"""Reserved contracts: article 2.82 (social workshops and firms) and 2.82a (social and cultural services)."""

from __future__ import annotations

from collections.abc import Iterable

from meerwaarde.rules.case import Case
from meerwaarde.rules.catalogue import rule
from meerwaarde.rules.duties.deciding import Condition, above, below, grounds, negated, speak_when, statutory
from meerwaarde.rules.grounds import Finding, Question
from meerwaarde.rules.intake import Intake
from meerwaarde.rules.law import Parameter
from meerwaarde.rules.money import percent
from meerwaarde.rules.text import Text

SHARE = "instruments/limits/reserved_share_minimum"
MONTHS = "instruments/limits/reserved_services_months"
CPV = "instruments/limits/reserved_services_cpv"

ANALOGY = Text(
    nl="Onder de drempel is artikel 2.82 een voorbeeld en geen plicht; houd u eraan of leg uit waarom niet.",
    en="Below the threshold article 2.82 is an example and no duty; follow it or explain why not.",
)
STATE_IT = Text(
    nl="Vermeld het voorbehoud in de aankondiging, of onder de drempel in de uitnodiging.",
    en="State the reservation in the notice, or below the threshold in the invitation.",
)


def within_reserved_services(cpv: str, listed: Parameter) -> bool:
    """Whether a CPV code stands in article 77, paragraph 1; the check digit may be there or not.

    A code under a listed one does not count unless it is listed itself: the article names codes.
    """
    code = cpv.split("-", maxsplit=1)[0].strip()
    ranges = listed.value["ranges"]
    return code in listed.value["codes"] or any(span["first"] <= code <= span["last"] for span in ranges)


@rule(
    "R12",
    name=Text(nl="Voorbehoud van artikel 2.82", en="Reservation under article 2.82"),
    severities=("block", "warn"),
    reach=Text(
        nl=(
            "Blokkeert vanaf de drempel, ook bij sociale en andere specifieke diensten. Waarschuwt "
            "eronder, waar het voorbehoud naar analogie wordt gebruikt, en op dagen waarvan geen drempel "
            "bekend is. Eén gegadigde is altijd een waarschuwing: een voorbehoud is geen gunning uit de "
            "hand. Leeg gelaten betekent hier: geen voorbehoud. Bewijs van het hoofddoel geldt voor "
            "ondernemers, niet voor sociale werkplaatsen en programma's voor beschermde arbeid. Voor "
            "defensie en veiligheid geldt een eigen wet; de regel vraagt daar uit voorzichtigheid "
            "hetzelfde."
        ),
        en=(
            "Blocks from the threshold, also for social and other specific services. Warns below it, "
            "where the reservation is used by analogy, and on days of which no threshold is known. One "
            "candidate is always a warning: a reservation is no direct award. Left empty means here: no "
            "reservation. Proof of the main purpose holds for firms, not for sheltered workshops and "
            "sheltered employment programmes. Defence and security have an Act of their own; out of "
            "caution the rule asks the same there."
        ),
    ),
    basis=("articles/aw_2_82", SHARE, "articles/aw_1_4"),
    reads=(
        "reserved",
        "reserved_proof_share",
        "reserved_type",
        "reserved_main_purpose_proof",
        "reserved_in_notice",
        "reserved_candidates",
    ),
)
def reserved_contract(case: Case) -> Iterable[Finding | Question]:
    """Share, type with main purpose, mention in the notice and competition of a 2.82 reservation."""
    if case.intake.reserved != "2.82":
        return
    yield from _share(case)
    yield from _purpose(case)
    yield from _notice(case, "R12", "articles/aw_2_82")
    yield from _candidates(case)


def _share(case: Case) -> Iterable[Finding | Question]:
    minimum = case.law.get(SHARE)
    if minimum is None:
        return
    share = case.intake.reserved_proof_share
    wanted = {language: percent(minimum.amount * 100, language) for language in ("nl", "en")}

    def finding() -> Finding:
        return Finding(
            "R12",
            statutory(case),
            Text(
                nl=f"Er is geen bewijs dat minstens {wanted['nl']} van de werknemers tot de doelgroep hoort.",
                en=(
                    f"There is no proof that at least {wanted['en']} of the employees belong to the target "
                    "group."
                ),
            ),
            grounds(case, "articles/aw_2_82", SHARE),
            _remedy(
                case,
                Text(
                    nl=(
                        f"Eis bewijs van {wanted['nl']}, bijvoorbeeld een PSO 30+-certificaat of een eigen "
                        "overzicht."
                    ),
                    en=(
                        f"Demand proof of {wanted['en']}, for example a PSO 30+ certificate or the firm's "
                        "own "
                        "overview."
                    ),
                ),
            ),
            "reserved_proof_share",
        )

    why = Text(
        nl=(
            f"Een voorbehoud vraagt bewijs dat minstens {wanted['nl']} van de werknemers tot de doelgroep "
            "hoort."
        ),
        en=(
            f"A reservation needs proof that at least {wanted['en']} of the employees belong to the target "
            "group."
        ),
    )
    yield from speak_when(
        "R12", (Condition(below(share, minimum.amount), "reserved_proof_share", why),), finding
    )


def _purpose(case: Case) -> Iterable[Finding | Question]:
    intake = case.intake
    if intake.reserved_main_purpose_proof:
        return

    def finding() -> Finding:
        return Finding(
            "R12",
            statutory(case),
            Text(
                nl="Niet is bewezen dat de onderneming integratie van de doelgroep als hoofddoel heeft.",
                en="It is not proven that integrating the target group is the main purpose of the firm.",
            ),
            grounds(case, "articles/aw_2_82"),
            _remedy(
                case,
                Text(
                    nl="Vraag de statuten of een beschrijving van de werkzaamheden, of kies een ander type.",
                    en=(
                        "Ask for the articles of association or a description of the activities, or choose "
                        "another type."
                    ),
                ),
            ),
            "reserved_main_purpose_proof",
        )

    yield from speak_when(
        "R12",
        (
            Condition(
                _is_firm(intake),
                "reserved_type",
                Text(
                    nl=(
                        "Alleen bij een onderneming hoort bewijs van het hoofddoel; bij een sociale "
                        "werkplaats niet."
                    ),
                    en="Proof of the main purpose belongs to a firm only; a sheltered workshop needs none.",
                ),
            ),
            Condition(
                negated(intake.reserved_main_purpose_proof),
                "reserved_main_purpose_proof",
                Text(
                    nl="Een onderneming moet integratie van de doelgroep als hoofddoel hebben.",
                    en="A firm must have the integration of the target group as its main purpose.",
                ),
            ),
        ),
        finding,
    )


def _is_firm(intake: Intake) -> bool | None:
    return None if intake.reserved_type is None else intake.reserved_type == "integration_enterprise"


def _notice(case: Case, rule_id: str, article: str) -> Iterable[Finding | Question]:
    def finding() -> Finding:
        return Finding(
            rule_id,
            statutory(case),
            Text(
                nl="Het voorbehoud staat niet in de aankondiging.",
                en="The reservation does not stand in the notice.",
            ),
            grounds(case, article),
            STATE_IT,
            "reserved_in_notice",
        )

    why = Text(
        nl="Een voorbehoud geldt alleen als het in de aankondiging staat.",
        en="A reservation only holds when the notice states it.",
    )
    stated = case.intake.reserved_in_notice
    yield from speak_when(rule_id, (Condition(negated(stated), "reserved_in_notice", why),), finding)


def _candidates(case: Case) -> Iterable[Finding | Question]:
    def finding() -> Finding:
        return Finding(
            "R12",
            "warn",
            Text(
                nl=(
                    "Er is hoogstens één gegadigde: een voorbehoud is een wedstrijd en geen gunning uit de "
                    "hand."
                ),
                en="There is one candidate at most: a reservation is a competition and no direct award.",
            ),
            grounds(case, "articles/aw_2_82", "articles/aw_1_4"),
            Text(
                nl=(
                    "Zoek meer partijen, verruim het voorbehoud, of kies onder de drempel voor één offerte "
                    "op "
                    "grond van eigen beleid."
                ),
                en=(
                    "Find more parties, widen the reservation, or below the threshold choose one quote under "
                    "your own policy."
                ),
            ),
            "reserved_candidates",
        )

    why = Text(
        nl="Bij een voorbehoud moeten meer partijen kunnen meedoen.",
        en="With a reservation several parties must be able to take part.",
    )
    known = case.intake.reserved_candidates
    yield from speak_when("R12", (Condition(below(known, 2), "reserved_candidates", why),), finding)


def _remedy(case: Case, remedy: Text) -> Text:
    """What to do; below the threshold with the remark that the article is an example there."""
    if case.european:
        return remedy
    return Text(nl=f"{remedy.nl} {ANALOGY.nl}", en=f"{remedy.en} {ANALOGY.en}")


@rule(
    "R13",
    name=Text(nl="Voorbehoud van artikel 2.82a", en="Reservation under article 2.82a"),
    severities=("block", "warn"),
    reach=Text(
        nl=(
            "Blokkeert vanaf de drempel, waarschuwt eronder en op dagen waarvan geen drempel bekend is. "
            "Elke CPV-code van de opdracht moet zelf in de lijst van artikel 77 staan; een code eronder "
            "telt niet. Leveringen en werken kunnen nooit. Precies drie jaar mag. De eerdere gunning telt "
            "over de drie jaar voor de gunningsbeslissing. Leeg gelaten betekent hier: geen voorbehoud. "
            "Voor defensie en veiligheid geldt een eigen wet; de regel vraagt daar uit voorzichtigheid "
            "hetzelfde."
        ),
        en=(
            "Blocks from the threshold, warns below it and on days of which no threshold is known. Every "
            "CPV code of the contract must itself stand in the list of article 77; a code under it does "
            "not count. Supplies and works never qualify. Exactly three years is allowed. The earlier "
            "award counts over the three years before the award decision. Left empty means here: no "
            "reservation. Defence and security have an Act of their own; out of caution the rule asks the "
            "same there."
        ),
    ),
    basis=("articles/aw_2_82a", CPV, MONTHS),
    reads=(
        "reserved",
        "contract",
        "cpv",
        "duration_months",
        "awarded_under_2_82a_last_3_years",
        "reserved_in_notice",
    ),
)
def reserved_services(case: Case) -> Iterable[Finding | Question]:
    """Kind of service, term, earlier award and mention in the notice of a 2.82a reservation."""
    if case.intake.reserved != "2.82a":
        return
    yield from _listed_service(case)
    yield from _term(case)
    yield from _earlier_award(case)
    yield from _notice(case, "R13", "articles/aw_2_82a")


def _listed_service(case: Case) -> Iterable[Finding | Question]:
    outside = _outside_list(case)

    def finding() -> Finding:
        return Finding(
            "R13",
            statutory(case),
            Text(
                nl="Deze opdracht valt niet onder de diensten die artikel 2.82a noemt.",
                en="This contract does not fall under the services that article 2.82a names.",
            ),
            grounds(case, "articles/aw_2_82a", CPV),
            Text(
                nl="Laat dit voorbehoud los, of gebruik artikel 2.82 als de doelgroep daarbij past.",
                en="Drop this reservation, or use article 2.82 where the target group fits it.",
            ),
            "cpv",
        )

    why = Text(
        nl="Artikel 2.82a geldt alleen voor diensten met bepaalde CPV-codes.",
        en="Article 2.82a only holds for services with certain CPV codes.",
    )
    yield from speak_when("R13", (Condition(outside, "cpv", why),), finding)


def _outside_list(case: Case) -> bool | None:
    if case.intake.contract in ("supplies", "works"):
        return True
    listed = case.law.get(CPV)
    if listed is None or case.intake.cpv is None:
        return None
    codes = case.intake.cpv
    return not codes or not all(within_reserved_services(code, listed) for code in codes)


def _term(case: Case) -> Iterable[Finding | Question]:
    longest = case.law.get(MONTHS)
    if longest is None:
        return

    def finding() -> Finding:
        return Finding(
            "R13",
            statutory(case),
            Text(
                nl=(
                    f"De looptijd is langer dan {longest.value} maanden; artikel 2.82a staat hoogstens drie "
                    "jaar toe."
                ),
                en=f"The term is over {longest.value} months; article 2.82a allows three years at most.",
            ),
            grounds(case, "articles/aw_2_82a", MONTHS),
            Text(
                nl=f"Maak de looptijd hoogstens {longest.value} maanden, met verlengingen erbij.",
                en=f"Make the term {longest.value} months at most, extensions included.",
            ),
            "duration_months",
        )

    why = Text(
        nl="Een opdracht die op grond van artikel 2.82a is voorbehouden, duurt hoogstens drie jaar.",
        en="A contract reserved under article 2.82a lasts three years at most.",
    )
    months = case.intake.duration_months
    yield from speak_when("R13", (Condition(above(months, longest.amount), "duration_months", why),), finding)


def _earlier_award(case: Case) -> Iterable[Finding | Question]:
    field = "awarded_under_2_82a_last_3_years"

    def finding() -> Finding:
        return Finding(
            "R13",
            statutory(case),
            Text(
                nl="Deze organisatie kreeg de laatste drie jaar al een opdracht op grond van artikel 2.82a.",
                en=(
                    "This organisation was already awarded a contract under article 2.82a in the last three "
                    "years."
                ),
            ),
            grounds(case, "articles/aw_2_82a"),
            Text(
                nl=(
                    "Deze organisatie kan nu niet meedoen aan het voorbehoud. Nodig andere uit of laat het "
                    "voorbehoud los."
                ),
                en=(
                    "This organisation cannot take part in the reservation now. Invite others or drop the "
                    "reservation."
                ),
            ),
            field,
        )

    why = Text(
        nl="Wie in de laatste drie jaar zo'n opdracht van u kreeg, kan niet meedoen.",
        en="Whoever was awarded such a contract by you in the last three years cannot take part.",
    )
    awarded = case.intake.awarded_under_2_82a_last_3_years
    yield from speak_when("R13", (Condition(awarded, field, why),), finding)
