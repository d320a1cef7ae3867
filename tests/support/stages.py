"""A case at every stage of its way, and an organisation in which there is something of everything."""

from dataclasses import replace
from enum import StrEnum

from dsar.core.drafts import DraftInput
from dsar.core.follow_ups import OutcomeInput, TermMetInput
from dsar.core.intake import NewCase, NewRequest
from dsar.core.proposals import PartInput, ProposalInput
from dsar.core.read_back import NewReadBack
from dsar.core.recipients import RecipientInput, ToldInput
from dsar.core.reminders import Reminder
from dsar.core.sent_on import ForwardInput, ResendInput, ReturnInput
from dsar.core.third_parties import ViewInput
from dsar.core.undone import UndoneInput
from dsar.core.vocabulary import (
    AdviceKind,
    Channel,
    DispatchWay,
    FollowUpKind,
    FollowUpResult,
    HearingCapacity,
    LetterKind,
    MarkKind,
    Outcome,
    PlaceKind,
    RepresentativeKind,
    ReturnReason,
    Right,
    Role,
    SearchResult,
    TaskKind,
    ThirdPartyOutcome,
    ToldWay,
    UndoneReason,
)
from dsar.extensions import db
from dsar.queries.lookups import version_of
from dsar.services.advise_draft import advise_on_draft, submit_draft
from dsar.services.ask_colleague import withdraw_task
from dsar.services.deceased import record_death, undo_death
from dsar.services.deputies import Arrangement, Period, set_deputy
from dsar.services.follow_up import end_follow_up
from dsar.services.form_drafts import put_away
from dsar.services.forward import forward
from dsar.services.intake_marks import withdraw_mark
from dsar.services.invitations import InvitationInput, invite
from dsar.services.issue_letter import issue_letter
from dsar.services.leave_undone import leave_undone
from dsar.services.letter_choice import LetterInput
from dsar.services.letter_return import record_return, send_again
from dsar.services.letter_runs import start_run
from dsar.services.notices import read_notice
from dsar.services.password_links import make_password_link
from dsar.services.preview import preview_draft
from dsar.services.printers import PrinterInput, save_printer
from dsar.services.receive_case import receive_case
from dsar.services.recipients import add_recipient, tell_recipient
from dsar.services.represent import check_representative, end_representative, set_representative
from dsar.services.search_places import save_search_places
from dsar.services.set_term import meet_term
from dsar.services.third_parties import record_view
from dsar.services.write_draft import write_draft
from tests.factories.acting import acting, shown
from tests.factories.details import DETAILS
from tests.factories.died import dead
from tests.factories.drafts import FIELDS
from tests.factories.world import GRANT, REFUSE_ERASURE, SUBJECT
from tests.support.app import World, address
from tests.support.cases import receive
from tests.support.steps import Steps
from tests.support.told import ran, tell

SLUG = "westendorp-pr"
ANSWER = "U kunt uw hele dossier bekijken op een andere dag."


class Stage(StrEnum):
    """How far a case has come, in this order; a request that is returned is proposed anew before advice."""

    REGISTERED = "registered"
    IDENTIFIED = "identified"
    PROPOSED = "proposed"
    RETURNED = "returned"
    REVISED = "revised"
    ADVISED = "advised"
    DECIDED = "decided"
    ANSWERED = "answered"
    SENT = "sent"
    CLOSED = "closed"


def case_at(world: World, stage: Stage, slug: str = SLUG) -> Steps:
    """Make a case with a request to see one's data that has come this far; call it in an application context."""
    steps = Steps(world, slug, receive(world, slug, Right.INSPECTION))
    ways = {
        Stage.REGISTERED: lambda: None,
        Stage.IDENTIFIED: steps.identify,
        Stage.PROPOSED: lambda: steps.propose(GRANT),
        Stage.RETURNED: lambda: steps.advise(AdviceKind.RETURN, "Noem de dag."),
        Stage.REVISED: lambda: steps.propose(replace(GRANT, answer=ANSWER)),
        Stage.ADVISED: lambda: steps.advise(AdviceKind.AGREE),
        Stage.DECIDED: steps.decide,
        Stage.ANSWERED: steps.answer,
        Stage.SENT: steps.post,
        Stage.CLOSED: steps.carry_out,
    }
    for reached, way in ways.items():
        way()
        if reached is stage:
            break
    return steps


