"""Saves all services to one consistent point while they run, and brings them back.

A backup is a folder: a folder for each service with its data, keys and files, and
`manifest.json`, which is written last and says what everything else must be. The search index
and matching's copies are not in it: both are made anew from what is.

What is one point here: writers of all services are held for the moment it takes to begin a
reading transaction in each database, and are let go before a row is copied. Files are copied
after that; they are named by their content and never change, so every file that a row names is
there.
"""
