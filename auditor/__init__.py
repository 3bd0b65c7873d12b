"""Audits how well the sourcing of news articles lets a reader check them."""
