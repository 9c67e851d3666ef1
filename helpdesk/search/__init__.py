"""Finding: one analysis, one store, one ranker, over what stands on the shelf."""
