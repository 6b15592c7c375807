"""The manners in which the process takes memory."""

import platform
import subprocess
import sys

ASKED = "from deploy.memory import take_memory_sparingly; print(take_memory_sparingly())"


def test_the_c_library_takes_our_settings_of_memory_where_it_has_them() -> None:
    # In a process of its own: the settings cannot be taken back.
    command = [sys.executable, "-c", ASKED]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own

    assert printed.strip() == str(platform.libc_ver()[0] == "glibc")
