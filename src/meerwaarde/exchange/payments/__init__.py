"""Files of creditor lines and invoices as ledgers export them: what they are, what their columns mean."""
