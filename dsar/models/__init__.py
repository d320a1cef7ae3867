"""Tables: columns, relationships and the constraints that tie states to facts; no rules."""

from dsar.models.access import AccessLink, AccessLinkRole, Deputising, LoginAttempt, LoginSession, Membership, User
from dsar.models.audit import AccessEvent, AuditEvent, AuditHead
from dsar.models.bookkeeping import Counter, FormDraft, IdempotencyKey
from dsar.models.case import Case, CaseCorrection, Hearing, HearingRequest, IdentityCheck, Party, Request, RequestEnding
from dsar.models.judgement import (
    Advice,
    CarryingOut,
    Decision,
    Duty,
    Proposal,
    ProposalPart,
    SendBack,
    WithoutAdvice,
    WithoutAdviceSeen,
)
from dsar.models.letter import (
    Dispatch,
    DraftAdvice,
    DraftRequestLink,
    Letter,
    LetterDraft,
    LetterPreview,
    LetterRequestLink,
    LetterRun,
    LetterRunItem,
    Printer,
    StoredFile,
)
from dsar.models.note import CaseNote, NoteWithdrawal
from dsar.models.organisation import Organisation, RegulationVersion
from dsar.models.worklist import WorklistCount, WorklistEntry, WorklistKey

__all__ = [
    "AccessEvent",
    "AccessLink",
    "AccessLinkRole",
    "Advice",
    "AuditEvent",
    "AuditHead",
    "CarryingOut",
    "Case",
    "CaseCorrection",
    "CaseNote",
    "Counter",
    "Decision",
    "Deputising",
    "Dispatch",
    "DraftAdvice",
    "DraftRequestLink",
    "Duty",
    "FormDraft",
    "Hearing",
    "HearingRequest",
    "IdempotencyKey",
    "IdentityCheck",
    "Letter",
    "LetterDraft",
    "LetterPreview",
    "LetterRequestLink",
    "LetterRun",
    "LetterRunItem",
    "LoginAttempt",
    "LoginSession",
    "Membership",
    "NoteWithdrawal",
    "Organisation",
    "Party",
    "Printer",
    "Proposal",
    "ProposalPart",
    "RegulationVersion",
    "Request",
    "RequestEnding",
    "SendBack",
    "StoredFile",
    "User",
    "WithoutAdvice",
    "WithoutAdviceSeen",
    "WorklistCount",
    "WorklistEntry",
    "WorklistKey",
]
