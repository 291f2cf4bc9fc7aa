"""Does the program itself work? For who keeps the house, and for the machines that watch over it."""
