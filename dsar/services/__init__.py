"""Use cases: one file each, the only place where state changes, one transaction per user action."""
