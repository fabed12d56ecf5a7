"""Panels around the canvas. Each shows the editor's state and changes it through commands."""
