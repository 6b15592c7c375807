"""Needs of ours with the helpers a broker would name, judged by hand."""
