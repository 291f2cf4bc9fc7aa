"""Finding a case by words, letters, clients and numbers; Japanese by two characters. Written by the outbox, read here."""
