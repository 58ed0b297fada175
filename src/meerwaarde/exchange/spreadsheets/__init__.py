"""Tables from files that people make: CSV, and the workbooks of Excel and LibreOffice."""

from meerwaarde.exchange.spreadsheets.read import read_table
from meerwaarde.exchange.spreadsheets.records import Line, Note, Table

__all__ = ["Line", "Note", "Table", "read_table"]
