"""What wakes the jobs: APScheduler, in UTC, in a thread of a web process or in a process of its own."""

import logging

from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy.exc import DBAPIError

from dsar.installation import Installation
from dsar.jobs.leader import Leader, leader_of
from dsar.jobs.runner import tick

logger = logging.getLogger(__name__)
LOOK_EVERY = 5  # seconds, for the lock: so soon another takes over
WORK_EVERY = 30  # seconds, for what is due
_WAKES = WORK_EVERY // LOOK_EVERY


class Scheduler:
    """Looks for the lock, and does what is due while it holds it; started by an entry point, never by the factory."""

    def __init__(self, installation: Installation, leader: Leader | None = None) -> None:
        self._installation = installation
        self._leader = leader or leader_of(installation.engine)
        self._leads = False
        self._left = 0  # wakes until there is something to do again
        self._timer = BackgroundScheduler(timezone="UTC")

    def start(self, seconds: float = LOOK_EVERY) -> None:
        """Start the thread that looks every so many seconds; several missed times count as one."""
        self._timer.add_job(
            self.wake, "interval", seconds=seconds, max_instances=1, coalesce=True, misfire_grace_time=None
        )
        self._timer.start()

    def stop(self) -> None:
        """Finish what is being done, and let another process take over."""
        self._timer.shutdown(wait=True)
        self._leader.release()

    def wake(self) -> None:
        """Look for the lock; when it is held and it is time, do what is due."""
        leads = self._leader.holds()
        if leads and not self._leads:
            logger.info("this process does the scheduled work now")
            self._left = 0
        self._leads = leads
        if not leads:
            return
        if self._left == 0:
            self._left = _WAKES
            self._work()
        self._left -= 1

    def _work(self) -> None:
        try:
            tick(self._installation)
        except DBAPIError as error:  # what was begun is taken again when its lease ends
            logger.warning("scheduled work stopped: %s", type(error).__name__)
