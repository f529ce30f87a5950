"""An order from first to last: pipeline, processes, cache, cluster, and the place that writes to disc."""
