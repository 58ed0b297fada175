"""Which firm is meant: creditors with messy names on the left, a register of firms on the right.

Exact numbers first, then names: `link.link(left, right)`. Needs the extra `analysis`; import it lazily.
"""
