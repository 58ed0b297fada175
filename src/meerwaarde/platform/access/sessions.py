"""Sessions in the database, as Django keeps them; opening one is asked with a statement that is made once."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone

from meerwaarde.platform.organisations.queries import session_kept


class SessionStore(db.SessionStore):
    """`SESSION_ENGINE`: everything but reading is Django's own."""

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing where it does not exist or has expired."""
        kept = session_kept(self.session_key, timezone.now()) if self.session_key else None
        if kept is None:
            self._session_key = None  # a key that is not ours is never taken over
            return {}
        return self.decode(kept)
