"""The story bank: what was bought, from whom, and what it brought about.

Its place in the journey is kept; its nouns come when its work begins.
"""
