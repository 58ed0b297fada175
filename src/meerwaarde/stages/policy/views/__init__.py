"""The doors to goals, frameworks and promises."""
