"""`make check-deploy`: every check that this machine can run, and the names of the others."""

import sys
from collections.abc import Callable

from tests.deployment.checks import ALWAYS, WHERE_THERE_IS_A_PROGRAM, NotHereError, WrongError


def outcome(check: Callable[[], None]) -> str:
    """Run a check and return what came of it."""
    try:
        check()
    except NotHereError as missing:
        return f"not run: there is no {missing} here"
    except WrongError as wrong:
        return f"WRONG: {wrong}"
    return "ok"


def main() -> int:
    """Run all checks; 1 if one found something."""
    outcomes = {check.__name__: outcome(check) for check in (*ALWAYS, *WHERE_THERE_IS_A_PROGRAM)}
    for name, said in outcomes.items():
        sys.stdout.write(f"{name.replace('_', ' '):50} {said}\n")
    return int(any(said.startswith("WRONG") for said in outcomes.values()))


if __name__ == "__main__":
    sys.exit(main())
