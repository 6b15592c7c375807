"""Reads the files people have: JSON lines, CSV as offices save it, Excel workbooks."""
