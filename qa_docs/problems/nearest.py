"""What was probably meant by a word that is not known."""

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str:
    """Give the known word most like `word`, or an empty string when none is like it."""
    import difflib  # here, since a build without a misspelling never needs it

    # A cut-off keeps a 10 MB "word" from being compared letter by letter.
    found = difflib.get_close_matches(word[:80], sorted(known), n=1, cutoff=0.6)
    return found[0] if found else ""


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Give the hint for a word that is not known: the nearest one, or else the whole choice when it is short."""
    choice = sorted(known)
    guess = nearest(word, choice)
    if guess:
        return f"did you mean {guess!r}?"
    if otherwise:
        return otherwise
    if 0 < len(choice) <= 12:
        return "choose one of: " + ", ".join(choice)
    return ""
