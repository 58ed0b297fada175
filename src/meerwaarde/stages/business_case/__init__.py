"""Costs and benefits per party and year; who pays, who gains; settlement between budgets.

Its place in the journey is kept; its nouns come when its work begins.
"""
