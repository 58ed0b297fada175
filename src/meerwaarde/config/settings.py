"""Settings: everything that differs per installation comes from the environment."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import environ

PACKAGE = Path(__file__).resolve().parent.parent
env = environ.FileAwareEnv()
if Path(".env").is_file():
    environ.Env.read_env(".env")

DATA = Path(env.str("MEERWAARDE_DATA", default="var")).resolve()
"""Folder for what the installation itself keeps: the embedded database, uploaded files."""

DEMO = env.bool("MEERWAARDE_DEMO", default=False)
DEBUG = env.bool("DEBUG", default=False)
TESTING = "pytest" in sys.modules

SECRET_KEY = env.str("SECRET_KEY", default="")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
if not SECRET_KEY:
    # Without a key nothing can be signed. A key of its own is made once in the data folder; `meerwaarde
    # check` says so for an installation that shares its database between machines.
    from meerwaarde.config.secret import own_key

    SECRET_KEY = own_key(DATA) if not TESTING else "only-for-tests"

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
HTTPS = env.bool("HTTPS", default=False)
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)

INSTALLED_APPS = [
    "meerwaarde.platform.home",
    "meerwaarde.platform.layout",  # before django.forms, or its form templates are ignored
    "meerwaarde.platform.notify",
    "meerwaarde.platform.documents",
    "meerwaarde.platform.search",
    "meerwaarde.platform.history",
    "meerwaarde.platform.register",
    "meerwaarde.platform.work",
    "meerwaarde.platform.access",
    "meerwaarde.platform.journal",
    "meerwaarde.platform.organisations",
    "meerwaarde.stages.policy",
    "meerwaarde.stages.market",
    "meerwaarde.stages.procurement",
    "meerwaarde.stages.spend",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "servestatic.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "meerwaarde.config.static_files.static_files",
    "csp.middleware.CSPMiddleware",
    "meerwaarde.config.storable.storable_addresses",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "meerwaarde.config.urls"
ASGI_APPLICATION = "meerwaarde.config.asgi.application"
WSGI_APPLICATION = "meerwaarde.config.wsgi.application"
FORM_RENDERER = "meerwaarde.platform.layout.drawn.renderer.Renderer"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "meerwaarde.platform.layout.context.page",
            ],
            # A name that is missing in a template is a mistake: tests turn this text into a failure.
            "string_if_invalid": "⟦missing %s⟧" if TESTING else "",
        },
    }
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA / 'meerwaarde.sqlite3'}")}
if "sqlite3" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["ENGINE"] = "meerwaarde.config.sqlite"
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
        "PRAGMA wal_autocheckpoint=1000; PRAGMA cache_size=-20000;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
ATOMIC_REQUESTS = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Counted in the database, so that limits hold over all processes of an installation together.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "access_tally",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

AUTH_USER_MODEL = "organisations.Person"
AUTHENTICATION_BACKENDS = ["meerwaarde.platform.access.backend.Backend"]
PASSWORD_HASHERS = ["meerwaarde.platform.access.hashers.GatedArgon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "meerwaarde.platform.access.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # that letter offers to sign up, and nobody can
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_RATE_LIMITS = {
    "login_failed": "20/15m/ip,5/15m/key",  # per address and per account; what succeeds does not count
    "login": "120/m/ip",  # all log-ins from one address: a whole town hall starts at nine
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Meerwaarde"
# Nobody signs up: an administrator makes the account and a letter to that address chooses the password.
# There is no other proof of an address to wait for, and without this nobody new could set up a second step.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1  # a step of 30 seconds, for slow hands and clocks that differ (RFC 6238, 5.2)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "access:start"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"

SESSION_ENGINE = "meerwaarde.platform.access.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
# Limits on log-in count per address of a visitor: behind a proxy that is the one which the proxy passes on.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
NINJA_NUM_PROXIES = 1 if BEHIND_PROXY else 0  # the API counts questions by the same address
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
        "manifest-src": ["'self'"],
    }
}

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [PACKAGE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "servestatic.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_ROOT = DATA / "files"
FILE_UPLOAD_HANDLERS = [
    "meerwaarde.platform.documents.uploads.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 26 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="smtp://localhost:25")
if DEMO and "EMAIL_URL" not in env.ENVIRON:  # letters lie in a folder, for who is curious
    EMAIL_CONFIG = {
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "EMAIL_FILE_PATH": DATA / "mail",
    }
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 20  # seconds for each answer of the mail server
_HOST = next(iter(ALLOWED_HOSTS), "localhost").lstrip(".")
PUBLIC_URL = env.str("PUBLIC_URL", default=f"{'https' if HTTPS else 'http'}://{_HOST}").rstrip("/")
"""Where people reach this installation: letters are made without a request and need whole addresses."""
PUBLIC_CONTACT_EMAIL = env.str("PUBLIC_CONTACT_EMAIL", default="beheer@meerwaarde.example")
PUBLIC_CONTACT_URL = env.str("PUBLIC_CONTACT_URL", default="https://meerwaarde.example")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Meerwaarde <meerwaarde@localhost>")

NOTICES_FROM = env.list("NOTICES_FROM", default=[])
"""Sources of public notices that are fetched by themselves: tenderned, ted. None unless it is said."""
TENDERNED_URL = env.str("TENDERNED_URL", default="")
TENDERNED_CREDENTIALS = env.str("TENDERNED_CREDENTIALS", default="")
"""`name:password` for the XML of TenderNed; without them its JSON alone is read."""
TED_URL = env.str("TED_URL", default="")
KVK_API_KEY = env.str("KVK_API_KEY", default="")
"""Key of the KvK Handelsregister API; without it nobody can check a firm there, and the page says so."""
KVK_URL = env.str("KVK_URL", default="https://api.kvk.nl/api")

SPEND_MOST_BYTES = env.int("SPEND_MOST_BYTES", default=5_000_000_000)
"""The largest file of payments that is taken in; it goes to disk in parts and is never held in memory."""

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default"],
        "ENQUEUE_ON_COMMIT": True,
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="WARNING")},
    # A 403 or 404 is an answer, not a fault: only what broke is logged.
    "loggers": {"django.request": {"level": "ERROR"}},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
