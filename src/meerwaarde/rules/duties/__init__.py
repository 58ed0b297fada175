"""What the law, the Gids Proportionaliteit and good practice ask: one module per subject.

Importing this package enters every rule into the catalogue: each module in this folder registers its own.
"""

from importlib import import_module
from pkgutil import iter_modules

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
