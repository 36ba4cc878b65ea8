"""Doors for other registries and for machines that gather: OAI-PMH, dumps, feed, sitemap."""
