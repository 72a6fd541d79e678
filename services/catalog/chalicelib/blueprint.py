"""The blueprint of the catalog's HTTP routes; importing `chalicelib.routes` fills it."""

from bookstore.web import Api, add_audit_routes, add_common_routes
from chalicelib.own_table import audit_trail, traces
from chalicelib.settings import settings

api = Api(__name__)
add_common_routes(api, "catalog", traces, traces_open=lambda: settings().traces_open)
add_audit_routes(api, audit_trail)
