"""R07: merging contracts or buying with several authorities asks a motivation on three points."""

from __future__ import annotations

from collections.abc import Iterator

from meerwaarde.rules.case import Case
from meerwaarde.rules.catalogue import rule
from meerwaarde.rules.grounds import Finding, Question
from meerwaarde.rules.text import Text


@rule(
    "R07",
    name=Text(nl="Samenvoegen motiveren", en="Give reasons for merging"),
    severities=("block",),
    reach=Text(
        nl=(
            "Bij elke waarde. Blokkeert als opdrachten zijn samengevoegd, of als meer overheden samen "
            "inkopen, zonder "
            "motivering op de drie punten van artikel 1.5."
        ),
        en=(
            "At every value. Blocks where contracts are merged, or where several authorities buy together, "
            "without "
            "reasons on the three points of article 1.5."
        ),
    ),
    basis=("articles/aw_1_5",),
    reads=("merged", "joint_buyers", "motivations"),
)
def merging(case: Case) -> Iterator[Finding | Question]:
    """Either fact suffices; the one that is unknown is asked only while the other does not decide."""
    intake, motivated = case.intake, case.motivated("merging")
    joint = None if intake.joint_buyers is None else intake.joint_buyers > 1
    if motivated or (intake.merged is False and joint is False):
        return
    if not intake.merged and not joint:
        if intake.merged is None:
            yield Question("merged", ASK_MERGED, ("R07",))
        if joint is None:
            yield Question("joint_buyers", ASK_JOINT, ("R07",))
        return
    if motivated is None:
        yield Question("motivations", ASK_MOTIVATION, ("R07",))
        return
    what = (
        Text(nl="Opdrachten zijn samengevoegd", en="Contracts have been merged")
        if intake.merged
        else Text(
            nl=f"{intake.joint_buyers} overheden kopen samen in",
            en=f"{intake.joint_buyers} authorities buy together",
        )
    )
    yield Finding(
        "R07",
        "block",
        Text(
            nl=f"{what.nl} en de motivering daarvan ontbreekt.",
            en=f"{what.en} and the reasons for it are missing.",
        ),
        (case.law["articles/aw_1_5"],),
        Text(
            nl=(
                "Motiveer in de stukken: de markt en de kansen voor het mkb, de gevolgen en risico’s voor "
                "beide kanten, "
                "en de samenhang. Of koop apart in."
            ),
            en=(
                "State in the documents: the market and the chances of small firms, the consequences and "
                "risks for both "
                "sides, and how far the contracts belong together. Or buy separately."
            ),
        ),
        "merged" if intake.merged else "joint_buyers",
    )


ASK_MERGED = Text(
    nl="Zijn in deze opdracht eerdere of losse opdrachten samengevoegd?",
    en="Does this contract merge earlier or separate contracts?",
)
ASK_JOINT = Text(
    nl="Hoeveel overheden kopen samen in? Alleen uw eigen organisatie is 1.",
    en="How many authorities buy together? Your own organisation alone is 1.",
)
ASK_MOTIVATION = Text(
    nl="Staat in de stukken waarom is samengevoegd, met de drie punten van artikel 1.5?",
    en="Do the documents state why was merged, with the three points of article 1.5?",
)
