"""The audit trail's words and its hash chain; entries hold ids and facts, never personal data."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

HASH_VERSION = 1
GENESIS = "0" * 64
INSTALLATION = "installation"  # the stream of what belongs to no organisation


class Tag(StrEnum):
    """What happened; the keys that a tag's payload may hold are in `PAYLOAD_KEYS`."""

    CASE_REGISTERED = "case.registered"
    CASE_CLOSED = "case.closed"
    CASE_OPENED_AGAIN = "case.opened_again"
    CASE_LANGUAGE = "case.language"
    CASE_OWNER = "case.owner"
    CASE_CORRECTED = "case.corrected"
    CASE_REGULATION = "case.regulation"
    CASE_DATE = "case.date"
    REGISTRATION_PUT_AWAY = "registration.put_away"
    REGISTRATION_DROPPED = "registration.dropped"
    SUBJECT_CORRECTED = "subject.corrected"
    NOTE_ADDED = "note.added"
    NOTE_WITHDRAWN = "note.withdrawn"
    IDENTITY_CHECKED = "identity.checked"
    READ_BACK = "case.read_back"
    REPRESENTATIVE_SET = "representative.set"
    REPRESENTATIVE_ENDED = "representative.ended"
    SUBJECT_DIED = "subject.died"
    SUBJECT_LIVES = "subject.lives"
    MARK_WITHDRAWN = "mark.withdrawn"
    AUTHORITY_CHECKED = "authority.checked"
    HEARING_RECORDED = "hearing.recorded"
    TASK_ASKED = "task.asked"
    TASK_ANSWERED = "task.answered"
    TASK_WITHDRAWN = "task.withdrawn"
    THIRD_PARTY_ASKED = "third_party.asked"
    THIRD_PARTY_ANSWERED = "third_party.answered"
    PROPOSAL_SUBMITTED = "proposal.submitted"
    ADVICE_AGREED = "advice.agreed"
    ADVICE_RETURNED = "advice.returned"
    ADVICE_AGAINST = "advice.against"
    WITHOUT_ADVICE = "advice.without"
    WITHOUT_ADVICE_SEEN = "advice.without_seen"
    DECISION_TAKEN = "decision.taken"
    PROPOSAL_SENT_BACK = "proposal.sent_back"
    LETTER_NUMBERED = "letter.numbered"
    LETTER_FINAL = "letter.final"
    LETTER_VOIDED = "letter.voided"
    LETTER_POSTED = "letter.posted"
    DRAFT_WRITTEN = "draft.written"
    DRAFT_SUBMITTED = "draft.submitted"
    DRAFT_ADVISED = "draft.advised"
    DRAFT_DROPPED = "draft.dropped"
    LETTER_RUN_STARTED = "letter_run.started"
    PRINTER_SAVED = "printer.saved"
    PRINTER_REMOVED = "printer.removed"
    REQUEST_CARRIED_OUT = "request.carried_out"
    REQUEST_LEFT_UNDONE = "request.left_undone"
    REQUEST_ENDED = "request.ended"
    FREEZE_TOLD = "freeze.told"
    RECONSIDER_OFFERED = "request.reconsider"
    RESTRICTION_LIFTED = "request.restriction_lifted"
    USE_STOPPED = "request.use_stopped"
    RECIPIENT_LISTED = "recipient.listed"
    RECIPIENT_REMOVED = "recipient.removed"
    RECIPIENT_TOLD = "recipient.told"
    QUESTION_ASKED = "question.asked"
    QUESTION_ENDED = "question.ended"
    QUESTION_REMINDED = "question.reminded"
    TERM_EXTENDED = "request.extended"
    LETTER_RETURNED = "letter.returned"
    LETTER_SENT_AGAIN = "letter.sent_again"
    REQUEST_FORWARDED = "request.forwarded"
    REQUEST_REOPENED = "request.reopened"
    FOLLOW_UP_RECORDED = "follow_up.recorded"
    FOLLOW_UP_ENDED = "follow_up.ended"
    TERM_SET = "term.set"
    TERM_MET = "term.met"
    ORGANISATION_CREATED = "organisation.created"
    ORGANISATION_CHANGED = "organisation.changed"
    REGULATION_STORED = "regulation.stored"
    REGULATION_APPLIED = "regulation.applied"
    CALENDAR_APPLIED = "calendar.applied"
    MEMBERSHIP_ADDED = "membership.added"
    MEMBERSHIP_ENDED = "membership.ended"
    DEPUTY_SET = "deputy.set"
    DEPUTY_ENDED = "deputy.ended"
    USER_CHANGED = "user.changed"
    USER_DEACTIVATED = "user.deactivated"
    USER_ACTIVATED = "user.activated"
    INVITATION_MADE = "invitation.made"
    INVITATION_RENEWED = "invitation.renewed"
    INVITATION_WITHDRAWN = "invitation.withdrawn"
    INVITATION_ACCEPTED = "invitation.accepted"
    PASSWORD_LINK_MADE = "user.password_link"  # noqa: S105 -- a tag
    PASSWORD_LINK_MAILED = "user.password_link_mailed"  # noqa: S105 -- a tag
    PASSWORD_LINK_NOT_SENT = "user.password_link_not_sent"  # noqa: S105 -- a tag
    PASSWORD_CHANGED = "user.password_changed"  # noqa: S105 -- a tag
    SESSION_ENDED = "user.session_ended"
    DIGEST_CHOSEN = "user.digest"
    CALENDAR_MADE = "user.calendar_made"
    CALENDAR_STOPPED = "user.calendar_stopped"
    MAIL_AGAIN = "mail.again"
    MAIL_DROPPED = "mail.dropped"
    MAIL_RELEASED = "mail.released"
    SIGNED_IN = "user.signed_in"
    SIGN_IN_FAILED = "user.sign_in_failed"
    SIGNED_OUT = "user.signed_out"


