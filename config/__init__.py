"""Settings, URLs and the WSGI entry point of one installation."""
