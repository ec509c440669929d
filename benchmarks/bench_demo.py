"""How long the demo takes to load into an empty database; the target is below 20 seconds."""

import os
import sys
import tempfile
import time

TARGET = 20.0  # seconds


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/demo.sqlite3"
        os.environ.setdefault("SECRET_KEY", "for this measurement only")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        seconds = load()
    verdict = "ok" if seconds < TARGET else "too slow"
    print(f"demo loaded in {seconds:.1f} s; target below {TARGET:.0f} s: {verdict}")
    sys.exit(seconds >= TARGET)


def load() -> float:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    start = time.perf_counter()
    call_command("demo")
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
