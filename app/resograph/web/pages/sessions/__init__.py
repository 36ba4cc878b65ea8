"""``/sessions/{organ}/{session}``: what a session adopted, as libraries keep it."""
