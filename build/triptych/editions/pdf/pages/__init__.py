"""Pages as a whole: where one ends, how much of it is empty, and what may be done about that."""
