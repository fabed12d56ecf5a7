"""paintapp: a painting program in which a generative model is one of the artist's tools."""

__version__ = "0.1.0"