def fill(world: World, slug: str = SLUG, stages: tuple[Stage, ...] = tuple(Stage)) -> list[str]:
    """Give an organisation a case at each stage and something of everything else that has a page of its own.

    Gives the secret ends of the addresses of an invitation and of a new password. Call it in an application context.
    """
    for stage in stages:
        case_at(world, stage, slug).note()
    _refused(world, slug)
    _drafts(world, slug)
    _waiting(world, slug)
    _put_away(world, slug)
    _post(world, slug)
    _tasks(world, slug)
    _later(world, slug)
    _represented(world, slug)
    _ticked(world, slug)
    _deceased(world, slug)
    _recipients(world, slug)
    _oral(world, slug)
    _left(world, slug)
    _told(world, slug)
    admin, here = world.work(address(slug, Role.ADMINISTRATOR)), world.organisations[slug]
    deputy = world.users[world.add_user("Waarnemer", (slug, Role.CONTACT_PERSON))]
    away = Arrangement(world.users[address(slug, Role.CONTACT_PERSON)], deputy, Period(world.today, world.today))
    set_deputy(admin, here, away)
    invited = InvitationInput("iemand@example.com", "Iemand Nieuw", frozenset({Role.COLLEAGUE}))
    return [invite(admin, here, invited), make_password_link(admin, here, world.users[address(slug, Role.COLLEAGUE)])]


def _refused(world: World, slug: str) -> None:
    """Make a case that is late and has two requests, of which the refused one was heard and decided against advice."""
    steps = Steps(world, slug, receive(world, slug, Right.ERASURE, Right.COPY, days_ago=90))
    steps.identify()
    steps.hear()
    steps.propose(REFUSE_ERASURE)
    steps.advise(AdviceKind.AGAINST, "De gemeente heeft deze facturen ook.")
    steps.decide("Wij moeten ze zelf bewaren.")
    steps.answer()
    steps.post()


def _drafts(world: World, slug: str) -> None:
    """Write a letter that is not ready, one that waits for advice, and let three people look at one."""
    steps = Steps(world, slug, receive(world, slug, Right.INSPECTION))
    work = world.work(address(slug, Role.CONTACT_PERSON))
    request_id = steps.view().requests[0].request.id
    for kind in (LetterKind.FORWARDED, LetterKind.EXTENSION_NOTICE):
        written = DraftInput(kind, (request_id,), FIELDS[kind])
        draft_id = write_draft(work, steps.case_id, _version(steps), written)
    submit_draft(work, draft_id, _version(steps))
    for role in (Role.CONTACT_PERSON, Role.FG, Role.DECIDER):
        preview_draft(world.work(address(slug, role)), steps.case_id, written, world.today)


def _waiting(world: World, slug: str) -> None:
    """Ask a client who asks and what precisely, and extend the term of another."""
    contact, officer = (world.work(address(slug, role)) for role in (Role.CONTACT_PERSON, Role.FG))
    paused, extended = (Steps(world, slug, receive(world, slug, Right.COPY)) for _ in range(2))
    for steps, kind in (
        (paused, LetterKind.IDENTITY_REQUEST),
        (paused, LetterKind.CLARIFICATION_REQUEST),
        (extended, LetterKind.EXTENSION_NOTICE),
    ):
        written = DraftInput(kind, (steps.view().requests[0].request.id,), FIELDS[kind])
        draft_id = write_draft(contact, steps.case_id, _version(steps), written)
        if kind is LetterKind.EXTENSION_NOTICE:
            submit_draft(contact, draft_id, _version(steps))
            advise_on_draft(officer, draft_id, _version(steps), 1, AdviceKind.AGREE, "")
        wanted = LetterInput(world.today, draft_id=draft_id)
        issue_letter(contact, steps.case_id, _version(steps), wanted, render_seconds=60)
        steps.post()


def _put_away(world: World, slug: str) -> None:
    """Put a registration away that is not finished."""
    work = world.work(address(slug, Role.CONTACT_PERSON))
    typed = (("received_on", "18-11-2026"), ("last_name", "Meer"), ("form_key", "put-away"))
    put_away(work, "/zaken/nieuw", "put-away", typed)


def _post(world: World, slug: str) -> None:
    """Make a letter that waits to be sent, a corrected one, a printer and a run."""
    work, here = world.work(address(slug, Role.CONTACT_PERSON)), world.organisations[slug]
    save_printer(work, here, PrinterInput("Balie", 5, 0))
    steps = Steps(world, slug, receive(world, slug, Right.COPY))
    steps.acknowledge()
    steps.post()
    again = LetterInput(world.today, replaces_id=steps.view().letters[0].id, correction_reason="Het adres klopte niet.")
    corrected = issue_letter(work, steps.case_id, _version(steps), again, render_seconds=60)
    start_run(work, here, [corrected], [])


