"""The names of months in French and English, old spellings too, and in the Republican calendar."""

from __future__ import annotations

MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "janvier janv jan january ianuarii januarii",
            "fevrier fevr fev february febr feb februarii",
            "mars mar march martii",
            "avril avr april apr aprilis",
            "mai may maii",
            "juin juing june jun junii",
            "juillet juill juil jul july julii",
            "aout aoust august aug augusti",
            "septembre sept sep september 7bre viibre 7bris septembris",
            "octobre oct october 8bre viiibre 8bris octobris",
            "novembre nov november 9bre ixbre 9bris novembris",
            "decembre dec december xbre 10bre decembris",
        ),
        start=1,
    )
    for word in words.split()
}
REPUBLICAN_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "vendemiaire vend vendem", "brumaire brum", "frimaire frim", "nivose niv",
            "pluviose pluv", "ventose vent", "germinal germ", "floreal flor", "prairial prair",
            "messidor mess", "thermidor therm", "fructidor fruct",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
REPUBLICAN_MONTH = "|".join(sorted(REPUBLICAN_MONTHS, key=len, reverse=True))
