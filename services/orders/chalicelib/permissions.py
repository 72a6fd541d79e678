"""What staff may do with orders, stock and coupons, and which roles may; the owner may do everything."""

from bookstore.staff import Permission

READ_ORDERS = Permission("orders.read", "orders", "support")
WRITE_NOTES = Permission("orders.note", "orders", "support")
SEND_EMAILS = Permission("orders.email", "orders", "support")
FULFIL_ORDERS = Permission("orders.fulfil", "orders")
CANCEL_ORDERS = Permission("orders.cancel", "orders", "support")
REFUND_ORDERS = Permission("orders.refund", "orders", "support")
READ_STOCK = Permission("stock.read", "stock", "orders", "catalogue", "support")
WRITE_STOCK = Permission("stock.write", "stock")
WRITE_COUPONS = Permission("coupons.write", "support")
