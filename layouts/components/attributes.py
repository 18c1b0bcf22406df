"""Attributes that Python cannot spell as keywords: ``aria-label``, ``data-show``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from dash.development.base_component import Component

Worn = TypeVar("Worn", bound=Component)


def worn(component: Worn, attributes: Mapping[str, str]) -> Worn:
    """The same component with ``aria-*`` and ``data-*`` attributes; only those, so that a slip is seen."""
    for name, value in attributes.items():
        if not name.startswith(("aria-", "data-")):
            raise ValueError(f"{name} is an ordinary property: give it to the component itself")
        setattr(component, name, value)
    return component


def said(component: Worn, words: str) -> Worn:
    """The same component with an accessible name."""
    return worn(component, {"aria-label": words})
