"""What the words of a heading speak of, in Dutch and English and in the short names of ledger systems.

A heading is taken apart into subjects ("Factuurdatum" speaks of an invoice and of a day), and the roles are
told from those. So a heading that nobody has seen is understood as long as its parts are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from meerwaarde.language.fold import fold

_SUBJECTS: Final[Mapping[str, str]] = {
    "supplier": r"leveranciers?|crediteur\w*|\bcred\b|\bcrd\b|\blev\b|\bvend\b|\bsupp?\b|creditor|"
    r"supplier|vendor|payee|beneficiary|begunstigde|contractor|merchant|tegenpartij|"
    r"counterpart\w*|recipient|ontvanger|handelspartner|provider|bedrijfsnaam|\bcompany\b|"
    r"\blifnr\b|\brelatie|\bfirma\b|\btrader\b|\bgrantee\b|\bpaid to\b|\bbetaald aan\b|"
    r"\bkred\w*\b|\bbedrijf\b|onderneming|naam organisatie|\bzakenrelatie|"
    r"tegenrekeninghouder",
    "debtor": r"debiteur|debtor|\bcustomer|\bklant|afnemer",
    "name": r"naam\b|\bnm\b|\bnaam|\bname\d?\b|\bnames\b|\btitle\b|benaming",
    "number": r"nummer\b|\bnr\b|nr\b|\bno\b|\bnos\b|number|\bnum\b|\bid\b|\bcode\b|code\b|\bref\b|"
    r"referen\w+|\bkey\b|^#$|identifi\w+|kenmerk|\burn\b|\buid\b|sleutel|\bkode\b|\bnumm\b",
    "date": r"datum\b|datum|\bdate\b|\bdate|date\b|\bdat\b|\bdag\b|\bdagtekening\b|\b(?:op|on)$|"
    r"\bday\b|\bdt\b|\bbudat\b|\bbldat\b|\baugdt\b|\bdd\b",
    "pay": r"betaa?l\w*|payment|\bpaid\b|\bpay\b|\bbet\b|clearing|cleared|vereffen\w*|settle\w*|"
    r"\baugdt\b|\bpmt\b|uitbetaal\w*|overboek\w*|\bremit\w*|\bche(?:que|ck)\b",
    "book": r"\bpost\b|\btrx\b|\bboek\b|boek(?:ings?|stuk)?(?=datum|periode|\b)|geboekt|posting|"
    r"\bpstng\b|posted|\bgl date\b|transactie|transaction|\btrans\b|journaal|verwerk\w*|"
    r"\bentry\b|\bbudat\b|mutatie|effective|accounting|rapportage|\bvaluta(?=datum)",
    "invoice": r"\bfac\b|factu+r\w*|\bfact\b|invoice|\binv\b|document|\bdoc\b|\bbldat\b|\bbelnr\b|"
    r"\bbill\b|\bnota\b|\bfaktuur\w*",
    "due": r"verval\w*|\bdue\b|uiterste|\bterms?\b|termijn",
    "received": r"ontvangst\w*|received|\breceipt\b|registratie|\bcreated\b|aangemaakt|ingevoerd|"
    r"invoer|\bmodified\b|gewijzigd",
    "order": r"\border\w*|inkooporder\w*|bestel\w*|\bpo\b|requisition|verplichting\w*|\bcommitment",
    "contract": r"contract|tender|aanbested\w*|overeenkomst|award\w*|gunning\w*|procedure|framework|"
    r"raamovereen\w*|ojeu|\bfts\b",
    "span": r"\bstart\w*|\bend\b|\beind\w*|expir\w*|begin\w*|ingang\w*|looptijd|duration|"
    r"extension|\bextend\b|verleng\w*|\bfrom\b|\buntil\b|renewal|review|commence\w*|"
    r"\btot en met\b",
    "period": r"periode?\b|period|\bmaand\b|\bmonth\b|\bmnd\b|boekperiode|kwartaal|quarter",
    "year": r"\bjaar\b|boekjaar|\byear\b|\bfy\b",
    "time": r"\btijd\b|\btime\b(?! ?stamp)",
    "amount": r"bedrag|amount|\bamt\b|\bval\b|\btot\b|waarde\b|\bvalue\b|\bspend\b|\btotal\b|totaal|"
    r"\bsum\b|\bsom\b|\beuros?\b|\beur\b|\bkosten\b|\bcosts?\b|\buitgaven?\b|\bprice\b|"
    r"\bprijs\b|\bgbp\b|\bwrbtr\b|\bdmbtr\b|€|£|\bbetaald$|\bmoney\b|\bnet(?:to)?\b|"
    r"\bgross\b|\bbruto\b|\bsaldo\b|\bbalance\b|\bexpenditure$|\bpaid$|\bpayment$|"
    r"\bbetaling$|\bbedr\b|\bomzet\b|\bturnover\b|\bgeld\b|\bspent\b|"
    r"\bexpenditure (?:amount|value|gbp|incurred)|\bbetrag\b|\bmontant\b",
    "net": r"\bnett?o?\b|\bexcl\w*|\bex\b|\bexc\b|exclusi\w+|zonder btw|\bnet of\b|grondslag|"
    r"taxable|netto\w*|\bbefore (?:vat|tax)|\bless vat\b",
    "gross": r"\bgross\b|bruto\w*|\bincl\w*|\binc\b|inclusi\w+|\bmet btw\b|\bplus vat\b|"
    r"\bwith vat\b",
    "vat": r"\bbtw\b|btw\b|\bbtw|\bvat\b|\btax\b|omzetbelasting|\bmwst\w*|\btva\b|\bmwskz\b",
    "recoverable": r"irrecoverable|compens\w+|verrekenbaar|\bbcf\b",
    "debit": r"\bdebet\w*|\bdebit\w*|\bdb\b",
    "credit": r"\bcredit\b(?! ?note)|\bkredit\b|\bcr\b",
    "foreign": r"vreemde?|foreign|valutabedrag|document currency|transaction currency|\boriginal\b|"
    r"oorspronkelijk",
    "local": r"\bhome\b|local currency|eigen valuta|\bin eur\b|\bin euro|\blokale?\b",
    "other_money": r"budget|begro\w+|raming|openstaand|\bopen\b|korting|discount|outstanding|saldo|"
    r"balance|restant|commitment|estimate\w*|forecast|cumulati\w+|\bto date\b|\bannual\b|"
    r"\bquantity\b|aantal|\bpercentage\b|\brate\b",
    "line": r"\bregel\w*|\blines?\b|\bline value\b|\bdistribution\b|\bsplit\b|regelbedrag",
    "description": r"\bwhat for\b|\bwaarvoor\b|\bdoel\b|tekst\b|\bposten\b|omschr\w*|description|"
    r"descr\w*|\bdesc\b|\boms\b|\btxt\b|descipt?\w*|narrative|toelichting|\bmemo\b|"
    r"\bdetails?\b|particulars|\bpurpose\b|\btekst\b|\btext\w*|\bremarks?\b|opmerking\w*|"
    r"betreft|onderwerp|\bsubject\b|\bsummary\b|boekingstekst|\bsgtxt\b|\bgoods\b|"
    r"\bproduct\b|\bartikel\b|\bcomments?\b|\bnotes?\b|mededeling\w*|\bverwendung\w*|"
    r"specificatie|\bexplanation\b|\breason\b|\bitem\b|\bspecification\b",
    "department": r"\bdep\b|afdeling\w*|directorate|directoraat|\bdirectie\b|department\w*|\bdept\b|"
    r"\bdienst\b|\bservice\b|\bservices\b|\bsector\b|\bcluster\b|\bteam\b|\bunit\b|"
    r"\bdivision\b|\bportfolio\b|organisatie ?(?:onderdeel|eenheid)|"
    r"organi[sz]ational unit|\beenheid\b|\bdomein\b|\bexpen\w+ area\b|budgethouder\w*|"
    r"budget ?holder|\bbureau\b|\bvakgroep\b|\bgroup\b|\bbranch\b|\boffice\b|\bsection\b|"
    r"\bresponsib\w+",
    "cost_centre": r"\bcc\b|kosten ?plaats\w*|kostendrager\w*|cost ?cent(?:re|er)|\bkostl\b|\bkpl\b|"
    r"\bkdr\b|\bcostc\w*",
    "category": r"categor\w+|\btype\b|\bsoort\b|\w+soort\b|\bclass\w*|klasse|proclass|\bcpv\b|segment|"
    r"inkooppakket|commodit\w+|productgroep|artikelgroep|\bthema\b|\bprogramma\b|"
    r"\bprogramme\b|taakveld\w*|analysis|merchant category|\bprocurement\b|\bgroup\b|"
    r"\bgroep\b|\bhoofdgroep\b|\bfamily\b|\bunspsc\b|\bspend area\b|\bproduct\b",
    "goods_class": r"proclass|\bcpv\b|procurement class\w*|procurement categ\w*|commodit\w+|\bunspsc\b|"
    r"inkoopcategor\w*|inkooppakket",
    "account": r"\bacct?\b|grootboek\w*|\bgl\b|\bg l\b|general ledger|\bledger\b|\baccount\b|"
    r"(?<!bank)(?<!tegen)rekening\w*|kostensoort\w*|cost element|nominal|subjective|"
    r"\bsaknr\b|\bhkont\b|economische categorie|\bobject\b|\bexpen\w+ code\b|"
    r"\bexpen\w+ account\b|\bgrbk?\b|\bgbr\b|\becl\b|\bexpense head\b|\bcoa\b|"
    r"\bcost code\b",
    "bank": r"\bbank\w*|\biban\b|\bbic\b|tegenrekening|sort code",
    "transaction": r"\btrx\b|transact\w+|\btrans\b|boekstuk\w*|\bstuk\w*|voucher|\bbelnr\b|\bbatch\b|"
    r"journaal\w*|\bdocument\b|\bdoc\b|volgnummer|\bsequence\b|\bpayment\b|\bjournal\b|"
    r"dagboek\w*|registratie\w*|\breference\b|\binternal ref\b",
    "currency": r"\bvaluta\w*|currency|\bmunt\w*|\bwaers\b|\bcurr\b|\bcur\b|\bdevies\w*",
    "authority": r"\bbody\b|\bcmp\b|\bbedrijf\b|authority|\boverheid\b|\bgemeente\b|\bentity\b|"
    r"\bentiteit\b|administratie|company code|\bbukrs\b|\bcouncil\b|\bclient\b|"
    r"opdrachtgever|\bbuyer\b|organi[sz]ation name|departmental family|department family|"
    r"\bpublisher\b|\bboroughs?\b|\bmunicipality\b|\bbedrijfsnummer\b|\bbusiness entity\b|"
    r"\binstelling\b",
    "kvk": r"kvk|\bkv k|\bk v k\b|\bcoc\b|chamber of commerce|handelsregister\w*",
    "registration": r"registration|company number|charity|\brsin\b|fiscaal|\bkbo\b|\bduns\b|"
    r"\bcompanies house\b|\boin\b",
    "place": r"postcode|post code|postal|\bzip\b|address|adres|\bstraat\b|\bstreet\b|\bplaats\b|"
    r"woonplaats|\bcity\b|\btown\b|\bcountry\b|\bland\b|\bregion?\b|\bregio\b|"
    r"\bprovincie\b|\bcounty\b|\bward\b|huisnummer|\blocation\b|vestigingsplaats",
    "contact": r"telefoon|phone|\be ?mail|\bcontact\b|website|\burl\b|\buri\b|\bweb\b|\bfax\b",
    "person": r"medewerker\w*|behandel\w*|\buser\b|gebruiker\w*|\bemployee|\bapprover|\bofficer\b|"
    r"budgethouder|\bbudget holder\b|\binkoper\b|\bauthori[sz]ed by\b|\bfiatteur\b|"
    r"\bcardholder\b|\bkaarthouder\b|\bmanager\b",
    "state": r"\bstatus\b|\bstaat\b|\bsme\b|\bmkb\b|\bpaid status\b|\bflag\b|\bindicator\b|\bj n\b|"
    r"\by n\b|\bja nee\b|redact\w*",
    "kind_of_money": r"capital.{0,3}revenue|revenue.{0,3}capital|\bcap rev\b|\brev cap\b|"
    r"\bcapital or revenue\b|\binvestering exploitatie\b",
    "query": r"\bselect\b.*\bfrom\b|\bwhere\b.*=|\border by\b",
}
_PATTERNS: Final = {subject: re.compile(pattern) for subject, pattern in _SUBJECTS.items()}

_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NOT_WORD: Final = re.compile(r"[^a-z0-9€£#]+")
_SPELLED: Final = (
    "directorate",
    "department",
    "description",
    "category",
    "categorie",
    "expenditure",
    "supplier",
    "leverancier",
    "crediteur",
    "crediteurnaam",
    "transaction",
    "reference",
    "omschrijving",
    "afdeling",
    "grootboekrekening",
    "factuurdatum",
    "boekdatum",
    "betaaldatum",
    "factuurnummer",
    "leveranciersnaam",
    "leveranciersnummer",
    "crediteurnummer",
    "beneficiary",
    "narrative",
    "authority",
    "directory",
    "currency",
    "kostenplaats",
    "kostensoort",
    "payment",
    "invoice",
    "account",
    "amount",
    "document",
    "number",
    "service",
    "gross",
    "bedrag",
)
"""Long words that people spell wrongly."""


_GLUED: Final = frozenset(
    {
        "doc",
        "inv",
        "pay",
        "paid",
        "date",
        "dat",
        "datum",
        "dt",
        "num",
        "no",
        "nr",
        "code",
        "cd",
        "id",
        "name",
        "nm",
        "naam",
        "cur",
        "curr",
        "val",
        "value",
        "amt",
        "amount",
        "home",
        "cmp",
        "elm",
        "desc",
        "descr",
        "vend",
        "vendor",
        "supp",
        "supplier",
        "sup",
        "cred",
        "crd",
        "lev",
        "gl",
        "acct",
        "acc",
        "dep",
        "dept",
        "cc",
        "trx",
        "trans",
        "ref",
        "tot",
        "total",
        "net",
        "gross",
        "vat",
        "btw",
        "bedrag",
        "bedr",
        "omschr",
        "oms",
        "fact",
        "fac",
        "boek",
        "bet",
        "betaal",
        "excl",
        "incl",
        "line",
        "post",
        "due",
        "type",
        "order",
        "po",
        "cost",
        "centre",
        "center",
        "key",
        "text",
        "txt",
    }
)


@lru_cache(maxsize=16_384)
def plain(heading: str) -> str:
    """The words of a heading alone: "TransNo." becomes "trans no", "BTW-bedrag" "btw bedrag"."""
    apart = _CAMEL.sub(" ", heading.strip())
    return _NOT_WORD.sub(" ", fold(apart)).strip()


@lru_cache(maxsize=16_384)
def subjects_of(heading: str) -> frozenset[str]:
    """What the words of a heading speak of; a slip of the pen in a long word is forgiven."""
    words = " ".join(_spelled(part) for word in plain(heading).split() for part in _apart(word))
    found = {subject for subject, pattern in _PATTERNS.items() if pattern.search(words)}
    if "supplier" in found:
        found.discard("debtor")  # "Debiteur/crediteur": whoever is called both may have been paid
    return frozenset(found)


@lru_cache(maxsize=16_384)
def _apart(word: str) -> tuple[str, ...]:
    """The short words that ledger systems glue together: "paydate" is "pay date"; else the word itself."""
    if not 5 <= len(word) <= 20 or word in _GLUED:
        return (word,)
    for end in range(len(word) - 2, 1, -1):
        if word[:end] in _GLUED:
            rest = _apart(word[end:]) if word[end:] not in _GLUED else (word[end:],)
            if all(part in _GLUED for part in rest):
                return (word[:end], *rest)
    return (word,)


@lru_cache(maxsize=16_384)
def _spelled(word: str) -> str:
    """The known word that this one was meant to be, where one or two signs differ."""
    if len(word) < 7 or not word.isalpha() or any(pattern.search(word) for pattern in _PATTERNS.values()):
        return word
    for known in _SPELLED:
        if abs(len(known) - len(word)) <= 2 and _distance(word, known) <= (2 if len(word) > 9 else 1):
            return known
    return word


def _distance(one: str, other: str) -> int:
    """How many signs must be put in, left out or changed to make one word the other."""
    row = list(range(len(other) + 1))
    for number, sign in enumerate(one, 1):
        before, row[0] = row[0], number
        for place, wanted in enumerate(other, 1):
            before, row[place] = (
                row[place],
                min(row[place] + 1, row[place - 1] + 1, before + (sign != wanted)),
            )
    return row[-1]
