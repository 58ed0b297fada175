"""Labels as proof: equivalent proof counts."""

from __future__ import annotations

from collections.abc import Iterable

from meerwaarde.rules.case import Case
from meerwaarde.rules.catalogue import rule
from meerwaarde.rules.duties.deciding import Condition, grounds, negated, speak_when, statutory
from meerwaarde.rules.grounds import Finding, Question
from meerwaarde.rules.text import Text


@rule(
    "R21",
    name=Text(nl="Keurmerk 'of gelijkwaardig'", en="Label 'or equivalent'"),
    severities=("block", "warn"),
    reach=Text(
        nl=(
            "Blokkeert vanaf de drempel, waarschuwt eronder en op dagen waarvan geen drempel bekend is. "
            "Voor defensie en veiligheid geldt een eigen wet; de regel vraagt daar uit voorzichtigheid "
            "hetzelfde."
        ),
        en=(
            "Blocks from the threshold, warns below it and on days of which no threshold is known. Defence "
            "and security have an Act of their own; out of caution the rule asks the same there."
        ),
    ),
    basis=("articles/aw_2_78a", "articles/aw_2_76"),
    reads=("label_required", "label_or_equivalent"),
)
def label_or_equivalent(case: Case) -> Iterable[Finding | Question]:
    """A demanded label carries the words 'or equivalent'."""

    def finding() -> Finding:
        return Finding(
            "R21",
            statutory(case),
            Text(
                nl="U eist een keurmerk zonder de woorden 'of gelijkwaardig'.",
                en="You demand a label without the words 'or equivalent'.",
            ),
            grounds(case, "articles/aw_2_78a", "articles/aw_2_76"),
            Text(
                nl=(
                    "Voeg 'of gelijkwaardig' toe. Meet het keurmerk de organisatie, zoals de PSO? Neem dan "
                    "alleen de eisen over die met de opdracht samenhangen (lid 5)."
                ),
                en=(
                    "Add 'or equivalent'. Does the label measure the organisation, as the PSO does? Then "
                    "copy "
                    "only the requirements that relate to the contract (paragraph 5)."
                ),
            ),
            "label_or_equivalent",
        )

    yield from speak_when(
        "R21",
        (
            Condition(
                case.intake.label_required,
                "label_required",
                Text(nl="Vraagt u een keurmerk als bewijs?", en="Do you ask for a label as proof?"),
            ),
            Condition(
                negated(case.intake.label_or_equivalent),
                "label_or_equivalent",
                Text(
                    nl="Een gelijkwaardig keurmerk moet ook meetellen.",
                    en="An equivalent label must count too.",
                ),
            ),
        ),
        finding,
    )
