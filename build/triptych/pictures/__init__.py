"""Files beside an article: rasters, drawings, their metadata, renditions, and the network.

Whatever reads or changes such a file belongs here. It imports core alone.
"""
