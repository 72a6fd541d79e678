"""One stack per stage that watches what the other stacks are made of: objectives, alarms, dashboards."""
