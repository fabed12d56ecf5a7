"""Pixels in, pixels out: blending, compositing, brushes, selections and resampling."""
