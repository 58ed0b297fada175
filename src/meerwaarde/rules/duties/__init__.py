"""What the law, the Gids Proportionaliteit and good practice ask: one module per subject.

Importing this package enters every rule into the catalogue.
"""
