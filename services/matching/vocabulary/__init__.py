"""What we know of the field, as data that people can review: terms and plain words.

`terms_<field>.csv` lists the technical terms of a field, one concept a line: `term` (Chinese),
`english` and `synonyms` (each a list divided by `|`), `kind` (material, product, equipment,
process, method, problem or property), `broader` (the concept that it is a kind or a part of),
`discipline` (GB/T 13745) and `industries` (GB/T 4754). Left empty, the last two are those of
the field in `fields.csv`, which also names the industry chain. Every writing of a concept
counts as the same thing in matching, and no writing belongs to two.

`remedies.csv` says what typically removes a problem, `quantities.csv` in which units a property
is stated, the usual one first, and which way is better. `services.matching.text.checking` says
what is wrong with all these; the tests ask it.

`function_words.txt` holds words that carry no meaning of their own; `request_words.txt` words
that any firm's need contains, whatever it is about, and that count for less in a need;
`taiwan_terms.txt` what is written in Taiwan and what the mainland writes instead.
"""
