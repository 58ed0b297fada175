"""What asks for a letter outside a transaction. Alone in its file: it commits, and cleans up by itself."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.mark.usefixtures("committed_db")
def test_outside_a_transaction_nothing_is_queued() -> None:
    from meerwaarde.platform.notify.actions import queue_letter
    from meerwaarde.platform.notify.purposes import Purpose
    from meerwaarde.rules.text import Text

    words = Text(nl="x", en="x")
    with pytest.raises(RuntimeError):
        queue_letter(
            key="k", to="a@b.example", subject="s", body="b", purpose=Purpose("t", words, words), at=NOW
        )
