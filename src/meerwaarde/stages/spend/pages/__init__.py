"""The pages about spend, one module a page."""
