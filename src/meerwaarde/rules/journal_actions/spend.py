"""What happens to files with payments, as sentences for people."""

from __future__ import annotations

from meerwaarde.rules.text import Text

SENTENCES: dict[str, Text] = {
    "spendbatch.upload": Text(
        nl="{who} bracht een bestand met betalingen in", en="{who} brought in a file of payments"
    ),
    "spendbatch.map": Text(
        nl="{who} koos de kolommen van een bestand met betalingen",
        en="{who} chose the columns of a file of payments",
    ),
    "spendbatch.check": Text(
        nl="{who} las een bestand met betalingen en controleerde het",
        en="{who} read a file of payments and checked it",
    ),
    "spendbatch.put_back": Text(
        nl="{who} zette een bestand met betalingen terug naar de kolommen",
        en="{who} put a file of payments back to its columns",
    ),
    "spendbatch.confirm": Text(
        nl="{who} liet een bestand met betalingen meetellen in de cijfers",
        en="{who} let a file of payments count in the figures",
    ),
    "spendbatch.withdraw": Text(
        nl="{who} trok een bestand met betalingen in", en="{who} withdrew a file of payments"
    ),
    "spendsource.enter": Text(
        nl="{who} voegde een bron van betalingen toe", en="{who} added a source of payments"
    ),
    "spendsource.map": Text(
        nl="{who} onthield de kolommen van een bron van betalingen",
        en="{who} kept the columns of a source of payments",
    ),
}

KINDS: dict[str, Text] = {
    "spendbatch": Text(nl="Bestand met betalingen", en="File of payments"),
    "spendsource": Text(nl="Bron van betalingen", en="Source of payments"),
}
