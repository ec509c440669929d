"""The addresses of the interface for programs."""

from django.urls import URLPattern, path

from leadership.views.api import api, for_programs, nothing_here

app_name = "api"

_made_by_ninja = [entry for entry in api.urls[0] if isinstance(entry, URLPattern)]
for _entry in _made_by_ninja:
    _entry.callback = for_programs(_entry.callback)

urlpatterns = [*_made_by_ninja, path("<path:rest>", for_programs(nothing_here), name="nothing")]
