"""The cart service, in five questions: api, events, actions, model, store."""
