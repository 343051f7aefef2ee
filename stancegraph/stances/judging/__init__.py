"""What an act or a predicate says of whom: the frames of acts and the rules they lead to."""
