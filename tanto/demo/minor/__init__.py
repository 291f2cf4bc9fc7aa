def tellings(story): return []
