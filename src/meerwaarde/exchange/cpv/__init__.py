"""The Common Procurement Vocabulary (Regulation (EC) 213/2008): 9,454 codes with Dutch and English labels."""
