"""Measures matching on folders of judged needs, with the code that serves matches."""
