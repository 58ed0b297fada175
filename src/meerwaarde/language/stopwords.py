"""Words that tell nothing about what is meant. Left out of index and question alike."""

from __future__ import annotations

from meerwaarde.language.stem import Language


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STOPWORDS: dict[Language, frozenset[str]] = {
    "nl": _words(
        """aan achter al alle als andere bij binnen d dan dat de der deze die dit door dergelijke een elk en
        er etc gebied haar het hij hun ik in is je kan kunnen maar me mee met mijn moet na naar niet nog of om
        ons onze ook op over per s soortgelijke t te tegen ten ter toe tot tussen u uit uw van vanuit via
        voor waar waarbij was wat we wel wie wij wil willen word worden wordt zal ze zich zijn zo zoals
        zonder zou"""
    ),
    "en": _words(
        """a all an and any are as at be by can do for from has have i in into is it its my no not of on or
        other our related s similar such than that the their them these they this those to we what which
        with without you your"""
    ),
}
