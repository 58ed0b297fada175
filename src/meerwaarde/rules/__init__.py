"""The law and the field as pure functions: no Django, no clock, no I/O but this package's own YAML."""
