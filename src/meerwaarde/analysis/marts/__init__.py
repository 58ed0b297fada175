"""Marts: every figure of spend as an expression from a table to a table, with what it does not prove."""
