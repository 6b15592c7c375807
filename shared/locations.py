"""Where things are found, for `Location` headers."""

from starlette.requests import Request


def location_of(request: Request, endpoint: str, **ids: object) -> str:
    """Return the path at which the answering service's `endpoint` answers, as clients see it.

    Not `request.url_for`: that asks the outermost router, which in one process is the
    platform's and knows no endpoint of ours.
    """
    templates: dict[str, str] = request.app.state.locations
    if endpoint not in templates:
        # To find it among all routes takes longer than most of what is found there.
        named = {name: f"{{{name}}}" for name in ids}
        templates[endpoint] = str(request.app.url_path_for(endpoint, **named))
    return f"{request.scope.get('root_path', '')}{templates[endpoint].format(**ids)}"
