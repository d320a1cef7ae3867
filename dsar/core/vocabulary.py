"""The closed lists of words that the whole product shares; Dutch words for them live in `dsar.wording`."""

from enum import StrEnum


class Right(StrEnum):
    """What a data subject can ask for, by GDPR chapter III."""

    INSPECTION = "inspection"  # art. 15
    COPY = "copy"  # art. 15(3)
    CORRECTION = "correction"  # art. 16
    SUPPLEMENT = "supplement"  # art. 16, last sentence
    ERASURE = "erasure"  # art. 17
    RESTRICTION = "restriction"  # art. 18
    OBJECTION = "objection"  # art. 21
    PORTABILITY = "portability"  # art. 20


class ObjectionPurpose(StrEnum):
    """What the use is for to which the data subject objects; the first two must stop at once (art. 21(3))."""

    COMMERCIAL = "commercial"
    CHARITABLE = "charitable"
    CURRENT_CARE = "current_care"  # telling whoever is involved in the care now (AanZien 10.2)
    CONSENT = "consent"  # consent is withdrawn: what rested on it stops (art. 7(3))
    OTHER = "other"


STOP_AT_ONCE = frozenset({ObjectionPurpose.COMMERCIAL, ObjectionPurpose.CHARITABLE})


class MarkKind(StrEnum):
    """What can be said at registering of who asks, to be recorded after it."""

    ABOUT_DECEASED = "about_deceased"
    BY_OTHER = "by_other"  # somebody else asks for the data subject


class Channel(StrEnum):
    """The way by which a request reached the controller; no form is prescribed by law (art. 12(2))."""

    POST = "post"
    DESK = "desk"
    ORAL = "oral"
    TELEPHONE = "telephone"
    EMAIL = "email"
    PORTAL = "portal"


class Role(StrEnum):
    """What a member of staff may be in an organisation."""

    CONTACT_PERSON = "contact_person"
    FG = "fg"
    DECIDER = "decider"
    COLLEAGUE = "colleague"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    DEPUTY_FG = "deputy_fg"  # is asked when the officer's advice term has passed (decision 19)


class LinkPurpose(StrEnum):
    """What a link with rights is for; it opens nothing else."""

    INVITATION = "invitation"  # to get roles, and an account for who has none
    PASSWORD = "password"  # noqa: S105 -- to choose a new one


class Outcome(StrEnum):
    """How a request, or a part of it, is answered."""

    GRANT = "grant"
    PARTIAL = "partial"
    REFUSE = "refuse"


class QuestionOutcome(StrEnum):
    """How the waiting for a client's answer ended; silence ends nothing (domain 7.5)."""

    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"  # the organisation needs no answer any more


class ReminderWay(StrEnum):
    """How a client was reminded of a question; never by e-mail, which would tell that there is a request."""

    LETTER = "letter"
    TELEPHONE = "telephone"
    IN_PERSON = "in_person"
    PORTAL = "portal"


class ExtensionReason(StrEnum):
    """Why a term may be extended: the two reasons that GDPR 12(3) knows."""

    COMPLEXITY = "complexity"
    NUMBER = "number"


class Ending(StrEnum):
    """How a request ended on which no decision was taken, or that was withdrawn after it."""

    WITHDRAWN = "withdrawn"  # by the data subject, before what was granted had been done
    NOT_HANDLED = "not_handled"  # identity was not shown after asking (art. 11(2), 12(2))
    DOUBLE = "double"  # another case holds the same request
    EXPLAINED = "explained"  # it is about somebody who died: answered with an explanation


class UndoneReason(StrEnum):
    """Why what was granted was not carried out: the data subject did not take it."""

    NOT_COME = "not_come"  # also not after another invitation
    DECLINED = "declined"  # wants it no more, or does not accept it
    UNREACHABLE = "unreachable"  # what was sent came back, and nobody knows another way


