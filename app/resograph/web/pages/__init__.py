"""Pages, a folder each: what it shows (``view.py``), how (``template.html``), and what answers (``page.py``)."""
