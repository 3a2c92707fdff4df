"""Counts as Word's lists write them: small letters and small Roman numerals."""

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def letters(count: int) -> str:
    """Give a count in letters: a … z, aa, bb, cc …; nothing below one."""
    turns, place = divmod(count - 1, 26)
    return chr(ord("a") + place) * (turns + 1) if count > 0 else ""


def roman(count: int) -> str:
    """Give a count in Roman numerals; nothing below one."""
    written = ""
    for worth, sign in _ROMAN:
        times, count = divmod(count, worth) if count > 0 else (0, 0)
        written += sign * times
    return written
