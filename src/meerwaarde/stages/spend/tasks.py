"""What spend does in the background."""
