"""Entries of the audit trail about what comes after a request, as sentences; see `wording.events`."""

from collections.abc import Callable, Mapping

from dsar.core.audit import Tag
from dsar.core.vocabulary import DispatchWay, FollowUpKind, FollowUpResult, ReopenReason, ReturnReason, TermSetter
from dsar.language import gettext as _
from dsar.wording.event_words import Payload, day_of, word_of
from dsar.wording.words import word


def _sent_again(payload: Payload) -> str:
    details = {"number": payload["number"], "day": day_of(payload["sent_on"])}
    if payload["way"] is None:
        return _("Brief %(number)s niet opnieuw verzonden, vastgelegd op %(day)s", **details)
    way = word_of(DispatchWay, payload["way"])
    return _("Brief %(number)s opnieuw verzonden op %(day)s: %(way)s", way=way, **details)


def _sent_on(payload: Payload) -> str:
    day, consent = day_of(payload["forwarded_on"]), payload["consent_on"]
    if consent is None:
        return _("Doorgestuurd op %(day)s, zonder toestemming: dat hoefde niet", day=day)
    return _("Doorgestuurd op %(day)s, met toestemming van %(consent)s", day=day, consent=day_of(consent))


AFTER: Mapping[Tag, Callable[[Payload], str]] = {
    Tag.CASE_OPENED_AGAIN: lambda p: _("Zaak weer open: er is weer iets te doen"),
    Tag.REQUEST_REOPENED: lambda p: _(
        "Heropend, ronde %(number)s, de termijn telt vanaf %(day)s: %(reason)s",
        number=p["round"],
        day=day_of(p["counts_from"]),
        reason=word_of(ReopenReason, p["reason"]),
    ),
    Tag.FOLLOW_UP_RECORDED: lambda p: _(
        "Binnengekomen op %(day)s: %(kind)s", day=day_of(p["received_on"]), kind=word_of(FollowUpKind, p["kind"])
    ),
    Tag.FOLLOW_UP_ENDED: lambda p: _(
        "%(kind)s, uitkomst op %(day)s: %(result)s",
        kind=word(FollowUpKind(p["kind"])),
        day=day_of(p["ended_on"]),
        result=word_of(FollowUpResult, p["result"]),
    ),
    Tag.TERM_SET: lambda p: _(
        "Termijn tot en met %(due)s gesteld op %(day)s door: %(who)s",
        due=day_of(p["due_on"]),
        day=day_of(p["set_on"]),
        who=word_of(TermSetter, p["set_by"]),
    ),
    Tag.TERM_MET: lambda p: _(
        "Gedaan op %(day)s wat voor een vaste dag was opgelegd door: %(who)s",
        day=day_of(p["ended_on"]),
        who=word_of(TermSetter, p["set_by"]),
    ),
    Tag.LETTER_RETURNED: lambda p: _(
        "Brief %(number)s kwam terug op %(day)s: %(reason)s",
        number=p["number"],
        day=day_of(p["returned_on"]),
        reason=word_of(ReturnReason, p["reason"]),
    ),
    Tag.LETTER_SENT_AGAIN: _sent_again,
    Tag.REQUEST_FORWARDED: _sent_on,
}
