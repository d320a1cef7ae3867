"""500 cases of five organisations with what waits in them, and what the test knows of them without asking."""

import random
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.clock import AMSTERDAM
from dsar.core.deputies import Arrangement, Period
from dsar.core.tasks import AnswerInput, TaskInput
from dsar.core.vocabulary import Right, Role, TaskKind
from dsar.models import Case, Deputising
from dsar.services.answer_task import answer_task
from dsar.services.ask_colleague import ask_colleague
from dsar.services.assign_owner import assign_owner
from dsar.services.correct_case import correct_receipt
from dsar.services.deputies import set_deputy
from dsar.services.propose import propose
from tests.factories.world import REFUSE_ERASURE, World
from tests.jobs.plain_count import Thing, plus

SLUGS = ("aanzien", "westendorp-pr", "werkkrachtcentrale", "werk-op-maat", "zaz-welzijn")
NO_HEARING = "aanzien"
CASES, TASKS, ADVICE, MOVED = 500, 40, 20, 15
RIGHTS = (Right.ERASURE, Right.COPY, Right.CORRECTION, Right.INSPECTION)


class Week:
    """A register that was made six days before a week, and what happens to it in the middle of that week."""

    def __init__(self, url: str, first: date) -> None:
        self.first = first
        self._random = random.Random(first.toordinal())  # noqa: S311 -- the same week every time
        self.world = World.make(url, *SLUGS)
        self.world.moment = datetime.combine(first - timedelta(days=6), time(9), UTC)
        for slug in SLUGS:
            self.world.users[slug, "second"] = self.world.add_user(
                f"tweede@{slug}.example.com", slug, Role.CONTACT_PERSON
            )
        self.slugs = {self._receive(number): SLUGS[number % len(SLUGS)] for number in range(CASES)}
        self.owners = {case_id: self.user(slug, Role.CONTACT_PERSON) for case_id, slug in self.slugs.items()}
        self.asked_on = self.world.today
        self.tasks: dict[int, tuple[int, date]] = {}  # of which case, and by when
        self.advice: dict[int, int] = {}  # the request, and its case
        self._ask()
        self._propose()
        self.absence = self._go_away()

    def user(self, slug: str, role: object) -> int:
        """Give the user of an organisation with a role."""
        return self.world.users[slug, role]

    def noon(self) -> None:
        """Let people work: answer, hand over, and correct a day of receipt."""
        for task_id, (case_id, _) in list(self.tasks.items())[::4]:
            work = self._work(case_id, Role.COLLEAGUE)
            answer_task(work, task_id, AnswerInput("Ik vond niets bijzonders.", work.today))
            del self.tasks[task_id]
        for case_id in list(self.slugs)[2 :: CASES // MOVED]:
            second = self.user(self.slugs[case_id], "second")
            assign_owner(self._work(case_id), case_id, self.world.version(case_id), second)
            self.owners[case_id] = second
        for case_id in list(self.slugs)[3 :: CASES // MOVED]:
            day = self.world.case(case_id).received_on + timedelta(days=2)
            correct_receipt(self._work(case_id), case_id, self.world.version(case_id), day, "Het poststempel zegt het.")

    def things(self) -> list[Thing]:
        """Give what is due or waits at this moment; only the date of a case is read, the engine made that."""
        with Session(self.world.engine) as session:
            due = dict(session.execute(select(Case.id, Case.next_due_on)).all())
        return [*self._dates(due), *self._questions(), *self._advice(), *self._absence()]

    def _dates(self, due: dict[int, date]) -> list[Thing]:
        ahead = self.world.today + timedelta(days=60)
        return [
            Thing("due", f"case:{case_id}", day, (self._handler(case_id),))
            for case_id, day in due.items()
            if day <= ahead
        ]

    def _questions(self) -> list[Thing]:
        return [
            Thing(
                "colleague_waits", f"task:{task_id}", day, (self._handler(case_id), self._of(case_id, Role.COLLEAGUE))
            )
            for task_id, (case_id, day) in self.tasks.items()
        ]

    def _advice(self) -> list[Thing]:
        found = []
        for request_id, case_id in self.advice.items():
            officer, deputy = self._of(case_id, Role.FG), self._of(case_id, Role.DEPUTY_FG)
            told = (self._handler(case_id), officer, deputy)
            about, first = f"request:{request_id}", plus(self.asked_on, 3)
            found.append(Thing("advice_waits", about, first, told))
            found.append(Thing("advice_waits", about, plus(first, 3), (*told, self._of(case_id, Role.DECIDER))))
        return found

    def _absence(self) -> list[Thing]:
        number, period = self.absence
        if not period.first <= self.world.today <= period.last:
            return []
        return [Thing("deputising", f"deputising:{number}", period.first, (self.user(NO_HEARING, "second"),))]

    def _handler(self, case_id: int) -> int:
        owner, slug = self.owners[case_id], self.slugs[case_id]
        period = self.absence[1]
        away = slug == NO_HEARING and owner == self.user(slug, Role.CONTACT_PERSON)
        return self.user(slug, "second") if away and period.first <= self.world.today <= period.last else owner

    def _of(self, case_id: int, role: Role) -> int:
        return self.user(self.slugs[case_id], role)

    def _work(self, case_id: int, role: Role = Role.CONTACT_PERSON):
        return self.world.work(self.slugs[case_id], role)

    def _receive(self, number: int) -> int:
        right = RIGHTS[number // len(SLUGS) % len(RIGHTS)]
        return self.world.receive(SLUGS[number % len(SLUGS)], right, days_ago=self._random.randrange(40))

    def _ask(self) -> None:
        later = self.first + timedelta(days=8)
        free = [case_id for case_id in self.slugs if self.world.case(case_id).next_due_on > later]
        for case_id in free[:TASKS]:
            due = self.first + timedelta(days=self._random.randrange(-2, 5))
            request_ids = tuple(self._requests(case_id))
            asked = TaskInput(TaskKind.HARM, request_ids, self._of(case_id, Role.COLLEAGUE), "Klopt dit?", due)
            self.tasks[ask_colleague(self._work(case_id), case_id, asked)] = (case_id, due)

    def _propose(self) -> None:
        erasures = [one for one, slug in self.slugs.items() if slug == NO_HEARING and self._right(one) is Right.ERASURE]
        for case_id in erasures[:ADVICE]:
            self.world.identify(NO_HEARING, case_id)
            (request_id,) = self._requests(case_id)
            propose(self._work(case_id), request_id, self.world.version(case_id), REFUSE_ERASURE)
            self.advice[request_id] = case_id

    def _go_away(self) -> tuple[int, Period]:
        period = Period(self.first + timedelta(days=1), self.first + timedelta(days=5))
        wanted = Arrangement(self.user(NO_HEARING, Role.CONTACT_PERSON), self.user(NO_HEARING, "second"), period)
        work = self.world.work(NO_HEARING, Role.ADMINISTRATOR)
        set_deputy(work, self.world.organisation_id(NO_HEARING), wanted)
        with Session(self.world.engine) as session:
            return session.scalars(select(Deputising.id)).one(), period

    def _requests(self, case_id: int) -> list[int]:
        with Session(self.world.engine) as session:
            return [one.id for one in session.get_one(Case, case_id).requests]

    def _right(self, case_id: int) -> Right:
        with Session(self.world.engine) as session:
            return session.get_one(Case, case_id).requests[0].right


def at(day: date, hour: int) -> datetime:
    """Give the moment at which an hour begins in Amsterdam."""
    return datetime.combine(day, time(hour), AMSTERDAM).astimezone(UTC)
