"""Texts as they are negotiated: who proposes what in each paragraph, and the clean text of a choice."""
