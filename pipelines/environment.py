"""Names in the environment: children, flows and later builds must know the same as this run."""

OWN_SOURCES = "REVIEWS_SOURCES_DIR"  # an operator's own folder of sources
