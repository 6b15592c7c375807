"""Instruments, test benches, pilot lines and big-science stations open to firms."""
