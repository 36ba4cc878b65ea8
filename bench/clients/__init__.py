"""Clients of all kinds, each driven as its own documentation uses it."""
