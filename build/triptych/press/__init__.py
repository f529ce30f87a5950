"""An order from first to last: the pipeline, processes, cache, cluster, and saving to disc.

What decides which article is pressed when, where and by which process belongs here. It may import
editions and any room below it.
"""
