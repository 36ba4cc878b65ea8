"""``/correct``: a form that corrects what was read at some words."""
