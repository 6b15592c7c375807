"""Imports one module of a package that would load far more than is used."""

import sys
from importlib.util import find_spec, module_from_spec


def spare(package: str) -> None:
    """Let modules of a package be imported from now on without its own code being run.

    Only for packages whose code does nothing but import or make everything there is: 250
    countries' holidays where one is asked for, a dictionary that nobody reads. Without
    effect if the package is there already.

    Raises:
        ModuleNotFoundError: There is no such package.
    """
    if package not in sys.modules:
        spec = find_spec(package)
        if spec is None:
            raise ModuleNotFoundError(package, name=package)
        sys.modules[package] = module_from_spec(spec)
