"""E-invoices in UBL 2.1: Peppol BIS Billing 3 and NLCIUS (SI-UBL 2.0), as Dutch authorities receive them."""

from meerwaarde.exchange.ubl.read import payments, read, read_invoices
from meerwaarde.exchange.ubl.records import Invoice, InvoiceLine, Party
from meerwaarde.exchange.ubl.rules import Finding

__all__ = ["Finding", "Invoice", "InvoiceLine", "Party", "payments", "read", "read_invoices"]
