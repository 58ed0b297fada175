"""The doors to the matrix."""
