"""The door for programs: the same verbs as on the pages, as nouns and HTTP verbs under /api/v1."""
