"""New versions of the program: bundles, their signatures, and where they come from (docs/update.md)."""
