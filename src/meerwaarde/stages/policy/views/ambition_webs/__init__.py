"""The doors to ambition webs around their sessions."""
