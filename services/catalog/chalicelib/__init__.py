"""The catalog service, in five questions: api, events, actions, model, store."""
