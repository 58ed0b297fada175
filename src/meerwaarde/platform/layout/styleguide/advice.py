"""Example advice: findings, instruments, questions, the thread and the timeline."""

from datetime import UTC, date, datetime

from django.utils.translation import gettext as _

from meerwaarde.platform.layout.components import (
    Action,
    Event,
    FindingCard,
    Ground,
    Help,
    InstrumentCard,
    Link,
    Question,
    Severity,
    ThreadNode,
    Tone,
)


def findings(here: str) -> tuple[FindingCard, ...]:
    article = Ground(
        label=_("Procurement Act 2012, article 2.82"),
        text=_("Reserved contracts: at least 30% of the workers have a distance to the labour market."),
        url=here,
        checked=date(2026, 11, 22),
    )
    figure = Ground(label=_("Own policy: three quotes from €50,000"), unverified=True)
    return (
        FindingCard(
            severity=Severity.BLOCK,
            text=_("The estimate of the lots is higher than the estimate of the whole."),
            what_now=_("Raise the estimate or lower a lot."),
            rule="R04",
            rule_url=here,
            grounds=(article,),
        ),
        FindingCard(
            severity=Severity.WARN,
            text=_("5% social return asks much of a supplier when little of the price is labour."),
            what_now=_("Ask for less, or let suppliers fulfil it in another way."),
            rule="R11",
            grounds=(article, figure),
        ),
        FindingCard(
            severity=Severity.INFO, text=_("The estimate is below the European threshold."), grounds=(figure,)
        ),
    )


def instruments(here: str) -> tuple[InstrumentCard, ...]:
    return (
        InstrumentCard(
            name=_("Reserved contract"),
            fit="fits",
            why=_("There are enough social enterprises that do this work."),
            example=_("A town reserved the cleaning of six schools."),
            risk=_("Check that the supplier meets the 30% at the start."),
            actions=(Action(label=_("Use this instrument"), url=here),),
        ),
        InstrumentCard(
            name=_("Impact lot"), fit="conditions", why=_("It fits when the work can be divided.")
        ),
        InstrumentCard(name=_("Innovation lot"), fit="no", why=_("Nothing new has to be made here.")),
    )


def questions(here: str) -> tuple[Question, ...]:
    return (
        Question(
            text=_("How much of the price is labour?"),
            why=_("Then we can say whether social return is fair here."),
            url=f"{here}#fields",
        ),
        Question(text=_("Did you look for suppliers in the region?")),
    )


def timeline(here: str) -> tuple[Event, ...]:
    return (
        Event(
            moment=datetime(2026, 11, 20, 9, 30, tzinfo=UTC),
            title=_("Submitted"),
            by=_("the client"),
            icon="next",
            url=here,
        ),
        Event(
            moment=datetime(2026, 11, 21, 13, 5, tzinfo=UTC),
            title=_("Returned with a question"),
            text=_("Which part of the estimate is labour?"),
            by=_("the buyer"),
            icon="message",
            tone=Tone.WARNING,
        ),
        Event(moment=date(2026, 11, 22), title=_("Advice accepted"), icon="done", tone=Tone.POSITIVE),
    )


def help(here: str) -> tuple[Help, ...]:
    points = (
        _("Choose the procedure that fits the estimate and your own policy."),
        _("You can save at any time. Colleagues with the same role can read along."),
    )
    return (Help(title=_("Help with this step"), points=points, link=Link(_("Read the guide"), here)),)


def thread(here: str) -> tuple[ThreadNode, ...]:
    return (
        ThreadNode(kind=_("Goal"), label=_("More people at work near home"), url=here, icon="goal", rank=10),
        ThreadNode(
            kind=_("Rule"), label=_("5% social return from €50,000"), url=here, icon="framework", rank=30
        ),
        ThreadNode(
            kind=_("Procurement"),
            label=_("Cleaning of the town hall"),
            icon="procurement",
            rank=50,
            current=True,
        ),
        ThreadNode(
            kind=_("Advice"),
            label=_("Reserve one lot"),
            url=here,
            icon="advice",
            rank=60,
            note=_("two points to note"),
        ),
        ThreadNode(kind=_("Strategy"), label=_("Not made yet"), icon="strategy", rank=70),
    )
