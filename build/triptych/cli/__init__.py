"""The command line, one file a subcommand.

Options, help, and printing for people or machines belong here. It may import desk and any room
below it.
"""
