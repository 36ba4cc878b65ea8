"""``/mandates``: who is asked what by when."""
