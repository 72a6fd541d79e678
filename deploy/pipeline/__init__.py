"""The pipelines: their templates, what they deploy, and a way to run them on this machine."""
