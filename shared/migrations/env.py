"""Alembic runs this file; what it does is in `shared.migrations`."""

from typing import cast

from alembic import context
from alembic.runtime.environment import EnvironmentContext

from shared.migrations import run

run(cast(EnvironmentContext, context))
