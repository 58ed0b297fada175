"""Documents that people take along: one description, written as Word file and as accessible PDF."""
