"""Meerwaarde: public procurement that yields as much societal value as possible."""
