"""What the factory read and made once: web, jobs and commands find it in `app.extensions["dsar"]`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from dsar.config import Settings
from dsar.mail import MailServer
from dsar.regulations import Catalogue


@dataclass(frozen=True, slots=True)
class Installation:
    """The running installation; `clock` gives this moment, `reading` is the session of a request that only reads."""

    settings: Settings
    catalogue: Catalogue
    clock: Callable[[], datetime]
    engine: Engine
    reading: Callable[[], Session]
    mail: MailServer | None = None

    @property
    def links(self) -> str:
        """Give where links in e-mail begin; empty when this installation sends none."""
        return self.settings.address if self.mail is not None else ""
