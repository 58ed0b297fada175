"""The home of an authority and the search in everything: the one room above all of the platform."""
