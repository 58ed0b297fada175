"""Compliance check, samples, reports, public dashboard, benchmark.

Its place in the journey is kept; its nouns come when its work begins.
"""
