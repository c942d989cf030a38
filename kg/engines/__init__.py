"""What runs the work on the pieces of input: here, in processes, or not at all where a cache holds what it came to."""
