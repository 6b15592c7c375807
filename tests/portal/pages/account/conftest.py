"""One world for the tests of a module, in which everybody comes once."""

from tests.portal.pages.supply.conftest import world

__all__ = ["world"]
