"""Reads of files with payments and of what they add up to."""
