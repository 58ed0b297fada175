"""The doors to action plans."""
