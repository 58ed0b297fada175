"""The door for a WSGI server."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meerwaarde.config.settings")
application = get_wsgi_application()

# A connection of SQLite reads all tables' definitions when it opens: 4 to 5 ms for each page. PostgreSQL has
# the same minute from the settings; commands and the worker end theirs as they did.
connections.settings["default"]["CONN_MAX_AGE"] = 60
