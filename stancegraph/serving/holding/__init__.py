"""What is served: the graph in memory, its names, its search, its counts, its verdicts."""
