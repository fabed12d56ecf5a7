"""Pixels in, pixels out: blend modes, strokes, selections, compositing."""
