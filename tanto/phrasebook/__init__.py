"""The words of this house: patterns it switched off, changed or added, its own versions of the texts, and its people's names."""
