"""What the pages about policy show: per page one typed, frozen object."""
