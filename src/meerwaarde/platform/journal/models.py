"""Facts that are never rewritten: one chain per organisation and one for the installation."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.db import connection, models

from meerwaarde.platform.organisations.models import Organisation
from meerwaarde.platform.organisations.records import insert_objects, insert_unless_there

INSTALLATION = "installation"
"""Key of the chain for what belongs to no organisation."""

GENESIS = "0" * 64
"""What the first event of a chain points back at."""

# Everything that anybody does writes a fact, so these few statements are written out: composing them anew
# took twice as long as the database takes to answer.
_CHAIN_BY_KEY = "SELECT id, key, organisation_id, length, head FROM journal_chain WHERE key = %s"
_MOVE_HEAD = "UPDATE journal_chain SET length = %s, head = %s WHERE id = %s"
_SALT_OF = "SELECT value FROM journal_salt WHERE object_kind = %s AND object_id = %s"


class Chain(models.Model):
    """The head of a chain; the row that writers of one organisation queue for."""

    key = models.CharField(max_length=12, unique=True)
    organisation = models.OneToOneField(Organisation, models.PROTECT, null=True, related_name="chain")
    length = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, default=GENESIS)

    def __str__(self) -> str:
        return self.key

    @classmethod
    def locked(cls, key: str, organisation_id: int | None) -> Chain:
        """The chain, held until the transaction ends; made at its first event."""
        held = cls._held(key)
        if held is not None:
            return held
        cls.objects.get_or_create(key=key, defaults={"organisation_id": organisation_id})
        return cls.objects.select_for_update().get(key=key)

    @classmethod
    def _held(cls, key: str) -> Chain | None:
        locking = " FOR UPDATE" if connection.features.has_select_for_update else ""
        return next(iter(cls.objects.raw(_CHAIN_BY_KEY + locking, [key])), None)

    def append(self, **values: object) -> Event:
        """Add an event at the head; the caller worked out its hash from `head`."""
        event = Event(chain=self, **values)
        insert_objects([event])
        self.length, self.head = event.sequence, event.hash
        with connection.cursor() as cursor:
            cursor.execute(_MOVE_HEAD, [self.length, self.head, self.pk])
        return event


class Event(models.Model):
    """One fact. `body` is canonical JSON (RFC 8785) and the only thing that is hashed.

    The other columns repeat what is in it, for lists and filters. Triggers in the database refuse a change.
    """

    chain = models.ForeignKey(Chain, models.PROTECT, related_name="events")
    sequence = models.PositiveBigIntegerField()
    moment = models.DateTimeField()
    person = models.CharField(max_length=12, blank=True)
    role = models.CharField(max_length=30, blank=True)
    action = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=60)
    body = models.TextField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["chain", "sequence"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["chain", "sequence"], name="event_sequence_once_per_chain")
        ]
        indexes: ClassVar = [
            models.Index(fields=["chain", "object_kind", "object_id"], name="event_by_object"),
            models.Index(fields=["chain", "action"], name="event_by_action"),
            models.Index(fields=["chain", "person"], name="event_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.chain_id}:{self.sequence} {self.action}"


class Salt(models.Model):
    """The key behind the commitments about one object; erasing it makes them mean nothing for ever."""

    object_kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=60)
    value = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["object_kind", "object_id"], name="salt_once_per_object")
        ]

    def __str__(self) -> str:
        return f"{self.object_kind}:{self.object_id}"

    @classmethod
    def of(cls, kind: str, object_id: str) -> bytes:
        """The salt of an object, made when first asked for."""
        found = cls._value(kind, object_id)
        if found is None:
            made = secrets.token_bytes(32)
            if insert_unless_there(cls, {"object_kind": kind, "object_id": object_id, "value": made}):
                return made
            found = cls._value(kind, object_id)  # another writer was just before us
            assert found is not None
        return found

    @classmethod
    def _value(cls, kind: str, object_id: str) -> bytes | None:
        with connection.cursor() as cursor:
            cursor.execute(_SALT_OF, [kind, object_id])
            row = cursor.fetchone()
        return None if row is None else bytes(row[0])

    @classmethod
    def erase(cls, kind: str, object_id: str) -> None:
        """Forget the salt of an object for ever."""
        cls.objects.filter(object_kind=kind, object_id=object_id).delete()
