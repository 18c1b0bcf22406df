"""What every test folder shares."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# A property is about what holds, not how fast: a busy machine must not fail it.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

pytest_plugins = ["tests.plugins.real_data", "tests.plugins.once"]
