"""One file a platform; `base` is what they promise, `http` how they ask."""
