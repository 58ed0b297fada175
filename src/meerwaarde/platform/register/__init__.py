"""The pages of the register of mandates: who may approve what, up to which amount, on which decision."""
