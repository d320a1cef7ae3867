"""Somebody chose a language for their screens: e-mail to them comes in it too. That is no entry of the trail."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from dsar.language import LANGUAGES
from dsar.models import User
from dsar.services.work import Work, transaction


def keep_own_language(work: Work, language: str) -> None:
    """Write to the actor in a language from now on; one that there is not changes nothing."""
    with transaction(work) as session:
        set_language(session, work.user_id(), language)


def set_language(session: Session, user_id: int, language: str) -> None:
    """Keep the language of a user, where it is another than before."""
    if language in LANGUAGES:
        session.execute(update(User).where(User.id == user_id, User.language != language).values(language=language))