class CorrectionKind(StrEnum):
    """Which mistake of registering was put right."""

    RECEIVED_ON = "received_on"
    RIGHT = "right"
    DOUBLE = "double"


class FollowUpKind(StrEnum):
    """What can come after a request, and belongs to the case it is about (domain section 11)."""

    REMINDER = "reminder"  # asks the same again, or where the answer stays; moves no clock
    COMPLAINT = "complaint"  # with the organisation itself
    MEDIATION = "mediation"  # by the supervisory authority (UAVG 36)
    AUTHORITY_COMPLAINT = "authority_complaint"  # with the supervisory authority (GDPR 77)
    COURT = "court"  # a petition (UAVG 35), for an administrative body an appeal
    OBJECTION = "objection"  # with an administrative body (UAVG 34)


class FollowUpResult(StrEnum):
    """How a complaint or a procedure ended."""

    UPHELD = "upheld"
    PARTLY_UPHELD = "partly_upheld"
    DISMISSED = "dismissed"
    NOT_HEARD = "not_heard"  # without a judgement of the matter
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"


class ReturnReason(StrEnum):
    """Why a letter came back."""

    UNKNOWN_ADDRESS = "unknown_address"
    MOVED = "moved"
    REFUSED = "refused"
    UNCLAIMED = "unclaimed"


class ReopenReason(StrEnum):
    """Why a request that was answered is judged anew."""

    NEW_FACTS = "new_facts"
    COMPLAINT = "complaint"  # was upheld, with the organisation or an authority
    COURT = "court"
    WIDER_SEARCH = "wider_search"  # a second, wider search for the data
    OTHER = "other"


class TermSetter(StrEnum):
    """Who set a term of its own on a request."""

    COURT = "court"
    AUTHORITY = "authority"
    OWN = "own"  # a promise of the organisation, as in the outcome of a complaint


class AdviceKind(StrEnum):
    """What the data protection officer can say of a proposal."""

    AGREE = "agree"
    RETURN = "return"
    AGAINST = "against"


class IdentityMethod(StrEnum):
    """How identity was established, least intrusive first (art. 12(6))."""

    KNOWN = "known"
    DESK = "desk"
    CALL_BACK = "call_back"
    QUESTIONS = "questions"
    PORTAL = "portal"
    DOCUMENT = "document"


class DocumentKind(StrEnum):
    """Only the kind of a document that was shown is kept, never a number or a copy."""

    PASSPORT = "passport"
    IDENTITY_CARD = "identity_card"
    DRIVING_LICENCE = "driving_licence"
    RESIDENCE_PERMIT = "residence_permit"


class RepresentativeKind(StrEnum):
    """On what somebody rests who acts for the data subject (UAVG 5; BW 3:60)."""

    MANDATED = "mandated"
    LAWYER = "lawyer"
    PARENT = "parent"  # of a child under 16
    CURATOR = "curator"
    MENTOR = "mentor"
    PROPERTY_ADMINISTRATOR = "property_administrator"  # bewindvoerder


class AuthorityProof(StrEnum):
    """How it was shown that somebody may act for the data subject; only the kind is kept, never a copy."""

    PERSON_SAID = "person_said"
    ON_FILE = "on_file"
    MANDATE = "mandate"
    REGISTER = "register"
    COURT_DECISION = "court_decision"


class ChildAge(StrEnum):
    """How old a child was on the day of receipt; a date of birth is not needed for that."""

    UNDER_TWELVE = "under_twelve"
    FROM_TWELVE = "from_twelve"  # and under 16
    SIXTEEN = "sixteen"  # or older: no parent acts for them (UAVG 5)


class RelativeKind(StrEnum):
    """Who asks about somebody who died."""

    HEIR = "heir"
    RELATIVE = "relative"  # nabestaande
    OTHER = "other"


