"""The new words of a mail."""


def new_words(text: str) -> str:
    return text
