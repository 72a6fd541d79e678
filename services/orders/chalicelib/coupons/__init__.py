"""Coupons: rules, storage, routes."""
