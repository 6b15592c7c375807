"""The sentences of the pages, by what they are about; `texts` puts them together."""
