"""How long is something waited for that must come? Never what a test is about: the busiest machine has the time too."""

from __future__ import annotations

PATIENCE_S = 600.0
