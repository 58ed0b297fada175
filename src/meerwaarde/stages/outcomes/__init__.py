"""Outcome frameworks, indicators, measurements, surveys, valuation, pilots.

Its place in the journey is kept; its nouns come when its work begins.
"""
