"""The only reader of the snapshot."""

from data_access.warehouse.answerable import known
from data_access.warehouse.facade import Warehouse

__all__ = ["Warehouse", "known"]
