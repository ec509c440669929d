"""The least that Django can do for a journey: a bare template, a one-INSERT view, the template."""

import os
from typing import Any

import environ
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import path

TABLE = "CREATE TABLE floor (id bigserial PRIMARY KEY, body text NOT NULL)"
PAGE = "<h1>{{ heading }}</h1>" + "<p>What a page of two kilobytes looks like.</p>\n" * 42

if not settings.configured:
    database: dict[str, Any] = dict(environ.Env.db_url_config(os.environ["DATABASE_URL"]))
    loader = ("django.template.loaders.locmem.Loader", {"page.html": PAGE})
    settings.configure(
        ROOT_URLCONF=__name__,
        ALLOWED_HOSTS=["127.0.0.1"],
        SECRET_KEY=os.environ["SECRET_KEY"],
        DATABASES={"default": database | {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}},
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {"loaders": [("django.template.loaders.cached.Loader", [loader])]},
            }
        ],
    )


def page(request: HttpRequest) -> HttpResponse:
    html = render_to_string("page.html", {"heading": request.path}).encode()
    return HttpResponse(html, headers={"Content-Length": str(len(html))})


def store(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO floor (body) VALUES (%s)", [request.POST["p1"]])
    return HttpResponse(status=303, headers={"Location": "/", "Content-Length": "0"})


urlpatterns = [path("", page), path("store/", store)]
application = get_wsgi_application()
