"""The doors of an ambition-web session: those of the authority, and those of a seat."""
