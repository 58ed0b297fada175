"""Spend: imports, linkage, figures, opportunities.

Its place in the journey is kept; its nouns come when its work begins.
"""
