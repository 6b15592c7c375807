"""The API's own reference page: Swagger UI from this machine, under a strict policy.

FastAPI's page loads its scripts from a public network and starts them inline;
in a closed network it stays blank. This one needs `fastapi-offline`'s copy of
the assets (Apache-2.0) and nothing else.
"""

from html import escape
from typing import Final

from fastapi import APIRouter
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

# Addresses are relative, so the page works wherever the service is mounted.
_PAGE: Final = """<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="docs/assets/favicon.png">
<link rel="stylesheet" href="docs/assets/swagger-ui.css">
<script src="docs/assets/swagger-ui-bundle.js" defer></script>
<script src="docs/start.js" defer></script>
</head>
<body>
<div id="reference"><p><a href="openapi.json">openapi.json</a></p></div>
</body>
</html>
"""

_START: Final = """SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#reference",
  deepLinking: true,
  tryItOutEnabled: true,
  validatorUrl: null,
});
"""


def reference_router(title: str) -> APIRouter:
    """Return `/docs`, which shows `/openapi.json` and loads nothing from elsewhere."""
    router = APIRouter(include_in_schema=False)
    page = _PAGE.format(title=escape(title))

    @router.get("/docs")
    async def show_reference() -> HTMLResponse:
        """Return the page."""
        return HTMLResponse(page, headers={"Content-Security-Policy": CONTENT_SECURITY_POLICY})

    @router.get("/docs/start.js")
    async def start_reference() -> Response:
        """Return the few lines that start the page; inline they would be refused."""
        return Response(_START, media_type="text/javascript")

    assets = StaticFiles(packages=[("fastapi_offline", "static")])
    router.routes.append(Mount("/docs/assets", app=assets, name="reference_assets"))
    return router
