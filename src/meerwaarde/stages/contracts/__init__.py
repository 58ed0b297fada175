"""Contracts, commitments, evidence, verification, consequences, track record.

Its place in the journey is kept; its nouns come when its work begins.
"""
