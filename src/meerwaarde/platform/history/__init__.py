"""The journal for people: reading it, filtering it, checking it, taking it along.

`platform/journal` writes facts and lies low, because nearly everything writes them. What shows them needs
doors, components and background work, and therefore lives here, above those.
"""
