"""Draft the next step of a service's history: `python -m shared.migrations PACKAGE MESSAGE`."""

import asyncio
import sys
import tempfile

from shared.migrations import draft, upgrade


async def draft_against_empty_database(package: str, message: str) -> None:
    """Write the step that is missing after all written ones have been taken."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{folder}/draft.sqlite3"
        await upgrade(url, package)
        await draft(url, package, message)


if __name__ == "__main__":
    _, package_name, step_message = sys.argv
    asyncio.run(draft_against_empty_database(package_name, step_message))
