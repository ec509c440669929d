"""The one settings file: safe by default, every value that varies read from the environment.

README.md lists the variables; a test keeps that list equal to what is read here.
"""

from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config.email import read_email_url
from config.environment import whole_number
from config.single_sign_on import read_single_sign_on
from leadership.domain.languages import OWN_NAMES

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"  # what a running installation writes; ignored by git

env = environ.Env()
env.smart_cast = False

# Core settings

DEBUG = env.bool("DEBUG", default=False)

SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY and DEBUG:
    SECRET_KEY = "for development only"  # noqa: S105 - used by nothing that is reachable
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "Set the environment variable SECRET_KEY to a long random text. It signs sessions and, "
        "unless LINK_KEY is set too, the personal links that are mailed to people."
    )

# Personal links stay valid when SECRET_KEY is changed if they have a key of their own.
LINK_KEY = env.str("LINK_KEY", default="") or f"{SECRET_KEY} links"

PUBLIC_URL = env.str("PUBLIC_URL", default="http://127.0.0.1:8000").rstrip("/")
_public = urlsplit(PUBLIC_URL)
if _public.scheme not in {"http", "https"} or not _public.hostname or _public.path:
    raise ImproperlyConfigured(
        "PUBLIC_URL must be a full address without a path, such as https://office.example.com."
    )

ALLOWED_HOSTS = [host.strip() for host in env.list("ALLOWED_HOSTS", default=[_public.hostname])]
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS must name the hosts that this installation answers to; * is refused, "
        "because links in mail would then follow whatever host a request claims."
    )

INSTALLED_APPS = [
    "leadership",
    "assessment",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.GZipMiddleware",
    "config.middleware.CSPMiddleware",
    "config.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "config.middleware.AuthenticationMiddleware",
    "config.middleware.ReadersLanguageMiddleware",
    "config.middleware.LoginRequiredMiddleware",
    "config.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "leadership.navigation.navigation",
            ],
        },
    }
]

# Database: SQLite until DATABASE_URL says otherwise

DATABASE_URL = env.str("DATABASE_URL", default="")
if not DATABASE_URL:
    VAR_DIR.mkdir(exist_ok=True)
    DATABASE_URL = f"sqlite:///{VAR_DIR / 'corner-office.sqlite3'}"
if urlsplit(DATABASE_URL).scheme not in {"sqlite", "postgres", "postgresql"}:
    raise ImproperlyConfigured(
        "DATABASE_URL must name a database, such as postgres://user:password@host/name."
    )
