"""What each role may see or start; what may be done to a request is in `core.workflow`."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from dsar.core.actor import Actor
from dsar.core.vocabulary import Role


class Permission(StrEnum):
    """Declared by every route; a route without one answers 403."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    CASE_LIST = "case_list"
    CASE_READ = "case_read"
    CASE_REGISTER = "case_register"
    CASE_HANDLE = "case_handle"
    CASE_NOTE = "case_note"
    SIGN_OFF = "sign_off"
    DECIDE = "decide"
    TASK_ANSWER = "task_answer"
    AUDIT_READ = "audit_read"
    ORGANISATION_MANAGE = "organisation_manage"
    PRINTER_MANAGE = "printer_manage"


_READERS = frozenset({Role.CONTACT_PERSON, Role.FG, Role.DECIDER, Role.AUDITOR, Role.DEPUTY_FG})

TASK_HOLDERS = frozenset({Role.COLLEAGUE, Role.CONTACT_PERSON, Role.DECIDER})  # who can be asked; each sees their own

# A colleague sees nothing of a case but the tasks they were given; an administrator sees no case content (domain 10).
ROLES_WITH: Mapping[Permission, frozenset[Role]] = MappingProxyType(
    {
        Permission.CASE_LIST: _READERS,
        Permission.CASE_READ: _READERS,
        Permission.CASE_REGISTER: frozenset({Role.CONTACT_PERSON}),
        Permission.CASE_HANDLE: frozenset({Role.CONTACT_PERSON}),
        Permission.CASE_NOTE: _READERS - {Role.AUDITOR},  # who handles or judges it
        Permission.SIGN_OFF: frozenset({Role.FG, Role.DEPUTY_FG}),
        Permission.DECIDE: frozenset({Role.DECIDER}),
        Permission.TASK_ANSWER: TASK_HOLDERS,
        Permission.AUDIT_READ: frozenset({Role.AUDITOR, Role.FG}),
        Permission.ORGANISATION_MANAGE: frozenset({Role.ADMINISTRATOR}),
        Permission.PRINTER_MANAGE: frozenset({Role.CONTACT_PERSON, Role.ADMINISTRATOR}),  # whoever stands at it
    }
)


def organisations_with(actor: Actor, permission: Permission) -> frozenset[int]:
    """Give the ids of the organisations in which the actor has the permission."""
    return actor.organisations_as(ROLES_WITH.get(permission, frozenset()))


def has_permission(actor: Actor, permission: Permission, organisation_id: int | None = None) -> bool:
    """Tell whether the actor has the permission, in one organisation or in any."""
    if permission in {Permission.PUBLIC, Permission.SIGNED_IN}:
        return True
    organisations = organisations_with(actor, permission)
    return bool(organisations) if organisation_id is None else organisation_id in organisations
