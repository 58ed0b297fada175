"""Words about a session."""

from __future__ import annotations

from django.utils.translation import ngettext

from meerwaarde.platform.layout.components import Badge, Tone
from meerwaarde.rules.lifecycle import WEB_CANCELLED, WEB_REVEALED, WEB_SCORING, WEB_SESSION, WEB_SETTLED
from meerwaarde.stages.policy.pages.words import in_words

TONES = {
    WEB_SCORING: Tone.INFO,
    WEB_REVEALED: Tone.WARNING,
    WEB_SETTLED: Tone.POSITIVE,
    WEB_CANCELLED: Tone.NEGATIVE,
}


def state_badge(state: str) -> Badge:
    """The state of a session for people."""
    return Badge(label=in_words(WEB_SESSION.state(state).name), tone=TONES.get(state, Tone.NEUTRAL))


def here_and_ready(here: int, ready: int, state: str) -> str:
    """ "12 people take part, 5 are ready." Only the number: who gave what stays unsaid."""
    people = ngettext("%(count)d person takes part", "%(count)d people take part", here) % {"count": here}
    if state != WEB_SCORING:
        return people
    done = ngettext("%(count)d is ready", "%(count)d are ready", ready) % {"count": ready}
    return f"{people}, {done}"
