"""The reply checker and the texts. Pure Python; here only what the seven steps need."""