class Topic(StrEnum):
    """What an entry is about, roughly: what somebody who reads a long trail looks for."""

    CASE = "case"
    JUDGEMENT = "judgement"
    LETTER = "letter"
    PEOPLE = "people"
    SETTINGS = "settings"


_TOPICS: Mapping[str, Topic] = {  # by what stands before the dot of a tag; anything else is about a case
    **dict.fromkeys(("proposal", "advice", "decision"), Topic.JUDGEMENT),
    **dict.fromkeys(("letter", "draft", "letter_run"), Topic.LETTER),
    **dict.fromkeys(("membership", "deputy", "user", "invitation"), Topic.PEOPLE),
    **dict.fromkeys(("organisation", "regulation", "printer", "mail"), Topic.SETTINGS),
}


def topic_of(tag: Tag) -> Topic:
    """Tell what an entry with this tag is about."""
    return _TOPICS.get(tag.value.partition(".")[0], Topic.CASE)


_ADVICE = frozenset({"advice", "proposal", "revision", "sha256", "said_sha256", "from", "to"})
PAYLOAD_KEYS: Mapping[Tag, frozenset[str]] = {
    Tag.CASE_REGISTERED: frozenset({"reference", "received_on", "channel", "regulation_version", "requests", "marks"}),
    Tag.CASE_CLOSED: frozenset({"closed_on"}),
    Tag.CASE_OPENED_AGAIN: frozenset({"closed_on"}),
    Tag.CASE_LANGUAGE: frozenset({"language"}),
    Tag.CASE_OWNER: frozenset({"from_user", "to_user"}),
    Tag.CASE_CORRECTED: frozenset({"correction", "kind", "before", "after", "rights"}),
    Tag.CASE_REGULATION: frozenset({"choice", "before", "after", "due_before", "due_after", "moved"}),
    Tag.CASE_DATE: frozenset({"before", "after"}),
    Tag.REGISTRATION_PUT_AWAY: frozenset({"draft"}),
    Tag.REGISTRATION_DROPPED: frozenset({"draft"}),
    Tag.SUBJECT_CORRECTED: frozenset({"fields"}),
    Tag.NOTE_ADDED: frozenset({"note"}),
    Tag.NOTE_WITHDRAWN: frozenset({"note"}),
    Tag.IDENTITY_CHECKED: frozenset({"check", "method", "checked_on", "established", "document_kind"}),
    Tag.READ_BACK: frozenset({"read_on"}),
    Tag.REPRESENTATIVE_SET: frozenset({"representative", "kind", "fields"}),
    Tag.REPRESENTATIVE_ENDED: frozenset({"representative"}),
    Tag.SUBJECT_DIED: frozenset({"deceased", "kind", "answer_by", "due_before", "grounds", "fields"}),
    Tag.SUBJECT_LIVES: frozenset({"deceased"}),
    Tag.MARK_WITHDRAWN: frozenset({"mark"}),
    Tag.AUTHORITY_CHECKED: frozenset({"check", "representative", "proof", "checked_on", "established", "request_seen"}),
    Tag.HEARING_RECORDED: frozenset({"hearing", "requests", "capacity", "heard_on"}),
    Tag.TASK_ASKED: frozenset({"task", "kind", "assignee", "requests", "due_on"}),
    Tag.TASK_ANSWERED: frozenset({"task", "kind", "answer", "result", "answered_on", "further"}),
    Tag.TASK_WITHDRAWN: frozenset({"task", "kind"}),
    Tag.THIRD_PARTY_ASKED: frozenset({"third_party", "requests", "asked_on", "due_on", "consent_on"}),
    Tag.THIRD_PARTY_ANSWERED: frozenset({"third_party", "view", "outcome", "answered_on", "further"}),
    Tag.PROPOSAL_SUBMITTED: frozenset({"proposal", "revision", "outcome", "grounds", "sha256", "from", "to"}),
    Tag.ADVICE_AGREED: _ADVICE,
    Tag.ADVICE_RETURNED: _ADVICE,
    Tag.ADVICE_AGAINST: _ADVICE,
    Tag.WITHOUT_ADVICE: frozenset(
        {"without", "proposal", "draft", "kind", "revision", "sha256", "asked_until", "from", "to"}
    ),
    Tag.WITHOUT_ADVICE_SEEN: frozenset({"without"}),
    Tag.DECISION_TAKEN: frozenset(
        {"decision", "proposal", "revision", "outcome", "sha256", "against_advice", "without_advice", "from", "to"}
    ),
    Tag.PROPOSAL_SENT_BACK: frozenset({"proposal", "revision", "from", "to"}),
    Tag.LETTER_NUMBERED: frozenset(
        {"letter", "number", "kind", "requests", "context_sha256", "draft", "revision", "replaces", "against_advice"}
    ),
    Tag.LETTER_FINAL: frozenset({"letter", "number", "sha256", "size", "pages"}),
    Tag.LETTER_VOIDED: frozenset({"letter", "number", "reason"}),
    Tag.LETTER_POSTED: frozenset({"letter", "number", "way", "posted_on", "moves"}),
    Tag.DRAFT_WRITTEN: frozenset({"draft", "kind", "revision", "requests", "sha256"}),
    Tag.DRAFT_SUBMITTED: frozenset({"draft", "kind", "revision", "sha256"}),
    Tag.DRAFT_ADVISED: frozenset({"draft", "kind", "revision", "sha256", "advice", "said_sha256"}),
    Tag.DRAFT_DROPPED: frozenset({"draft", "kind"}),
    Tag.LETTER_RUN_STARTED: frozenset({"run", "letters"}),
    Tag.PRINTER_SAVED: frozenset({"printer", "offset_right", "offset_down"}),
    Tag.PRINTER_REMOVED: frozenset({"printer"}),
    Tag.REQUEST_CARRIED_OUT: frozenset(
        {"carried_out_on", "duties", "not_done", "sha256", "without_time", "before_access", "from", "to"}
    ),
    Tag.REQUEST_LEFT_UNDONE: frozenset({"reason", "last_on", "invited", "not_done", "from", "to"}),
    Tag.FREEZE_TOLD: frozenset({"notice", "told_on"}),
    Tag.RECONSIDER_OFFERED: frozenset({"until", "waived_on", "letter"}),
    Tag.RESTRICTION_LIFTED: frozenset({"letter", "lifted_on"}),
    Tag.RECIPIENT_LISTED: frozenset({"recipient", "replaces"}),
    Tag.RECIPIENT_REMOVED: frozenset({"recipient"}),
    Tag.RECIPIENT_TOLD: frozenset({"recipient", "way", "letter"}),
    Tag.USE_STOPPED: frozenset({"stopped_on"}),
    Tag.REQUEST_ENDED: frozenset({"letter", "ending", "ended_on", "withdrawn_on", "from", "to"}),
    Tag.QUESTION_ASKED: frozenset({"letter", "kind", "asked_on", "requests"}),
    Tag.QUESTION_ENDED: frozenset({"letter", "kind", "outcome", "ended_on"}),
    Tag.QUESTION_REMINDED: frozenset({"letter", "kind", "way", "reminded_on"}),
    Tag.TERM_EXTENDED: frozenset({"letter", "reason", "extended_on", "until", "refuse_by"}),
    Tag.LETTER_RETURNED: frozenset({"letter", "number", "reason", "returned_on"}),
    Tag.LETTER_SENT_AGAIN: frozenset({"letter", "number", "way", "sent_on"}),
    Tag.REQUEST_FORWARDED: frozenset({"forwarding", "requests", "forwarded_on", "consent_on"}),
    Tag.REQUEST_REOPENED: frozenset({"earlier", "round", "reason", "counts_from"}),
    Tag.FOLLOW_UP_RECORDED: frozenset({"follow_up", "kind", "received_on", "requests", "act_by"}),
    Tag.FOLLOW_UP_ENDED: frozenset({"follow_up", "kind", "result", "ended_on"}),
    Tag.TERM_SET: frozenset({"term", "set_by", "set_on", "due_on"}),
    Tag.TERM_MET: frozenset({"term", "set_by", "ended_on"}),
    Tag.ORGANISATION_CREATED: frozenset({"slug"}),
    Tag.ORGANISATION_CHANGED: frozenset({"fields"}),
    Tag.REGULATION_STORED: frozenset({"version", "sha256"}),
    Tag.REGULATION_APPLIED: frozenset({"version", "cases", "moved"}),
    Tag.CALENDAR_APPLIED: frozenset({"cases"}),
    Tag.MEMBERSHIP_ADDED: frozenset({"user", "role", "since"}),
    Tag.MEMBERSHIP_ENDED: frozenset({"user", "role", "until"}),
    Tag.DEPUTY_SET: frozenset({"deputising", "user", "deputy", "first_day", "last_day"}),
    Tag.DEPUTY_ENDED: frozenset({"deputising", "user", "deputy"}),
    Tag.USER_CHANGED: frozenset({"user", "fields"}),
    Tag.USER_DEACTIVATED: frozenset({"user"}),
    Tag.USER_ACTIVATED: frozenset({"user"}),
    Tag.INVITATION_MADE: frozenset({"invitation", "roles"}),
    Tag.INVITATION_RENEWED: frozenset({"invitation"}),
    Tag.INVITATION_WITHDRAWN: frozenset({"invitation"}),
    Tag.INVITATION_ACCEPTED: frozenset({"invitation", "user"}),
    Tag.PASSWORD_LINK_MADE: frozenset({"user"}),
    Tag.PASSWORD_LINK_MAILED: frozenset({"user"}),
    Tag.PASSWORD_LINK_NOT_SENT: frozenset({"user"}),
    Tag.PASSWORD_CHANGED: frozenset({"user"}),
    Tag.SESSION_ENDED: frozenset({"user", "session"}),
    Tag.DIGEST_CHOSEN: frozenset({"user", "hour"}),  # None: no message
    Tag.CALENDAR_MADE: frozenset({"user"}),
    Tag.CALENDAR_STOPPED: frozenset({"user"}),
    Tag.MAIL_AGAIN: frozenset({"user", "message", "state"}),
    Tag.MAIL_DROPPED: frozenset({"user", "message", "state"}),
    Tag.MAIL_RELEASED: frozenset(),
    Tag.SIGNED_IN: frozenset({"user"}),
    Tag.SIGN_IN_FAILED: frozenset({"user"}),  # None: no account of ours
    Tag.SIGNED_OUT: frozenset({"user"}),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One link of the chain before it is hashed; `at` is an aware time."""

    stream: str
    seq: int
    at: datetime
    actor_id: int | None
    tag: Tag
    case_id: int | None
    request_id: int | None
    payload: Mapping[str, object]

    def canonical(self) -> str:
        """Give the exact text that is hashed and stored; raises ValueError for a key that the tag does not know."""
        unknown = set(self.payload) - PAYLOAD_KEYS[self.tag]
        if unknown:
            raise ValueError(f"{self.tag}: {sorted(unknown)} not among the payload's keys")
        body = {
            "v": HASH_VERSION,
            "stream": self.stream,
            "seq": self.seq,
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor": self.actor_id,
            "tag": self.tag.value,
            "case": self.case_id,
            "request": self.request_id,
            "payload": dict(self.payload),
        }
        return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def link_hash(previous: str, canonical: str) -> str:
    """Give the SHA-256 (hex) that ties an entry to the one before it."""
    return hashlib.sha256(f"{previous}\n{canonical}".encode()).hexdigest()
