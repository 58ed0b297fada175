"""The doors of spend."""
