"""Processes that answer queries and carry out changes, and what is said between them and the server."""
