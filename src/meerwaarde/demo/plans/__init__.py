"""The action plans of the demonstration authorities."""
