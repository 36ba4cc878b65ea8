"""Forty tasks of users with their answers, and a scripted client that does them through the tools of MCP alone."""
