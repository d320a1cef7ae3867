"""Invented accounts and cases for a first look: everything goes through the services, at moments in the past."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from dsar.cli.common import installed, system_work, work_of
from dsar.cli.demo_cases import CASES, DemoCase, DemoRequest
from dsar.cli.demo_details import on_day
from dsar.cli.demo_drafts import DemoDraft
from dsar.cli.demo_tasks import PLACES, DemoTask
from dsar.clock import AMSTERDAM, day_in_amsterdam
from dsar.core.calendars import add_working_days, previous_working_day
from dsar.core.carrying_out import CarryOutInput
from dsar.core.intake import NewCase, NewRequest
from dsar.core.tasks import DEFAULT_DAYS, TaskInput
from dsar.core.vocabulary import AdviceKind, DispatchWay, HearingCapacity, IdentityMethod, LetterKind, Role
from dsar.queries.lookups import newest_proposal, organisation_id, request_ids, user_id, version_of
from dsar.queries.people import managed_organisation
from dsar.services.accounts import add_user, give_role
from dsar.services.advise import AdviceInput, advise
from dsar.services.advise_draft import advise_on_draft, submit_draft
from dsar.services.ask_colleague import ask_colleague
from dsar.services.carry_out import carry_out
from dsar.services.check_identity import IdentityInput, check_identity
from dsar.services.decide import decide
from dsar.services.hear import HearingInput, record_hearing
from dsar.services.issue_letter import LetterInput, issue_letter
from dsar.services.post_letter import PostInput, post_letter
from dsar.services.propose import propose
from dsar.services.receive_case import receive_case
from dsar.services.search_places import save_search_places
from dsar.services.work import Work
from dsar.services.write_draft import write_draft
from dsar.wording.words import word

PASSWORD = "welkom-in-de-demo"  # noqa: S105 -- printed on purpose: it opens invented data only
_NAMES = {
    Role.CONTACT_PERSON: ("Noor de Wit", "Bram Hoekstra", "Yara Smits", "Timo van Loon", "Fleur Bakker"),
    Role.FG: ("Ilse Vermeer", "Joost Kramer", "Sanne Postma", "Ruben Dekker", "Maud Peters"),
    Role.DECIDER: ("Karel Brink", "Anouk Visser", "Hugo Maas", "Lotte Kuiper", "Stijn Jacobs"),
    Role.COLLEAGUE: ("Daan Vos", "Elif Yilmaz", "Gijs Bos", "Sofie Mulder", "Milan Prins"),
    Role.ADMINISTRATOR: ("Roos Evers", "Koen Blok", "Esra Kaya", "Job Scholten", "Tess Willems"),
    Role.DEPUTY_FG: ("Jasper Klein", "Marit Veenstra", "Rik Oosterhuis", "Silke Brands", "Bas Terpstra"),
    Role.AUDITOR: ("Wout Hermans", "Lisa Schipper", "Omar Bouali", "Nina Faber", "Teun Groot"),
}
_LOCAL_PARTS = {
    Role.CONTACT_PERSON: "contactpersoon",
    Role.FG: "fg",
    Role.DECIDER: "beslisser",
    Role.COLLEAGUE: "collega",
    Role.ADMINISTRATOR: "beheerder",
    Role.AUDITOR: "auditor",
    Role.DEPUTY_FG: "waarnemer",
}
_PLACES_DAYS_AGO = 350
SHARED_FG = "fg.vijf@example.com"


def address(role: Role, slug: str) -> str:
    """Give the invented e-mail address of a role in an organisation."""
    return f"{_LOCAL_PARTS[role]}.{slug}@example.com"


def accounts() -> Iterator[tuple[str, str]]:
    """List the addresses with what they may do."""
    for slug in installed().catalogue.organisations:
        for role in Role:
            yield address(role, slug), f"{word(role)}, {installed().catalogue.newest(slug).details.name}"
    yield SHARED_FG, "FG van alle organisaties"


def make_accounts() -> None:
    """Make one account per role for each organisation, and one FG who serves them all."""
    long_ago = installed().clock() - timedelta(days=400)
    for number, slug in enumerate(installed().catalogue.organisations):
        for role, names in _NAMES.items():
            telephone = f"053 555 01 {number}{list(Role).index(role)}"
            made = add_user(system_work(), address(role, slug), names[number % len(names)], PASSWORD, telephone)
            give_role(system_work(long_ago), made, slug, role)
    shared = add_user(system_work(), SHARED_FG, "Petra van Dijk", PASSWORD, "053 555 01 99")
    for slug in installed().catalogue.organisations:
        give_role(system_work(long_ago), shared, slug, Role.FG)


def make_cases() -> int:
    """Play the invented cases in the order of their days, so that the trail reads as it would have grown."""
    for slug in installed().catalogue.organisations:
        _list_places(slug)
    plans = [_Plan(case) for case in CASES]
    steps = sorted((step for plan in plans for step in plan.steps()), key=lambda step: -step.days_ago)
    for step in steps:
        step.act()
    return len(plans)


@dataclass(frozen=True, slots=True)
class _Step:
    days_ago: int
    act: Callable[[], None]


@dataclass(slots=True)
class _Plan:
    """One case being played: remembers its id after it was registered, and those of what was made in it."""

    case: DemoCase
    case_id: int = 0
    request_ids: list[int] = field(default_factory=list)
    drafts: dict[LetterKind, int] = field(default_factory=dict)
    letters: dict[LetterKind, int] = field(default_factory=dict)

    def steps(self) -> Iterator[_Step]:
        day = self.case.received_days_ago
        yield _Step(day - min(1, day), self._register)
        if self.case.identity_days_ago is not None:
            yield _Step(self.case.identity_days_ago, self._identify)
        if self.case.heard_days_ago is not None:
            yield _Step(self.case.heard_days_ago, self._hear)
        for number, request in enumerate(self.case.requests):
            yield from self._request_steps(number, request)
        for task in self.case.tasks:
            yield _Step(task.asked_days_ago, lambda task=task: self._ask(task))  # type: ignore[misc]
        for draft in self.case.drafts:
            yield from self._draft_steps(draft)

    def _draft_steps(self, draft: DemoDraft) -> Iterator[_Step]:
        ways = (
            (draft.written_days_ago, self._write),
            (draft.submitted_days_ago, self._submit),
            (draft.agreed_days_ago, self._agree_to_draft),
            (draft.letter_days_ago, self._finish_draft),
            (draft.posted_days_ago, self._post_draft),
        )
        for days_ago, act in ways:
            if days_ago is not None:
                yield _Step(days_ago, lambda act=act: act(draft))  # type: ignore[misc]

    def _request_steps(self, number: int, request: DemoRequest) -> Iterator[_Step]:
        ways = (
            (request.proposed_days_ago, self._propose),
            (request.advised_days_ago, self._advise),
            (request.revised_days_ago, self._propose),
            (request.agreed_days_ago, self._agree),
            (request.decided_days_ago, self._decide),
            (request.letter_days_ago, self._letter),
            (request.posted_days_ago, self._post),
            (request.carried_out_days_ago, self._carry_out),
        )
        for days_ago, act in ways:
            if days_ago is not None:
                yield _Step(days_ago, lambda act=act: act(number, request))  # type: ignore[misc]

    def _register(self) -> None:
        work = self._work(Role.CONTACT_PERSON, max(0, self.case.received_days_ago - 1))
        with Session(installed().engine) as session:
            found = organisation_id(session, self.case.organisation)
        new = NewCase(
            organisation_id=found,
            received_on=day_of(self.case.received_days_ago),
            channel=self.case.channel,
            subject=self.case.subject,
            requests=tuple(NewRequest(wish.right, wish.words, wish.purpose) for wish in self.case.requests),
        )
        self.case_id = receive_case(work, new)
        with Session(installed().engine) as session:
            self.request_ids = request_ids(session, self.case_id)

    def _identify(self) -> None:
        days_ago = self.case.identity_days_ago or 0
        check = IdentityInput(IdentityMethod.KNOWN, established=True, checked_on=day_of(days_ago))
        check_identity(self._work(Role.CONTACT_PERSON, days_ago), self.case_id, self._version(), check)

    def _hear(self) -> None:
        days_ago = self.case.heard_days_ago or 0
        heard = HearingInput(
            tuple(self.request_ids),
            "Trajectbegeleider die de intake deed",
            HearingCapacity.COLLECTOR,
            day_of(days_ago),
            "De gegevens komen uit de intake. Ze zijn sindsdien niet gewijzigd.",
        )
        record_hearing(self._work(Role.CONTACT_PERSON, days_ago), self.case_id, self._version(), heard)

    def _ask(self, task: DemoTask) -> None:
        work = self._work(Role.CONTACT_PERSON, task.asked_days_ago)
        with Session(installed().engine) as session:
            colleague = user_id(session, address(Role.COLLEAGUE, self.case.organisation))
        due_on = add_working_days(work.today, DEFAULT_DAYS)
        about = tuple(self.request_ids[:1])
        asked = TaskInput(task.kind, about, colleague, task.question, due_on, task.place_kind, task.place)
        ask_colleague(work, self.case_id, asked)

    def _propose(self, number: int, request: DemoRequest) -> None:
        proposal = request.proposal
        if proposal is None:
            return
        if request.appointment_days_ago is not None:
            proposal = on_day(proposal, _appointment_day(request.appointment_days_ago))
        work = self._work(Role.CONTACT_PERSON, request.proposed_days_ago or 0)
        propose(work, self.request_ids[number], self._version(), proposal)

    def _advise(self, number: int, request: DemoRequest) -> None:
        given = AdviceInput(self._proposal_id(number), request.advice, request.remark)
        work = self._work(Role.FG, request.advised_days_ago or 0)
        advise(work, self.request_ids[number], self._version(), given)

    def _agree(self, number: int, request: DemoRequest) -> None:
        given = AdviceInput(self._proposal_id(number), AdviceKind.AGREE)
        advise(self._work(Role.FG, request.agreed_days_ago or 0), self.request_ids[number], self._version(), given)

    def _decide(self, number: int, request: DemoRequest) -> None:
        work = self._work(Role.DECIDER, request.decided_days_ago or 0)
        decide(work, self.request_ids[number], self._version(), self._proposal_id(number))

    def _letter(self, number: int, request: DemoRequest) -> None:
        days_ago = request.letter_days_ago or 0
        wanted = LetterInput(day_of(days_ago), (self.request_ids[number],))
        work = self._work(Role.CONTACT_PERSON, days_ago)
        seconds = installed().settings.render_seconds
        request.made["letter"] = issue_letter(work, self.case_id, self._version(), wanted, render_seconds=seconds)

    def _write(self, draft: DemoDraft) -> None:
        work = self._work(Role.CONTACT_PERSON, draft.written_days_ago)
        written = draft.about(self.request_ids[0], work.today)
        self.drafts[draft.kind] = write_draft(work, self.case_id, self._version(), written)

    def _submit(self, draft: DemoDraft) -> None:
        work = self._work(Role.CONTACT_PERSON, draft.submitted_days_ago or 0)
        submit_draft(work, self.drafts[draft.kind], self._version())

    def _agree_to_draft(self, draft: DemoDraft) -> None:
        work = self._work(Role.FG, draft.agreed_days_ago or 0)
        advise_on_draft(work, self.drafts[draft.kind], self._version(), 1, AdviceKind.AGREE)

    def _finish_draft(self, draft: DemoDraft) -> None:
        days_ago = draft.letter_days_ago or 0
        wanted = LetterInput(day_of(days_ago), draft_id=self.drafts[draft.kind])
        work, seconds = self._work(Role.CONTACT_PERSON, days_ago), installed().settings.render_seconds
        self.letters[draft.kind] = issue_letter(work, self.case_id, self._version(), wanted, render_seconds=seconds)

    def _post_draft(self, draft: DemoDraft) -> None:
        days_ago = draft.posted_days_ago or 0
        posted = PostInput(DispatchWay.POST, day_of(days_ago))
        post_letter(self._work(Role.CONTACT_PERSON, days_ago), self.letters[draft.kind], self._version(), posted)

    def _post(self, number: int, request: DemoRequest) -> None:
        days_ago = request.posted_days_ago or 0
        posted = PostInput(DispatchWay.POST, day_of(days_ago))
        post_letter(self._work(Role.CONTACT_PERSON, days_ago), request.made["letter"], self._version(), posted)

    def _carry_out(self, number: int, request: DemoRequest) -> None:
        days_ago = request.carried_out_days_ago or 0
        done = CarryOutInput(day_of(days_ago), request.done, frozenset(request.duties))
        carry_out(self._work(Role.CONTACT_PERSON, days_ago), self.request_ids[number], self._version(), done)

    def _work(self, role: Role, days_ago: int) -> Work:
        with Session(installed().engine) as session:
            found = user_id(session, address(role, self.case.organisation))
        return work_of(found, moment_of(days_ago))

    def _version(self) -> int:
        with Session(installed().engine) as session:
            return version_of(session, self.case_id)

    def _proposal_id(self, number: int) -> int:
        with Session(installed().engine) as session:
            proposal = newest_proposal(session, self.request_ids[number])
        if proposal is None:
            raise RuntimeError("the demo advises before it proposes")
        return proposal.id


def _list_places(slug: str) -> None:
    """List where an organisation looks for data, before the first of its cases."""
    with Session(installed().engine) as session:
        found = organisation_id(session, slug)
        administrator = user_id(session, address(Role.ADMINISTRATOR, slug))
    work = work_of(administrator, moment_of(_PLACES_DAYS_AGO))
    with Session(installed().engine) as session:
        version = managed_organisation(session, work.actor, found).version
    save_search_places(work, found, version, PLACES)


def moment_of(days_ago: int) -> datetime:
    """Give ten in the morning in Amsterdam, some days ago, and never a moment that has yet to come."""
    now = installed().clock()
    day = day_in_amsterdam(now) - timedelta(days=days_ago)
    return min(now, datetime.combine(day, time(10), AMSTERDAM))


def _appointment_day(days_ago: int) -> date:
    return previous_working_day(day_in_amsterdam(installed().clock()) - timedelta(days=days_ago))


def day_of(days_ago: int) -> date:
    """Give the day in Amsterdam, some days ago."""
    return day_in_amsterdam(moment_of(days_ago))
