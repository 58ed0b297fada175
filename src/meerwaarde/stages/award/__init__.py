"""Award models, simulation, sealed bids, assessment, award advice.

Its place in the journey is kept; its nouns come when its work begins.
"""
