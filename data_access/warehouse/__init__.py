"""The only reader of the snapshot."""

from data_access.warehouse.facade import Warehouse, known
from data_access.warehouse.facts import Area

__all__ = ["Area", "Warehouse", "known"]
