"""The register of comply or explain: counts, patterns, second readings and samples."""
