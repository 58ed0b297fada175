"""Who says it, and when it was last looked at: a mark per attribute, and the terms of looking again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

import msgspec

from meerwaarde.rules.law import Law, Parameter
from meerwaarde.rules.suppliers.standing import LAST_DAY, Standing
from meerwaarde.rules.suppliers.why import credential_name, day_in_words
from meerwaarde.rules.text import Text

Sayer = Literal["firm", "authority", "register", "kvk"]
Strength = Literal["checked", "recorded", "said", "old"]
Urgency = Literal["ended", "doubted", "soon", "claimed_long", "claimed", "later"]


class Recheck(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The terms in days: two reminders before a credential ends, how long a claim may wait, how long a fact
    stays fresh, how long a file of a register is kept."""

    first_days: int
    second_days: int
    claim_waits_days: int
    fact_fresh_days: int
    file_kept_days: int


def recheck(law: Law) -> tuple[Recheck, Parameter]:
    """The terms in force, with the entry that they come from; raises `NoParameter` where none are known."""
    entry = law["suppliers/recheck"]
    return msgspec.convert(entry.value, Recheck), entry


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """What stands beside an attribute: how strong it is, in a word and in a sentence."""

    strength: Strength
    word: Text
    sentence: Text


def mark(*, sayer: Sayer, who: str, said_on: date, day: date, terms: Recheck) -> Mark:
    """The mark of an attribute on `day`. `who`: the authority or the register; not needed for firm and KvK.

    What was said longer ago than the terms allow is old, whoever said it: it is asked again, not thrown away.
    """
    old = said_on + timedelta(days=terms.fact_fresh_days) < day
    nl, en = day_in_words(said_on, "nl"), day_in_words(said_on, "en")
    sentence = {
        "firm": Text(nl=f"Zegt de onderneming zelf, op {nl}", en=f"Said by the firm itself, on {en}"),
        "authority": Text(
            nl=f"Vastgelegd door {who or 'een overheid'} op {nl}",
            en=f"Recorded by {who or 'an authority'} on {en}",
        ),
        "register": Text(
            nl=f"Uit {who or 'een register'}, op {nl}", en=f"From {who or 'a register'}, on {en}"
        ),
        "kvk": Text(nl=f"Gecontroleerd bij KvK op {nl}", en=f"Checked with KvK on {en}"),
    }[sayer]
    strength: Strength = "old" if old else _STRENGTH[sayer]
    if old:
        sentence = Text(
            nl=f"{sentence.nl}; dat is lang geleden", en=f"{sentence.en}; that is a long time ago"
        )
    return Mark(strength=strength, word=_WORDS[strength], sentence=sentence)


_STRENGTH: dict[str, Strength] = {
    "firm": "said",
    "authority": "recorded",
    "register": "recorded",
    "kvk": "checked",
}
_WORDS: dict[Strength, Text] = {
    "checked": Text(nl="Gecontroleerd", en="Checked"),
    "recorded": Text(nl="Vastgelegd", en="Recorded"),
    "said": Text(nl="Eigen opgave", en="Own statement"),
    "old": Text(nl="Oud gegeven", en="Old fact"),
}


def proof_of(one: Standing) -> Text:
    """Behind a recognition in a reason: "verified by … on …", or "said by the firm"."""
    name, held = credential_name(one), one.credential
    if one.state == "counts" and held.verified_on is not None:
        nl, en = day_in_words(held.verified_on, "nl"), day_in_words(held.verified_on, "en")
        who_nl = f" door {held.verified_for}" if held.verified_for else ""
        who_en = f" by {held.verified_for}" if held.verified_for else ""
        return Text(nl=f"{name.nl}, gecontroleerd{who_nl} op {nl}", en=f"{name.en}, verified{who_en} on {en}")
    if one.state == "expired" and one.until is not None:
        return Text(
            nl=f"{name.nl}, verlopen op {day_in_words(one.until, 'nl')}",
            en=f"{name.en}, expired on {day_in_words(one.until, 'en')}",
        )
    return Text(nl=f"{name.nl}, zegt de onderneming zelf", en=f"{name.en}, said by the firm itself")


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """Why somebody should look at a credential, and how much it presses; a lower `rank` comes first."""

    urgency: Urgency
    rank: int
    why: Text


def due(
    one: Standing, day: date, terms: Recheck, *, doubt: str = "", waits_since: date | None = None
) -> Due | None:
    """Whether somebody should look at this recognition now; None where nothing asks for it.

    `doubt`: what a file of the register said (gone, ended, level). `waits_since`: when it was claimed.
    """
    if one.state in ("withdrawn", "refused"):
        return None
    if doubt:
        return Due(urgency="doubted", rank=0, why=_DOUBTS.get(doubt, _DOUBTS["gone"]))
    verified = one.credential.state == "verified"
    if verified and one.state == "expired" and one.until is not None:
        nl, en = day_in_words(one.until, "nl"), day_in_words(one.until, "en")
        return Due(
            urgency="ended",
            rank=1,
            why=Text(nl=f"Verlopen op {nl}. Telt niet meer.", en=f"Expired on {en}. Counts no more."),
        )
    if verified:
        return _soon(one, day, terms)
    if one.state == "expired":
        return None  # a claim that ended before anybody looked: nothing to check any more
    waited = 0 if waits_since is None else (day - waits_since).days
    if waited >= terms.claim_waits_days:
        return Due(
            urgency="claimed_long",
            rank=3,
            why=Text(nl=f"Wacht al {waited} dagen op controle.", en=f"Has waited {waited} days for a check."),
        )
    return Due(urgency="claimed", rank=4, why=Text(nl="Wacht op controle.", en="Waits for a check."))


def _soon(one: Standing, day: date, terms: Recheck) -> Due | None:
    if one.until is None or one.until == LAST_DAY:
        return None
    left = (one.until - day).days
    if left > terms.first_days:
        return None
    nl, en = day_in_words(one.until, "nl"), day_in_words(one.until, "en")
    if left == 0:
        why = Text(nl="Loopt vandaag af.", en="Ends today.")
    elif left == 1:
        why = Text(nl="Loopt morgen af.", en="Ends tomorrow.")
    else:
        why = Text(nl=f"Loopt over {left} dagen af, op {nl}.", en=f"Ends in {left} days, on {en}.")
    pressing = left <= terms.second_days
    return Due(urgency="soon" if pressing else "later", rank=2 if pressing else 5, why=why)


_DOUBTS = {
    "gone": Text(
        nl="Staat niet meer in het register. Klopt dat?", en="No longer in the register. Is that right?"
    ),
    "ended": Text(
        nl="Is volgens het register afgelopen. Klopt dat?", en="Has ended, says the register. Is that right?"
    ),
    "level": Text(
        nl="Het register geeft een andere trede. Wat geldt?",
        en="The register gives another level. Which holds?",
    ),
}


def reminder_due(one: Standing, day: date, terms: Recheck) -> int | None:
    """Which reminder the firm should have had by now: the days of the term it falls under, or None.

    A job that did not run for a week still sends each reminder once: the term decides, not the exact day.
    """
    if one.credential.state != "verified" or one.until is None or one.until == LAST_DAY:
        return None
    left = (one.until - day).days
    if left < 0 or left > terms.first_days:
        return None
    return terms.second_days if left <= terms.second_days else terms.first_days
