"""What the five kinds of catalogue entry share: columns, life, rules, import, publication."""
