"""The write side: what people did and wrote, kept in one database with migrations."""

from __future__ import annotations

from data_access.ledger.book import Ledger, Opening, address_of, author_named, begun, opened

__all__ = ["Ledger", "Opening", "address_of", "author_named", "begun", "opened"]
