"""The write side: what people did and wrote, kept in one database with migrations."""

from __future__ import annotations

from data_access.ledger.book import FILE, Ledger, address_of, author_named, opened

__all__ = ["FILE", "Ledger", "address_of", "author_named", "opened"]
