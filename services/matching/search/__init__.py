"""The search box of the catalogue pages: words, prefixes, pinyin initials, facets, highlights."""
