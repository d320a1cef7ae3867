"""What can go wrong in a use case; each error carries a code that `dsar.wording` turns into a sentence."""

from collections.abc import Mapping


class DomainError(Exception):
    """A rule was not met; `code` names the rule and `details` fills its sentence."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details: Mapping[str, object] = details


class InvalidInput(DomainError):
    """What was typed cannot be; `field` is the field of the form that it belongs to."""

    def __init__(self, field: str, code: str, **details: object) -> None:
        super().__init__(code, **details)
        self.field = field


class NotAllowed(DomainError):
    """The actor may not do this, or not now; nothing was changed."""


class NotFound(DomainError):
    """It does not exist, or not for this actor: the two are never told apart."""

    def __init__(self, code: str = "not_found", **details: object) -> None:
        super().__init__(code, **details)


class Conflict(DomainError):
    """Somebody else changed the case since the form was opened; nothing was changed."""
