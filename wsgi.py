"""The WSGI entry point: `gunicorn wsgi:app`, `flask --app wsgi`."""

import sys

from dsar import create_app
from dsar.cli import complete_worklist, refuse_edited_regulations, schedule_in_web

NO_USE_TRYING_AGAIN = 3  # gunicorn starts no new worker after this code; after any other it would, for ever

try:
    app = create_app()
    refuse_edited_regulations(app)
    complete_worklist(app)
    schedule_in_web(app)
except SystemExit as refusal:
    print(refusal, file=sys.stderr)
    sys.exit(NO_USE_TRYING_AGAIN)
