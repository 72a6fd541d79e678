"""The recommendations service, in five questions: api, events, actions, model, store."""
