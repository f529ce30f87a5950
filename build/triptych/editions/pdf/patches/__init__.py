"""What is changed of WeasyPrint, cffi and Pyphen while they run, one idea a file."""
