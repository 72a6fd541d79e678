"""The index in OpenSearch: what is in it, and how it is made, filled, compared and replaced."""
