"""Files beside an article: rasters, drawings, their metadata, renditions, and the network.

Code that decodes, changes or fetches such a file belongs here. It may import core.
"""