DATABASES = {"default": env.db_url_config(DATABASE_URL)}
_database = DATABASES["default"]
_database["ATOMIC_REQUESTS"] = False
if _database["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE: a transaction that reads before it writes would otherwise fail among writers.
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    _database["CONN_MAX_AGE"] = whole_number(
        "DATABASE_CONNECTION_SECONDS", env.str("DATABASE_CONNECTION_SECONDS", default="600")
    )
    _database["CONN_HEALTH_CHECKS"] = True

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Who was erased, beside the database, so that a restored backup can be told again
ERASURE_JOURNAL = env.path("ERASURE_JOURNAL", default=str(VAR_DIR / "erasures.jsonl"))

# Signing in

AUTH_USER_MODEL = "leadership.User"
# Only Django's own: it knows members by the one address that they have.
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 3600
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "leadership.sign_in.AccountAdapter"
ACCOUNT_FORMS = {
    "request_login_code": "leadership.sign_in_forms.RequestCodeForm",
    "confirm_login_code": "leadership.sign_in_forms.ConfirmCodeForm",
    "login": "leadership.sign_in_forms.PasswordForm",
    "change_password": "leadership.sign_in_forms.ChangePasswordForm",
    "set_password": "leadership.sign_in_forms.SetPasswordForm",
    "reset_password": "leadership.sign_in_forms.AskForResetForm",
    "reset_password_from_key": "leadership.sign_in_forms.ResetPasswordForm",
    "reauthenticate": "leadership.sign_in_forms.PasswordAgainForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_EMAIL_VERIFICATION = "none"  # an owner enters the address, the code in a mail proves it
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]  # the second lets members have a password
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
_tokens = "django.contrib.auth.tokens"
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = f"{_tokens}.PasswordResetTokenGenerator"
ACCOUNT_SESSION_REMEMBER = True  # how long a sign-in lasts, the time-outs say
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "20/m/ip,5/10m/key",
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/10m/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = whole_number(
    "TRUSTED_PROXY_COUNT", env.str("TRUSTED_PROXY_COUNT", default="0")
)

# A second factor

MFA_REQUIRED = env.bool("MFA_REQUIRED", default=False)
MFA_ADAPTER = "leadership.second_factors.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["recovery_codes", "totp", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # a telephone whose clock is half a minute off still signs in
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are proved by codes, not marked as verified
MFA_FORMS = {
    "authenticate": "leadership.sign_in_forms.SecondFactorForm",
    "reauthenticate": "leadership.sign_in_forms.SecondFactorAgainForm",
    "activate_totp": "leadership.sign_in_forms.AuthenticatorForm",
    "add_webauthn": "leadership.sign_in_forms.PasskeyForm",
}

# Single sign-on

SSO = read_single_sign_on(
    name=env.str("OIDC_NAME", default=""),
    server_url=env.str("OIDC_SERVER_URL", default=""),
    client_id=env.str("OIDC_CLIENT_ID", default=""),
    client_secret=env.str("OIDC_CLIENT_SECRET", default=""),
    trusted_domains=env.list("OIDC_TRUSTED_DOMAINS", default=[]),
)
SSO_ONLY = env.bool("SSO_ONLY", default=False)
if SSO_ONLY and SSO is None:
    raise ImproperlyConfigured(
        "SSO_ONLY needs OIDC_SERVER_URL, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET: "
        "without them nobody could sign in."
    )
SOCIALACCOUNT_ADAPTER = "leadership.single_sign_on.SingleSignOnAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [SSO.app] if SSO else []}}

# How long a sign-in lasts

SESSION_ENGINE = "leadership.sessions"
SESSION_HOURS = whole_number("SESSION_HOURS", env.str("SESSION_HOURS", default="12"), least=1)
SESSION_IDLE_MINUTES = whole_number(
    "SESSION_IDLE_MINUTES", env.str("SESSION_IDLE_MINUTES", default="120"), least=5
)
SESSION_COOKIE_AGE = SESSION_HOURS * 3600

# Rate limits must be shared by all web processes.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_entries",
        # Whoever fills the cache with tries of many addresses must not push out the limits.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# Background work: enqueued in our own database, done by `manage.py worker`

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# Language and time

LANGUAGE_CODE = "en"
# People are offered a language once everything that they read in it is translated: all of its
# catalog in locale/ and all wordings of the questionnaires. A test holds each one to that.
LANGUAGES = [(code, OWN_NAMES[code]) for code in OWN_NAMES]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

# Static files

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = env.path("STATIC_ROOT", default=str(VAR_DIR / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Forms

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

# Email: kept in a local mailbox until EMAIL_URL names a server

DEFAULT_FROM_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", default=f"Corner Office <office@{_public.hostname}>"
)
if not parseaddr(DEFAULT_FROM_EMAIL)[1]:
    raise ImproperlyConfigured("DEFAULT_FROM_EMAIL must hold an email address.")
# Whose addresses organizations may put on their mail: only those that SPF and DKIM let us use.
SENDER_DOMAINS = sorted(
    {
        parseaddr(DEFAULT_FROM_EMAIL)[1].rpartition("@")[2].lower(),
        *(domain.strip().lower() for domain in env.list("SENDER_DOMAINS", default=[])),
    }
)
EMAIL_TIMEOUT = whole_number("EMAIL_TIMEOUT", env.str("EMAIL_TIMEOUT", default="20"), least=1)
_email = read_email_url(
    env.str("EMAIL_URL", default=""),
    timeout=EMAIL_TIMEOUT,
    webhook_secret=env.str("EMAIL_WEBHOOK_SECRET", default=""),
)
EMAIL_BACKEND = _email.backend
EMAIL_IS_LOCAL = _email.is_local
EMAIL_HOST = _email.host
EMAIL_PORT = _email.port
EMAIL_HOST_USER = _email.user
EMAIL_HOST_PASSWORD = _email.password
EMAIL_USE_TLS = _email.use_tls
EMAIL_USE_SSL = _email.use_ssl
EMAIL_PROVIDER = _email.provider
EMAIL_PROVIDER_HEADERS = dict(_email.headers)
EMAIL_PROVIDER_KEEPS_METADATA = _email.keeps_metadata
EMAIL_WEBHOOK_VIEW = _email.webhook_view
ANYMAIL = dict(_email.anymail)

# What a browser may do with our pages

_secure = _public.scheme == "https"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _secure
CSRF_COOKIE_HTTPONLY = True  # forms carry the token; no script of ours reads the cookie
CSRF_TRUSTED_ORIGINS = [f"{_public.scheme}://{_public.netloc}"]
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=_secure)
SECURE_HSTS_SECONDS = whole_number(
    "SECURE_HSTS_SECONDS",
    env.str("SECURE_HSTS_SECONDS", default="31536000" if _secure else "0"),
)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = bool(SECURE_HSTS_SECONDS)
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # probes come from inside, without TLS
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap draws its form marks as data images
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Logs go to standard error; the service manager keeps them

LOG_LEVEL = env.str("LOG_LEVEL", default="INFO").upper()
if LOG_LEVEL not in {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"}:
    raise ImproperlyConfigured("LOG_LEVEL must be DEBUG, INFO, WARNING, ERROR or CRITICAL.")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "class": "config.logs.LineWithoutLinks",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"level": LOG_LEVEL},
        "django_tasks_db": {"level": "WARNING"},  # it says of each task that it begins and ends
        "weasyprint": {"level": "WARNING"},  # it tells each step of each page
        "fontTools": {"level": "WARNING"},
    },
}
