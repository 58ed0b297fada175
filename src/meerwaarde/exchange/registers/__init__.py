"""Files of registers: who holds a recognition, with which level, until when."""

from meerwaarde.exchange.registers.read import open_register, propose, read_register
from meerwaarde.exchange.registers.records import (
    REGISTER_ROLES,
    ROLE_WORDS,
    RegisterEntry,
    RegisterMapping,
    RegisterReading,
    RegisterRole,
)

__all__ = [
    "REGISTER_ROLES",
    "ROLE_WORDS",
    "RegisterEntry",
    "RegisterMapping",
    "RegisterReading",
    "RegisterRole",
    "open_register",
    "propose",
    "read_register",
]
