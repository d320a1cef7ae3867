"""Addresses of letters as they are stored: signed ids only, for one user, and for an hour."""

from datetime import date, datetime, timedelta

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from dsar.core.errors import NotFound
from dsar.services.issue_letter import LetterInput
from dsar.services.stored_preview import StoredSource
from dsar.web.context import actor, moment

LIFE = timedelta(hours=1)


def sign(source: StoredSource) -> str:
    """Give the part of an address that leads this user to a letter; what somebody typed never stands in it."""
    wanted = source.wanted
    return _serializer().dumps(
        [
            actor().user_id,
            int(moment().timestamp()),
            source.case_id,
            wanted.dated.isoformat(),
            wanted.request_ids,
            wanted.draft_id,
            wanted.replaces_id,
            source.revisions,
        ]
    )


def signed_source(signed: str) -> StoredSource:
    """Give what an address leads to; raises NotFound for one of somebody else, an old one and a made-up one."""
    try:
        user_id, made, case_id, dated, request_ids, draft_id, replaces_id, revisions = _serializer().loads(signed)
    except BadSignature:
        raise NotFound from None
    age = moment() - datetime.fromtimestamp(made, tz=moment().tzinfo)
    if user_id != actor().user_id or age > LIFE:
        raise NotFound
    wanted = LetterInput(date.fromisoformat(dated), tuple(request_ids), draft_id, replaces_id)
    return StoredSource(case_id, wanted, tuple(revisions))


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="stored-preview")
