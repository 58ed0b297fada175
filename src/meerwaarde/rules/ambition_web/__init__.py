"""The ambition web (ambitieweb): its areas, what was agreed against what policy asks, and webs together.

Import from the modules: `areas`, `phases`, `drift` and `aggregation` here; what happens within a session
stands beside them.
"""
