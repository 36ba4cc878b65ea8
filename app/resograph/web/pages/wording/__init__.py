"""``/wording``: earlier paragraphs with words like those asked for (agreed language)."""
