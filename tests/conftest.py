"""What every test folder shares."""

from __future__ import annotations

pytest_plugins = ["tests.plugins.real_data"]
