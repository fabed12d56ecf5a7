"""Asking a model: requests, regions, jobs and results; no torch here."""
