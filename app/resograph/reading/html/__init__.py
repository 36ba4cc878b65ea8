"""Web pages, saved from a browser or written by a word processor."""
