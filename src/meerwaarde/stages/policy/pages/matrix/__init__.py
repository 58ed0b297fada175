"""What the pages of the matrix show: the picture, a cell, a category, and what comes from elsewhere."""
