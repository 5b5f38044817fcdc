"""The words for those who are counted apart: by age, as the CAF asks, and from priority districts."""

#: The age bands of the CAF, by the column that holds each.
BANDS = {
    "aged_0_6": "0 à 6 ans",
    "aged_7_10": "7 à 10 ans",
    "aged_11_14": "11 à 14 ans",
    "aged_15_17": "15 à 17 ans",
    "aged_18_25": "18 à 25 ans",
    "aged_26_59": "26 à 59 ans",
    "aged_60_74": "60 à 74 ans",
    "aged_75": "75 ans et plus",
}
#: Those of districts « prioritaires » (QPV), wherever they are counted.
PRIORITY = "Des quartiers prioritaires (QPV)"
