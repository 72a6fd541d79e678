"""The index in OpenSearch: its mapping and documents, and how it is written, rebuilt, compared and repaired."""
