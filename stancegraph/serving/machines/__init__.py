"""What machines look for first: catalogue, description of the interface, introduction."""
