"""Starts the command line; so small that even the time it takes to load is under control."""

import os
import sys

_INTERRUPTED = 130


def main() -> None:
    """Run the command line of this process, and end the process."""
    try:
        # Loading it takes a second, in which somebody may press Ctrl-C.
        from deploy.commands.main import execute  # noqa: PLC0415 - see above

        code = execute(sys.argv[1:])
        _flush()
    except (KeyboardInterrupt, BrokenPipeError):
        code = _INTERRUPTED
    # Python would take more than a second to free the dictionaries word by word.
    os._exit(code)


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        stream.flush()


if __name__ == "__main__":
    main()
