"""Tells what an error of the database means, for whoever shows it."""

from dsar.database import cannot_write

__all__ = ["cannot_write"]