def _tasks(world: World, slug: str) -> None:
    """Ask a colleague everything that can be asked, with answers, one that is late and one that is withdrawn."""
    here = world.organisations[slug]
    listed = {PlaceKind.SYSTEM: ("Volgsysteem",), PlaceKind.MAILBOX: ("Planning",)}
    db.session.rollback()
    version = db.session.execute(db.text("SELECT version FROM organisation WHERE id = :id"), {"id": here}).scalar_one()
    db.session.rollback()
    save_search_places(world.work(address(slug, Role.ADMINISTRATOR)), here, version, listed)
    steps = Steps(world, slug, receive(world, slug, Right.ERASURE))
    steps.tell(steps.ask(TaskKind.SEARCH, "Volgsysteem"), result=SearchResult.FOUND)
    steps.tell(steps.ask(TaskKind.HEAR), capacity=HearingCapacity.COLLECTOR)
    withdraw_task(world.work(address(slug, Role.CONTACT_PERSON)), steps.ask(), "Het is al bekend.")
    steps.ask(TaskKind.SEARCH, "Oude kast")
    steps.ask(TaskKind.HARM)
    view = ViewInput(ThirdPartyOutcome.OBJECTS, "Dit gaat ook over mij.", world.today)
    record_view(world.work(address(slug, Role.CONTACT_PERSON)), steps.ask_third_party(), view)
    steps.ask_third_party()


def _later(world: World, slug: str) -> None:
    """Let everything come in after an answer that can: a reminder, complaints, one with its outcome, and terms."""
    steps = case_at(world, Stage.SENT, slug)
    contact = world.work(address(slug, Role.CONTACT_PERSON))
    for kind in (FollowUpKind.REMINDER, FollowUpKind.COMPLAINT, FollowUpKind.MEDIATION):
        follow_up_id = steps.came_in(kind)
    ended = OutcomeInput(FollowUpResult.SETTLED, world.today, "Er is een afspraak gemaakt.")
    end_follow_up(contact, follow_up_id, _version(steps), ended)
    term_id = steps.set_term()
    meet_term(contact, term_id, _version(steps), TermMetInput(world.today, "Er is opnieuw gezocht."))
    steps.set_term()
    back = ReturnInput(ReturnReason.MOVED, world.today, "Stond op de envelop.")
    letter_id = steps.view().letters[-1].id
    record_return(contact, letter_id, _version(steps), back)
    send_again(contact, letter_id, _version(steps), ResendInput(DispatchWay.POST, world.today))
    record_return(contact, letter_id, _version(steps), back)
    steps.reopen()
    about = (steps.view().requests[-1].request.id,)
    forward(contact, steps.case_id, _version(steps), ForwardInput(about, "Gemeente", world.today, world.today))


def _oral(world: World, slug: str) -> None:
    """Register what was asked by telephone: read back, and not yet."""
    work = world.work(address(slug, Role.CONTACT_PERSON))
    asked = (NewRequest(Right.COPY, "Ik wil een kopie."),)
    new = NewCase(world.organisations[slug], world.today, Channel.TELEPHONE, SUBJECT, asked)
    receive_case(work, new)
    receive_case(work, replace(new, read_back=NewReadBack(world.today, "J. de Vries")))


def _represented(world: World, slug: str) -> None:
    """Let a parent act for a child, and somebody with a mandate act no longer."""
    work = world.work(address(slug, Role.CONTACT_PERSON))
    for kind in (RepresentativeKind.PARENT, RepresentativeKind.MANDATED):
        steps = Steps(world, slug, receive(world, slug, Right.CORRECTION))
        view = "Wil dit ook."
        who = acting(kind, child_view=view if kind is RepresentativeKind.PARENT else "", holds_until=world.today)
        set_representative(work, steps.case_id, _version(steps), who)
        check_representative(work, steps.case_id, _version(steps), shown(kind, world.today, note="Gezien."))
    end_representative(work, steps.case_id, _version(steps), "Ingetrokken.")


def _ticked(world: World, slug: str) -> None:
    """Leave a case after registering: the tick of a death was a mistake, and who asks is still to be recorded."""
    steps = Steps(world, slug, receive(world, slug, Right.COPY, said=frozenset(MarkKind)))
    work = world.work(address(slug, Role.CONTACT_PERSON))
    withdraw_mark(work, steps.case_id, _version(steps), MarkKind.ABOUT_DECEASED, "Het ging over iemand anders.")


