"""Work at its time: which jobs there are, who runs them and what wakes them; each is one service call (decision 36)."""

from dsar.jobs.catalogue import NAMES as NAMES
from dsar.jobs.catalogue import Job as Job
from dsar.jobs.runner import tick as tick
from dsar.jobs.scheduler import Scheduler as Scheduler
