"""Long work: imports, exports, reports. Ordered through Django's task API, done by a worker in a thread of its own, taken
up again when a worker was killed. Knows nothing of the business."""