class CareGround(StrEnum):
    """On what a record of care about somebody who died is given to somebody else (BW 7:458a)."""

    NO_CARE = "no_care"  # it is no record of care: no law gives it, and none forbids to explain
    CONSENT = "consent"  # (1)(a): given in life, in writing or electronically
    INCIDENT = "incident"  # (1)(b): the relative was told of an incident
    INTEREST = "interest"  # (1)(c): a weighty interest, shown to be plausible
    CHILD = "child"  # (2): whoever had authority over a child under 16
    NONE = "none"


class HearingCapacity(StrEnum):
    """In which capacity somebody was heard about data they collected."""

    COLLECTOR = "collector"
    SUCCESSOR = "successor"
    DEPUTY = "deputy"


class TaskKind(StrEnum):
    """What one colleague is asked in a case (domain sections 10 and 11)."""

    HEAR = "hear"
    SEARCH = "search"
    HARM = "harm"  # whether giving the data would harm somebody else


class PlaceKind(StrEnum):
    """Where data about somebody can be (domain section 11, the search list)."""

    SYSTEM = "system"
    CABINET = "cabinet"
    MAILBOX = "mailbox"
    PROCESSOR = "processor"
    INHERITED = "inherited"  # files of a predecessor


class SearchResult(StrEnum):
    """What came of a search; not searching needs its reason."""

    FOUND = "found"
    NOTHING = "nothing"
    NOT_SEARCHED = "not_searched"


class ThirdPartyOutcome(StrEnum):
    """What came of asking a third party for a view; silence is no consent."""

    NO_OBJECTION = "no_objection"
    OBJECTS = "objects"
    SILENT = "silent"
    NOT_NEEDED = "not_needed"  # the organisation takes the question back, with the reason


class ToldWay(StrEnum):
    """How a recipient came to know what changed in the data, or that they do not (GDPR 19)."""

    LETTER = "letter"  # counts once that letter has left
    OTHERWISE = "otherwise"
    NOT_TOLD = "not_told"  # impossible, or disproportionate


class LegalNature(StrEnum):
    """Decides the remedy against a refusal: UAVG 35 for a private body, UAVG 34 for an administrative body."""

    PRIVATE = "private"
    ADMINISTRATIVE = "administrative"


class LetterKind(StrEnum):
    """Every kind of letter (domain section 8); what each must hold is in `core.placeholders`."""

    ACKNOWLEDGEMENT = "acknowledgement"
    IDENTITY_REQUEST = "identity_request"
    CLARIFICATION_REQUEST = "clarification_request"
    EXTENSION_NOTICE = "extension_notice"
    GRANT_INSPECTION = "grant_inspection"
    GRANT_COPY = "grant_copy"
    GRANT_CORRECTION = "grant_correction"  # and of a supplement
    GRANT_ERASURE = "grant_erasure"
    GRANT_RESTRICTION = "grant_restriction"
    GRANT_OBJECTION = "grant_objection"
    GRANT_PORTABILITY = "grant_portability"
    PARTIAL = "partial"
    REFUSAL = "refusal"
    NOT_HANDLED = "not_handled"
    FORWARDED = "forwarded"
    RECIPIENT_NOTICE = "recipient_notice"
    WITHDRAWAL_CONFIRMATION = "withdrawal_confirmation"
    RESTRICTION_LIFTED = "restriction_lifted"
    LATE_ANSWER = "late_answer"
    COMPLAINT_OUTCOME = "complaint_outcome"
    RECONSIDER_OFFER = "reconsider_offer"  # time to reconsider an erasure
    DECEASED_ANSWER = "deceased_answer"  # to whoever asks about somebody who died


class DispatchWay(StrEnum):
    """How a letter left the house."""

    POST = "post"
    REGISTERED = "registered"  # by post with proof of delivery; allowed wherever the post is
    HANDED_OVER = "handed_over"
    PORTAL = "portal"


BY_POST = frozenset({DispatchWay.POST, DispatchWay.REGISTERED})
