"""`keqiao settings`: every setting there is, as `.env.example` shows them."""

import sys

from deploy.examples import environment_example


def settings() -> int:
    """Print every setting of every service, with its default, as an environment file."""
    sys.stdout.write(environment_example())
    return 0
