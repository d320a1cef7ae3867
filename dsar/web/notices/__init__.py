"""What somebody was told: that something is due, or waits."""

from dsar.web.notices.routes import blueprint as blueprint
