"""The only reader of the snapshot."""

from data_access.warehouse.facade import Warehouse, known

__all__ = ["Warehouse", "known"]
