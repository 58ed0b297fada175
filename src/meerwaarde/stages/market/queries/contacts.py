"""Reads of contact points and of questions: whose they are, what is late, how long answers take."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from django.db.models import Q, QuerySet

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.organisations.queries import Membership, Organisation, memberships_at
from meerwaarde.rules.roles import permissions_of
from meerwaarde.stages.market.models import ContactMessage, ContactPoint, ContactQuestion

__all__ = ["ContactMessage", "ContactPoint", "ContactQuestion", "Organisation"]

OPEN = ("received", "held")
FIGURES_OVER = timedelta(days=365)


@dataclass(frozen=True)
class AnswerFigures:
    """Over the last year: answers given, the median in working days (None without answers), how many late."""

    answers: int
    median_days: float | None
    late: int
    waiting: int
    overdue: int


def own_point(actor: Actor) -> ContactPoint | None:
    """The contact point of the actor's own authority."""
    if not actor.may("contact.read"):
        return None
    return (
        ContactPoint.objects.filter(organisation_id=actor.organisation_id)
        .select_related("owner__person", "organisation")
        .first()
    )


def public_point(slug: str) -> ContactPoint | None:
    """The contact point that an authority shows to everybody."""
    return (
        ContactPoint.objects.filter(organisation__slug=slug, organisation__active=True, public=True)
        .select_related("organisation", "owner__person")
        .first()
    )


def point_of(organisation_id: int) -> ContactPoint | None:
    """The contact point of an authority, public or not: the installation itself asks."""
    return ContactPoint.objects.filter(organisation_id=organisation_id).first()


def owner_of(question: ContactQuestion) -> Membership | None:
    """Who holds a question now, as it stands in the database."""
    rows = ContactQuestion.objects.filter(pk=question.pk).select_related("owner__person")
    found = rows.first()
    return found.owner if found else None


def public_points() -> list[ContactPoint]:
    """All that are public, by the name of the authority."""
    rows = ContactPoint.objects.filter(organisation__active=True, public=True).select_related("organisation")
    return list(rows.order_by("organisation__name"))


def questions_visible_to(actor: Actor) -> QuerySet[ContactQuestion]:
    """Those put to the actor's authority, or put by the actor's firm or civic organisation."""
    if not actor.may("contact.read"):
        return ContactQuestion.objects.none()
    own = actor.kind == Organisation.Kind.AUTHORITY
    here = Q(organisation_id=actor.organisation_id) if own else Q(asker_id=actor.organisation_id)
    rows = ContactQuestion.objects.filter(here).exclude(state="unconfirmed")
    return rows.select_related("organisation", "asker", "owner__person", "asked_by__person")


def question(actor: Actor, public_id: str) -> ContactQuestion | None:
    """One question that the actor may see."""
    return questions_visible_to(actor).filter(public_id=public_id).first()


def listed_questions(actor: Actor) -> list[ContactQuestion]:
    """What is open first, by its last day; then the newest answered ones."""
    rows = list(questions_visible_to(actor).order_by("-pk")[:200])
    far = date.max
    return sorted(rows, key=lambda one: (one.state not in OPEN, one.due or far, -one.pk))


def question_by_link(public_id: str) -> ContactQuestion | None:
    """The question of a visitor, found by the link in their letter; gone once its data are."""
    rows = ContactQuestion.objects.filter(public_id=public_id).exclude(email="")
    return rows.select_related("organisation", "owner__person").first()


def newest_of_address(email: str) -> ContactQuestion | None:
    """What a visitor with this address asked last, confirmed or not."""
    rows = ContactQuestion.objects.filter(email=email.strip().lower()).select_related("organisation")
    return rows.order_by("-pk").first()


def messages_of(found: ContactQuestion) -> list[ContactMessage]:
    """What was asked and answered, in order."""
    return list(ContactMessage.objects.filter(question=found).select_related("by__person").order_by("pk"))


def may_answer(organisation_id: int, day: date) -> list[Membership]:
    """Colleagues who answer questions, each once."""
    once: dict[int, Membership] = {}
    for held in memberships_at(organisation_id, day):
        if "contact.answer" in permissions_of(held.role):
            once.setdefault(held.person_id, held)
    return list(once.values())


def letters_lately(email: str, since: object) -> int:
    """How many questions this address began since that moment: so many letters went there."""
    return ContactQuestion.objects.filter(email=email, started_at__gte=since).count()


def waiting_for(actor: Actor) -> list[ContactQuestion]:
    """What this person must answer: one's own, and for who manages, what nobody holds or is late."""
    if not actor.may("contact.answer"):
        return []
    rows = questions_visible_to(actor).filter(state__in=OPEN).order_by("due", "pk")
    own = Q(owner_id=actor.membership_id)
    return list(rows.filter(own | Q(owner=None) if actor.may("contact.manage") else own)[:20])


def overdue(day: date) -> list[ContactQuestion]:
    """Open questions whose last day has passed and whose owner was not reminded since."""
    rows = ContactQuestion.objects.filter(state__in=OPEN, due__lt=day, reminded_at=None)
    return list(rows.select_related("organisation", "owner__person")[:500])


def past_term(day: date) -> list[ContactQuestion]:
    """Questions of visitors whose name and address must go on this day."""
    return list(ContactQuestion.objects.filter(keep_until__lt=day).exclude(email="")[:500])


def figures(actor: Actor, day: date) -> AnswerFigures:
    """How an authority answers. Two queries."""
    answers = ContactMessage.objects.filter(
        question__organisation_id=actor.organisation_id, from_asker=False, at__date__gte=day - FIGURES_OVER
    ).values_list("working_days", "late")
    took = [(days or 0, late) for days, late in answers] if actor.may("contact.read") else []
    waiting = list(questions_visible_to(actor).filter(state__in=OPEN).values_list("due", flat=True))
    return AnswerFigures(
        answers=len(took),
        median_days=median(days for days, _late in took) if took else None,
        late=sum(late for _days, late in took),
        waiting=len(waiting),
        overdue=sum(due is not None and due < day for due in waiting),
    )


def question_names(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    """What the journal calls these questions: by what they are about."""
    rows = questions_visible_to(actor).filter(public_id__in=list(public_ids))
    return dict(rows.order_by().values_list("public_id", "subject"))
