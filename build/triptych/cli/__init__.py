"""The command line, one file a subcommand.

Options, help, and printing for people or machines belong here. It may import press, checks and any
room below them.
"""
