"""A release as tables for researchers: CSV and Parquet, documented from one declaration (``data/tables/``)."""
