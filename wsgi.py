"""The WSGI entry point: `gunicorn wsgi:app`, `flask --app wsgi`."""

from dsar import create_app
from dsar.cli import refuse_edited_regulations

app = create_app()
refuse_edited_regulations(app)
