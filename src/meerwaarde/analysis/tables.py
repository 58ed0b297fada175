"""The one door to Ibis: expressions that say what is asked, whichever engine answers.

Ibis carries no types of its own, so that a table and a column are named here for who reads the signatures.
Loading it takes a quarter of a second: only what is itself loaded late may import this.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import ibis  # type: ignore[import-untyped]

Table: TypeAlias = Any
"""An Ibis table expression."""

Column: TypeAlias = Any
"""An Ibis column expression."""

__all__ = ["Column", "Table", "ibis"]
