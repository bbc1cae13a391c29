"""All settings, from the environment, safe by default.

`JICENG_DATA` names the data folder (default: `data/` beside where the program is started);
`DATABASE_URL` switches from the embedded SQLite to PostgreSQL 15-18. Every variable is listed in
`docs/settings.md`.
"""

import os
import secrets

from csp.constants import NONE, SELF

from jiceng.config.environment import (
    database,
    flag,
    kept_secret,
    key,
    listed,
    number,
    one_of,
    usable_folder,
    zone,
)

DATA_DIR = usable_folder(os.environ.get("JICENG_DATA", "data"))

SECRET_KEY = os.environ.get("JICENG_SECRET_KEY") or kept_secret(
    DATA_DIR / "keys" / "secret_key", lambda: secrets.token_urlsafe(64)
)
# Fields are encrypted with a key of their own: losing a session secret must not lose data.
FIELD_KEY = key("JICENG_FIELD_KEY") or kept_secret(
    DATA_DIR / "keys" / "field_key", lambda: secrets.token_hex(32)
)
DEBUG = flag("JICENG_DEBUG", False)
BEHIND_TLS = flag("JICENG_TLS", False)
ALLOWED_HOSTS = listed("JICENG_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = listed("JICENG_ORIGINS", "")
# Where letters lead: what is sent by mail knows no request.
SITE = os.environ.get("JICENG_SITE", CSRF_TRUSTED_ORIGINS[0] if CSRF_TRUSTED_ORIGINS else "").rstrip("/")

INSTALLED_APPS = [
    "jiceng.kernel",
    "jiceng.people",
    "jiceng.organisations",
    "jiceng.documents",
    "jiceng.institutions",
    "jiceng.rezoning",
    "jiceng.meetings",
    "jiceng.responsibility",
    "jiceng.cadres",
    "jiceng.appraisal",
    "jiceng.resources",
    "jiceng.service",
    "jiceng.portal",
    "jiceng.console",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "heroicons",
    "csp",
    "axes",
    "django_tasks",
    "django_tasks_db",
    "rules",
]

MIDDLEWARE = [
    "jiceng.people.middleware.ClientAddress",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "jiceng.kernel.reading.WholeText",
    "jiceng.kernel.answers.BodyLimit",
    "jiceng.kernel.answers.MethodInWords",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "jiceng.people.middleware.Presence",
    "django.contrib.messages.middleware.MessageMiddleware",
    "jiceng.institutions.middleware.DutiesTold",
    "django_htmx.middleware.HtmxMiddleware",
    "jiceng.kernel.reading.ReadingNeverWrites",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "jiceng.config.urls"
WSGI_APPLICATION = "jiceng.config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jiceng.kernel.pages.page_context",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "jiceng.kernel.templatetags.jiceng",
                "jiceng.kernel.templatetags.components",
            ],
        },
    }
]

if "DATABASE_URL" in os.environ:
    DATABASES = {"default": database("DATABASE_URL")}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA_DIR / "jiceng.sqlite3",
            # FULL loses no acknowledged write on a power cut, IMMEDIATE none to a lock (measured; docs/adr).
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
                    "PRAGMA foreign_keys=ON;PRAGMA temp_store=MEMORY;"
                ),
            },
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username",)},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "jiceng.people.rules.passwords.TwoKinds"},
]
LOGIN_URL = "log_in"
LOGIN_REDIRECT_URL = "today"
LOGOUT_REDIRECT_URL = "log_in"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
# An account is locked for strangers from whatever address; a device that came in before has its own count, so that
# nobody keeps the owner out (people/devices.py). Addresses have their own limit.
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_USERNAME_CALLABLE = "jiceng.people.devices.counted_name"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
ADDRESS_FAILURE_LIMIT = number("JICENG_ADDRESS_TRIES", 10, least=1)
SILENCED_SYSTEM_CHECKS = [
    "axes.W006",  # addresses are throttled by failures_from(), which sums over accounts, browsers and cookies
    "security.W005",  # HSTS for other hosts below the name is the business of whoever owns the name
    "security.W021",  # so is the browsers' preload list
]
AXES_DISABLE_ACCESS_LOG = True  # the record says who came in
AXES_VERBOSE = False
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "jiceng.people.views.locked_out"

SESSION_ENGINE = "jiceng.people.sessions"
SESSION_COOKIE_AGE = number("JICENG_SESSION_HOURS", 9, least=1) * 3600
SESSION_IDLE_SECONDS = number("JICENG_IDLE_MINUTES", 60, least=1) * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True  # scripts get the token from the page
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_HSTS_SECONDS = 31536000 if BEHIND_TLS else 0
# How many proxies of ours stand in front: the address of the client is so many places from the right.
PROXY_HOPS = number("JICENG_PROXY_HOPS", 1 if flag("JICENG_PROXY", False) else 0)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("JICENG_PROXY", False) else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = zone("JICENG_TIME_ZONE", "Asia/Shanghai")

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # WhiteNoise warns about a folder that is missing
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": os.environ.get("JICENG_STATIC", "django.contrib.staticfiles.storage.StaticFilesStorage")
    },
}
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = DATA_DIR / "files"
# Files that were imported bear personal data: they go after so many days; what they did stays, and can be undone.
IMPORT_DAYS = number("JICENG_IMPORT_DAYS", 90)
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
BODY_LIMIT = 48 * 1024 * 1024  # the largest file that may be imported (40 MiB), and the form around it
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# Work in the background waits in the same database; `jiceng serve` starts the worker beside the server.
TASKS = {"default": {"BACKEND": os.environ.get("JICENG_TASKS", "django_tasks_db.DatabaseBackend")}}

AUDIT_ALGORITHM = one_of("JICENG_AUDIT_HASH", "sha256", ("sha256", "sm3"))
# `jiceng demo` marks its data folder, so that every page of the demonstration says what it is.
DEMONSTRATION = flag("JICENG_DEMONSTRATION", (DATA_DIR / "demonstration").exists())

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {
        "handlers": ["console"],
        "level": one_of("JICENG_LOG", "WARNING", ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")),
    },
}
