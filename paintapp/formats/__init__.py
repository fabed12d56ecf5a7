"""Files: reading and writing documents."""
