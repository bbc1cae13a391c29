"""The examples in the docstrings hold."""

import doctest
import pkgutil
from importlib import import_module

import pytest

import jiceng.zoning

MODULES = [module.name for module in pkgutil.walk_packages(jiceng.zoning.__path__, "jiceng.zoning.")]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    assert doctest.testmod(import_module(name)).failed == 0
