"""What all processes of an installation count together: how often a log-in failed lately."""

from __future__ import annotations

from django.db import models


class Tally(models.Model):
    """The table behind the cache, with the columns of Django's `DatabaseCache`, which reads and writes it.

    A limit that each process counts for itself would grow with the number of processes.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.cache_key
