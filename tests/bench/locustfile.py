"""People at work, for locust: sign in, look at cases and lists, write, make letters; one to three seconds to think.

What they do is the mix of the load: 50 % looks at a case, 25 % at a list, 15 % writes, 5 % makes a letter, 2 % signs in
anew, the rest opens something light. Only a contact person makes letters and an auditor writes nothing; so each kind
of people has shares of its own, which come to the mix for all of them together. Every answer has to be 200 with the
heading of the page that was asked for. `bench_load` starts this and says in DSAR_LOAD_PLAN who there are.

The time of a request is until its last byte, with the page to which a sent form leads.
"""

import json
import os
import random
from collections import Counter, defaultdict
from itertools import cycle
from pathlib import Path
from typing import Any

from locust import FastHttpUser, between, events
from locust.exception import RescheduleTask

from tests.bench._forms import form_with, heading, link_with

PLAN: dict[str, Any] = json.loads(Path(os.environ["DSAR_LOAD_PLAN"]).read_text(encoding="utf-8"))
RESULT = Path(os.environ["DSAR_LOAD_RESULT"])
PEOPLE = {name: cycle(PLAN[name]) for name in ("contacts", "judges", "auditors")}
LISTS = (
    "/",
    "/?tab=open",
    "/?tab=closed",
    "/?tab=open&verzoek=copy",
    "/?tab=open&verzoek=erasure&stand=registered",
    "/?tab=open&te-laat=ja",
)
WORDS = ("jansen", "bakkerstra", "kowalski", "vries", "000123")
chance = random.Random(5)  # noqa: S311 -- who does what next
times: dict[str, list[float]] = defaultdict(list)
problems: Counter[str] = Counter()


@events.request.add_listener
def keep(name: str, response_time: float, exception: Exception | None, **_: Any) -> None:
    times[name].append(response_time)
    if exception is not None:
        problems[f"{name}: {exception}"] += 1


@events.user_error.add_listener
def keep_error(exception: Exception, **_: Any) -> None:
    problems[f"in the load itself: {type(exception).__name__}: {exception}"] += 1


@events.quitting.add_listener
def write(**_: Any) -> None:
    RESULT.write_text(json.dumps({"times": times, "problems": problems}), encoding="utf-8")


class Desk(FastHttpUser):
    """Somebody at a screen, in one organisation."""

    abstract = True
    wait_time = between(1, 3)
    who = ""
    page = ""  # the one in front of them

    def on_start(self) -> None:
        self.email, slug = next(PEOPLE[self.who])
        self.cases = PLAN["cases"][slug]
        self.sign_in("start")

    def ask(self, name: str, path: str, expected: str, data: dict[str, str] | None = None) -> str:
        """Get a page, or send a form; it is an error when the heading is not the expected one."""
        method = "GET" if data is None else "POST"
        with self.client.request(method, path, data=data, name=name, catch_response=True) as answer:
            page = answer.text or ""
            if answer.status_code != 200:
                answer.failure(f"status {answer.status_code}")
            elif not heading(page).startswith(expected):
                answer.failure(f"the heading is not {expected}")
            else:
                self.page = page
                return page
        raise RescheduleTask

    def send(self, name: str, field: str, path: str, expected: str, **typed: str) -> str:
        """Send the form of the page that has this field, with its token and its key."""
        action, values = form_with(self.page, field)
        return self.ask(name, action or path, expected, {**values, **typed})

    def pdf(self, name: str, path: str) -> None:
        with self.client.get(path, name=name, catch_response=True) as answer:
            if answer.status_code != 200 or not (answer.content or b"").startswith(b"%PDF"):
                answer.failure(f"status {answer.status_code}, or no PDF")

    def sign_in(self, kind: str) -> None:
        self.ask(f"{kind}: page to sign in", "/inloggen", "Aanmelden")
        typed = {"email": self.email, "password": PLAN["password"]}
        self.send(f"{kind}: sign in", "email", "/inloggen", "Werkvoorraad", **typed)

    def view(self) -> None:
        case_id, reference = chance.choice(self.cases["read"])
        self.ask("view: case", f"/zaken/{case_id}", f"Zaak {reference}")

    def list(self) -> None:
        if chance.random() < 0.8:
            self.ask("list: worklist", chance.choice(LISTS), "Werkvoorraad")
            return
        self.ask("list: worklist", "/", "Werkvoorraad")
        self.send("list: search", "zoek", "/zoeken", "Zoeken", zoek=chance.choice(WORDS))

    def write(self) -> None:
        """Add a note."""
        case_id, reference = chance.choice(self.cases["read"])
        path = f"/zaken/{case_id}/notitie"
        self.ask("write: form", path, "Notitie toevoegen")
        self.send("write: note", "body", path, f"Zaak {reference}", body="Teruggebeld; stuurt het formulier na.")

    def login(self) -> None:
        self.ask("login: worklist", "/", "Werkvoorraad")
        self.send("login: sign out", "/uitloggen", "/uitloggen", "Aanmelden")
        self.sign_in("login")

    def light(self) -> None:
        self.ask("light: manual", "/handleiding", "Handleiding")


class Contact(Desk):
    """A contact person."""

    weight = 6
    who = "contacts"

    def record(self) -> None:
        """Add a note, or record that it is known who asks: once for each case."""
        if chance.random() < 0.5 or not self.cases["identify"]:
            self.write()
            return
        case_id, reference = self.cases["identify"].pop()
        path = f"/zaken/{case_id}/identiteit"
        self.ask("write: form", path, "Vastleggen wie dit vraagt")
        self.send("write: identity", "method", path, f"Zaak {reference}", method="known", established="yes")

    def letter(self) -> None:
        """Look at a letter that could be made; every second time make it, and open it."""
        if not self.cases["letter"]:
            self.view()
            return
        final = chance.random() < 0.5
        case_id = (self.cases["letter"].pop() if final else chance.choice(self.cases["letter"]))[0]
        path = f"/zaken/{case_id}/brief"
        page = self.ask("letter: preview", path, "Ontvangstbevestiging")
        if not final:
            self.pdf("letter: preview as PDF", link_with(page, ".pdf"))
            return
        self.send("letter: check", "dated", path, "Controleer de brief", step="check")
        page = self.send("letter: make final", "dated", path, "Brief ", step="record")
        self.pdf("letter: open final PDF", link_with(page, "/pdf"))

    tasks = {Desk.view: 47, Desk.list: 25, record: 15, letter: 8, Desk.login: 2, Desk.light: 3}  # noqa: RUF012


class Judge(Desk):
    """An officer, their deputy, or a decider."""

    weight = 3
    who = "judges"
    tasks = {Desk.view: 50, Desk.list: 25, Desk.write: 20, Desk.login: 2, Desk.light: 3}  # noqa: RUF012


class Auditor(Desk):
    """An auditor; what is light for others is the trail for them."""

    weight = 1
    who = "auditors"
    tasks = {Desk.view: 65, Desk.list: 28, Desk.login: 2, Desk.light: 5}  # noqa: RUF012
