"""``/draft``: the desk for drafts."""
