"""The settings of an installation in production, with what tests need in its environment."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "known to every test")
os.environ.setdefault("PUBLIC_URL", "http://office.example")
os.environ.setdefault("LOG_LEVEL", "WARNING")
os.environ["DEBUG"] = "0"
os.environ["ERASURE_JOURNAL"] = f"{tempfile.gettempdir()}/corner-office-tests/erasures.jsonl"
os.environ.pop("EMAIL_URL", None)

from config.settings import *  # noqa: F403
from config.settings import STORAGES

# Pages name static files as they are, so that no test waits for collectstatic;
# tests/config/test_static_files.py collects them as an installation does.
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
STATIC_ROOT = None
