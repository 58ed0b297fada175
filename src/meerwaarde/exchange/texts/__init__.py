"""Texts of a board, as people have them: Word, PDF, plain text, or pasted."""

from meerwaarde.exchange.texts.read import read_paste, read_text
from meerwaarde.exchange.texts.records import BoardText, Complaint, Page

__all__ = ["BoardText", "Complaint", "Page", "read_paste", "read_text"]
