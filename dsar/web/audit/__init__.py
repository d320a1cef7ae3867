"""The trail of an organisation for its auditor and its officer."""

from dsar.web.audit.routes import blueprint as blueprint
