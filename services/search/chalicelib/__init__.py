"""The search service, in five questions: api, events, actions, model, store; and one party: the index."""
