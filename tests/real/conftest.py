"""The published folder, loaded once for every test that asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.plugins.once import Made


@pytest.fixture(scope="session")
def loaded(published: Made) -> Path:
    """Everything in one command: the store, after the exit code was seen to be 0."""
    return published.store
