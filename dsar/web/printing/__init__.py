"""The post of an organisation: what waits, printed as one file and recorded as sent; numbers, printers and runs."""

from dsar.web.printing import numbers, post, printers, runs
from dsar.web.printing.blueprint import blueprint as blueprint

__all__ = ["blueprint", "numbers", "post", "printers", "runs"]
