"""The manual: a chapter per role, with pictures of the real screens."""

from dsar.web.manual.routes import blueprint as blueprint
