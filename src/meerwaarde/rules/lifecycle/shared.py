"""Words for states that the steps of more than one kind of thing use."""

from __future__ import annotations

DRAFT, SUBMITTED, ADVISED, DECIDED, WITHDRAWN = "draft", "submitted", "advised", "decided", "withdrawn"

PROPOSED, APPROVED, REFUSED = "proposed", "approved", "refused"

UPLOADED, CHECKING, CHECKED = "uploaded", "checking", "checked"

RUNNING, DONE, STOPPED = "running", "done", "stopped"

PLANNED, UNDER_WAY, ACTION_DONE, DROPPED = "planned", "under_way", "done", "dropped"
