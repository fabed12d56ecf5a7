"""The model's process: the only place that imports torch."""
