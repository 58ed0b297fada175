"""Style sheets, scripts and fonts; every other request passes without changing thread."""

from __future__ import annotations

from collections.abc import Callable

from asgiref.sync import async_to_sync, iscoroutinefunction, sync_to_async
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.decorators import sync_only_middleware
from servestatic.middleware import ServeStaticMiddleware  # type: ignore[import-untyped]

Answer = Callable[[HttpRequest], HttpResponseBase]


@sync_only_middleware
def static_files(get_response: Answer) -> Answer:
    """servestatic, asked only for what it serves.

    Its middleware is asynchronous, so that each page would go to an event loop and back: two milliseconds.
    The files are the same, with the same headers, because it still answers for them itself.
    """
    assert not iscoroutinefunction(get_response)
    files = ServeStaticMiddleware(sync_to_async(get_response, thread_sensitive=True))
    served: Answer = async_to_sync(files)

    def answer(request: HttpRequest) -> HttpResponseBase:
        # While developing it looks for new files at each request, and explains which are missing.
        if files.autorefresh or request.path_info in files.files:
            return served(request)
        return get_response(request)

    return answer
