"""What an administrator keeps of an organisation; never a case."""

from dsar.web.admin import deputies, house_style, invitations, jobs, mail, regulations, roles, rule_changes, users
from dsar.web.admin.routes import blueprint

__all__ = [
    "blueprint",
    "deputies",
    "house_style",
    "invitations",
    "jobs",
    "mail",
    "regulations",
    "roles",
    "rule_changes",
    "users",
]
