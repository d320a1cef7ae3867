"""The jobs there are, in the order in which they run when several are due: what somebody is told comes first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from dsar.installation import Installation
from dsar.jobs.slots import day, hour_by_day, hour_of
from dsar.mail import Line, MailServer
from dsar.services.digest import make_digests
from dsar.services.job_runs import forget_old_runs
from dsar.services.outbox import send_waiting
from dsar.services.remind import remind
from dsar.services.weekly import make_weekly
from dsar.services.work import Work

NAMES = ("reminders", "digests", "weekly", "mail", "old_runs")


@dataclass(frozen=True, slots=True)
class Job:
    """One service call and its times: `slot` names the newest at a moment, if there is one; without it runs always."""

    name: str
    run: Callable[[Work], int]  # gives how many rows it made
    slot: Callable[[datetime], str | None] | None


def jobs_of(installation: Installation) -> tuple[Job, ...]:
    """Give the jobs of an installation; without a mail server none that sends."""
    server = installation.mail
    return (
        Job("reminders", remind, hour_by_day),
        Job("digests", lambda work: make_digests(work, hour_of(work.moment)), hour_by_day),
        Job("weekly", lambda work: make_weekly(work, hour_of(work.moment)), hour_by_day),
        *([Job("mail", lambda work: _send(work, server), None)] if server is not None else []),
        Job("old_runs", forget_old_runs, day),
    )


def _send(work: Work, server: MailServer) -> int:
    with Line(server) as line:
        return send_waiting(work, line)
