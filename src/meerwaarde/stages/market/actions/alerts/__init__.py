"""What people do with alerts, and what the worker does for them."""

from meerwaarde.stages.market.actions.alerts.finding import match_changes, take_in
from meerwaarde.stages.market.actions.alerts.keeping import (
    AlertValues,
    change_alert,
    end_alert,
    follow,
    make_alert,
    pause_alert,
    renew_feed,
    restore_alert,
    resume_alert,
    resume_letters,
    stop_letters,
    strike_ended,
)
from meerwaarde.stages.market.actions.alerts.telling import tell_due
from meerwaarde.stages.market.actions.alerts.webhooks import (
    deliver_due,
    forget_deliveries,
    may_be_called,
    signature,
)

__all__ = [
    "AlertValues",
    "change_alert",
    "deliver_due",
    "end_alert",
    "follow",
    "forget_deliveries",
    "make_alert",
    "match_changes",
    "may_be_called",
    "pause_alert",
    "renew_feed",
    "restore_alert",
    "resume_alert",
    "resume_letters",
    "signature",
    "stop_letters",
    "strike_ended",
    "take_in",
    "tell_due",
]
