"""Who may ask orders what over HTTP: one file per kind of asker, one blueprint for all."""

from chalicelib.api import admin, customers, inventory, orders, webhook
from chalicelib.api.blueprint import api

__all__ = ["admin", "api", "customers", "inventory", "orders", "webhook"]
