"""Measurements behind `paintapp bench`."""