def _deceased(world: World, slug: str) -> None:
    """Let somebody ask about a client who died, with the answer being written, and take another death back."""
    work = world.work(address(slug, Role.CONTACT_PERSON))
    for mistaken in (False, True):
        steps = Steps(world, slug, receive(world, slug, Right.COPY, Right.ERASURE))
        copy = steps.view().requests[0].request.id
        record_death(work, steps.case_id, _version(steps), dead((copy,), world.today))
        if mistaken:
            undo_death(work, steps.case_id, _version(steps), "Het ging over iemand anders.")
            continue
        written = DraftInput(LetterKind.DECEASED_ANSWER, (copy,), FIELDS[LetterKind.DECEASED_ANSWER])
        submit_draft(work, write_draft(work, steps.case_id, _version(steps), written), _version(steps))


def _recipients(world: World, slug: str) -> None:
    """Put recipients on a list: one that must still be told, and one with a reason why not."""
    work = world.work(address(slug, Role.CONTACT_PERSON))
    steps = Steps(world, slug, receive(world, slug, Right.RESTRICTION))
    request_id = steps.view().requests[0].request.id
    for name in ("Gemeente Enschede", "Bakkerij Voorbeeld"):
        add_recipient(work, request_id, _version(steps), RecipientInput(name, "Het verslag van 3 maart.", world.today))
    first = min(one.id for one in steps.view().requests[0].request.recipients)
    why = ToldInput(ToldWay.NOT_TOLD, text="Deze werkgever bestaat niet meer.")
    tell_recipient(work, first, _version(steps), why)


def _left(world: World, slug: str) -> None:
    """Let a client not come for what was granted."""
    steps = case_at(world, Stage.SENT, slug)
    given = UndoneInput(UndoneReason.NOT_COME, world.today, "Twee keer gebeld, zonder gehoor.", invited=2)
    work = world.work(address(slug, Role.CONTACT_PERSON))
    leave_undone(work, steps.view().requests[0].request.id, _version(steps), given)


def _told(world: World, slug: str) -> None:
    """Tell everybody something: one is read, and one is not so any more; and let jobs have run, well and not."""
    ran(world, "2026-11-23T09", made=4)
    ran(world, "2026-11-23", job="old_runs", problem="OperationalError", tries=2)
    case_id = receive(world, slug, Right.COPY)
    task_id = Steps(world, slug, case_id).ask()
    for role in Role:
        email = address(slug, role)
        about = f"task:{task_id}" if role is Role.COLLEAGUE else ""
        for settled in (False, False, True):
            kind = Reminder.COLLEAGUE_WAITS if about else Reminder.DUE
            tell(world, email, slug, kind=kind, case_id=case_id, about=about, settled=settled)
        tell(world, email, slug, kind=Reminder.RETENTION, about="organisation:1")
        read_notice(world.work(email), tell(world, email, slug, kind=Reminder.RETENTION, about="organisation:1"))


def _version(steps: Steps) -> int:
    db.session.rollback()  # what was read before does not know the last step
    version = version_of(db.session(), steps.case_id)
    db.session.rollback()
    return version


def of_the_dead(world: World, slug: str = SLUG) -> int:
    """Make a case about a client who died; give its id."""
    with world.app.app_context():
        case_id = receive(world, slug, Right.INSPECTION)
        steps = Steps(world, slug, case_id)
        asked = (steps.view().requests[0].request.id,)
        work = world.work(address(slug, Role.CONTACT_PERSON))
        record_death(work, case_id, _version(steps), dead(asked, world.today))
        return case_id


def granted(world: World, right: Right, slug: str = SLUG, parts: tuple[PartInput, ...] = ()) -> str:
    """Take a request to where it was granted and answered; give where its carrying out is filled in.

    With `parts`, of which some are refused, the grant is a partial one.
    """
    with world.app.app_context():
        steps = Steps(world, slug, receive(world, slug, right))
        steps.identify()
        if steps.view().requests[0].facts.hearing_article:
            steps.hear()
        outcome = Outcome.PARTIAL if parts else Outcome.GRANT
        steps.propose(ProposalInput(outcome, "Wij doen wat u vraagt.", parts=parts, details=DETAILS[right]))
        if steps.view().requests[0].request.status == "awaiting_advice":
            steps.advise(AdviceKind.AGREE)
        steps.decide()
        steps.answer()
        steps.post()
        return f"/verzoeken/{steps.view().requests[0].request.id}/uitvoering"
