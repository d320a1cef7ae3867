"""What an administrator keeps of an organisation; never a case."""

from dsar.web.admin.routes import blueprint as blueprint
