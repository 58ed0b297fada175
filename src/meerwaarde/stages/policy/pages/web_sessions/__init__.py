"""What the pages of an ambition-web session show: the desk, the big screen, and the seat of a participant."""

from meerwaarde.stages.policy.pages.web_sessions.desk import (
    DeskPage,
    ScreenPage,
    desk_page,
    screen_page,
    session_form_page,
)
from meerwaarde.stages.policy.pages.web_sessions.joining import (
    ClosedPage,
    ContinuePage,
    JoinPage,
    closed_page,
    code_page,
    continue_page,
    device_page,
    join_page,
)
from meerwaarde.stages.policy.pages.web_sessions.seat import SeatPage, own_web, seat_page

__all__ = [
    "ClosedPage",
    "ContinuePage",
    "DeskPage",
    "JoinPage",
    "ScreenPage",
    "SeatPage",
    "closed_page",
    "code_page",
    "continue_page",
    "desk_page",
    "device_page",
    "join_page",
    "own_web",
    "screen_page",
    "seat_page",
    "session_form_page",
]
