"""What people do with files of payments."""
