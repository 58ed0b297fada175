"""What the pages around ambition webs show."""
