"""Generate documents from the code, so that they cannot be wrong: OpenAPI, event schemas, AsyncAPI."""
