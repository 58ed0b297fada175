"""When a person last looked at a file, to show what changed since."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models

from meerwaarde.platform.organisations.models import Person
from meerwaarde.stages.procurement.models.procurement import Procurement


class LastLook(models.Model):
    """The moment at which a person last opened a procurement. No fact: nobody answers for it."""

    procurement = models.ForeignKey(Procurement, models.CASCADE, related_name="looks", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["procurement", "person"], name="last_look_once_per_person")
        ]

    @classmethod
    def keep(cls, procurement: Procurement, person_id: int, at: datetime) -> None:
        """Remember this look in the place of the one before."""
        cls.objects.update_or_create(procurement=procurement, person_id=person_id, defaults={"at": at})

    def __str__(self) -> str:
        return f"{self.procurement_id}:{self.person_id}"
