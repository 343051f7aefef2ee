"""What cover, formula and tail state: numbers, names, days, votes."""
