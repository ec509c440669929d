"""The programs for working on the project."""
