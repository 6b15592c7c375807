"""What we know of the field, as data that people can review: terms and plain words.

`terms_*.csv` lists technical terms, one concept a line: `term` (Chinese), `english`
and `synonyms` (each a list divided by `|`) and `field` (a short English name). Every
writing of a concept counts as the same thing in matching. `function_words.txt` holds
words that carry no meaning of their own; `request_words.txt` words that any firm's need
contains, whatever it is about, and that count for less in a need; `taiwan_terms.txt`
what is written in Taiwan and what the mainland writes instead.
"""
