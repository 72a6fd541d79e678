"""The orders service: a folder for each domain of the business."""
