"""Who got the data of a request now, and who of them still must be told (GDPR 19)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.errors import NotFound
from dsar.core.vocabulary import LetterKind, ToldWay
from dsar.models import Letter, LetterRequestLink, Request
from dsar.models import Recipient as Recipient
from dsar.models import RecipientTold as RecipientTold
from dsar.models.letter import LetterStatus


def recipients_of(request: Request) -> tuple[Recipient, ...]:
    """Give the recipients that count, oldest first: without what was changed or taken off the list."""
    replaced = {one.replaces_id for one in request.recipients}
    return tuple(one for one in request.recipients if one.id not in replaced and one.removal is None)


def is_settled(recipient: Recipient) -> bool:
    """Tell whether a recipient knows, or has a reason why not; a letter counts once it has left."""
    told = recipient.told
    if told is None:
        return False
    return told.way is not ToldWay.LETTER or (told.letter is not None and told.letter.dispatch is not None)


def open_recipients(request: Request) -> tuple[Recipient, ...]:
    """Give the recipients that still must be told."""
    return tuple(one for one in recipients_of(request) if not is_settled(one))


def recipient_found(session: Session, recipient_id: int) -> Recipient:
    """Give a recipient that counts; raises NotFound. Whose case it is, is for whoever asks."""
    row = session.get(Recipient, recipient_id)
    replaced = session.scalar(select(Recipient.id).where(Recipient.replaces_id == recipient_id))
    if row is None or row.removal is not None or replaced is not None:
        raise NotFound
    return row


def notices_of(session: Session, request_id: int) -> tuple[Letter, ...]:
    """Give the letters to recipients about a request that were not given up, oldest first."""
    query = (
        select(Letter)
        .join(LetterRequestLink, LetterRequestLink.letter_id == Letter.id)
        .where(
            LetterRequestLink.request_id == request_id,
            Letter.kind == LetterKind.RECIPIENT_NOTICE,
            Letter.status != LetterStatus.VOID,
        )
        .order_by(Letter.id)
    )
    return tuple(session.scalars(query))
