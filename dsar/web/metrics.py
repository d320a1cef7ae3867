"""The figures that Prometheus asks for: counts by organisation, never a case or a person."""

from collections.abc import Iterator
from datetime import datetime

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy.orm import Session

from dsar.clock import day_in_amsterdam
from dsar.queries.condition import MAIL, is_held, jobs, mail_by_state
from dsar.queries.workload import workloads


class Figures(Collector):
    """Reads everything at the moment it is asked, so that several processes all say the same."""

    def __init__(self, session: Session, moment: datetime) -> None:
        self._session = session
        self._moment = moment

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Name nothing beforehand: that would read everything twice."""
        return iter(())

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Read the figures."""
        yield from self._cases()
        yield from self._mail()
        yield from self._jobs()

    def _cases(self) -> Iterator[GaugeMetricFamily]:
        opened = GaugeMetricFamily("dsar_cases_open", "Cases that are open.", labels=["organisation"])
        overdue = GaugeMetricFamily(
            "dsar_cases_overdue", "Open cases of which the next date has passed.", labels=["organisation"]
        )
        for one in workloads(self._session, day_in_amsterdam(self._moment)):
            opened.add_metric([one.organisation], one.open)
            overdue.add_metric([one.organisation], one.overdue)
        yield opened
        yield overdue

    def _mail(self) -> Iterator[GaugeMetricFamily]:
        messages = GaugeMetricFamily("dsar_outbox_messages", "Messages of the outbox by state.", labels=["state"])
        for state, count in mail_by_state(self._session).items():
            messages.add_metric([state], count)
        yield messages
        held = GaugeMetricFamily("dsar_mail_held", "1 while mail stands still until somebody releases it.")
        held.add_metric([], is_held(self._session, MAIL))
        yield held

    def _jobs(self) -> Iterator[GaugeMetricFamily]:
        age = GaugeMetricFamily("dsar_job_age_seconds", "Seconds since a job last finished.", labels=["job"])
        failing = GaugeMetricFamily("dsar_job_failing", "1 when the newest run of a job failed.", labels=["job"])
        for job in jobs(self._session):
            if job.finished_at is not None:
                age.add_metric([job.job], (self._moment - job.finished_at).total_seconds())
            failing.add_metric([job.job], bool(job.problem))
        yield age
        yield failing
